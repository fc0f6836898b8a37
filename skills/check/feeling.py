"""Judges of how the music feels: style, mood, arc, how busy it is, how high, how it swings."""

from statistics import fmean

from skills.check import rhythm
from skills.check.arc import DIMENSIONS, spearman
from skills.check.asked import players
from skills.check.heard import Heard, Span
from skills.check.marks import marks
from skills.check.roll import is_drums
from skills.check.verdict import Verdict, listed
from skills.clock import is_compound
from skills.instruments import INSTRUMENTS
from skills.melody.writer import comfortable_middle
from skills.plan import ArcPoint, Ask
from skills.styles import STYLES
from skills.theory.pitch import octave_name

_FOLLOWS = 0.5
"""The rank correlation from which an arc is said to be audible."""
_SWINGS, _STRAIGHT = 0.56, 0.55
_NEUTRAL = {"valence": 0.0, "arousal": 0.5}
_LEANS = {"valence": 0.2, "arousal": 0.15}
"""How far from neutral a mood must lie to ask for a side at all, and how near the asked point is as good as there."""
_HUMAN_NPS, _HUMAN_SD, _HUMAN_PARTS = 6.9, 1.6, 3
"""Notes a second of human songs on POP909, mean and deviation, and the parts that play them."""


def genre(ask: Ask, heard: Heard) -> Verdict:
    """A song is of a style when it bears most of its marks."""
    if ask.value not in STYLES:
        return Verdict(f"{ask.value} is not a style that can be judged", False)
    if not heard.sounding():
        return Verdict("silence", ask.unwanted)
    seen = marks(ask.value, heard)
    found = f"{len(seen.found)} of {len(seen.found) + len(seen.missing)} marks of {ask.value}"
    detail = f"without: {listed(seen.missing)}" if seen.missing else listed(seen.found)
    if not ask.unwanted:
        return Verdict(found, seen.enough, detail)
    nearest = max(STYLES, key=lambda name: (marks(name, heard).share, name == heard.plan.genre))
    more = marks(nearest, heard)
    other = nearest != ask.value and more.share > seen.share
    return Verdict(found, not seen.enough or other, f"nearer to {nearest}" if other else detail)


def mood(ask: Ask, heard: Heard) -> Verdict:
    """The mean of the bars must lie on the side of neutral the mood lies on, or near it."""
    spans = heard.picked(ask.section)
    if not spans or not ask.points:
        return Verdict(f"there is no {ask.section}" if not spans else "no feeling to compare with", False)
    if not heard.sounding(spans):
        return Verdict("silence", ask.unwanted)
    measured = _mean(heard, spans)
    wanted = ask.points[0]
    sides = {name: _agrees(name, getattr(wanted, name), measured[name]) for name in _NEUTRAL}
    near = all(sides.values())
    asked = ", ".join(f"{name} {getattr(wanted, name):+.2f}" for name in _NEUTRAL)
    got = ", ".join(f"{name} {measured[name]:+.2f}" for name in _NEUTRAL)
    return Verdict(_in_words(measured), near != ask.unwanted, f"asked {asked}; measured {got}")


def _mean(heard: Heard, spans: tuple[Span, ...]) -> dict[str, float]:
    bars = list(heard.measures(spans))
    return {name: fmean(float(getattr(bar, name)) for bar in bars) for name in DIMENSIONS}


def _agrees(name: str, wanted: float, measured: float) -> bool:
    """Near the asked point, or on its side of neutral; a mood that takes no side asks for the middle."""
    lean, found = wanted - _NEUTRAL[name], measured - _NEUTRAL[name]
    if abs(lean) < _LEANS[name]:
        return abs(found) <= 2 * _LEANS[name]
    return lean * found > 0 or abs(lean - found) <= _LEANS[name]


def _in_words(measured: dict[str, float]) -> str:
    light = (
        "bright" if measured["valence"] > 0.15 else "dark" if measured["valence"] < -0.15 else "neither bright nor dark"
    )
    force = "strong" if measured["arousal"] > 0.62 else "quiet" if measured["arousal"] < 0.4 else "of medium force"
    return f"{light} and {force}"


def follows(ask: Ask, heard: Heard) -> Verdict:
    """The measured arc must rank its bars as the asked one does, in the dimension that was to change most."""
    points = ask.points if len(ask.points) > 1 else heard.plan.arc
    spread = {name: _spread(points, name) for name in DIMENSIONS}
    main = max(DIMENSIONS, key=lambda name: spread[name])
    if spread[main] < 0.1:
        return Verdict("the arc asked for stays level", False, "nothing that changes can be compared")
    asked = [heard.plan.feeling((bar.bar - 0.5) * heard.bar) for bar in heard.bars]
    figures = {}
    for name in DIMENSIONS:
        if spread[name] >= 0.2 or name == main:
            figures[name] = spearman(
                [round(getattr(a, name), 6) for a in asked], [getattr(bar, name) for bar in heard.bars]
            )
    best = figures[main]
    detail = ", ".join(f"{name} {value:+.2f}" for name, value in figures.items() if value is not None)
    if best is None:
        return Verdict(f"{main} that does not change", False, detail)
    found = "follows it" if best >= _FOLLOWS else "follows it loosely" if best > 0.2 else "does not follow it"
    return Verdict(f"{main} {found}", best >= _FOLLOWS, f"rank correlation bar by bar: {detail}")


