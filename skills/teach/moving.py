"""Questions about moving music: transposing, the capo, and fitting a voice."""

from typing import Literal

from skills.engrave.fretboard import fingering
from skills.errors import RequestError
from skills.teach import sound
from skills.teach.question import Asker, Lesson, Question
from skills.teach.words import chord_of, chords_of, diagrams, key_at_hand, key_of_name, listed, one, short
from skills.theory.chord import ChordSymbol
from skills.theory.harmony import diatonic, keys_of
from skills.theory.key import Key
from skills.theory.pitch import octave_name, pitch_class

_HIGHEST_CAPO = 7
_PER_FRET = 0.3
"""What a fret of capo costs, in fingers: high up, a guitar sounds thin and its frets are narrow."""


class Transpose(Question):
    """Chords in another key: "transpose Am F C G up 2", "C F G in the key of E", "move Dm7 down a tone"."""

    kind: Literal["transpose"] = "transpose"
    names: tuple[str, ...]
    """Chord symbols, or notes."""
    semitones: int | None = None
    """How far, up positive; None when a key is named."""
    goal: str | None = None
    """The key to move to."""
    start: str | None = None
    """The key they are in; None to find it."""

    def answer(self, asker: Asker) -> Lesson:
        chords = chords_of(self.names)
        start = key_of_name(self.start) if self.start else keys_of(chords)[0].key
        if self.goal:
            goal = key_of_name(self.goal)
            if not self.start:  # a key without a mode keeps the mode of the chords
                goal = Key(tonic=goal.tonic, mode=start.mode) if " " not in self.goal.strip() else goal
                if goal.is_minor != start.is_minor:
                    start = next(f.key for f in keys_of(chords) if f.key.is_minor == goal.is_minor)
            shift = (goal.tonic_pc - start.tonic_pc) % 12
            shift = shift - 12 if shift > 6 else shift
        elif self.semitones is not None:
            shift = self.semitones
            goal = start.transposed(shift)
        else:
            raise RequestError("Say where to: a key (to E) or a distance (up 2 semitones).")
        moved = tuple(c.transposed(shift, goal) for c in chords)
        lines = [f"{' '.join(map(str, chords))} becomes {' '.join(map(str, moved))}."]
        if asker.level != "producer":
            lines.append(f"From {start} to {goal}: everything goes {distance(shift)}.")
        if asker.level == "beginner":
            lines.append("The chords keep their places in the key, so it sounds the same, only higher or lower.")
        return Lesson(
            text="\n".join(lines), chords=tuple(map(str, dict.fromkeys(moved))), instrument=diagrams(asker),
            sound=sound.of_chords(moved, goal, asker.instrument),
            try_next=(f"capo for {' '.join(map(str, moved[:4]))}?", f"how does {' '.join(map(str, moved[:4]))} feel?"),
        )  # fmt: skip


def distance(semitones: int) -> str:
    """A shift in words: "up 2 semitones (a whole step)"."""
    if semitones == 0:
        return "nowhere"
    names = {1: "a half step", 2: "a whole step", 3: "a minor third", 4: "a major third", 5: "a fourth", 7: "a fifth",
             12: "an octave"}  # fmt: skip
    name = names.get(abs(semitones))
    count = f"{abs(semitones)} semitone{'s' if abs(semitones) > 1 else ''}"
    return f"{'up' if semitones > 0 else 'down'} {count}" + (f" ({name})" if name else "")


