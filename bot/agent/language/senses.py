"""The kinds of wish that a message may come down to, and how a turn shows that it meets one."""

from collections.abc import Iterable
from typing import NamedTuple

from bot.agent.turn import Change, Describe, Export, Lock, Recall, Talk, Turn
from skills.edit import AnyMove
from skills.edit.feeling import ArcMove, FeelingMove
from skills.edit.playing import LoudnessMove
from skills.edit.writing import DensityMove


class Sense(NamedTuple):
    """A kind of wish: what a turn that meets it has in it, and the sentence that says it plainly."""

    signs: frozenset[str]
    """Of ``signs_of``; any of them will do."""
    sentence: str = ""
    """With {who}, {where}, {there} (a section as an object), {new} (an instrument), {style}, {version}, {which}; a
    sentence that needs what the message does not name cannot be said."""
    usual: str = ""
    """Who is meant where nobody is named."""


def _senses(table: str) -> dict[str, Sense]:
    found = {}
    for line in filter(None, map(str.strip, table.splitlines())):
        name, signs, sentence, usual = (part.strip() for part in line.split("|"))
        found[name] = Sense(frozenset(s.strip() for s in signs.split(",")), sentence, usual)
    return found


SENSES = _senses(
    """
    louder | louder, feeling up, density up | make {who} louder{where} | it
    softer | softer, feeling down | make {who} softer{where} | it
    busier | denser, feeling up, add part | make {who} busier{where} | it
    sparser | sparser, remove part, fills | make {who} sparser{where} | it
    higher | register, key | play {who} higher{where} | the melody
    lower | register, key | play {who} lower{where} | the melody
    faster | tempo | a bit faster{where} |
    slower | tempo | a bit slower{where} |
    half-time | time feel | half-time drums{where} |
    double-time | time feel | double-time drums{where} |
    more-swing | swing | more swing{where} |
    straighter | swing, rhythm | less swing{where} |
    looser | humanise | humanise {who} more{where} | it
    tighter | humanise | make {who} tighter{where} | it
    more-fills | fills | more fills{where} |
    fewer-fills | fills | fewer fills{where} |
    other-groove | rhythm, rewrite, style | another rhythm for {who}{where} | the drums
    fade-ending | ending fade | end with a fade-out |
    cold-ending | ending cold | end cold |
    slowing-ending | ending ritardando | slow down at the end |
    held-ending | ending hold | hold the last chord |
    key-up | key, register | up two semitones{where} |
    key-down | key, register | down two semitones{where} |
    to-minor | key, feeling | put {there} in minor | it
    to-major | key, feeling | put {there} in major | it
    key-lift | modulate, key | modulate up for the last chorus |
    darker | darker, reharmonise, key | make {there} darker | it
    brighter | brighter, reharmonise, key | make {there} brighter | it
    calmer | feeling down, softer, sparser | make {there} calmer | it
    wilder | feeling up, louder, denser | make {there} more energetic | it
    tenser | tenser | make {there} more tense | it
    more-restful | easier | make {there} less tense | it
    other-style | style | play it as {style} |
    add-player | add part | add {new}{where} |
    remove-player | remove part | remove {who}{where} |
    swap-player | swap instrument | replace {who} with {new}{where} |
    add-section | add section, repeat section | add {section} |
    cut-section | cut section | cut {there} |
    repeat-section | repeat section, add section | repeat {there} |
    longer | length, repeat section, add section | make {there} longer | it
    shorter | length, cut section | make {there} shorter | it
    new-take | rewrite, rhythm, reharmonise | write {who} again{where} |
    more-choices | takes | give me three takes of {who}{where} | it
    other-chords | reharmonise, rewrite, chords | other chords{where} |
    simpler-chords | reharmonise simpler | simpler chords{where} |
    richer-chords | reharmonise richer, reharmonise jazzier | richer chords{where} |
    borrow-version | borrow, rewrite | use {which} of {version} |
    lock | lock | lock {which} | everything
    unlock | unlock | unlock {which} | everything
    undo | recall undo | undo |
    redo | recall redo | redo |
    go-version | recall go, recall undo | go back to {version} |
    list-versions | recall list | list the versions |
    compare | recall compare | compare with {version} | the last version
    ask-key | describe key, describe all | what key is it in? |
    ask-tempo | describe tempo, describe all | what is the tempo? |
    ask-chords | describe chords, describe all, teach | what are the chords{where}? |
    ask-form | describe form, describe all, describe arc | what is the form? |
    ask-band | describe band, describe all | who plays? |
    ask-length | describe length, describe all, describe form | how long is it? |
    ask-locks | describe locks, describe all | what is locked? |
    files-audio | export mp3, export wav, export all | send me the mp3 |
    files-midi | export midi, export all | send me the midi |
    files-stems | export stems | send me the stems |
    files-sheet | export pdf, export png, export musicxml, export text, export all | send me the sheet music |
    rename | title | rename it to "{title}" |
    move-section | move section | move {place} |
    keep-rest | rewrite, lock | keep {which} and write everything else again |
    exact |  |  |
    analyse | analyse |  |
    pick | pick | {number} |
    hello | talk hello, talk help | hello |
    thanks | talk thanks, talk praise | thanks |
    praise | talk praise, talk thanks | i love it |
    goodbye | talk goodbye, talk thanks | goodbye |
    help | talk help | what can you do? |
    theory | teach, describe |  |
    unclear | clarify, talk help |  |
    off-topic | talk off-topic, talk hello |  |
    cannot | talk unable, talk off-topic |  |
    new-song | write |  |
    several |  |  |
    """
)


def signs_of(turn: Turn) -> frozenset[str]:
    """What a turn has in it, as ``Sense.signs`` names it."""
    return frozenset(sign for act in turn.acts for sign in _signs(act))


def _signs(act: object) -> Iterable[str]:
    if isinstance(act, Change):
        if act.takes > 1:
            yield "takes"
        for move in act.moves:
            yield from signs_of_move(move)
    elif isinstance(act, Lock):
        yield "lock" if act.on else "unlock"
    elif isinstance(act, Recall | Describe):
        yield act.act
        yield f"{act.act} {act.what}"
    elif isinstance(act, Talk):
        yield f"talk {act.about}"
    elif isinstance(act, Export):
        yield from (f"export {form}" for form in act.formats)
    else:
        yield str(getattr(act, "act", ""))


def signs_of_move(move: AnyMove) -> Iterable[str]:
    """What a move is, as ``Sense.signs`` names it."""
    yield move.kind
    for field in ("how", "manner"):
        if said := getattr(move, field, None):
            yield f"{move.kind} {said}"
    if isinstance(move, LoudnessMove):
        yield "louder" if move.amount > 0 else "softer"
    if isinstance(move, DensityMove):
        yield "denser" if move.amount > 0 else "sparser"
    if isinstance(move, ArcMove):
        yield from ("feeling", "feeling up", "feeling down", "darker", "brighter", "tenser", "easier")
    if isinstance(move, FeelingMove):
        for amount, (up, down) in (
            (move.arousal, ("feeling up", "feeling down")),
            (move.valence, ("brighter", "darker")),
            (move.tension, ("tenser", "easier")),
        ):
            if amount or move.to is not None:
                yield from (up, down) if move.to is not None else (up if (amount or 0) > 0 else down,)
