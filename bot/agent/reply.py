"""What the person gets back: words about one written song, the names of its files, what to try next.

Every figure here comes from the report, which was measured on the files. A ``Reply`` is a value that
any front end can lay out as it likes; ``text`` is the plain layout. Knows no front end.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.agent.compare import Comparison
from bot.agent.conduct import Work
from bot.agent.suggest import suggestions
from skills.check.report import Finding, Report
from skills.clock import bar_beats, seconds_at
from skills.plan import Plan, Section
from skills.song import Chord, Song
from skills.value import Value

_ROLES = {
    "lead": "tune", "counter": "answers", "chords": "chords", "pad": "long notes", "bass": "bass", "drums": "",
}  # fmt: skip
_STEPS = {1: "half a step", 2: "a step", 3: "a minor third", 4: "a major third", 5: "a fourth", 7: "a fifth"}
_ARC = {"arousal": "energy", "tension": "tension", "valence": "brightness"}


class ChordLine(Value):
    """Up to four bars of chords."""

    names: str
    """Chord symbols, bars parted by "|": "Am | F | C G | Am"."""
    numerals: str
    """Roman numerals in the key of the section: "i VI III VII i"."""
    times: int = 1
    """How often the line is played in a row."""

    def __str__(self) -> str:
        return f"{self.names}  ({self.numerals})" + (f" x{self.times}" if self.times > 1 else "")


class SectionChords(Value):
    """The chords of one section, or of several that share them."""

    name: str
    """Labels, and the key where it is not that of the song: "Chorus 1, Chorus 2"."""
    lines: tuple[ChordLine, ...]


class Reply(Value):
    """One answer, in parts."""

    headline: str
    """Title, style, length, key, tempo and metre, in a sentence."""
    form: str
    """The sections in order, with their bars."""
    chords: tuple[SectionChords, ...]
    """Each different set of chords once."""
    band: str
    """Who plays what."""
    met: tuple[str, ...]
    """What was asked and is so in the files."""
    missed: tuple[str, ...]
    """What was asked and is not so, with what was found."""
    notes: tuple[str, ...]
    """Conflicts and how they were settled: whole sentences."""
    chosen: tuple[str, ...]
    """What was not asked and had to be chosen."""
    measured: tuple[str, ...]
    """How the sound follows the arc, how loud it is."""
    seed: int
    files: tuple[str, ...]
    """Names of the files, the most wanted first."""
    suggestions: tuple[str, ...]
    """Messages to try next."""
    diagrams: str = ""
    """How the chords are held, drawn in plain text of several lines."""
    facts: tuple[str, ...] = ()
    """Of a changed song: what is another now, "96 bpm -> 110 bpm"."""
    changed: tuple[str, ...] = ()
    """Of a changed song: who plays something else, and where."""
    same: str = ""
    """Of a changed song: what is the same note for note."""

    @property
    def blocks(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The answer as named blocks of lines, leaving out what there is nothing to say about."""
        blocks = (
            ("Now", self.facts),
            ("Changed", self.changed),
            ("The same, note for note", (self.same,)),
            ("Form", (self.form,)),
            ("Chords", tuple(line for chords in self.chords for line in _lines(chords))),
            ("How to hold them", tuple(self.diagrams.splitlines())),
            ("Band", (self.band,)),
            ("As you asked", self.met),
            ("Not as you asked", self.missed),
            ("Worth knowing", self.notes),
            ("I chose", self.chosen),
            ("Measured", self.measured),
            ("Try next", tuple(f"{number}. {request}" for number, request in enumerate(self.suggestions, 1))),
        )
        return tuple((name, lines) for name, lines in blocks if any(lines))

    @property
    def text(self) -> str:
        """The whole answer as plain text."""
        paragraphs = [self.headline]
        for name, lines in self.blocks:
            paragraphs.append(f"{name}: {lines[0]}" if len(lines) == 1 else "\n".join([f"{name}:", *_indented(lines)]))
        return "\n\n".join(paragraphs)


def reply(work: Work) -> Reply:
    """Put a finished song into words."""
    plan, song, report = work.plan, work.song, work.report
    return Reply(
        headline=headline(plan, song),
        form=form_in_words(song),
        chords=_chords(plan, song),
        band=band_in_words(song),
        met=_met(report.met),
        missed=tuple(f"{_wish(f)}: {_found(f)}" for f in report.missed),
        notes=plan.notes,
        chosen=plan.assumed,
        measured=_measured(plan, report),
        seed=plan.seed,
        files=tuple(work.files),
        suggestions=suggestions(plan),
    )


def change_reply(
    work: Work, number: int, done: Sequence[str], against: Comparison, suggestions: Sequence[str]
) -> Reply:
    """Put a changed song into words: what was done, what is another now and what is not, and no more.

    Args:
        work: the new version, made.
        number: of the version.
        done: what was done to the one before, a short phrase each.
        against: the comparison of the two.
        suggestions: messages to try next.
    """
    plan, song, report = work.plan, work.song, work.report
    return Reply(
        headline=f'"{plan.title}", version {number}: {", ".join(done) or "as before"}.',
        form="",
        chords=_chords(plan, song, against.reharmonised) if against.reharmonised else (),
        band="",
        met=(),
        missed=tuple(f"{_wish(f)}: {_found(f)}" for f in report.missed),
        notes=plan.notes,
        chosen=(),
        measured=(*against.measured, *_sounding(report)),
        seed=plan.seed,
        files=tuple(work.files),
        suggestions=tuple(suggestions),
        facts=against.facts,
        changed=against.changed,
        same=against.same,
    )


