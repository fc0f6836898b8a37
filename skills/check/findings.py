"""The written file against the wishes: one finding for each.

What is judged is the MIDI file's bytes, and the sound where there is some; the plan only says what was
asked. Each kind of wish has its judge: what the page says (key, tempo, metre, form, players) is judged
here, how the music feels in ``feeling``.
"""

import re
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from skills.check import asked, feeling
from skills.check.arc import arc
from skills.check.chords import sounds
from skills.check.given import best_layout, read_names
from skills.check.heard import Heard, Span
from skills.check.keys import same_key, same_notes
from skills.check.measure import measure_bars
from skills.check.report import AudioFacts, Finding, Report
from skills.check.verdict import Verdict, count, listed, within
from skills.instruments import INSTRUMENTS
from skills.plan import Ask, AskKind, Plan
from skills.render.midi import read_midi
from skills.theory.key import MODES, Key
from skills.theory.pitch import pitch_class

_TIE = 0.01
"""Two keys whose fit differs by less are both what is heard."""


def check(midi: bytes, plan: Plan, audio: NDArray[np.floating] | None = None, sample_rate: int = 44_100) -> Report:
    """Read a written song back and say which of the plan's wishes hold.

    Args:
        midi: The MIDI file as the person gets it.
        plan: What was asked.
        audio: The sound file, decoded again: (channels, frames) or (frames,), full scale 1; or None.
        sample_rate: Frames a second of the audio.

    Raises RequestError when the bytes are no MIDI file.
    """
    song = read_midi(midi)
    bars = measure_bars(song, audio, sample_rate)
    heard = Heard(
        song=song,
        plan=plan,
        bars=bars,
        signed=b"\xff\x59\x02" in midi,
        metred=b"\xff\x58\x04" in midi,
        timed=b"\xff\x51\x03" in midi,
    )
    return Report(
        findings=tuple(_finding(ask, heard) for ask in plan.asks),
        bars=bars,
        arc=arc(plan, bars),
        audio=None if audio is None else _audio_facts(audio, sample_rate),
    )


def _finding(ask: Ask, heard: Heard) -> Finding:
    local = ask.section and ask.kind in ("key", "tonic", "mode")
    verdict = asked.local_key(ask, heard) if local else _JUDGES[ask.kind](ask, heard)
    holds = verdict.holds != ask.unwanted if ask.kind in _PLAINLY_NEGATED else verdict.holds
    return Finding(ask=ask, found=verdict.found, holds=holds, detail=verdict.detail)


def _audio_facts(audio: NDArray[np.floating], sample_rate: int) -> AudioFacts:
    from skills.mix.measure import lufs, true_peak_dbtp

    sound = np.atleast_2d(np.asarray(audio, dtype=np.float32))
    return AudioFacts(
        seconds=round(sound.shape[1] / sample_rate, 3),
        lufs=round(max(lufs(sound, sample_rate), -120.0), 2),
        true_peak_dbtp=round(max(true_peak_dbtp(sound), -120.0), 2),
    )


# Key


def _key(ask: Ask, heard: Heard) -> Verdict:
    tonic, _, mode = ask.value.partition(" ")
    wanted = Key(tonic=tonic, mode=mode or "major")
    return _judge_key(ask, heard, lambda key: same_key(wanted, key))


def _tonic(ask: Ask, heard: Heard) -> Verdict:
    return _judge_key(ask, heard, lambda key: key.tonic_pc == pitch_class(ask.value))


def _mode(ask: Ask, heard: Heard) -> Verdict:
    if ask.value not in MODES:
        return Verdict(str(heard.song.key), False, f"{ask.value} is not a mode that can be judged")
    return _judge_key(ask, heard, lambda key: same_key(Key(tonic=key.tonic, mode=ask.value), key))


