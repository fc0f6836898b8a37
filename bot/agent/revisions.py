"""Making versions: a new song from a plan, or a changed one from moves, with every promise kept."""

from collections.abc import Sequence

from bot.agent.compare import layer_name
from bot.agent.conduct import Progress, compose, revise, silently
from bot.agent.conversation import Conversation, NoSongError, Version
from bot.agent.turn import Change, Write
from skills.clock import bar_beats
from skills.edit.draft import Draft, EditError, LockedError, Written
from skills.edit.promise import content
from skills.edit.target import HARMONY, Cell, Target, carried, runs
from skills.plan import AskKind, Direction, Plan

# The wishes that a move takes the place of: what was asked before is not held against the song any more.
_SUPERSEDES: dict[str, tuple[AskKind, ...]] = {
    "key": ("key", "tonic", "mode", "chords", "modulate", "easy"),
    "tempo": ("tempo", "seconds"),
    "metre": ("metre", "seconds"),
    "feeling": ("mood", "arc"),
    "arc": ("mood", "arc"),
    "style": ("genre", "instrument", "only", "swing"),
    "chords": ("chords", "easy"),
    "reharmonise": ("chords", "easy"),
    "density": ("density",),
    "rhythm": ("density",),
    "register": ("register",),
    "add part": ("only", "instrument", "enters"),
    "remove part": ("only", "instrument", "enters"),
    "swap instrument": ("only", "instrument"),
    "add section": ("form", "bars", "seconds"),
    "cut section": ("form", "bars", "seconds", "section_bars"),
    "repeat section": ("form", "bars", "seconds"),
    "move section": ("form",),
    "length": ("form", "bars", "seconds", "section_bars"),
    "swing": ("swing",),
    "humanise": ("looseness",),
    "loudness": ("loudness",),
    "time feel": ("time feel",),
    "fills": ("fills",),
    "ending": ("ending", "seconds"),
    "title": ("title",),
}


def write(act: Write, request: str, conversation: Conversation) -> tuple[Version, ...]:
    """New songs from a plan, as many takes as wanted; words said before get chances not yet drawn."""
    drawn = {v.plan.seed for v in conversation.versions if v.parent is None and v.plan.request == act.plan.request}
    seeds = [seed for seed in range(act.plan.seed, act.plan.seed + len(drawn) + act.takes) if seed not in drawn]
    plans = [act.plan.model_copy(update={"seed": seed}) for seed in seeds[: act.takes]]
    first = _next(conversation)
    return tuple(
        Version(number=first + n, parent=None, request=request, done=(), plan=plan, song=compose(plan))
        for n, plan in enumerate(plans)
    )


def change(
    act: Change, request: str, conversation: Conversation, progress: Progress = silently
) -> tuple[tuple[Version, ...], tuple[Target, ...]]:
    """The versions that a change makes of its base, one for each take, and the locks as they read in those.

    Of several moves those that cannot be made are left out, and said. Raises NoSongError when there is nothing to
    change, and EditError, with a sentence, when no move can be made; nothing has changed then.
    """
    base = conversation.version if act.base is None else conversation.numbered(act.base)
    if base is None:
        raise NoSongError("There is no song yet to change: tell me what to write.")
    first = _next(conversation)
    locks = conversation.locks_in(base)
    promised = tuple(t for t in (*locks, *act.keep) if _there(t, base.plan))
    drafts = [_moved(act, conversation, base, promised, take) for take in range(act.takes)]
    versions = tuple(_version(act, request, base, first + n, draft, progress) for n, draft in enumerate(drafts))
    for version in versions:
        _hold(promised, base, version)
    forms, names = (base.plan.sections, versions[0].plan.sections), versions[0].renamed
    return versions, tuple(dict.fromkeys(t for lock in locks for t in carried(lock, *forms, names)))


def _next(conversation: Conversation) -> int:
    return max((v.number for v in conversation.versions), default=0) + 1


def _moved(act: Change, conversation: Conversation, base: Version, promised: tuple[Target, ...], take: int) -> Draft:
    """The base after all moves, not yet written."""
    draft = Draft(
        plan=base.plan,
        song=base.song,
        kept=promised,
        shelf={v.number: Written(v.plan, v.song) for v in conversation.versions},
    )
    failures: list[EditError] = []
    for move in act.moves:
        try:
            draft = move.apply(draft)
        except EditError as error:
            failures.append(error)
    if len(failures) == len(act.moves):
        raise failures[0]
    # What can be done is done; nobody has to say it again because of the rest.
    draft = draft.note(*(str(failure) for failure in failures))
    if take:
        draft = _other_chances(draft, take)
    return draft


