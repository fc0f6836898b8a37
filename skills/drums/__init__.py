"""Drums: grooves of every style in every metre, fills at the joints, builds and the last hit."""