def _judge_key(ask: Ask, heard: Heard, right: Callable[[Key], bool]) -> Verdict:
    """Signed and heard must both be right; keys that fit within a hair of the best are heard too."""
    signed, best = heard.song.key, heard.keys[0]
    if not heard.sounding():
        return Verdict("no notes to hear a key in", False)
    near = [score.key for score in heard.keys if score.distance <= best.distance + _TIE]
    near += [Key(tonic=best.key.tonic) for _ in "b" if heard.plan.genre == "blues" and best.key.mode == "mixolydian"]
    fitting = [key for key in near if right(key)]
    told = f"{signed}, as signed" if heard.signed else "no key signature"
    detail = ""
    if not fitting or not right(best.key):
        name = best.key if best.key.tonic_pc != signed.tonic_pc else Key(tonic=signed.tonic, mode=best.key.mode)
        relation = " its relative," if same_notes(signed, best.key) else ""
        detail = f"the notes alone suggest {name}," + relation + (" or as well" if fitting else " not") + f" {signed}"
    if heard.signed and right(signed) and fitting:
        return Verdict(f"{signed}, as signed and as heard", not ask.unwanted, detail)
    heard_as = fitting[0] if fitting else best.key
    return Verdict(f"{told}; {heard_as}, as heard", ask.unwanted and not fitting and not right(signed), detail)


# Time


def _tempo(ask: Ask, heard: Heard) -> Verdict:
    holds = heard.timed and within(heard.bpm, ask.low, ask.high, 1.0)
    every = [t.bpm for t in heard.song.tempi]
    detail = f"from {min(every):g} to {max(every):g} bpm" if len(every) > 1 else ""
    return Verdict(f"{heard.bpm:g} bpm" if heard.timed else "no tempo in the file", holds, detail)


def _metre(ask: Ask, heard: Heard) -> Verdict:
    right = heard.metred and heard.song.metre == ask.value
    return Verdict(heard.song.metre if heard.metred else "no time signature", right)


