"""What to say next about a song: a few messages, each a change that this song has not had yet."""

from bot.agent.suggest import OTHER_LIGHT
from skills.chance import rng
from skills.plan import Plan

_OFFERED = 3


def next_steps(plan: Plan, number: int = 1) -> tuple[str, ...]:
    """Three messages to try after a version of a number: about a section, about a part, about the whole."""
    choose = rng(plan.seed, "next steps", number)
    sections = [_name(s.label) for s in plan.sections if s.kind in ("chorus", "bridge", "verse", "drop", "solo")]
    about_section = [f"make {label} {how}" for how in ("darker", "bigger") for label in sections]
    if any(s.kind == "chorus" for s in plan.sections):
        about_section += ["give me three choruses", "the last chorus up a step"]
    if not any(s.kind == "bridge" for s in plan.sections) and len(plan.sections) > 2:
        about_section.append("add a bridge before the last chorus")
    about_part = ["another melody, keep the rest"] if plan.part("lead") else ["add a melody"]
    about_part += ["jazz up the chords", "simpler chords"] if plan.part("chords") else []
    if plan.part("drums"):
        about_part += ["half-time drums in the bridge"] if "the bridge" in sections else ["less busy drums"]
    else:
        about_part.append("add drums")
    if not any(p.role == "pad" for p in plan.parts):
        about_part.append("add strings")
    whole = [f"as {OTHER_LIGHT[plan.genre]}", "a bit slower", "a bit faster"]
    whole.append("put it in a major key" if plan.key.is_minor else "put it in a minor key")
    if plan.ending == "cadence":
        whole.append("slow down at the end")
    return tuple(choose.choice(options) for options in (about_section, about_part, whole) if options)[:_OFFERED]


def _name(label: str) -> str:
    """A section as it is called in a sentence: "verse 2", "the bridge"."""
    return label.lower() if label[-1].isdecimal() else f"the {label.lower()}"
