"""The learned models: token ids and tensors in, token ids and tensors out. They know no plan and no chat."""