class Capo(Question):
    """Where to put a capo so that the shapes are easy: "capo?", "capo for Bb", "capo for Eb Ab Bb Cm".

    Also the other way: "capo 3 with G shapes, what key is that?".
    """

    kind: Literal["capo"] = "capo"
    key: str | None = None
    """The key it shall sound in, if one was named."""
    chords: tuple[str, ...] = ()
    """The chords it shall sound like, if some were named."""
    shapes: str | None = None
    """The key or chord whose shapes the person wants to play, such as "G"."""
    fret: int | None = None
    """The fret, when that is given and the sounding key is asked."""

    def answer(self, asker: Asker) -> Lesson:
        if self.fret is not None:
            return self._sounding(asker)
        key, chords = self._wanted(asker)
        if self.shapes:
            shape = key_of_name(self.shapes)
            fret = (key.tonic_pc - shape.tonic_pc) % 12
            played = tuple(c.transposed(-fret, shape) for c in chords)
            text = (
                f"For {key} with {shape.tonic} shapes: capo {fret}."
                if fret
                else f"{key} needs no capo for those shapes."
            )
            if fret > _HIGHEST_CAPO:
                text += " That is high up the neck; other shapes may sound fuller."
            return self._lesson([text, _shapes_line(played, chords)], played, asker)
        options = sorted((capo_effort(chords, fret), fret) for fret in range(_HIGHEST_CAPO + 1))
        best = options[0][1]
        played = _played(chords, best, key)
        lines = [
            f"No capo needed for {key}: the open shapes are the easiest there are."
            if best == 0
            else f"Capo {best}: play {short(key.transposed(-best))} shapes, and it sounds in {key}.",
            _shapes_line(played, chords),
        ]
        others = [fret for effort, fret in options[1:] if effort < options[0][0] + 1.5 * len(set(chords))][:2]
        if asker.level != "beginner" and others:
            named = [f"capo {f} with {short(key.transposed(-f))} shapes" if f else "no capo" for f in others]
            lines.append(f"Also good: {listed(named, 'or')}.")
        if asker.level == "beginner":
            lines.append("A capo clamps all strings at a fret: each fret raises everything by a half step.")
        return self._lesson(lines, played, asker)

    def _wanted(self, asker: Asker) -> tuple[Key, tuple[ChordSymbol, ...]]:
        if self.chords:
            chords = chords_of(self.chords)
            return (key_of_name(self.key) if self.key else keys_of(chords)[0].key), tuple(dict.fromkeys(chords))
        if not self.key and asker.song is not None and asker.song.chords:
            return asker.song.key, tuple(dict.fromkeys(c.symbol for c in asker.song.chords))
        if not self.key and asker.song is None:
            raise RequestError("Tell me the key or the chords, like: capo for Bb, or capo for Eb Ab Bb.")
        key = key_at_hand(asker, self.key)
        own = diatonic(key)
        places = (0, 3, 4, 5, 2, 6) if key.is_minor else (0, 3, 4, 5, 1)
        return key, tuple(own[p] for p in places if own[p].quality != "dim")

    def _sounding(self, asker: Asker) -> Lesson:
        assert self.fret is not None
        if not 0 <= self.fret <= 12:
            raise RequestError("A capo goes on frets 1 to 12.")
        names = self.chords or ((self.shapes,) if self.shapes else ())
        if not names:
            raise RequestError("Tell me which shapes you play, like: capo 3 playing G.")
        shapes = tuple(chord_of(n) for n in names)
        key = keys_of(shapes)[0].key.transposed(self.fret)
        sounding = tuple(c.transposed(self.fret, key) for c in shapes)
        pairs = listed([f"{a} sounds as {b}" for a, b in zip(shapes, sounding, strict=True)])
        return self._lesson([f"With capo {self.fret}: {pairs}."], shapes, asker, sounding)

    def _lesson(
        self, lines: list[str], played: tuple[ChordSymbol, ...], asker: Asker, heard: tuple[ChordSymbol, ...] = ()
    ) -> Lesson:
        return Lesson(
            text="\n".join(lines),
            chords=tuple(map(str, dict.fromkeys(played)))[:8],
            instrument="ukulele" if asker.instrument == "ukulele" else "guitar",
            sound=sound.of_chords((heard or played)[:8], Key(tonic=played[0].root), "guitar"),
            try_next=(f"how do I play {played[0]}?",),
        )


def capo_effort(chords: tuple[ChordSymbol, ...], fret: int) -> float:
    """What the shapes of some chords cost the hand with a capo on a fret, in fingers."""
    c = Key(tonic="C")
    shapes = [fingering(chord.transposed(-fret, c), "guitar") for chord in set(chords)]
    return sum(shape.trouble + _PER_FRET * fret for shape in shapes)


def _played(chords: tuple[ChordSymbol, ...], fret: int, key: Key) -> tuple[ChordSymbol, ...]:
    return chords if fret == 0 else tuple(c.transposed(-fret, key.transposed(-fret)) for c in chords)


def _shapes_line(played: tuple[ChordSymbol, ...], chords: tuple[ChordSymbol, ...]) -> str:
    pairs = [f"{a} for {b}" if a != b else str(a) for a, b in list(zip(played, chords, strict=True))[:8]]
    return f"Shapes: {', '.join(pairs)}."


VOICES: dict[str, tuple[int, int]] = {
    "soprano": (60, 81), "mezzo-soprano": (57, 77), "alto": (53, 74), "tenor": (48, 69), "baritone": (43, 65),
    "bass": (40, 62),
}  # fmt: skip
"""What most singers of a voice reach without strain, as MIDI pitches (after the ranges choirs are written for)."""
_ALIASES = {"mezzo": "mezzo-soprano", "female": "mezzo-soprano", "woman": "mezzo-soprano", "women": "mezzo-soprano",
            "contralto": "alto", "male": "baritone", "man": "baritone",
            "men": "baritone", "child": "soprano"}  # fmt: skip


