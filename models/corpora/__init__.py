"""Readers of corpora: one file a corpus, from its own files to examples. The data itself is never kept here."""
