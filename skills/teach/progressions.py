"""Questions about chords in a row: what can replace one, what comes next, how a row feels, ideas for a mood."""

from collections import Counter
from functools import cache
from itertools import pairwise
from typing import Literal

from skills.chords.bank import Progression, progressions, tension
from skills.engrave.fretboard import fingering
from skills.errors import RequestError
from skills.teach import sound
from skills.teach.question import Asker, Lesson, Question
from skills.teach.words import (
    NUMERALS_EXPLAINED,
    chord_of,
    chords_of,
    diagrams,
    figure,
    job,
    key_at_hand,
    key_of_name,
    listed,
    origin,
)
from skills.theory.chord import ChordSymbol, parse_numeral
from skills.theory.easy import Playable
from skills.theory.harmony import common_tones, diatonic, keys_of, place
from skills.theory.key import Key
from skills.theory.substitution import substitutes


class Substitutes(Question):
    """What can stand in for a chord, and why: "substitute for G7", "what can I use instead of F?"."""

    kind: Literal["substitutes"] = "substitutes"
    chord: str
    key: str | None = None

    def answer(self, asker: Asker) -> Lesson:
        chord = chord_of(self.chord)
        key = key_of_name(self.key) if self.key else _likely_key(chord, asker)
        found = substitutes(chord, key)[: 3 if asker.level == "beginner" else 5]
        lines = [f"In place of {chord} in {key}:"]
        for sub in found:
            shared = f"shares {listed(sub.common)}" if sub.common else "shares no note"
            moves = f"; {listed(sub.moves)}" if sub.moves and asker.level != "beginner" else ""
            lines.append(f"{sub.chord} ({figure(sub.chord, key)}), {sub.kind}: {shared}{moves}. {sub.reason}")
        chords = (chord, *(s.chord for s in found))
        return Lesson(
            text="\n".join(lines), chords=tuple(map(str, chords)), instrument=diagrams(asker),
            sound=sound.of_chords(chords, key, asker.instrument),
            try_next=(f"how do I play {found[0].chord}?", "reharmonise the verse") if asker.song else
            (f"how do I play {found[0].chord}?", f"what comes after {chord}?"),
        )  # fmt: skip


def _likely_key(chord: ChordSymbol, asker: Asker) -> Key:
    """The key at hand if the chord has a place in it, else the one it is at home in, or pulls to."""
    if asker.song is not None and place(chord, asker.song.key).origin != "outside":
        return asker.song.key
    c = Key(tonic="C")
    if place(chord, c).origin == "key":
        return c
    if chord.quality in ("7", "9", "13", "7b9", "7#9", "7alt", "7sus4"):
        return Key(tonic="C").transposed(chord.root_pc - 7)
    return keys_of((chord,))[0].key


class NextChord(Question):
    """What may come after a chord or a row of chords: "what comes after Am F C?", "next chord after G7"."""

    kind: Literal["next-chord"] = "next-chord"
    chords: tuple[str, ...]
    key: str | None = None

    def answer(self, asker: Asker) -> Lesson:
        chords = chords_of(self.chords)
        if self.key:
            key = key_of_name(self.key)
        elif len(chords) == 1:
            key = _likely_key(chords[0], asker)
        else:
            key = keys_of(chords)[0].key
        last = chords[-1]
        ideas = followers(last, key)[:3]
        lines = [f"After {last} ({figure(last, key)} in {key}):"]
        lines += [f"{chord} ({figure(chord, key)}): {_why(last, chord, key)}." for chord in ideas]
        if asker.level == "beginner":
            lines.append(NUMERALS_EXPLAINED)
        row = " ".join(map(str, (*chords, ideas[0])))
        return Lesson(
            text="\n".join(lines), chords=tuple(map(str, (last, *ideas))), instrument=diagrams(asker),
            sound=sound.of_chords((*chords[-6:], ideas[0]), key, asker.instrument),
            try_next=(f"what comes after {row}?", f"write a song over {row}"),
        )  # fmt: skip