class VocalRange(Question):
    """Whether the tune at hand fits a voice, and which key would: "does it fit a tenor?", "my range is A2 to E4"."""

    kind: Literal["vocal-range"] = "vocal-range"
    voice: str | None = None
    """A voice type, such as "alto", "tenor", "female"."""
    low: str | None = None
    """The lowest comfortable note with its octave, such as "A2"; with ``high`` in place of a voice."""
    high: str | None = None

    def answer(self, asker: Asker) -> Lesson:
        name, low, high = self._range()
        tune = lead_pitches(asker)
        if not tune:
            text = (
                f"{name}: {octave_name(low)} to {octave_name(high)}. With a song at hand I can tell if its tune fits."
            )
            return Lesson(text=text, try_next=("write a song",))
        key = key_at_hand(asker, None)
        bottom, top = min(tune), max(tune)
        ours, theirs = (f"{octave_name(a)} to {octave_name(b)}" for a, b in ((bottom, top), (low, high)))
        span = f"The tune goes from {ours}; {name} reaches from {theirs}."
        if top - bottom > high - low:
            text = f"{span} The tune is {top - bottom - high + low} semitones too wide in any key: change its extremes."
            return Lesson(text=text, try_next=("make the melody easier to sing",))
        shift = fitting_shift(bottom, top, low, high)
        if shift == 0:
            return Lesson(text=f"{span} It fits as it is.", try_next=("is this hard to sing?",))
        octaves, rest = divmod(shift, 12) if shift > 0 else (-(-shift // 12), -(-shift % 12))
        if abs(rest) > 6:
            octaves, rest = octaves + (1 if rest > 0 else -1), rest + (-12 if rest > 0 else 12)
        parts = []
        if octaves:
            count = "an octave" if abs(octaves) == 1 else f"{abs(octaves)} octaves"
            parts.append(f"sing it {count} {'higher' if octaves > 0 else 'lower'}")
        goal = key.transposed(rest)
        if rest:
            parts.append(f"move the song {distance(rest)}, from {key} to {goal}")
        text = f"{span} To fit, {listed(parts)}: then the tune goes from {octave_name(bottom + shift)} to "
        return Lesson(
            text=f"{text}{octave_name(top + shift)}.",
            try_next=(f"transpose {distance(rest).partition(' (')[0]}",) if rest else (),
        )

    def _range(self) -> tuple[str, int, int]:
        if self.low and self.high:
            low, high = octave_pitch(self.low), octave_pitch(self.high)
            if high <= low:
                raise RequestError("Name the lowest note first, like A2 to E4.")
            return "your range", low, high
        voice = (self.voice or "").lower()
        voice = _ALIASES.get(voice, voice)
        if voice not in VOICES:
            raise RequestError("Tell me a voice (soprano, alto, tenor, baritone, bass) or a range, like A2 to E4.")
        return one(voice), *VOICES[voice]


def fitting_shift(bottom: int, top: int, low: int, high: int) -> int:
    """The shift in semitones that brings [bottom, top] inside [low, high].

    Nought if it fits, else whole octaves, for then nobody has to change key, else the smallest change of key.
    """
    fits = [s for s in range(-36, 37) if bottom + s >= low and top + s <= high]
    return min(fits, key=lambda s: (min(s % 12, -s % 12), abs(s)))


def lead_pitches(asker: Asker) -> tuple[int, ...]:
    """The pitches of the tune at hand, or none."""
    if asker.song is None:
        return ()
    track = next((t for t in asker.song.tracks if t.part.role == "lead"), None)
    return tuple(n.pitch for n in track.notes) if track else ()


def octave_pitch(text: str) -> int:
    """A note with its octave as a MIDI pitch: "A2" -> 45. Raises RequestError with a sentence."""
    name, octave = text.strip()[:-1], text.strip()[-1:]
    try:
        pc = pitch_class(name[:1].upper() + name[1:])
        midi = 12 * (int(octave) + 1) + pc
    except ValueError as error:
        raise RequestError(f"I don't know the note {text!r}; write it with its octave, like A2 or F#4.") from error
    return (
        midi + 12 * (name[1:] == "#" and name[:1].upper() == "B") - 12 * (name[1:] == "b" and name[:1].upper() == "C")
    )
