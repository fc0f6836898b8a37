"""Carries a plan out: has the song written by the skills, and makes everything the person gets.

Making the files takes two lanes, for two cores. Sound (rendering, mixing, encoding) is made by
other programs and C code and stays in this process; paper (the lead sheet and the pictures) is
mostly Python and goes to a second process that a ``Studio`` keeps warm. Knows no front end.
"""

import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from skills.check.report import Report
from skills.clock import Tempo
from skills.edit.draft import Draft
from skills.edit.revise import ORDER, Progress, revise, silently
from skills.edit.target import Target
from skills.plan import Part, Plan, Section
from skills.song import Note, Song, Track
from skills.theory.key import Key

_P = ParamSpec("_P")
_T = TypeVar("_T")

__all__ = ["ORDER", "Progress", "Studio", "Work", "compose", "revise", "silently"]

_NAMES = (
    "song.mp3",
    "song.wav",
    "song.mid",
    "lead_sheet.png",
    "lead_sheet.musicxml",
    "arc.png",
    "piano_roll.png",
    "plan.json",
    "report.json",
)
"""The files of a song, the most wanted first."""


@dataclass(frozen=True)
class Work:
    """A song with everything made from it."""

    plan: Plan
    song: Song
    report: Report
    files: Mapping[str, bytes]
    """Name in the folder ("song.mid", "stems/bass.flac") to content."""


def compose(plan: Plan, progress: Progress = silently) -> Song:
    """Write the song: every skill in turn, through every section."""
    draft = Draft(plan=plan, song=Song.blank(plan))
    return revise(draft.rewrite(draft.cells(Target())), progress)


