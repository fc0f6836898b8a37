"""What is said to a chat model, one file a purpose, loaded by name.

Cowriter understands requests without a chat model; nothing here is needed to write a song.
"""
