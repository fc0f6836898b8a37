"""Messages about the song at hand: what they point at, what they would change, and what else they say."""
