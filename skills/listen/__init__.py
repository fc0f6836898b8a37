"""Listening to what a person sends along: scores and chord charts, from their bytes."""