@cache
def _steps(minor: bool) -> Counter[tuple[str, str]]:
    """How often one numeral follows another in the progressions that songs are written from."""
    counts: Counter[tuple[str, str]] = Counter()
    for style in ("pop", "soul", "jazz"):
        for row in progressions(style, "minor" if minor else "major", 4):
            plain = [_plain(f) for bar in row.bars for f in bar.split("+")]
            counts.update((a, b) for a, b in pairwise([*plain, plain[0]]) if a != b)
    return counts


def _plain(text: str) -> str:
    """A numeral without its sevenths and inversions."""
    head, slash, of = text.partition("/")
    return head.rstrip("0123456789").removesuffix("maj").removesuffix("sus").removesuffix("add") + slash + of


def followers(chord: ChordSymbol, key: Key) -> tuple[ChordSymbol, ...]:
    """What most often follows a chord in a key, by the stock of progressions; then what falls a fifth, and home."""
    minor = key.is_minor
    home = Key(tonic=key.tonic, mode="minor" if minor else "major")
    here = _plain(figure(chord, home))
    counted = [(n, b) for (a, b), n in _steps(minor).items() if a == here]
    ranked = [b for _, b in sorted(counted, key=lambda pair: (-pair[0], pair[1]))]
    here_place = place(chord, home)
    if here_place.origin in ("secondary", "leading", "tritone"):
        ranked.insert(0, here_place.source)
    ranked += ["i", "iv", "VI", "V"] if minor else ["I", "IV", "vi", "V"]
    found: list[ChordSymbol] = []
    for name in ranked:
        other = parse_numeral(name, home)
        if other.root_pc != chord.root_pc and other not in found:
            found.append(other)
    return tuple(found)


def _why(chord: ChordSymbol, after: ChordSymbol, key: Key) -> str:
    shared = common_tones(chord, after)
    fall = (chord.root_pc - after.root_pc) % 12 == 7
    there = place(after, key)
    if fall and {4} <= set(chord.intervals):
        reason = "the root falls a fifth, the strongest pull there is"
    elif after.root_pc == key.tonic_pc:
        reason = "home"
    elif there.function == "tension":
        reason = "builds up tension that wants to go home"
    elif not shared:
        reason = "every note moves, so it sounds like news"
    else:
        reason = f"it {job(there)}"
    return reason + (f"; {listed(shared)} stay{'s' if len(shared) == 1 else ''}" if shared else "")


_KNOWN = {
    "I V vi IV": "the four-chord loop of countless pop songs", "vi IV I V": "the four-chord loop from its sad side",
    "i VI III VII": "the minor four-chord loop", "I vi IV V": "the doo-wop progression of the fifties",
    "ii V I": "the ii-V-I of jazz", "I IV V": "the three chords of folk, blues and rock",
    "i VII VI V": "the Andalusian cadence", "vi ii V I": "the circle progression", "I vi ii V": "the turnaround",
    "I V vi iii IV I IV V": "the Pachelbel progression", "i iv V": "the three chords of a minor key",
    "I bVII IV": "the mixolydian rock vamp", "I IV": "a two-chord vamp", "i VII": "a minor two-chord vamp",
    "IV V iii vi": "the royal road of Japanese pop", "i iv": "a minor two-chord vamp",
}  # fmt: skip


