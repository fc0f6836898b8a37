"""Reading a request: every reader in turn, each taking the words it knows.

The order is from the most particular to the most general: a title may hold anything, chords look
like words, a key looks like a chord, and a feeling may be anything else.
"""

import re
from functools import cache

from bot.agent.language import (
    arcs,
    artists,
    company,
    ease,
    endings,
    form,
    genres,
    images,
    instruments,
    keys,
    leftover,
    length,
    lyrics,
    manner,
    metre,
    modulation,
    moods,
    movement,
    players,
    playing,
    stories,
    tempo,
    titles,
    told_form,
)
from bot.agent.language.chords import read_chords
from bot.agent.language.lexicon import Lexicon, Mention
from bot.agent.language.scope import Scope, read_scope
from bot.agent.language.sections import find_sections, is_measured, partners
from bot.agent.language.spelling import slips
from bot.agent.language.text import Text
from skills.errors import RequestError
from skills.plan import Ask
from skills.value import Value

LONGEST = 4000
"""Characters in a request."""
_KIND_OF = re.compile(r"(?:kind|kinds|sort)\s(?:of|a)\b|kind\b(?=\s*$)")
_LIKING = re.compile(r"\b(?:i|we|she|he|they|you)(?:'d|\s(?:would|really|just|always|all|do|also))*\s$")


class Reading(Value):
    """A request, read."""

    asks: tuple[Ask, ...] = ()
    """The wishes; those of one kind are in the order in which they were said."""
    unread: tuple[str, ...] = ()
    """Phrases that were not understood, in the person's own words."""
    notes: tuple[str, ...] = ()
    """Whole sentences about what was read otherwise than it was said."""
    scope: Scope = "song"
    """How much is to be written."""


@cache
def _lexicon() -> Lexicon:
    return Lexicon(
        (
            ("shape", movement.shape_words()),
            ("genre", genres.genre_words()),
            ("instrument", players.instrument_words()),
            ("tempo", tempo.TEMPO_WORDS),
            ("density", manner.DENSITY_WORDS),
            ("mood", moods.mood_words()),
        )
    )


def read(text: str) -> Reading:
    """Read a request of plain words.

    Raises RequestError, with a sentence that says what to do, when the request is empty, too long,
    has nothing in it that can be read, or asks for what no song can have (0 bpm, 900 minutes).
    """
    _refuse(text)
    spelled = Text(text, slips)
    if not any(c.isascii() and c.isalnum() for c in spelled.plain):
        raise RequestError("I found no words that I can read; tell me in English what song you would like.")
    notes: list[str] = [f'I read "{typed}" as "{meant}".' for typed, meant in spelled.corrections]
    asks = _asks(spelled, notes)
    scope, asks = read_scope(spelled, asks)
    left = leftover.unread(spelled)
    if not asks and not any(c.isascii() and c.isalpha() for c in spelled.plain):
        raise RequestError(
            f'I can read nothing in "{spelled.plain.strip()[:40]}"; tell me in words what song you would like.'
        )
    return Reading(asks=tuple(asks), unread=left, notes=tuple(dict.fromkeys(notes)), scope=scope)


def _refuse(text: str) -> None:
    if not text.strip():
        raise RequestError('Tell me what song you would like, for example "a slow sad waltz for piano".')
    if len(text) > LONGEST:
        raise RequestError(f"Your request has {len(text):,} characters; say it in {LONGEST:,} or fewer.")


def _asks(text: Text, notes: list[str]) -> list[Ask]:
    asks = titles.read_title(text)
    asks += artists.read_artists(text, notes)
    asks += lyrics.read_lyrics(text)
    text.sections = find_sections(text)
    asks += stories.read_curve(text)
    asks += form.read_letters(text)
    asks += ease.read_ease(text)
    asks += read_chords(text)
    asks += modulation.read_modulation(text)
    asks += modulation.read_local_keys(text, notes)
    asks += keys.read_key(text, notes)
    asks += metre.read_metre(text, notes)
    asks += form.read_double(text)
    asks += form.read_chorus_first(text)
    asks += form.read_repeats(text)
    told = [] if is_measured(text) else told_form.read_between(text) or told_form.read_told_form(text)
    asks += told or ([] if is_measured(text) else form.read_form(text, listed=False))
    asks += playing.read_time_feel(text)
    asks += playing.read_fills(text)
    asks += length.read_length(text)
    tempi = tempo.read_tempo(text) or tempo.read_lonely_tempo(text, notes)
    asks += length.read_blues_bars(text)
    asks += length.read_jingle(text, asks)
    asks += length.read_bars(text, next((a.value for a in asks if a.kind == "form"), ""))
    if all(a.kind != "form" for a in asks):
        asks += form.read_form(text, listed=True)
    asks += _vocabulary_asks(text, asks, tempi, notes)
    asks += _shared(text, asks)
    claimed = {a.section for a in asks}
    for section in text.sections:
        if section.name in claimed:
            text.take(section.start, section.end)
    asks += form.read_parts(text)
    return list({ask.model_copy(update={"words": ""}): ask for ask in reversed(asks)}.values())[::-1]


def _shared(text: Text, asks: list[Ask]) -> list[Ask]:
    """The wishes about one part of the song that are about the part named after it as well."""
    pairs = partners(text, {a.section for a in asks if a.section})
    return [
        a.model_copy(update={"section": right.name}) for left, right in pairs for a in asks if a.section == left.name
    ]


def _likes(text: Text, mention: Mention) -> bool:
    """Whether love is only a liking: "I'd love it to"."""
    return text.lower[mention.start : mention.end] == "love" and bool(text.before(_LIKING, mention.start))


def _vocabulary_asks(text: Text, before: list[Ask], tempi: list[Ask], notes: list[str]) -> list[Ask]:
    """The wishes that are known phrases rather than patterns."""
    leftover.take_courtesies(text)
    mentions = [m for m in _lexicon().find(text) if not _KIND_OF.match(text.lower, m.start) and not _likes(text, m)]

    def free(*topics: str) -> list[Mention]:
        return [m for m in mentions if m.topic in topics and text.is_free(m.start, m.end)]

    said = {a.kind for a in (*before, *tempi)} | {m.topic for m in free("tempo")}
    styles = [m.value for m in free("genre") if "quartet" not in text.lower[m.start : m.end]]
    ensembles = company.read_ensembles(text, styles)
    asks = endings.read_ending(text)
    asks += [a for a in ensembles if a.kind == "genre"]
    asks += genres.read_genres(text, free("genre"), free("mood"), {str(kind) for kind in said}, notes)
    asks += manner.read_swing(text, has_genre=any(a.kind == "genre" for a in asks))
    asks += artists.read_eras(text, any(a.kind == "genre" and not a.unwanted for a in (*before, *asks)), notes)
    asks += manner.read_register(text)
    named = free("instrument")
    asks += playing.read_loudness(text, named)
    asks += playing.read_looseness(text)
    asks += [a for a in ensembles if a.kind != "genre"]
    asks += instruments.read_instruments(text, free("instrument"), [a for a in asks if a.kind == "genre"], notes)
    told = stories.read_story(text, free("shape", "mood", "tempo", "density", "genre", "instrument"), notes)
    pictured = images.read_images(text, mentions, notes)
    asks += arcs.read_feelings(text, free("shape", "mood", "tempo", "density"))
    asks += tempo.read_tempo_words(text, free("tempo"), tempi)
    asks += manner.read_density(text, free("density"), named)
    return asks + told + pictured
