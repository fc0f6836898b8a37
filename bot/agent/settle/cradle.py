"""A lullaby: few and soft players, no drums, slow, and rocking, unless something else was asked for."""

from bot.agent.settle.wishes import Wishes
from skills.chance import rng
from skills.clock import METRES, Metre, is_compound
from skills.plan import Ask

_WORDS = "lullaby"
_BANDS = ("piano, cello", "music box, piano", "nylon guitar, voice", "harp, flute", "piano, voice", "celesta, harp")
_SLOW = (58.0, 72.0)


def cradle_wishes(wishes: Wishes, seed: int) -> tuple[Ask, ...]:
    """What a lullaby goes without saying; nothing for any other song."""
    if all(a.value != _WORDS for a in wishes.all("mood")):
        return ()
    draw = rng(seed, "settle", "lullaby")
    options: tuple[Metre, ...] = ("3/4", "6/8", "4/4")
    metre, band = draw.choice(options), draw.choice(_BANDS)
    said = {a.kind for a in wishes.asks if not a.unwanted}
    drummed = any(a.value == "drums" for a in wishes.asks if a.kind in ("instrument", "only", "enters"))
    asks = []
    if not drummed:
        asks.append(Ask(kind="instrument", words=_WORDS, value="drums", unwanted=True))
    if not said & {"instrument", "only", "genre", "enters"}:
        asks.append(Ask(kind="only", words=_WORDS, value=band))
    if "tempo" not in said:
        asked = wishes.one("metre")
        own = next((m for m in METRES if asked and m == asked.value), "4/4" if "genre" in said else metre)
        factor = 1.5 if is_compound(own) else 1.0
        asks.append(Ask(kind="tempo", words=_WORDS, value="slow", low=_SLOW[0] * factor, high=_SLOW[1] * factor))
    if not said & {"metre", "genre"}:
        asks.append(Ask(kind="metre", words=_WORDS, value=metre))
    return tuple(asks)
