"""Directions given: how parts play some sections from now on."""

from collections.abc import Callable, Sequence

from skills.plan import Direction, DirectionKind, Plan

_SAME = 1e-9


def directed(
    plan: Plan, kind: DirectionKind, parts: Sequence[str], labels: Sequence[str], wish: Callable[[float], float]
) -> Plan:
    """The plan with directions of a kind for some parts in some sections.

    ``wish`` gives what they shall add up to from what they add up to now. Directions that say the
    same as what they replace are not piled up.
    """
    everywhere = len(labels) == len(plan.sections)
    for part in parts:
        wanted = {label: wish(plan.direction(kind, part, label)) for label in labels}
        others = tuple(
            d
            for d in plan.directions
            if d.kind != kind or d.part != part or not (d.section in labels or (everywhere and not d.section))
        )
        plan = plan.model_copy(update={"directions": others})
        missing = {label: round(amount - plan.direction(kind, part, label), 6) for label, amount in wanted.items()}
        amounts = set(missing.values())
        if everywhere and len(amounts) == 1:
            missing = {"": amounts.pop()}
        more = [
            Direction(kind=kind, amount=amount, part=part, section=label)
            for label, amount in missing.items()
            if abs(amount) > _SAME
        ]
        plan = plan.model_copy(update={"directions": (*plan.directions, *more)})
    return plan