class FeelOf(Question):
    """How a progression feels, and why: "how does Am F C G feel?", "what mood is C G Am F?"."""

    kind: Literal["feel-of"] = "feel-of"
    chords: tuple[str, ...]
    key: str | None = None

    def answer(self, asker: Asker) -> Lesson:
        chords = chords_of(self.chords)
        key = key_of_name(self.key) if self.key else keys_of(chords)[0].key
        figures = [figure(c, key) for c in chords]
        triads = " ".join(_plain(f) for f in figures)
        lines = [f"{' '.join(map(str, chords))} ({' '.join(figures)} in {key}) sounds {listed(feelings(chords, key))}."]
        if triads in _KNOWN:
            lines.append(f"It is {_KNOWN[triads]}.")
        if asker.level != "producer":
            path = "; ".join(f"{c} {job(place(c, key))}" for c in dict.fromkeys(chords))
            lines.append(f"{path[0].upper()}{path[1:]}.")
        lines.append(_end(chords, key))
        for chord in dict.fromkeys(chords):
            where = origin(place(chord, key), key)
            if where:
                lines.append(f"{chord}: {where}.")
        if asker.level == "beginner":
            lines.append(NUMERALS_EXPLAINED)
        row = " ".join(map(str, chords[:8]))
        return Lesson(
            text="\n".join(lines), chords=tuple(map(str, dict.fromkeys(chords))), instrument=diagrams(asker),
            sound=sound.of_chords(chords, key, asker.instrument),
            try_next=(f"what comes after {row}?", f"write a song over {row}"),
        )  # fmt: skip


def feelings(chords: tuple[ChordSymbol, ...], key: Key) -> list[str]:
    """Words for how chords feel: by how many are minor, where they come from, and how they pull."""
    minor = sum(c.is_minor for c in chords) / len(chords)
    start_minor = chords[0].is_minor
    words = []
    if minor >= 0.6 or (key.is_minor and minor >= 0.4):
        words.append("sad" if minor > 0.6 else "dark")
    elif minor == 0 and not key.is_minor:
        words.append("bright")
    elif start_minor:
        words.append("bittersweet, starting in the shade and turning to light")
    else:
        words.append("hopeful with a shadow" if minor >= 0.25 else "happy")
    pull = sum(tension(figure(c, key)) for c in chords) / len(chords)
    if any(c.quality in ("dim", "dim7", "hdim7", "7b9", "7alt", "aug") for c in chords):
        words.append("tense")
    elif pull < 0.3:
        words.append("at rest")
    if sum(c.quality in ("maj7", "maj9", "add9", "min9", "sus2", "min7", "69") for c in chords) * 2 >= len(chords):
        words.append("dreamy")
    if any(place(c, key).origin == "borrowed" for c in chords):
        words.append("nostalgic" if not key.is_minor else "unexpectedly light")
    return words


def _end(chords: tuple[ChordSymbol, ...], key: Key) -> str:
    last = chords[-1]
    if last.root_pc == key.tonic_pc:
        return f"It ends on {last}, at home: it could stop there."
    here = place(last, key)
    if here.function == "tension":
        return f"It ends on {last}, which pulls back to {diatonic(key)[0]}: it wants to go round again."
    return f"It ends on {last}, away from home: it hangs, and goes round easily."


_MOODS: dict[str, tuple[Literal["major", "minor"], float]] = {
    "sad": ("minor", -0.6), "dark": ("minor", -0.8), "melancholic": ("minor", -0.4), "moody": ("minor", -0.5),
    "angry": ("minor", -0.7), "epic": ("minor", 0.2), "emotional": ("minor", 0.0), "mysterious": ("minor", -0.6),
    "tense": ("minor", -0.7), "scary": ("minor", -1.0), "lonely": ("minor", -0.4), "heartbroken": ("minor", -0.5),
    "happy": ("major", 0.8), "bright": ("major", 0.8), "hopeful": ("major", 0.5), "uplifting": ("major", 0.7),
    "romantic": ("major", 0.4), "love": ("major", 0.5), "dreamy": ("major", 0.3), "calm": ("major", 0.4),
    "chill": ("major", 0.3), "relaxed": ("major", 0.4), "peaceful": ("major", 0.6), "nostalgic": ("major", 0.1),
    "bittersweet": ("major", 0.0), "wistful": ("major", -0.1), "cheerful": ("major", 0.8), "good": ("major", 0.5),
    "nice": ("major", 0.5), "beautiful": ("major", 0.3), "pretty": ("major", 0.4), "energetic": ("major", 0.8),
}  # fmt: skip
MOODS: tuple[str, ...] = tuple(_MOODS)
"""Moods that ideas can be asked for."""
_DREAMY = frozenset({"dreamy", "chill", "romantic", "nostalgic", "relaxed"})