def _version(act: Change, request: str, base: Version, number: int, draft: Draft, progress: Progress) -> Version:
    outdated = {kind for move in act.moves for kind in _SUPERSEDES.get(move.kind, ())}
    plan = draft.plan.model_copy(
        update={
            "asks": tuple(ask for ask in draft.plan.asks if ask.kind not in outdated),
            "assumed": (),
            "notes": draft.notes,
        }
    )
    return Version(
        number=number,
        parent=base.number,
        request=request,
        done=draft.done,
        plan=plan,
        song=revise(draft, progress),
        renamed=draft.renamed,
    )


def _other_chances(draft: Draft, take: int) -> Draft:
    """The draft with everything that is to be written anew drawn ``take`` times on."""
    cells = sorted({(cell.layer, cell.section) for cell in draft.unwritten})
    further = tuple(Direction(kind="take", amount=take, part=layer, section=label) for layer, label in cells)
    plan = draft.plan.model_copy(update={"directions": (*draft.plan.directions, *further)})
    return draft.model_copy(update={"plan": plan})


def _there(target: Target, plan: Plan) -> bool:
    """Whether a promise is about anything that the plan has."""
    layers = {HARMONY, *(p.name for p in plan.parts)}
    labels = {s.label for s in plan.sections}
    parts = not target.parts or bool(layers & set(target.parts))
    return parts and (not target.sections or bool(labels & set(target.sections)))


def _hold(kept: Sequence[Target], base: Version, made: Version) -> None:
    """Compare what was promised to stay, bar by bar. Raises LockedError naming what has changed."""
    if not kept:
        return
    before, after = base.plan, made.plan
    promised = Draft(plan=before, song=base.song, kept=tuple(kept))
    names = {HARMONY, *(p.name for p in after.parts)}
    labels = {s.label for s in after.sections}
    for layer in promised.layers:
        for section in before.sections:
            for bar in range(section.bars):
                cell = Cell(layer=layer, section=section.label, first=bar, last=bar + 1)
                now = cell.model_copy(update={"section": made.renamed.get(section.label, section.label)})
                if now.section not in labels or not promised.keeps(cell):
                    continue
                what = layer_name(before, layer)
                if layer not in names:
                    raise LockedError(f"That would take out the {what}, which you asked to keep; unlock it first.")
                if content(base.song, cell, bar_beats(before.metre)) != content(made.song, now, bar_beats(after.metre)):
                    where = f"the {what} in {section.label}"
                    raise LockedError(f"That would change {where}, which you asked to keep; unlock it first.")


def unlocked(locks: Sequence[Target], target: Target, plan: Plan) -> tuple[Target, ...]:
    """What is still locked once a target is given free."""
    remaining: list[Target] = []
    layers = (HARMONY, *(p.name for p in plan.parts))
    labels = tuple(s.label for s in plan.sections)
    free = set(bars_of(target, plan))
    for lock in locks:
        held = bars_of(lock, plan)
        if not free & set(held):
            remaining.append(lock)
            continue
        for layer in layers:
            left = {label: [n for la, se, n in held if (la, se) == (layer, label) and (la, se, n) not in free]
                    for label in labels}  # fmt: skip
            whole = tuple(label for label in labels if len(left[label]) == plan.section(label).bars)
            if whole:
                remaining.append(Target(parts=(layer,), sections=() if whole == labels else whole))
            remaining += [
                Target(parts=(layer,), sections=(label,), first_bar=a, last_bar=b)
                for label in labels
                if label not in whole
                for a, b in runs(left[label])
            ]
    return tuple(remaining)


def bars_of(target: Target, plan: Plan) -> list[tuple[str, str, int]]:
    """Layer, section and bar (counted from 1 through the song) of everything that a target means."""
    layers = target.parts or (HARMONY, *(p.name for p in plan.parts))
    bars = [s.label for s in plan.sections for _ in range(s.bars)]
    return [
        (layer, label, number)
        for layer in layers
        for number, label in enumerate(bars, 1)
        if (not target.sections or label in target.sections)
        and (target.first_bar or 1) <= number <= (target.last_bar or len(bars))
    ]
