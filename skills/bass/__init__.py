"""Bass: a line of the style over the chords, locked to the drummer's kick."""
