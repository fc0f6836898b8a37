"""Names of pitches, keys and chords: one speller, one parser of chord names, one of Roman numerals."""
