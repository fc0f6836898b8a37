"""What the Italian words for a tempo mean."""

TEMPI: dict[str, tuple[int, int, str]] = {
    "grave": (25, 45, "very slow and solemn"), "largo": (40, 60, "slow and broad"), "lento": (45, 60, "slow"),
    "larghetto": (60, 66, "rather broad"), "adagio": (66, 76, "slow and at ease"), "andante": (76, 108, "at a walk"),
    "andantino": (80, 108, "a little above a walk"), "moderato": (108, 120, "moderate"),
    "allegretto": (112, 120, "fairly quick"), "allegro": (120, 156, "quick and bright"),
    "vivace": (156, 176, "lively"), "presto": (168, 200, "very fast"), "prestissimo": (200, 240, "as fast as can be"),
}  # fmt: skip
"""Tempo words with their usual bpm (low, high), as printed on metronomes, and how they feel."""
