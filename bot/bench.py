"""How long a song takes, step by step, and what the same MIDI takes the bare ``fluidsynth`` program.

Warm times are taken inside this process, after one song that is not counted: each step by itself,
then the whole as it is really done, with steps side by side. Cold times are whole runs of the
command line in fresh processes. The bare program plays the same MIDI file between them, so the ratio
holds whatever else the machine is doing. Memory is measured in a run of its own.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import typer

from bot.agent.conduct import Studio, Work, compose
from skills.errors import MissingPartError

REQUEST = (
    "a pop song in A minor at 100 bpm, one minute, start calm, build tension, end triumphant, "
    "only violin, piano, acoustic guitar, strings, bass guitar and drums"
)
_SEED = 7
# What is typed into a conversation, of every kind; each is read again and again.
_MESSAGES = """
start calm, build tension, end triumphant, piano and strings, one minute
a slow sad waltz for piano and cello in D minor, 32 bars, ending softly
lo-fi but with a bossa feel, around 80 bpm, a bit under two minutes, no drums in the intro
easy sad chords for guitar
a melody over my chords Am F C G, then Dm G C Am in the bridge
verse chorus verse chorus bridge chorus, 8-bar verses, quiet verses and loud choruses, key change at the end
dark techno 128 bpm f# min, 4 bar intro, drop after 16, no melody
i would like please one song happy but little bit nostalgic, like old photo, not too much fast
make the bridge darker, keep the drums
a bit faster and swap the piano for a rhodes in the second verse
give me three choruses
bars 5-8: less busy drums, and redo the fill
version 1 with the drums of version 2
add a bridge after the second chorus, half-time, and slow down at the end
lock the melody
undo
what chords go with G?
why does this sound unresolved?
how do I play F#m7b5?
send me the stems and the midi
thanks, that's lovely
what's the weather like today?
""".strip().splitlines()
_READINGS = 20
"""How often each of the messages is read in a run."""
_T = TypeVar("_T")


class Stopwatch:
    """Seconds that named steps took, run after run."""

    def __init__(self) -> None:
        """Start with nothing taken."""
        self._taken: defaultdict[str, list[float]] = defaultdict(list)

    def time(self, name: str, step: Callable[[], _T]) -> _T:
        """Do a step and write down how long it took."""
        start = time.perf_counter()
        result = step()
        self._taken[name].append(time.perf_counter() - start)
        return result

    def median(self, name: str) -> float:
        """The median of a step over all runs, in seconds."""
        return statistics.median(self._taken[name])

    def rows(self) -> list[tuple[str, float]]:
        """Each step's median, in the order in which they were first done."""
        return [(name, self.median(name)) for name in self._taken]


def run(runs: int, soundfont: Path | None) -> None:
    """Measure everything ``runs`` times and print the medians. Raises MissingPartError without fluidsynth."""
    from skills.render.soundfont import INSTALL, find_program, find_soundfont

    program, font = find_program(), find_soundfont(soundfont)
    if program is None:
        raise MissingPartError(f"The bench compares with the fluidsynth program, which is not installed: {INSTALL}.")
    steps, wholes = Stopwatch(), Stopwatch()
    with tempfile.TemporaryDirectory(prefix="cowriter-bench-") as scratch, Studio(font) as studio:
        folder = Path(scratch)
        score = folder / "song.mid"
        bare = [program, "-ni", "-q", "-r", "44100", "-F", str(folder / "bare.wav"), str(font), str(score)]
        cold = [sys.executable, "-m", "bot", "say", REQUEST, "--seed", str(_SEED), "--out", str(folder / "cold")]
        work = _whole(studio)
        readings = _readings(work)
        score.write_bytes(work.files["song.mid"])
        for _ in range(runs):
            _by_steps(steps, work, font)
            wholes.time("warm", lambda: _whole(studio))
            wholes.time("bare", lambda: _finish(bare))
        for _ in range(runs):
            wholes.time("cold", lambda: _finish(cold))
            wholes.time("bare", lambda: _finish(bare))
        peak_mb = _peak_memory_mb([*cold, "--soundfont", str(font)])
    _print(work, runs, steps, wholes, peak_mb)
    _print_readings(readings)


def _whole(studio: Studio) -> Work:
    from bot.agent.understand import plan_for

    return studio.make(plan_for(REQUEST, _SEED))


