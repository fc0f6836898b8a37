"""What the person gets back: words about one written song, the names of its files, what to try next.

Every figure here comes from the report, which was measured on the files. A ``Reply`` is a value that
any front end can lay out as it likes; ``text`` is the plain layout. Knows no front end.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.agent.conduct import Work
from bot.agent.suggest import suggestions
from skills.check.report import Finding, Report
from skills.clock import bar_beats
from skills.plan import Plan, Section
from skills.song import Chord, Song
from skills.value import Value

_ROLES = {
    "lead": "tune", "counter": "answers", "chords": "chords", "pad": "long notes", "bass": "bass", "drums": "",
}  # fmt: skip
_STEPS = {1: "half a step", 2: "a step", 3: "a minor third", 4: "a major third", 5: "a fourth", 7: "a fifth"}
_ARC = {"arousal": "energy", "tension": "tension", "valence": "brightness"}


class Reply(Value):
    """One answer, in parts."""

    headline: str
    """Title, style, length, key, tempo and metre, in a sentence."""
    form: str
    """The sections in order, with their bars."""
    chords: tuple[tuple[str, str], ...]
    """Section names, and their chords with Roman numerals."""
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
    """Requests to try next, each a whole request."""

    @property
    def blocks(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The answer as named blocks of lines, leaving out what there is nothing to say about."""
        blocks = (
            ("Form", (self.form,)),
            ("Chords", tuple(f"{name}: {line}" for name, line in self.chords)),
            ("Band", (self.band,)),
            ("As you asked", self.met),
            ("Not as you asked", self.missed),
            ("Worth knowing", self.notes),
            ("My choice", self.chosen),
            ("Measured", self.measured),
            ("Try next", self.suggestions),
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
        headline=_headline(plan, report),
        form=" - ".join(f"{s.label} {s.bars}" for s in song.sections) + f" = {_count(song.bars, 'bar')}",
        chords=_chords(plan, song),
        band=_band(song),
        met=_met(report.met),
        missed=tuple(f"{_wish(f)}: {_found(f)}" for f in report.missed),
        notes=plan.notes,
        chosen=plan.assumed,
        measured=_measured(report),
        seed=plan.seed,
        files=tuple(work.files),
        suggestions=suggestions(plan),
    )


def _headline(plan: Plan, report: Report) -> str:
    seconds = report.audio.seconds if report.audio else 0.0
    length = f"{seconds // 60:.0f} min {seconds % 60:02.0f} s" if seconds >= 90 else f"{seconds:.0f} seconds"
    return f'"{plan.title}": {length} of {plan.genre} in {plan.key}, {plan.bpm:g} bpm, {plan.metre} (seed {plan.seed}).'


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]


# Chords ------------------------------------------------------------------------------------------


def _chords(plan: Plan, song: Song) -> tuple[tuple[str, str], ...]:
    """Each different set of chords once, under the names of the sections that share it."""
    written: dict[str, list[str]] = {}
    for section in song.sections:
        line = section_chords(plan, song, section)
        written.setdefault(line + _moved(plan, section), []).append(section.label)
    return tuple((", ".join(labels), line) for line, labels in written.items() if line)


def _moved(plan: Plan, section: Section) -> str:
    if not section.transpose:
        return ""
    way = "up" if section.transpose > 0 else "down"
    size = _STEPS.get(abs(section.transpose), f"{abs(section.transpose)} half steps")
    return f", {way} {size} to {plan.key_of(section)}"


def section_chords(plan: Plan, song: Song, section: Section) -> str:
    """The chords of a section, bars parted by "|", four bars a line: "Am | F | C G | Am (i VI III VII i)".

    Lines that repeat are written once with how often they are played.
    """
    start, _ = plan.span(section)
    length = bar_beats(song.metre)
    bars = [_bar(song, start + n * length, length) for n in range(section.bars)]
    lines = [tuple(bars[n : n + 4]) for n in range(0, len(bars), 4)]
    shown = []
    for line, again in groupby(lines):
        times = len(list(again))
        names = " | ".join(_spoken(bar, "symbol") for bar in line)
        numerals = " ".join(_spoken(bar, "numeral") for bar in line)
        if names.strip(" |"):
            shown.append(f"{names} ({numerals})" + (f" x{times}" if times > 1 else ""))
    return ", then ".join(shown)


def _bar(song: Song, start: float, length: float) -> tuple[tuple[str, str], ...]:
    """The chords sounding in a bar, as (symbol, numeral)."""
    held = song.chord_at(start)
    found: list[Chord] = [held] if held else []
    found += [c for c in song.chords_in(start, start + length) if c is not held]
    return tuple(chord for chord, _ in groupby((str(c.symbol), c.numeral) for c in found))


def _spoken(bar: Sequence[tuple[str, str]], what: str) -> str:
    return " ".join(symbol if what == "symbol" else numeral for symbol, numeral in bar)


# Players, wishes, figures ------------------------------------------------------------------------


def _band(song: Song) -> str:
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
    return tuple(dict.fromkeys(f"{_wish(f)}: {f.found}" for f in findings))


def _measured(report: Report) -> tuple[str, ...]:
    lines = []
    if report.arc:
        figures = ", ".join(f"{_ARC[name]} {value:.2f}" for name, value in report.arc.items() if name in _ARC)
        lines.append(f"the music follows the arc, bar by bar (1 is exactly, 0 not at all): {figures}")
    if report.audio:
        lines.append(f"loudness {report.audio.lufs:.1f} LUFS, true peak {report.audio.true_peak_dbtp:.1f} dBTP")
    return tuple(lines)
