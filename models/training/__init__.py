"""Training: corpora in, weights and figures out. Seeded, resumable, stopped early on the dev split, blind to test."""
