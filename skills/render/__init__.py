"""The song as files: MIDI and sound."""
