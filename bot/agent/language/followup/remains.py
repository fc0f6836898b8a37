"""What of a message about a song was not understood, in the person's own words."""

import re

from bot.agent.language import leftover
from bot.agent.language.followup.saying import Saying
from bot.agent.language.text import READ
from bot.agent.language.wordlists import words

_FILLER = leftover.FILLER | frozenset(
    words(
        """change changes changed turn bring move set could would should needs think feel feels feeling sounds bit lot
    little more less way even still though actually just maybe please really very too so much can you us we let
    there here part parts version versions one ones thing things place whole entire instead again also now then down
    up back off out over top better nice good great cool like love hear want wish hope kind sort exactly only both
    all every each other another different new same while until till before after during throughout through between
    around towards against version time times once pls plz hmm um uh ah oh ok okay yes no yeah bro man dude someone
    people everyone everything anything something nothing honestly basically literally definitely probably guess
    seems seem because cause since when where which who whose why how what whatever i'd i'm i've it's that's bars
    bar measure measures beat beats note notes sound give take get go come put use have has had do does did done
    doing be been being is are was were am at in on for of to by with without from into onto as than if or nor but
    and yet not dont don't didn't doesn't isn't aren't won't wouldn't can't cannot couldn't shouldn't them they
    their its this these those my mine your our the a an me him her he she it perhaps possibly slightly somewhat
    quite rather pretty fairly kinda sorta gonna wanna gotta lets let's need wants wanted try tries trying make
    makes making made keep leave add works work right touch tad enough overall generally per say little few many
    lots plus minus first second last next final end start beginning middle sections section song songs track piece
    tune tempo key mood style feel vibe music musical thank thanks cheers hey hi hello sure fine well much might
    fill fills breathe may must shall will reach"""
    )
)
_WORD = re.compile(r"[a-z0-9#&'/]+(?:[-.][a-z0-9#]+)*")
_STOP = re.compile(rf"[,;!?()\[\]|\"{READ}]|\.(?!\d)|\s-+\s|->|>|\b(?:and|but|then)\b")


def remains(saying: Saying) -> tuple[str, ...]:
    """Phrases that mean something and that no rule has read."""
    left = saying.text.left
    for ref in saying.used:
        left = left[: ref.start] + READ * (ref.end - ref.start) + left[ref.end :]
    phrases: list[str] = []
    edges = [0]
    for match in _STOP.finditer(left):
        edges += [match.start(), match.end()]
    edges.append(len(left))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        found = [(start + m.start(), start + m.end(), m[0]) for m in _WORD.finditer(left[start:end])]
        meant = [w for w in found if w[2] not in _FILLER and re.search(r"[a-z0-9]", w[2])]
        if meant:
            phrases.append(saying.text.words(meant[0][0], meant[-1][1]))
    return tuple(dict.fromkeys(p for p in phrases if p))
