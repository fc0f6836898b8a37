"""Arrangement: who plays when, and what everyone plays who is not the tune, the bass or the drums."""