def headline(plan: Plan, song: Song) -> str:
    """Title, length, style, key, tempo, metre and seed in a sentence."""
    length = duration_in_words(seconds_at(song.tempi, song.beats))
    return f'"{plan.title}": {length} of {plan.genre} in {plan.key}, {plan.bpm:g} bpm, {plan.metre} (seed {plan.seed}).'


def duration_in_words(seconds: float) -> str:
    """A length to the second: "45 seconds", "2 min 5 s"."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else _count(rest, "second")


def form_in_words(song: Song) -> str:
    """The sections in order with their bars."""
    first, *others = song.sections
    sections = [f"{first.label} ({_count(first.bars, 'bar')})", *(f"{s.label} ({s.bars})" for s in others)]
    return ", ".join(sections) + (f": {_count(song.bars, 'bar')} in all" if others else "")


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]


# Chords ------------------------------------------------------------------------------------------


def chords_in_words(plan: Plan, song: Song, labels: Sequence[str] = ()) -> list[str]:
    """The chords of the sections of some labels, or of all, each different set once."""
    return [line for chords in _chords(plan, song, labels) for line in _lines(chords)]


def _chords(plan: Plan, song: Song, labels: Sequence[str] = ()) -> tuple[SectionChords, ...]:
    written: dict[tuple[str, tuple[ChordLine, ...]], list[str]] = {}
    for section in song.sections:
        lines = section_chords(plan, song, section)
        if lines and (not labels or section.label in labels):
            written.setdefault((_moved(plan, section), lines), []).append(section.label)
    return tuple(
        SectionChords(name=", ".join(labels) + moved, lines=lines) for (moved, lines), labels in written.items()
    )


def _lines(chords: SectionChords) -> list[str]:
    if len(chords.lines) == 1:
        return [f"{chords.name}: {chords.lines[0]}"]
    return [f"{chords.name}:", *_indented(map(str, chords.lines))]


def _moved(plan: Plan, section: Section) -> str:
    if not section.transpose:
        return f" (in {plan.key_of(section)})" if section.mode else ""
    way = "up" if section.transpose > 0 else "down"
    size = _STEPS.get(abs(section.transpose), f"{abs(section.transpose)} half steps")
    return f" ({size} {way}, in {plan.key_of(section)})"


def section_chords(plan: Plan, song: Song, section: Section) -> tuple[ChordLine, ...]:
    """The chords of a section, four bars a line; a line that comes several times in a row is given once."""
    start, _ = plan.span(section)
    length = bar_beats(song.metre)
    bars = [_bar(song, start + n * length, length) for n in range(section.bars)]
    lines = groupby(tuple(bars[n : n + 4]) for n in range(0, len(bars), 4))
    return tuple(
        ChordLine(
            names=" | ".join(" ".join(symbol for symbol, _ in bar) for bar in line),
            numerals=" ".join(numeral for bar in line for _, numeral in bar),
            times=len(list(again)),
        )
        for line, again in lines
        if any(line)
    )


def _bar(song: Song, start: float, length: float) -> tuple[tuple[str, str], ...]:
    """The chords sounding in a bar, as (symbol, numeral)."""
    held = song.chord_at(start)
    found: list[Chord] = [held] if held else []
    found += [c for c in song.chords_in(start, start + length) if c is not held]
    return tuple(chord for chord, _ in groupby((str(c.symbol), c.numeral) for c in found))


# Players, wishes, figures ------------------------------------------------------------------------


def band_in_words(song: Song) -> str:
    """Who plays what, leaving out who is silent throughout."""
    players = []
    for track in song.tracks:
        job = _ROLES[track.part.role]
        if track.notes:
            players.append(
                f"{track.part.instrument} ({job})" if job and job != track.part.instrument else track.part.instrument
            )
    return ", ".join(players)


def _wish(finding: Finding) -> str:
    return f'"{finding.ask.words.strip()}"'


def _found(finding: Finding) -> str:
    return finding.found + (f" ({finding.detail})" if finding.detail else "")


def _met(findings: Sequence[Finding]) -> tuple[str, ...]:
    """One line for each phrase of the person: "jazz trio" is met by three players."""
    found: dict[str, list[str]] = {}
    for finding in findings:
        found.setdefault(_wish(finding), []).append(finding.found)
    return tuple(f"{wish}: {', '.join(dict.fromkeys(what))}" for wish, what in found.items())


def _measured(plan: Plan, report: Report) -> tuple[str, ...]:
    lines = []
    if report.arc and any(ask.kind == "arc" for ask in plan.asks):
        figures = ", ".join(f"{_ARC[name]} {value:.2f}" for name, value in report.arc.items() if name in _ARC)
        lines.append(f"how each bar follows the arc (1 exactly, 0 not at all, -1 the other way round): {figures}")
    return (*lines, *_sounding(report))


def _sounding(report: Report) -> tuple[str, ...]:
    if report.audio is None:
        return ()
    return (
        f"{report.audio.seconds:.0f} s of sound with the last notes ringing out, "
        f"loudness {report.audio.lufs:.1f} LUFS, true peak {report.audio.true_peak_dbtp:.1f} dBTP",
    )
