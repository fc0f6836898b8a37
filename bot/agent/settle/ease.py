"""Easy chords: the key and the chords that a beginner can play."""

from collections.abc import Sequence

from bot.agent.settle.wishes import Remarks, Wishes
from skills.chance import rng
from skills.theory.easy import PLAYABLE, Playable, easy_keys, palette
from skills.theory.key import Key, Mode
from skills.value import Value


def _player(wishes: Wishes) -> Playable | None:
    ask = wishes.one("easy")
    return None if ask is None else next((name for name in PLAYABLE if ask.value == name), "guitar")


def easy_key(wishes: Wishes, tonic: str | None, mode: Mode | None, minor: bool, seed: int) -> Key | None:
    """A friendly key of the colour wanted, where no more than that was asked for."""
    player = _player(wishes)
    if player is None or tonic or (mode and mode not in ("major", "minor")):
        return None
    return rng(seed, "settle", "easy").choice(easy_keys(player, minor))


def easy_palette(wishes: Wishes, key: Key, given: Sequence[Value], remarks: Remarks) -> tuple[str, ...]:
    """The chords that the harmony keeps to; none if easy chords were not asked for, or others were given."""
    player = _player(wishes)
    if player is None:
        return ()
    if given:
        remarks.note("You gave the chords yourself, so I kept them as they are, easy or not.")
        return ()
    chords, fret = palette(player, key)
    if fret:
        shapes = key.transposed(-fret)
        remarks.note(f"{key} has few easy chords on {player}: play the shapes of {shapes} with a capo on fret {fret}.")
    return chords