def _by_steps(watch: Stopwatch, work: Work, font: Path) -> None:
    """Each step by itself, in this process."""
    from bot.agent.understand import plan_for
    from skills.check.findings import check
    from skills.engrave.lead_sheet import lead_sheet_png, musicxml
    from skills.engrave.pictures import arc_picture, piano_roll
    from skills.mix import mix
    from skills.mix.encode import decode, mp3
    from skills.render.engines import SAMPLE_RATE
    from skills.render.midi import write_midi
    from skills.render.synth import render

    plan = watch.time("reading the request", lambda: plan_for(REQUEST, _SEED))
    song = watch.time("composing", lambda: compose(plan))
    midi = watch.time("writing MIDI", lambda: write_midi(song))
    stems = watch.time("rendering", lambda: render(song, font))
    mixdown = watch.time("mixing", lambda: mix(stems, song, plan.genre))
    encoded = watch.time("encoding MP3", lambda: mp3(mixdown.audio, SAMPLE_RATE))
    heard, rate = watch.time("decoding MP3", lambda: decode(encoded))
    report = watch.time("checking", lambda: check(midi, plan, heard, rate))
    sheet = watch.time("engraving: MusicXML", lambda: musicxml(song))
    watch.time("engraving: lead sheet", lambda: lead_sheet_png(sheet))
    watch.time("engraving: piano roll", lambda: piano_roll(song))
    watch.time("engraving: arc", lambda: arc_picture(plan, report))


def _readings(work: Work) -> list[float]:
    """Seconds that each message took to be read, in a conversation about a song, shortest first."""
    from bot.agent.conversation import Conversation, Message, Version
    from bot.agent.language.turns import read_turn
    from skills.errors import CowriterError

    versions = tuple(
        Version(number=number, parent=parent, request=REQUEST, done=(), plan=work.plan, song=work.song)
        for number, parent in ((1, None), (2, 1))
    )
    conversation = Conversation(versions=versions, current=2, trail=(1,))
    taken = []
    for _ in range(_READINGS):
        for said in _MESSAGES:
            start = time.perf_counter()
            with suppress(CowriterError):  # a message that is turned down has been read, too
                read_turn(Message(text=said), conversation)
            taken.append(time.perf_counter() - start)
    return sorted(taken[len(_MESSAGES) :])


def _print_readings(taken: Sequence[float]) -> None:
    middle, late = (1000 * taken[round(share * (len(taken) - 1))] for share in (0.5, 0.99))
    typer.echo(
        f"\nReading a message, {len(_MESSAGES)} kinds, {len(taken)} readings: p50 {middle:.1f} ms, p99 {late:.1f} ms"
    )


def _finish(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _peak_memory_mb(command: list[str]) -> float | None:
    """The most memory a command and its children hold at once, shared pages counted once; Linux only."""
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    peak_kb = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak_kb = max(peak_kb, sum(_held_kb(pid) for pid in _family(process.pid)))
            time.sleep(0.02)
    return peak_kb / 1024


def _family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    try:
        children = [
            int(c) for task in Path(f"/proc/{pid}/task").iterdir() for c in (task / "children").read_text().split()
        ]
    except OSError:
        return [pid]
    return [pid, *(grandchild for child in children for grandchild in _family(child))]


def _held_kb(pid: int) -> int:
    """Proportional set size: what a process holds, a page shared by n counted as 1/n."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has just ended
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _print(work: Work, runs: int, steps: Stopwatch, wholes: Stopwatch, peak_mb: float | None) -> None:
    seconds = work.report.audio.seconds if work.report.audio else 0.0
    notes = sum(len(track.notes) for track in work.song.tracks)
    bare = wholes.median("bare")
    typer.echo(f"{seconds:.1f} s of sound, {len(work.song.tracks)} tracks, {notes} notes; medians of {runs} runs.\n")
    typer.echo("Each step by itself, warm")
    for name, took in steps.rows():
        typer.echo(f"  {name:<24}{took:8.3f} s")
    typer.echo("\nThe whole, all files written")
    rows = [("warm", wholes.median("warm")), ("cold, a fresh process", wholes.median("cold"))]
    typer.echo(f"  {'bare fluidsynth program':<24}{bare:8.3f} s")
    for name, took in rows:
        typer.echo(f"  {name:<24}{took:8.3f} s   {took / bare:5.2f} times the bare program")
    if peak_mb is not None:
        typer.echo(f"\nMost memory held at once, all processes: {peak_mb:.0f} MB")