def _spread(points: tuple[ArcPoint, ...], name: str) -> float:
    values = [float(getattr(p, name)) for p in points]
    return (max(values) - min(values)) / (2 if name == "valence" else 1)


def density(ask: Ask, heard: Heard) -> Verdict:
    """Notes a second: of a section against the rest, of a whole song against people's songs of as many parts."""
    spans = heard.picked(ask.section)
    if not spans:
        return Verdict(f"there is no {ask.section}", False)
    if ask.role or ask.player:
        return _density_of(ask, heard, spans)
    here = _notes_a_second(heard, spans)
    if not here:
        return Verdict("silence", False)
    rest = tuple(s for s in heard.spans if s not in spans)
    if ask.section and rest:
        other = _notes_a_second(heard, rest)
        holds = here > other if ask.value == "busy" else here < other
        return Verdict(f"{here:.1f} notes a second", holds, f"{other:.1f} elsewhere")
    size = fmean(float(bar.parts) for bar in heard.measures(spans)) or 1.0
    usual = _HUMAN_NPS * size / _HUMAN_PARTS
    holds = here > usual if ask.value == "busy" else here < usual
    detail = f"people write {usual:.1f} for as many parts (deviation {_HUMAN_SD * size / _HUMAN_PARTS:.1f})"
    return Verdict(f"{here:.1f} notes a second", holds, detail)


_USUAL_NPS = {"drums": 7.0, "bass": 2.0, "lead": 1.7, "chords": 4.5, "pad": 1.0, "counter": 0.6}
"""Notes a second of each role in songs written here with nothing said about density: means over all styles."""
_STRUCK = {
    "ballad": 2.9, "lo-fi": 3.2, "cinematic": 3.4, "waltz": 4.0, "ambient": 0.5, "classical": 0.7, "reggae": 5.2,
    "folk": 5.8, "blues": 5.7, "rock": 8.7, "country": 8.6, "soul": 8.3, "funk": 11.6, "metal": 12.8, "house": 14.0,
}  # fmt: skip
"""The same for the drums of styles far from the mean."""


def _usually(role: str, style: str) -> float:
    return _STRUCK.get(style, _USUAL_NPS["drums"]) if role == "drums" else _USUAL_NPS[role]


def _density_of(ask: Ask, heard: Heard, spans: tuple[Span, ...]) -> Verdict:
    """Notes a second of one player, against what the role usually plays."""
    tracks = [t for t in players(ask, heard) if heard.notes(t, spans)]
    if not tracks:
        return Verdict("nobody plays that", ask.value == "sparse")
    seconds = max(sum(heard.seconds(s.end) - heard.seconds(s.start) for s in spans), 1e-9)
    here = sum(len(heard.notes(t, spans)) for t in tracks) / seconds
    usual = sum(_usually(t.part.role, heard.plan.genre) for t in tracks)
    holds = here > usual if ask.value == "busy" else here < usual
    return Verdict(f"{here:.1f} notes a second", holds, f"{usual:.1f} are usual")


def _notes_a_second(heard: Heard, spans: tuple[Span, ...]) -> float:
    notes = sum(len(heard.notes(t, spans)) for t in heard.song.tracks)
    return notes / max(sum(heard.seconds(s.end) - heard.seconds(s.start) for s in spans), 1e-9)


def register(ask: Ask, heard: Heard) -> Verdict:
    """Mean pitch of the tune (or of the role named), against the middle of what its instrument likes to play."""
    role = ask.role or "lead"
    named = [t for t in players(ask, heard) if t.notes and not is_drums(t)] if ask.player else []
    tracks = named or [t for t in heard.song.tracks if t.part.role == role and t.notes and not is_drums(t)]
    if not tracks:
        return Verdict(f"nobody plays {role}", False, "there is no part to judge")
    track = max(tracks, key=lambda t: len(t.notes))
    mean = fmean(n.pitch for n in track.notes)
    middle = comfortable_middle(INSTRUMENTS[track.part.instrument])
    holds = mean > middle if ask.value == "high" else mean < middle
    return Verdict(f"{track.part.instrument} around {octave_name(mean)}", holds, f"its middle is {octave_name(middle)}")


def swing(ask: Ask, heard: Heard) -> Verdict:
    """Where the second of two eighths falls, as played by everyone."""
    if is_compound(heard.song.metre):
        return Verdict(f"{heard.song.metre}, whose beats divide in three", False, "there are no pairs of eighths")
    ratio = rhythm.swing(n for t in heard.song.tracks for n in t.notes)
    if ratio is None:
        return Verdict("too few notes off the beat", False, "nothing that could swing")
    share = f"the second eighth falls at {ratio:.2f} of the beat"
    word = "swung" if ratio >= _SWINGS else "straight"
    wants_swing = (ask.value == "swing") != ask.unwanted
    return Verdict(word, ratio >= _SWINGS if wants_swing else ratio <= _STRAIGHT, share)
