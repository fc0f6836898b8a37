"""The learned models: token ids and tensors in, token ids and tensors out. They know no plan and no chat.

Songs are written without learned weights so far; this floor holds the place where they will live.
"""
