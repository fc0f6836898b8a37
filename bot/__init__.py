"""The conversation: words in, songs and words out."""