class Studio:
    """Where songs are written and their files made; keep one for as long as songs are wanted.

    Use as a context manager, or call ``close``.
    """

    def __init__(self, soundfont: Path | None = None) -> None:
        """Open the studio with a soundfont, or with the one the system has."""
        self.soundfont = soundfont
        self._sound = ThreadPoolExecutor(2, thread_name_prefix="sound")
        # "spawn", because forking a process that has threads can lock up, and it works on every system.
        self._paper = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_open_desk)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Drop what is waiting and let the workers go once they have done what they are at.

        Python waits for them at its end anyway, and there it would wake a pool that is just closing (OSError).
        """
        self._sound.shutdown(cancel_futures=True)
        self._paper.shutdown(cancel_futures=True)

    def warm(self) -> None:
        """Get everything ready while the person types or the song is written: imports, fonts, caches.

        Raises MissingPartError where FluidSynth or a soundfont is missing.
        """
        from skills.render.engines import best_engine
        from skills.render.soundfont import find_soundfont

        best_engine()
        find_soundfont(self.soundfont)
        self._draw(_rehearse)
        self._sound.submit(_tune_up)

    def make(self, plan: Plan, *, stems: bool = False, wav: bool = False, progress: Progress = silently) -> Work:
        """Write a plan's song and make its files; ``stems`` and ``wav`` add the large ones."""
        song = compose(plan, lambda step, done: progress(step, 0.3 * done))
        return self.produce(plan, song, stems=stems, wav=wav, progress=lambda s, d: progress(s, 0.3 + 0.7 * d))

    def produce(
        self, plan: Plan, song: Song, *, stems: bool = False, wav: bool = False, progress: Progress = silently
    ) -> Work:
        """Make a written song's files. Raises MissingPartError where FluidSynth or a soundfont is missing."""
        from skills.check.findings import check
        from skills.mix import mix
        from skills.mix.encode import decode, flac, mp3
        from skills.mix.encode import wav as wav_bytes
        from skills.perform.dynamics import trims
        from skills.render.engines import SAMPLE_RATE
        from skills.render.midi import write_midi
        from skills.render.synth import render

        midi = write_midi(song)
        progress("playing", 0.0)
        played = render(song, self.soundfont)
        progress("mixing", 0.3)
        mixdown = mix(played, song, plan.genre, trims(plan))
        # Not sooner: rendering and mixing use every core, what follows only one.
        paper = self._draw(_engrave, song)
        progress("encoding", 0.6)
        sound: dict[str, Future[bytes]] = {"song.mp3": self._sound.submit(mp3, mixdown.audio, SAMPLE_RATE, song.title)}
        if wav:
            sound["song.wav"] = self._sound.submit(wav_bytes, mixdown.audio, SAMPLE_RATE)
        if stems:
            for name, audio in mixdown.stems.items():
                sound[_stem_file(name)] = self._sound.submit(flac, audio, SAMPLE_RATE)
        encoded = {name: future.result() for name, future in sound.items()}
        progress("listening back", 0.8)
        heard, rate = decode(encoded["song.mp3"])
        report = check(midi, plan, heard, rate)
        progress("drawing", 0.9)
        arc = self._draw(_draw_arc, plan, report)
        made = {**encoded, **paper.result(), "song.mid": midi, "arc.png": arc.result()}
        made["plan.json"] = plan.model_dump_json(indent=2).encode() + b"\n"
        made["report.json"] = report.model_dump_json(indent=2).encode() + b"\n"
        files = {name: made.pop(name) for name in _NAMES if name in made} | made
        progress("done", 1.0)
        return Work(plan=plan, song=song, report=report, files=files)

    def sound(self, song: Song, genre: str = "pop") -> bytes:
        """Only the sound of a written song, as MP3, mixed as its style is: a few seconds to hear a thing by."""
        from skills.mix import mix
        from skills.mix.encode import mp3
        from skills.render.engines import SAMPLE_RATE
        from skills.render.synth import render

        return mp3(mix(render(song, self.soundfont), song, genre).audio, SAMPLE_RATE, song.title)

    def _draw(self, what: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        with _deaf_to_interrupts():  # the first of them starts the process
            return self._paper.submit(what, *args, **kwargs)


def _stem_file(track: str) -> str:
    return f"stems/{track.replace(' ', '-')}.flac"


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Hold Ctrl-C back for as long as it takes to start a process, which inherits being deaf to it.

    Another thread may still take the signal and have Python answer it in this one, so the answer waits, too.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    waiting: list[int] = []
    main = threading.current_thread() is threading.main_thread()
    handlers = {}
    if main:
        for number in (signal.SIGINT, signal.SIGTERM):
            handlers[number] = signal.signal(number, lambda n, _frame: waiting.append(n))
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        for caught in waiting[:1]:
            signal.raise_signal(caught)


def _open_desk() -> None:
    # Ctrl-C in a terminal reaches every process of the group; only the first one shall answer it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _tune_up() -> None:
    for name in ("scipy.signal", "scipy.ndimage", "pedalboard", "soundfile", "lameenc"):
        import_module(name)


def _rehearse() -> None:
    """Engrave a bar of nothing, for all that has to be loaded to do so."""
    part = Part(name="lead", role="lead", instrument="piano")
    note = Note(pitch=60, start=0, duration=4)
    bar = Section(kind="verse", label="Verse", bars=1)
    song = Song(
        title="", key=Key(tonic="C"), metre="4/4", tempi=(Tempo(beat=0, bpm=100),), sections=(bar,),
        tracks=(Track(part=part, notes=(note,)),),
    )  # fmt: skip
    _engrave(song)


def _engrave(song: Song) -> dict[str, bytes]:
    from skills.engrave.lead_sheet import lead_sheet_png, musicxml
    from skills.engrave.pictures import piano_roll

    xml = musicxml(song)
    return {
        "lead_sheet.musicxml": xml.encode(),
        "lead_sheet.png": lead_sheet_png(xml),
        "piano_roll.png": piano_roll(song),
    }


def _draw_arc(plan: Plan, report: Report) -> bytes:
    from skills.engrave.pictures import arc_picture

    return arc_picture(plan, report)
