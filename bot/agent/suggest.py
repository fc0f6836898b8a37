"""What to try after a song: two or three whole requests, near the one that was made.

Each changes one thing that the person left open, by words that the request can be given with.
"""

from skills.plan import Plan
from skills.styles import STYLES

OTHER_LIGHT = {
    "pop": "bossa nova", "rock": "folk", "ballad": "soul", "folk": "cinematic", "country": "blues", "blues": "jazz",
    "jazz": "lo-fi", "bossa nova": "pop", "soul": "funk", "funk": "house", "hip-hop": "soul", "lo-fi": "jazz",
    "reggae": "funk", "house": "ambient", "ambient": "cinematic", "cinematic": "metal", "metal": "classical",
    "waltz": "classical", "classical": "jazz",
}  # fmt: skip
"""By style: one that shows the same idea in another light, and shares its metre."""
_LONGEST_REQUEST = 240


def suggestions(plan: Plan) -> tuple[str, ...]:
    """Up to three requests to try next, each changing one thing that was not asked for."""
    asked = {ask.kind for ask in plan.asks}
    request = " ".join(plan.request.split()).rstrip(" .,;!?")
    if len(request) > _LONGEST_REQUEST:
        return ()
    changes = []
    if "genre" not in asked:
        changes.append(f"as {OTHER_LIGHT[plan.genre]}")
    if not asked & {"arc", "mood"}:
        changes.append("start calm, build tension, end triumphant")
    if not asked & {"key", "mode", "chords"}:
        changes.append("in a major key" if plan.key.is_minor else "in a minor key")
    if not asked & {"instrument", "only"}:
        changes.append("no drums" if plan.part("drums") else "with drums")
    if "tempo" not in asked:
        low, usual, high = STYLES[plan.genre].bpm
        changes.append(f"at {low if plan.bpm >= usual else high:g} bpm")
    if "metre" not in asked and plan.metre == "4/4":
        changes.append("in 6/8")
    if "density" not in asked:
        changes.append("sparse")
    if not asked & {"seconds", "bars", "section_bars"}:
        changes.append("two minutes long")
    if not asked & {"form", "bars", "section_bars"}:
        changes.append("verse chorus verse chorus bridge chorus")
    return tuple(f"{request}, {change}" for change in changes[:3])
