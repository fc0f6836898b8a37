"""Answers about the song at hand, from its plan and its score."""

from bot.agent.compare import layer_name
from bot.agent.conversation import Conversation, NoSongError, Version
from bot.agent.reply import band_in_words, chords_in_words, duration_in_words, form_in_words, headline
from bot.agent.turn import Describe
from skills.clock import seconds_at
from skills.edit.target import Target
from skills.plan import Plan
from skills.staging import arousal, tension, valence


def describe(act: Describe, conversation: Conversation) -> str:
    """What a person asked about the song, in a few lines. Raises NoSongError before the first song."""
    version = conversation.version
    if version is None:
        raise NoSongError("There is no song yet: tell me what to write.")
    plan, song = version.plan, version.song
    match act.what:
        case "key":
            return f"{plan.key}." + _other_keys(plan)
        case "tempo":
            return _tempo(plan)
        case "metre":
            swing = "" if plan.swing == 0.5 else f", swung (the offbeat at {plan.swing:.0%} of the beat)"
            return f"{plan.metre}{swing}."
        case "length":
            return f"{duration_in_words(seconds_at(song.tempi, song.beats))}: {plan.bars} bars."
        case "form":
            return f"{form_in_words(song)}."
        case "band":
            return f"{band_in_words(song)}."
        case "seed":
            return f"Seed {plan.seed}: the same words with this seed give the same song."
        case "chords":
            return "\n".join(chords_in_words(plan, song, act.target.sections))
        case "locks":
            return _locks(conversation, plan)
        case "choices":
            return "\n".join(_root(conversation, version).plan.assumed) or "Nothing: you said it all."
        case "arc":
            return "\n".join(_feelings(plan))
        case "all":
            return "\n".join([headline(plan, song), form_in_words(song), band_in_words(song)])


def _tempo(plan: Plan) -> str:
    end = {"ritardando": ", slowing down at the end", "hold": ", the last chord held"}.get(plan.ending, "")
    others = "".join(f" {s.label} is at {plan.bpm * s.pace:.4g}." for s in plan.sections if s.pace != 1)
    return f"{plan.bpm:g} quarter notes a minute{end}.{others}"


def _other_keys(plan: Plan) -> str:
    others = {s.label: plan.key_of(s) for s in plan.sections if plan.key_of(s) != plan.key}
    return "".join(f" {label} is in {key}." for label, key in others.items())


def _root(conversation: Conversation, version: Version) -> Version:
    while version.parent is not None:
        version = conversation.numbered(version.parent)
    return version


def _locks(conversation: Conversation, plan: Plan) -> str:
    if not conversation.locks:
        return "Nothing is locked."
    return "Locked: " + "; ".join(target_in_words(lock, plan) for lock in conversation.locks) + "."


def target_in_words(target: Target, plan: Plan) -> str:
    """What a target means, as a person says it: "melody, drums in Chorus 1", "the whole song"."""
    layers = {"harmony", *(p.name for p in plan.parts)}
    what = ", ".join(layer_name(plan, part) if part in layers else part for part in target.parts)
    where = ", ".join(target.sections)
    if target.first_bar:
        one = target.first_bar == target.last_bar
        where = f"bar {target.first_bar}" if one else f"bars {target.first_bar} to {target.last_bar}"
    if what and where:
        return f"{what} in {where}"
    return what or where or "the whole song"


def _feelings(plan: Plan) -> list[str]:
    lines = ["How each section is meant to feel (energy and tension 0 to 1, brightness -1 to 1):"]
    for section in plan.sections:
        lines.append(
            f"  {section.label}: energy {arousal(plan, section):.2f}, tension {tension(plan, section):.2f}, "
            f"brightness {valence(plan, section):+.2f}"
        )
    return lines
