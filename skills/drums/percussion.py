"""A second player of drums: hand percussion around the kit."""

from skills.chance import rng
from skills.clock import bar_beats
from skills.drums import kit
from skills.drums.grid import steps
from skills.drums.groove import energies, tidy, tier
from skills.drums.time_feel import Hit
from skills.plan import Part, Plan, Section
from skills.song import Song
from skills.staging import intensity

# Sounds and lines for each texture; a seed picks one pair of hands for the song.
_HANDS: tuple[tuple[dict[str, str], ...], ...] = (
    (
        {"conga": ".... .... .... x.x."},
        {"mute": "..g. ..o. ..g. ....", "conga": ".... .... .... x.x."},
        {"mute": "g.o. ..x. g.o. ....", "conga": ".... .... .... x.x.", "tumba": ".... .... ..x. ...."},
        {"mute": "gogo .gxg gogo .g..", "conga": ".... ..x. .... x.xx", "tumba": "..x. .... .xx. ...."},
    ),
    (
        {"shaker": "o.o. o.o. o.o. o.o."},
        {"shaker": "x.o. x.o. x.o. x.o."},
        {"shaker": "xoxo xoxo xoxo xoxo"},
        {"shaker": "xoXo xoXo xoXo xoXo", "tambourine": ".... X... .... X..."},
    ),
    (
        {"tambourine": ".... o... .... o..."},
        {"tambourine": ".... x... .... x..."},
        {"tambourine": "o.o. X.o. o.o. X.o."},
        {"tambourine": "xoxo Xoxo xoxo Xoxo", "cowbell": "x... x... x... x..."},
    ),
)


def percussion(song: Song, plan: Plan, section: Section, part: Part, bar: int) -> list[Hit]:
    """What a percussionist beside the kit plays in a bar of a section; one stroke in the last bar."""
    if not intensity(plan, section, part):
        return []
    if plan.after(section) is None and bar == section.bars - 1:
        return [Hit(0.0, kit.COLOURS["tambourine"], 70, bar_beats(plan.metre))]
    hands = rng(plan.seed, "percussion", plan.genre, part.name).choice(_HANDS)
    lines = hands[tier(energies(plan, section)[bar])]
    return tidy(
        Hit(at, kit.COLOURS[sound], kit.STROKES[c])
        for sound, line in lines.items()
        for at, c in steps(line, plan.metre, bar, running=True)
    )
