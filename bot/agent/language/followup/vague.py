"""Asking back where a wish could mean any change: what is named, or the song, with changes that could be meant."""

from bot.agent.language.followup.saying import Saying
from bot.agent.language.followup.scene import plural
from bot.agent.language.wordlists import pattern_of
from bot.agent.turn import Clarify

_VAGUE = pattern_of(
    """
    better, improve*, nicer, not it, not quite it, not really it, not right, not quite right, not there, not quite
    there, not what, not quite what, not really what, not exactly what, not sure, not happy, not good, not
    convinced, something off, something is off, something's off, something missing, something is missing, something
    wrong, something is wrong, is off, feels off, sounds off, is wrong, feels wrong, sounds wrong, is weird, feels
    weird, sounds weird, is strange, sounds strange, feels strange, don't like, don't really like, do not like,
    didn't like, hate, change it, change something, change this, change that, fix it, fix this, fix that, more
    interesting, special, pop more, needs something, needs work, work on, tweak*, adjust*, spice, meh, not a fan,
    not feeling, different, make it good, make it great, make it nice, make it work, could be better, do something,
    try something, surprise me, boring, bland, lame, disappointed, not my taste, not my thing, underwhelming,
    polish*"""
)
_WHAT_WITH = "What shall I do with"
_ARTICLES = ("the ", "my ", "that ", "this ", "our ")


def ask_back(left: str, saying: Saying) -> Clarify | None:
    """The question, with whole messages to answer it."""
    places = [r for r in saying.refs if r.kind == "place" and r.sections]
    parts = [r for r in saying.refs if r.kind == "part" and r.parts]
    if parts:
        name = parts[0].words.lower()
        for article in _ARTICLES:
            name = name.removeprefix(article)
        options = (f"another {name}", f"a simpler {name}", f"a louder {name}")
        return Clarify(question=f"{_WHAT_WITH} the {name}?", options=options)
    if places:
        place = places[0]
        name = place.sections[0].lower() if len(place.sections) == 1 else plural(place.section or "verse")
        name = name if name[-1].isdigit() else f"the {name}"
        options = (f"write {name} again", f"make {name} bigger", f"make {name} darker")
        return Clarify(question=f"{_WHAT_WITH} {name}?", options=options)
    return anything() if _VAGUE.search(left) else None


def is_open(asked: Clarify) -> bool:
    """Whether a question is one of these, and not one between two readings."""
    return asked.question == anything().question or asked.question.startswith(_WHAT_WITH)


def anything() -> Clarify:
    """The question where nothing is named at all."""
    return Clarify(
        question="What would you like to be different?",
        options=("make it brighter and bigger", "another melody, keep the rest", "other chords", "try again"),
    )