class ProgressionIdeas(Question):
    """Progressions for a mood, to play oneself: "a sad progression for guitar, easy chords", "dreamy chords on uke"."""

    kind: Literal["progression-ideas"] = "progression-ideas"
    mood: str = "good"
    """A mood word, such as "sad", "happy", "dreamy"."""
    instrument: Playable | None = None
    easy: bool = False
    """Only chords that beginners can hold: the key is chosen by the hand."""
    key: str | None = None

    def answer(self, asker: Asker) -> Lesson:
        if self.mood.lower() not in _MOODS:
            raise RequestError(
                f"I have no progressions for {self.mood!r}; try sad, happy, dreamy, dark, calm or hopeful."
            )
        mood = self.mood.lower()
        mode, brightness = _MOODS[mood]
        if self.key and key_of_name(self.key).mode in ("major", "minor"):
            mode = "minor" if key_of_name(self.key).is_minor else "major"
        player = diagrams(asker, self.instrument)
        style = "jazz" if mood in _DREAMY and not self.easy else "folk" if self.easy else "pop"
        stock = [
            p
            for p in progressions(style, mode, 4)
            if not any("+" in b or "64" in b for b in p.bars) and len(set(p.bars)) > 2
        ]
        rows = sorted(stock, key=lambda p: (abs(p.brightness - brightness), p.bars))
        rows = [p for i, p in enumerate(rows) if p.bars not in [r.bars for r in rows[:i]]][: 8 if self.easy else 3]
        key = key_of_name(self.key) if self.key else _handy_key(rows, mode, player, asker, self.easy)
        if self.easy and player in ("guitar", "ukulele"):
            rows.sort(key=lambda p: _effort(p, key, player))
        ideas = [tuple(parse_numeral(f, key) for f in p.bars) for p in rows[:3]]
        lines = [f"{mood.capitalize()} progressions in {key}" + (f" for {player}" if player else "") + ":"]
        for chords in ideas:
            lines.append(f"{' '.join(map(str, chords))} ({' '.join(figure(c, key) for c in chords)})")
        lines.append(_mood_reason(mood, mode, any(c.is_minor for row in ideas for c in row)))
        if asker.level == "beginner":
            lines.append("Play each chord for four slow beats and repeat.")
        first = ideas[0]
        all_chords = dict.fromkeys(c for row in ideas for c in row)
        return Lesson(
            text="\n".join(lines), chords=tuple(map(str, all_chords))[:8], instrument=player,
            sound=sound.of_chords((*first, first[0]), key, player),
            try_next=(f"write a {mood} song over {' '.join(map(str, first))}", f"capo for {key}?"),
        )  # fmt: skip


def _mood_reason(mood: str, mode: str, shade: bool) -> str:
    if mood in _DREAMY:
        return "Sevenths blur the edges of the chords, which is what sounds dreamy."
    return ("Minor chords and a minor home carry the dark." if mode == "minor" else
            "A major home keeps it light" + ("; the minor chords give it depth." if shade else "."))  # fmt: skip


def _effort(row: Progression, key: Key, player: str) -> float:
    return max(fingering(parse_numeral(f, key), player).effort for f in row.bars)


def _handy_key(
    rows: list[Progression], mode: Literal["major", "minor"], player: Playable | None, asker: Asker, easy: bool
) -> Key:
    """The key at hand, or the one whose shapes are the easiest on the instrument."""
    if asker.song is not None and not easy and asker.song.key.is_minor == (mode == "minor"):
        return Key(tonic=asker.song.key.tonic, mode=mode)
    if player in ("guitar", "ukulele"):
        tonics = ("A", "E", "D", "B", "F#", "C", "G") if mode == "minor" else ("C", "G", "D", "A", "E", "F", "Bb")
        keys = [Key(tonic=t, mode=mode) for t in tonics]
        return min(keys, key=lambda k: sum(sorted(_effort(r, k, player) for r in rows)[:3]))
    return key_at_hand(asker, None) if asker.song is None and mode == "major" else Key(tonic="A", mode=mode)