def _bars(ask: Ask, heard: Heard) -> Verdict:
    """The bars of the form, if there is music to its end."""
    last = max((n.end for t in heard.song.tracks for n in t.notes), default=0.0)
    played = min(heard.song.bars, int(-(-(last - 0.1) // heard.bar)))
    detail = "" if played == heard.song.bars else f"{count(heard.song.bars, 'bar')} in the form, the rest silent"
    return Verdict(count(played, "bar"), within(played, ask.low, ask.high), detail)


def _section_bars(ask: Ask, heard: Heard) -> Verdict:
    spans = heard.picked(ask.section)
    if not spans:
        return Verdict(f"there is no {ask.section}", False)
    lengths = [s.section.bars for s in spans]
    found = f"{count(lengths[0], 'bar')}" + (" each" if len(lengths) > 1 else "")
    if len(set(lengths)) > 1:
        found = listed(f"{s.section.label} {count(s.section.bars, 'bar')}" for s in spans)
    return Verdict(found, all(within(n, ask.low, ask.high) for n in lengths))


def _seconds(ask: Ask, heard: Heard) -> Verdict:
    wanted = ask.low or ask.high or 0.0
    minutes, seconds = divmod(round(heard.end_s), 60)
    found = f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
    return Verdict(found, within(heard.end_s, ask.low, ask.high, max(2.0, 0.03 * wanted)), f"{heard.end_s:.1f} s")


# Players


def _instrument(ask: Ask, heard: Heard) -> Verdict:
    spans = heard.picked(ask.section) if ask.section else None
    beside = (ask.section or "").startswith(("before", "after"))
    where = f" {ask.section}" if beside else f" in the {ask.section}" if ask.section else ""
    if spans == ():
        return Verdict(f"there is no {ask.section}", ask.unwanted)
    if not ask.value and ask.unwanted:
        playing = [t.part.instrument for t in heard.song.tracks if t.part.role == ask.role and heard.notes(t, spans)]
        return Verdict(f"{listed(playing)} on {ask.role}" if playing else f"no {ask.role}{where}", not playing)
    if ask.value not in INSTRUMENTS:
        return Verdict(f"{ask.value} is not an instrument that can be judged", False)
    if ask.unwanted:
        tracks = heard.players(ask.value, spans, least=1)
        notes = sum(len(heard.notes(t, spans)) for t in tracks)
        return Verdict(f"{ask.value}{where}: {count(notes, 'note')}" if notes else f"no {ask.value}{where}", not notes)
    tracks = [t for t in heard.players(ask.value, spans) if ask.role in (None, t.part.role)]
    missing = [s for s in spans or () if tracks and not any(heard.notes(t, (s,)) for t in tracks)]
    notes = sum(len(heard.notes(t, spans)) for t in tracks)
    if not tracks:
        other = heard.players(ask.value, spans)
        found = f"{ask.value} plays {listed(t.part.role for t in other)}" if other else f"no {ask.value}"
        return Verdict(found + where, False)
    detail = f"silent in {listed(s.section.label for s in missing)}" if missing else ""
    return Verdict(f"{ask.value}{where}: {count(notes, 'note')}", not missing, detail)


def _only(ask: Ask, heard: Heard) -> Verdict:
    spans = heard.picked(ask.section) if ask.section else None
    if spans == ():
        return Verdict(f"there is no {ask.section}", False)
    wanted = [name.strip() for name in ask.value.split(",") if name.strip() in INSTRUMENTS]
    welcome = {t.part.name for name in wanted for t in heard.players(name, spans, least=1)}
    playing = heard.sounding(spans)
    others = [t.part.instrument for t in playing if t.part.name not in welcome]
    missing = [name for name in wanted if not heard.players(name, spans)]
    detail = "; ".join(
        f"{what} {listed(which)}" for what, which in (("also", others), ("without", missing)) if which
    )  # fmt: skip
    names = list(dict.fromkeys(t.part.instrument for t in playing))
    return Verdict(listed(names) or "silence", bool(wanted) and not others and not missing, detail)


# Form


def _form(ask: Ask, heard: Heard) -> Verdict:
    """The kinds of section in order; an intro or an outro nobody asked for may stand around them.

    With a section named, the wish is for that section to be there ("with a bridge", "no intro").
    """
    wanted = tuple(ask.value.split())
    found = tuple(s.section.kind for s in heard.spans)
    if ask.section and len(wanted) > 1:
        twice = any(found[i : i + len(wanted)] == wanted for i in range(len(found)))
        return Verdict(" ".join(found), twice)
    if ask.section or ask.unwanted:
        there = bool(heard.picked(ask.section)) if ask.section else any(kind in found for kind in wanted)
        return Verdict(" ".join(found), there)
    bare = tuple(kind for kind in found if kind in wanted or kind not in ("intro", "outro"))
    detail = "" if found == wanted or bare != wanted else "with " + listed(k for k in found if k not in wanted)
    return Verdict(" ".join(found), bare == wanted, detail)


def _title(ask: Ask, heard: Heard) -> Verdict:
    def plain(text: str) -> str:
        return re.sub(r"\s+", " ", text).strip().casefold()

    return Verdict(heard.song.title, plain(heard.song.title) == plain(ask.value))


# Chords given


def _chords(ask: Ask, heard: Heard) -> Verdict:
    """The chords, found again in the notes of the sections they were given for, or of half the song at least."""
    spans = heard.picked(ask.section)
    if not spans:
        return Verdict(f"there is no {ask.section}", False)
    found: list[Span] = []
    right = total = 0.0
    for span in spans:
        layout = best_layout(heard, span, read_names(ask.value, heard.key_at(span)))
        share = sum(b - a for a, b, symbol, stretch in layout if sounds(symbol, stretch)) / (span.end - span.start)
        if share >= 0.9:
            found.append(span)
        right, total = right + share * (span.end - span.start), total + span.end - span.start
    if not found:
        return Verdict("other chords", False, f"{right / total:.0%} of the time as given")
    labels = listed(s.section.label for s in found)
    covered = sum(s.end - s.start for s in found) / sum(s.end - s.start for s in spans)
    holds = len(found) == len(spans) if ask.section else covered >= 0.5
    return Verdict(f"{ask.value} in {labels}", holds, f"{right / total:.0%} of the time as given")


_JUDGES: dict[AskKind, Callable[[Ask, Heard], Verdict]] = {
    "key": _key, "tonic": _tonic, "mode": _mode, "tempo": _tempo, "metre": _metre, "bars": _bars,
    "section_bars": _section_bars, "seconds": _seconds, "instrument": _instrument, "only": _only, "form": _form,
    "title": _title, "chords": _chords, "genre": feeling.genre, "mood": feeling.mood, "arc": feeling.follows,
    "density": feeling.density, "register": feeling.register, "swing": feeling.swing, "modulate": asked.modulate,
    "ending": asked.ending, "enters": asked.enters, "loudness": asked.loudness, "looseness": asked.looseness,
    "time feel": asked.time_feel, "fills": asked.fills, "easy": asked.easy, "rhyme": asked.words,
    "syllables": asked.words,
}  # fmt: skip
# Wishes whose "not" is met where the wish itself is not; the other judges know what "not" means for them.
_PLAINLY_NEGATED = frozenset({"tempo", "metre", "bars", "section_bars", "seconds", "only", "form", "title", "chords"})
