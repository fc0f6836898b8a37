"""Moves of feeling and style."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from skills import staging
from skills.edit.draft import Draft, EditError
from skills.edit.gauge import Gauge, bars_of, gauge
from skills.edit.harmony import ReharmoniseMove, followed, reharmonise
from skills.edit.keys import in_range
from skills.edit.move import Amount, Move
from skills.edit.pitch import rekeyed
from skills.edit.places import listed
from skills.edit.revise import revise
from skills.edit.scope import (
    Scope,
    directed,
    parts_of,
    replanned,
    scope,
    told,
    where,
    whole_sections,
)
from skills.edit.style import restyled
from skills.edit.target import HARMONY, Cell
from skills.edit.writing import DensityMove
from skills.plan import ArcPoint, Plan
from skills.theory.key import Mode

_LEAST = 0.03
"""A change of feeling smaller than this is none."""
_HEARD = 0.02
"""A measured effect smaller than this is said to be none."""
_TURNS = 0.3
"""The change of valence from which a section may turn to the other mode."""
_DARKER: dict[Mode, Mode] = {
    "lydian": "minor", "major": "minor", "mixolydian": "minor", "dorian": "minor",
    "minor": "phrygian", "harmonic minor": "phrygian",
}  # fmt: skip
_BRIGHTER: dict[Mode, Mode] = {
    "locrian": "minor", "phrygian": "minor", "minor": "major", "harmonic minor": "major", "dorian": "mixolydian",
}  # fmt: skip
_WORDS = {"valence": ("darker", "brighter"), "arousal": ("calmer", "bigger"), "tension": ("more at ease", "tenser")}


class Change(NamedTuple):
    """How a feeling is to move."""

    valence: float
    arousal: float
    tension: float

    def of(self, point: ArcPoint) -> ArcPoint:
        """A point of the arc, moved as far as its scales go."""
        return ArcPoint(
            at=point.at,
            valence=min(max(point.valence + self.valence, -1.0), 1.0),
            arousal=min(max(point.arousal + self.arousal, 0.0), 1.0),
            tension=min(max(point.tension + self.tension, 0.0), 1.0),
        )

    def in_words(self) -> str:
        """The change as one says it: "darker and calmer"."""
        said = [_WORDS[name][value > 0] for name, value in self._asdict().items() if abs(value) >= _LEAST]
        return listed(said)


class FeelingMove(Move):
    """Make the song or some sections darker, brighter, calmer, bigger, tenser."""

    kind: Literal["feeling"] = "feeling"
    valence: Amount = 0.0
    """Change: -0.4 darker, 0.4 brighter/happier."""
    arousal: Amount = 0.0
    """Change: -0.3 calmer, 0.3 bigger/more energetic."""
    tension: Amount = 0.0
    to: ArcPoint | None = None
    """Absolute instead ("make the bridge sad": that mood's point)."""

    def apply(self, draft: Draft) -> Draft:
        if self.target.parts:
            return self._of_parts(draft)
        found = scope(draft, self.target, (), "another feeling")
        spans = _spans(draft, found)
        change = self._change(draft.plan, spans)
        found = scope(draft, self.target, _touched(draft, change), "another feeling")
        if max(map(abs, change)) < _LEAST:
            raise EditError("It feels so already; say how it should feel instead: darker, brighter, calmer or bigger.")
        plan = draft.plan
        whole = len(spans) == 1 and spans[0] == (0.0, plan.beats)
        for start, end in spans:
            plan = plan.model_copy(update={"arc": drawn_over(plan, start, end, change.of)})
        if whole:
            plan = plan.model_copy(update={"arc": tuple(change.of(p) for p in draft.plan.arc)})
        after = felt(replanned(draft, plan), found, change)
        if (after.song, after.unwritten, after.unplayed) == (draft.song, draft.unwritten, draft.unplayed):
            place = where(draft, self.target)
            raise EditError(f"{place[:1].upper()}{place[1:]} is about as {_far(change)} as these players can make it.")
        return told(after, found).say(f"{where(draft, self.target)} {change.in_words()}")

    def _change(self, plan: Plan, spans: Sequence[tuple[float, float]]) -> Change:
        """How the feeling is to move; towards an absolute one, from the mean of what is there."""
        if self.to is None:
            return Change(self.valence, self.arousal, self.tension)
        points = [plan.feeling(start + (end - start) * k / 8) for start, end in spans for k in range(8)]
        means = (sum(float(getattr(p, name)) for p in points) / len(points) for name in Change._fields)
        return Change(*(float(getattr(self.to, n)) - mean for n, mean in zip(Change._fields, means, strict=True)))

    def _of_parts(self, draft: Draft) -> Draft:
        """A feeling of some parts alone: how much they play, and for the harmony, how dark it is."""
        change = Change(self.valence, self.arousal, self.tension)
        if self.to is not None:
            found = scope(draft, self.target, (), "another feeling")
            change = self._change(draft.plan, _spans(draft, found))
        if HARMONY in self.target.parts:
            if abs(change.valence) < _LEAST:
                raise EditError("Chords can be darker or brighter, simpler, richer or jazzier; say which.")
            manner: Literal["darker", "brighter"] = "darker" if change.valence < 0 else "brighter"
            return ReharmoniseMove(target=self.target, manner=manner).apply(draft)
        if abs(change.arousal) < _LEAST:
            raise EditError("A single part can be calmer or busier, louder or softer, higher or lower; say which.")
        return DensityMove(target=self.target, amount=change.arousal).apply(draft)


def _touched(draft: Draft, change: Change) -> tuple[str, ...]:
    """The layers that a change of feeling bears on: the drummer knows neither light nor dark."""
    pitched = (HARMONY, *parts_of(draft.plan))
    if abs(change.arousal) < _LEAST:
        return pitched
    played = tuple(p.name for p in draft.plan.parts)
    return (HARMONY, *played) if max(abs(change.valence), abs(change.tension)) >= _LEAST else played


def _far(change: Change) -> str:
    """What something is that cannot get more so: "dark"."""
    words = {"valence": ("dark", "bright"), "arousal": ("calm", "big"), "tension": ("restful", "tense")}
    return listed(words[name][value > 0] for name, value in change._asdict().items() if abs(value) >= _LEAST)


def _spans(draft: Draft, found: Scope) -> list[tuple[float, float]]:
    """The stretches of time a scope covers, in order; neighbours joined."""
    every = sorted({draft.beats(c) for c in (*found.free, *found.kept)})
    joined: list[tuple[float, float]] = []
    for start, end in every:
        if joined and start <= joined[-1][1] + 1e-6:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def drawn_over(plan: Plan, start: float, end: float, change: Callable[[ArcPoint], ArcPoint]) -> tuple[ArcPoint, ...]:
    """The arc with the points of a stretch changed, stepping at both ends; elsewhere it feels as before."""
    first, last = start / plan.beats, end / plan.beats
    before = [p for p in plan.arc if p.at < first]
    after = [p for p in plan.arc if p.at > last]
    if start > 0:
        before.append(plan.feeling(start, closing=True).model_copy(update={"at": first}))
    if end < plan.beats - 1e-6:
        after.insert(0, plan.feeling(end).model_copy(update={"at": last}))
    inside = [p for p in plan.arc if first < p.at < last]
    edges = (plan.feeling(start), plan.feeling(end, closing=True))
    inside = [edges[0].model_copy(update={"at": first}), *inside, edges[1].model_copy(update={"at": last})]
    return tuple(p for p, _ in groupby([*before, *map(change, inside), *after]))


# What a feeling bears on


def felt(draft: Draft, found: Scope, change: Change) -> Draft:
    """The draft, its arc drawn already, with what a change of feeling bears on marked or changed.

    Valence is a matter of harmony: of mode where it moves far, else of other chords under the same tune. Tension is
    one of the pull of the chords. Arousal is one of who plays how much. What is promised is measured, and the mildest
    of the means that keeps the promise is used.
    """
    bars = bars_of(draft, found.free)
    now = gauge(draft.song, bars)
    if abs(change.valence) >= _LEAST:
        draft = _best(draft, _shades(draft, found, change.valence), bars, now, "valence", change.valence)
    elif abs(change.tension) >= _LEAST:
        draft = _best(draft, _strains(found, change.tension), bars, now, "tension", change.tension)
    if abs(change.arousal) >= _LEAST:
        draft = _best(draft, _forces(found, change.arousal), bars, now, "arousal", change.arousal)
    return draft


_Means = Callable[[Draft], Draft]


def _best(draft: Draft, means: Sequence[_Means], bars: frozenset[int], now: Gauge, name: str, wanted: float) -> Draft:
    """The draft after the first of the means that moves a figure far enough, or else the one that moves it most."""
    sign = 1 if wanted > 0 else -1
    enough = min(0.12 if name == "valence" else 0.05, 0.3 * abs(wanted))
    found: list[tuple[float, Draft]] = []
    for one in means:
        after = one(draft)
        effect = sign * (float(getattr(gauge(revise(after), bars), name)) - float(getattr(now, name)))
        found.append((effect, after))
        if effect >= enough:
            break
    effect, after = max(found, key=lambda pair: pair[0], default=(0.0, draft))
    if effect <= 0.0 and name != "arousal":
        after = draft
    return after if effect >= _HEARD else after.note("It is about as far that way as it can go as it stands.")


def _shades(draft: Draft, found: Scope, valence: float) -> list[_Means]:
    """The means to make the scope darker or brighter, from the mildest on."""
    manner = "darker" if valence < 0 else "brighter"
    chords: _Means = lambda d: _reharmonised(d, found, manner)  # noqa: E731
    turn: _Means = lambda d: _turned(d, found, valence)  # noqa: E731
    both: _Means = lambda d: _reharmonised(_turned(d, found, valence), found, manner)  # noqa: E731
    low: _Means = lambda d: _lowered(_reharmonised(d, found, manner), found, valence)  # noqa: E731
    if any(draft.keeps(Cell(layer=HARMONY, section=label)) for label in found.sections):
        return [lambda d: _lowered(d, found, valence)]
    if not _may_turn(draft, found, valence):
        return [chords, low]
    lit = {draft.plan.key_of(draft.plan.section(label)).is_minor for label in found.sections}
    if abs(valence) < _TURNS or lit == {valence < 0}:
        return [chords, turn, both, low]
    return [turn, both, chords, low]


def _strains(found: Scope, tension: float) -> list[_Means]:
    """The means to make the scope tenser or more restful, from the mildest on."""
    chords, colour = ("tenser", "richer") if tension > 0 else ("calmer", "simpler")
    band = ("chords", "counter", "bass")

    def crowded(draft: Draft) -> Draft:
        draft = _reharmonised(draft, found, chords)
        cells = found.of(*(p.name for p in draft.plan.parts if p.role in band))
        return replanned(draft, directed(draft.plan, "density", tension, cells)).rewrite(cells)

    return [
        lambda d: _reharmonised(d, found, chords),
        lambda d: _reharmonised(d, found, colour),
        lambda d: _reharmonised(_reharmonised(d, found, chords), found, colour),
        crowded,
    ]


def _may_turn(draft: Draft, found: Scope, valence: float) -> bool:
    """Whether the sections of a scope can stand in another mode: whole ones, with nothing pitched kept in them."""
    modes = {draft.plan.key_of(draft.plan.section(label)).mode for label in found.sections}
    free = whole_sections(found.free) == found.sections
    pitched = (HARMONY, *parts_of(draft.plan))
    return free and not any(c.layer in pitched for c in found.kept) and bool(modes & set(_turning(valence)))


def _turning(valence: float) -> dict[Mode, Mode]:
    return _DARKER if valence < 0 else _BRIGHTER


def _turned(draft: Draft, found: Scope, valence: float) -> Draft:
    """The sections in a darker or brighter mode on their tonic; tune and chords keep rhythm, contour, function."""
    plan, labels = draft.plan, found.sections
    modes = {label: plan.key_of(plan.section(label)).mode for label in labels}
    new = {label: _turning(valence).get(mode, mode) for label, mode in modes.items()}
    if len(labels) == len(plan.sections) and len(set(new.values())) == 1:
        key = plan.key.model_copy(update={"mode": new[labels[0]]})
        sections = tuple(s.model_copy(update={"mode": None}) for s in plan.sections)
        turned = plan.model_copy(update={"key": key, "sections": sections})
    else:
        sections = tuple(
            s.model_copy(update={"mode": None if new[s.label] == plan.key.mode else new[s.label]})
            if s.label in labels
            else s
            for s in plan.sections
        )
        turned = plan.model_copy(update={"sections": sections})
    changed = tuple(label for label in labels if new[label] != modes[label])
    draft = rekeyed(draft, turned, changed, 0)
    free = [Cell(layer=name, section=label) for name in parts_of(plan) for label in changed]
    return draft.replay(c for c in free if not draft.keeps(c))


def _harmony_cells(draft: Draft, found: Scope) -> list[Cell]:
    places = dict.fromkeys((c.section, c.first, c.last) for c in found.free)
    cells = [Cell(layer=HARMONY, section=s, first=a, last=b) for s, a, b in places]
    return [c for c in cells if not draft.keeps(c)]


def _reharmonised(draft: Draft, found: Scope, manner: str) -> Draft:
    cells = _harmony_cells(draft, found)
    after = reharmonise(draft, cells, manner)
    return followed(after, cells) if after is not draft else draft


def _lowered(draft: Draft, found: Scope, valence: float) -> Draft:
    """Everyone who plays the harmony written again, lower or higher as the arc has it, and the tune an octave away."""
    cells = found.of(*parts_of(draft.plan, "chords", "pad", "counter", "bass"))
    tune = found.of(*parts_of(draft.plan, "lead"))
    part = draft.plan.part("lead")
    for cell in tune if part else ():
        start, end = draft.beats(cell)
        inside = draft.song.notes_in(cell.layer, start, end)
        there = [n.pitch + (12 if valence > 0 else -12) for n in inside]
        if part and in_range(there, part) == there:
            moved = [n.model_copy(update={"pitch": p}) for n, p in zip(inside, there, strict=True)]
            draft = draft.model_copy(update={"song": draft.song.with_notes(cell.layer, start, end, moved)})
    return draft.rewrite(cells).replay(tune)


def _forces(found: Scope, arousal: float) -> list[_Means]:
    """The means to make the scope calmer or bigger: as the arc has it, then also in density and loudness."""

    def played(draft: Draft, density: float, loudness: float) -> Draft:
        band = found.of(*parts_of(draft.plan, "chords", "pad", "counter", "bass", "drums"))
        plan = directed(draft.plan, "density", density, band) if density else draft.plan
        everyone = found.of(*(p.name for p in plan.parts))
        plan = directed(plan, "loudness", loudness, everyone) if loudness else plan
        return replanned(draft, plan).rewrite(band).replay(everyone)

    return [
        lambda d: played(d, 0.0, 0.0),
        lambda d: played(d, 1.2 * arousal, 0.8 * arousal),
        lambda d: played(d, 1.0 if arousal > 0 else -1.0, 1.0 if arousal > 0 else -1.0),
    ]


class ArcMove(Move):
    """Draw the feeling of the song or of a section anew ("calm to triumphant")."""

    kind: Literal["arc"] = "arc"
    points: Annotated[tuple[ArcPoint, ...], Field(min_length=1)]

    def apply(self, draft: Draft) -> Draft:
        found = scope(draft, self.target.model_copy(update={"parts": ()}), (), "another arc")
        old = draft.plan
        spans = _spans(draft, found)
        for start, end in spans:
            draft = replanned(draft, draft.plan.model_copy(update={"arc": self._over(draft.plan, start, end)}))
        for label in found.sections:
            section = old.section(label)
            here = Scope(*(tuple(c for c in cells if c.section == label) for cells in found))
            means = (staging.valence, staging.arousal, staging.tension)
            change = Change(*(mean(draft.plan, draft.plan.section(label)) - mean(old, section) for mean in means))
            draft = self._carried(draft, here, change)
        return told(draft, found).say(f"{where(draft, self.target)} drawn anew")

    def _over(self, plan: Plan, start: float, end: float) -> tuple[ArcPoint, ...]:
        """The plan's arc with this one over a stretch, 0 its first beat and 1 its last."""
        points = sorted(self.points, key=lambda p: p.at)
        mine = plan.model_copy(update={"arc": tuple(points)})

        def as_drawn(at: float) -> ArcPoint:
            return mine.feeling(at * mine.beats)

        stepped = drawn_over(plan, start, end, lambda p: p)
        first, last = start / plan.beats, end / plan.beats
        before = [p for p in stepped if p.at < first] + [p for p in stepped if p.at == first][:1] * (start > 0)
        after = [p for p in stepped if p.at == last][-1:] * (end < plan.beats - 1e-6)
        after += [p for p in stepped if p.at > last]
        inner = [as_drawn(0.0), *(p for p in points if 0 < p.at < 1), as_drawn(1.0)]
        moved = [p.model_copy(update={"at": min(first + p.at * (last - first), last)}) for p in inner]
        moved[0], moved[-1] = moved[0].model_copy(update={"at": first}), moved[-1].model_copy(update={"at": last})
        return (*before, *moved, *after)

    def _carried(self, draft: Draft, here: Scope, change: Change) -> Draft:
        """What a section's new arc bears on, marked; its chords changed where it gets much darker or brighter."""
        if abs(change.valence) >= 0.15:
            manner = "darker" if change.valence < 0 else "brighter"
            turns = abs(change.valence) >= 2 * _TURNS and _may_turn(draft, here, change.valence)
            draft = _turned(draft, here, change.valence) if turns else _reharmonised(draft, here, manner)
        elif abs(change.tension) >= 0.2:
            draft = _reharmonised(draft, here, "tenser" if change.tension > 0 else "calmer")
        band = here.of(*parts_of(draft.plan, "chords", "pad", "counter", "bass", "drums"))
        return draft.rewrite(band).replay(here.of(*(p.name for p in draft.plan.parts)))


class StyleMove(Move):
    """Play the same song in another style: the tune and the harmony stay, the band and its patterns change."""

    kind: Literal["style"] = "style"
    genre: str

    def apply(self, draft: Draft) -> Draft:
        return restyled(draft, self.genre, self.target)
