"""What is checked of a change: the move, the song at hand, and what is kept."""

from typing import Any

from bot.agent.conversation import Conversation
from bot.agent.turn import Change
from skills.clock import bar_beats
from skills.edit.draft import Draft
from skills.edit.move import Move
from skills.edit.target import Target
from skills.plan import ArcPoint, Plan
from skills.theory.key import Key
from tests.understanding.values import FEELING, Found, alike, field_is, key_is, labels, listed, number_is, shape


def moved(name: str, of: str, value: str, act: Change, move: Move, talk: Conversation) -> Found:
    base = talk.version if act.base is None else talk.numbered(act.base)
    if name == "takes":
        return number_is(value, act.takes)
    if name == "base":
        number = act.base if act.base is not None else talk.current
        return Found(str(number) == value, str(number))
    if base is None:
        return Found(False, "no song at hand")
    plan = base.plan
    draft = Draft(plan=plan, song=base.song, kept=(*act.keep, *talk.locks))
    if name == "keep":
        return _kept(value, Draft(plan=plan, song=base.song, kept=act.keep), move)
    if name == "leaves":
        touched = draft.cells(move.target)
        names = {c.layer for c in touched} | {c.section for c in touched}
        return Found(not set(listed(value)) & names, ", ".join(sorted(names)))
    found = target_is(name, value, move.target, plan)
    if found is not None and not (name == "parts" and hasattr(move, "parts")):
        return found
    return _moved(name, of, value, move, plan)


def target_is(name: str, value: str, target: Target, plan: Plan) -> Found | None:
    if name == "sections":
        here = _labels_of(target, plan)
        return Found(here == labels(value, plan), ", ".join(sorted(here)))
    if name == "parts":
        everyone = {"harmony", *(p.name for p in plan.parts)}
        here = set(target.parts) or everyone
        parts = set(listed(value)) if value != "all" else everyone
        return Found(here == parts, "all" if here == everyone else ", ".join(sorted(here)))
    if name == "span":
        bars = f"{target.first_bar}..{target.last_bar}"
        return Found(bars == value, bars)
    return None


def _labels_of(target: Target, plan: Plan) -> set[str]:
    named = set(target.sections) or {s.label for s in plan.sections}
    if target.first_bar is None or target.last_bar is None:
        return named
    bar, found = 0, set()
    for section in plan.sections:
        start, bar = bar, bar + section.bars
        if start < target.last_bar and target.first_bar - 1 < bar:
            found.add(section.label)
    return found & named


def _kept(value: str, draft: Draft, move: Move) -> Found:
    """Whether everything of the named parts and sections, as far as the move would reach, must stay."""
    words = listed(value)
    layers, sections = [w for w in words if w in draft.layers], set()
    for word in words:
        if word not in layers:
            sections |= labels(word, draft.plan)
    reach = Draft(plan=draft.plan, song=draft.song).cells(Target(sections=move.target.sections))
    wanted = [c for c in reach if c.layer in layers]
    wanted += [c for c in Draft(plan=draft.plan, song=draft.song).cells(Target()) if c.section in sections]
    shown = "; ".join(" ".join((*t.parts, *t.sections)) or "everything" for t in draft.kept) or "nothing"
    return Found(bool(wanted) and all(draft.keeps(c) for c in wanted), shown)


def _moved(name: str, of: str, value: str, move: Any, plan: Plan) -> Found:
    first = next(s for s in plan.sections if s.label in _labels_of(move.target, plan))
    if move.kind == "key" and name in ("key", "mode", "tonic", "colour", "shift"):
        return _new_key(name, value, move, plan.key_of(first))
    if name == "tempo":
        return number_is(value, move.bpm or (plan.bpm * move.factor if move.factor else None))
    if name == "swing":
        after = move.amount if move.amount is not None else plan.swing + move.change
        if value in ("up", "down"):
            return Found(after > plan.swing if value == "up" else after < plan.swing, f"{after:g}")
        return number_is(value, after)
    if name in FEELING:
        return _new_feeling(name, of, value, move, plan)
    if name == "harmony":
        return Found(alike(value.split(), move.chords, plan.key_of(first)), " ".join(move.chords))
    if name in ("seconds", "bars", "factor") and move.kind == "length":
        return _length(name, value, move, plan)
    if name == "where":
        return _where(value, move, plan)
    return field_is(name, value, move)


def _new_key(name: str, value: str, move: Any, old: Key) -> Found:
    key = old.transposed(move.semitones) if move.semitones else old
    key = Key(tonic=move.tonic or key.tonic, mode=move.mode or key.mode)
    if name == "shift":
        if move.semitones is not None and not move.tonic:
            return Found(move.semitones == int(value), str(move.semitones))
        return Found((key.tonic_pc - old.tonic_pc - int(value)) % 12 == 0, str(key))
    return key_is(name, value, key)


def _new_feeling(name: str, of: str, value: str, move: Any, plan: Plan) -> Found:
    sections = [s for s in plan.sections if s.label in _labels_of(move.target, plan)]
    spots = [a + (b - a) * (i + 0.5) / 4 for a, b in map(plan.span, sections) for i in range(4)]
    before = sum(getattr(plan.feeling(spot), name) for spot in spots) / len(spots)
    if move.kind == "arc":
        points: tuple[ArcPoint, ...] = move.points
        heights = [getattr(p, name) for p in points]
        if of in ("start", "end"):
            return number_is(value, heights[0 if of == "start" else -1])
        if value in ("up", "down"):
            mean = sum(heights) / len(heights)
            return Found(mean > before if value == "up" else mean < before, f"{mean - before:+.2f}")
        return shape(value, heights)
    after = getattr(move.to, name) if move.to is not None else before + getattr(move, name)
    if value in ("up", "down"):
        return Found(after > before + 0.01 if value == "up" else after < before - 0.01, f"{after - before:+.2f}")
    return number_is(value, after)


def _length(name: str, value: str, move: Any, plan: Plan) -> Found:
    here = _labels_of(move.target, plan)
    bars = sum(s.bars for s in plan.sections if s.label in here)
    bar_seconds = bar_beats(plan.metre) * 60 / plan.bpm
    if move.bars is not None:
        new = float(move.bars)
    elif move.seconds is not None:
        new = move.seconds / bar_seconds
    elif move.factor is not None:
        new = bars * move.factor
    else:
        return Found(False, "nothing")
    return number_is(value, {"bars": new, "seconds": new * bar_seconds, "factor": new / bars}[name])


def _where(value: str, move: Any, plan: Plan) -> Found:
    order = [s.label for s in plan.sections]

    def place(before: str | None, after: str | None) -> int | None:
        if before is not None:
            return order.index(before) if before in order else -1
        return order.index(after) + 1 if after in order else None if after is None else -1

    found = place(move.before, move.after)
    if move.kind == "move section" and found is None:
        found = 0
    shown = f"before {move.before}" if move.before else f"after {move.after}" if move.after else "usual"
    if value in ("usual", "start", "end"):
        return Found(found == {"usual": None, "start": 0, "end": len(order)}[value], shown)
    side, _, label = value.partition(" ")
    wanted = place(label, None) if side == "before" else place(None, label)
    if wanted in (None, -1):
        raise ValueError(f"no section is called {label!r}")
    return Found(found == wanted, shown)
