"""Minor turning to major, or back, where the arc crosses from dark to bright."""

from bot.agent.settle.arc import point_at
from skills.plan import ArcPoint, Section
from skills.theory.key import Key, Mode

_DARK, _BRIGHT = -0.15, 0.25
_JOURNEY = 0.6
"""The least difference of valence between sections that is worth a change of mode."""


def turn_modes(key: Key, sections: tuple[Section, ...], arc: tuple[ArcPoint, ...]) -> tuple[Key, tuple[Section, ...]]:
    """The key the song opens in and its sections, each in the mode its valence asks for.

    The tonic stays, and the song's own mode on its side of the line; it turns only when it travels
    far enough, and what lies between dark and bright stays in the mode it came from.
    """
    dark: Mode = key.mode if key.is_minor else "minor"
    bright: Mode = "major" if key.is_minor else key.mode
    valences = _valences(sections, arc)
    if max(valences) - min(valences) < _JOURNEY or min(valences) > _DARK or max(valences) < _BRIGHT:
        return key, sections
    modes: list[Mode] = []
    for valence in valences:
        before = modes[-1] if modes else dark if valence < (_DARK + _BRIGHT) / 2 else bright
        modes.append(dark if valence < _DARK else bright if valence > _BRIGHT else before)
    home = Key(tonic=key.tonic, mode=modes[0])
    if any(abs(Key(tonic=key.tonic, mode=m).signature) > 6 for m in modes):
        return key, sections
    turned = (
        s.model_copy(update={"mode": m if m != home.mode else None}) for s, m in zip(sections, modes, strict=True)
    )
    return home, tuple(turned)


def _valences(sections: tuple[Section, ...], arc: tuple[ArcPoint, ...]) -> list[float]:
    """Valence at the middle of each section."""
    total = sum(s.bars for s in sections)
    found, at = [], 0.0
    for section in sections:
        found.append(point_at(arc, (at + section.bars / 2) / total).valence)
        at += section.bars
    return found
