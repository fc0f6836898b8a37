"""The chat model's mind: what a message asks for, read by a language model and held to what can be.

A model is offered the acts as tools and answers with calls; nothing it says is carried out unless it
validates, names what there is, and agrees with the person's own words where these are exact. It is
given no tool that reads a file, a setting or a secret, and none that takes anything away for good.
"""
