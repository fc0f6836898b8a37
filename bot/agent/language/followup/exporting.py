"""Files that are asked for: by a format, by what they are for, or by the mere wish to have the song elsewhere."""

import re
from typing import Literal, NamedTuple

from bot.agent.language.followup import cues
from bot.agent.language.wordlists import one_of, pattern_of
from bot.agent.turn import Export

Format = Literal["mp3", "wav", "stems", "midi", "musicxml", "pdf", "png", "text", "all"]

_NAMED: dict[Format, str] = {
    "stems": """
        stem, stems, multitrack*, multi-track*, multi track, multi tracks, trackout*, track-out*, track outs,
        separate tracks, single tracks, individual tracks, separated tracks, isolated tracks, tracks separately,
        tracks apart, tracks separated, tracks one by one, each instrument separately, each instrument on its own
        track, every instrument separately, each track separately, each track as its own file, one file per
        instrument, a file per instrument, a track per instrument, separate files, a file for each instrument, one
        file for each instrument, separate file for each instrument, instruments separately, instruments as separate
        files, single instruments, parts as separate files, unmixed tracks, separate audio, separate audio files,
        separate audio for each instrument, audio for each instrument, audio per instrument""",
    "midi": "midi, midis, midi file, midi files, mid file, .mid, smf, midi export, midi data, midi version",
    "mp3": """
        mp3, mp3s, mp 3, mpeg, m4a, sound file, audio file, audio, an audio version, ringtone, file i can listen to,
        file that i can listen to, file i can play, file that i can play, something i can listen to, recording of
        it, recording of the song""",
    "wav": """
        wav, wavs, wave file, wav file, wav files, wav fiel, flac, aiff, aif, lossless, lossless audio,
        uncompressed, uncompressed audio, uncompressed file, full quality, full-quality audio, cd, on a cd, onto a
        cd, cd quality, studio quality, best quality, highest quality, high quality audio, 24 bit, 16 bit, 44.1,
        master file""",
    "musicxml": """
        musicxml, music xml, xml, mxl, musescore, sibelius, dorico, notation program, notation software, notation
        programme, in finale, for finale, into finale, score editor""",
    "pdf": """
        pdf, pdfs, printable, lead sheet, lead sheets, leadsheet, lead-sheet, sheet music, music sheet, note sheet,
        sheets, notes on paper, on paper, notation, partitur, partiture, partitura, the partition, to print, print
        it, print this, print that, print out, printed, printout, i print, i can print, written music, written
        notes, written out, standard notation, music stand, note version, the notes written, dots""",
    "png": """
        png, jpg, jpeg, image, picture of the score, picture of the lead sheet, picture of the sheet music, picture
        of the notes, image of the score, image of the notes, photo of the notes, picture of the music, image of the
        lead sheet, image of the sheet music, score as a picture, score as an image""",
    "text": """
        chord chart, chord sheet, chord-sheet, chordsheet, plain text, text file, text version, txt, as text, in
        text, as a text, chord charts, chordpro, chords as text, chords in text""",
}  # fmt: skip
_VAGUE: dict[Format, str] = {
    "pdf": "score, the score, the sheet, sheet, a score, the notes",
    "mp3": "recording, a recording, sound",
    "png": "picture, a picture",
    "stems": "the tracks, all tracks, all the tracks, all the single tracks",
    "all": """
        all files, all the files, the files, files, everything, every file, everything you have, everything you've
        got, whole package, all formats, every format, zip, a file, the file, it as a file, package, bundle, the
        lot, all of it, the whole lot, full package""",
}
_FORMAT = re.compile(r"(?<![\w'])(?:" + "|".join(f"(?P<{f}>{one_of(t)})" for f, t in _NAMED.items()) + r")(?![\w'])")
_LOOSE = re.compile(r"(?<![\w'])(?:" + "|".join(f"(?P<{f}>{one_of(t)})" for f, t in _VAGUE.items()) + r")(?![\w'])")
_SENDING = pattern_of(
    """
    send, export, exprot, download, donwload, save, share, email, e-mail, mail, bounce, render, print, output, burn,
    convert, deliver, hand over, hand me, hand us, dump, give me, give us, gimme, get me, let me have, can i have,
    can we have, could i have, may i have, can i get, can we get, could i get, have, want, need, i'd like, would
    like, would do, will do, where's, where is, where are, do you have, have you got, provide, pass me, how do i
    get, how can i get, how would i get, how could i get, how to get, i take, pack, spit out, make me"""
)
_SONG = one_of(
    """
    it, this, that, the song, the track, the tune, the piece, the thing, the tune, my song, our song, the music,
    this song, the whole thing, the result, all this, this one, the finished song, everything, the thing"""
)
_TO_SOMEONE = one_of("my, a, the, some, our, him, her, them, people, friends, someone, you, whatsapp")
_TO_PLACE = one_of(
    """
    out, off, onto, home, with me, to my, into my, into a, in my car, in the car, in my daw, in the daw, on my
    phone, on a phone, on my computer, on my laptop, on a usb, on a stick, on my tablet, on my ipad, on my ipod, on
    the stereo, on my drive, in logic, in ableton, in cubase, in reaper, in garageband, in fl studio, in pro tools,
    into logic, into ableton, into cubase, into reaper, into garageband, into fl studio, into pro tools, into fl, in
    bitwig, in studio one"""
)
_AWAY = tuple(
    re.compile(rf"(?<![\w']){source}")
    for source in (
        rf"(?:export|download|bounce|save|burn|e-?mail|store)(?:\s{_SONG})?(?:\W*$"
        rf"|\W*(?:please|pls|now|to|for|on|onto|out|down|so|as|in|link)\b)",
        rf"(?:send|share|mail|e-?mail|give|forward|hand|pass|bring|show)\s(?:me\s"
        rf"|us\s)?{_SONG}\s(?:over\s)?(?:to|with|for)\s{_TO_SOMEONE}\b",
        rf"play\s{_SONG}\s(?:to|for)\s{_TO_SOMEONE}\b",
        rf"(?:send|share|e-?mail|mail)\s(?:me|us)\s{_SONG}",
        rf"(?:send|share|can\si\shave|can\swe\shave|can\si\sget|can\si\skeep|can\si\stake)\s{_SONG}\W*$",
        rf"(?:get|bring|put|take|move|copy|transfer|load|play|hear|listen\sto"
        rf"|have|open|import|drop|drag)\s{_SONG}\s{_TO_PLACE}\b",
        r"(?:what|anything)\s(?:have\syou\sgot\s|do\syou\shave\s|is\sthere\s)?(?:that\s"
        r"|which\s)?(?:i\scan\s)?(?:opens?|runs?|loads?|import)\b",
        rf"how\s(?:do|can|could|would|should|to)\s?(?:i|we)?\s(?:send"
        rf"|share|save|download|export|keep|store|get)\s{_SONG}(?!\s(?:to\s)?sound)",
    )
)
_DEFINES = re.compile(
    r"\bwhat(?:'s|\sis|\sare|\sdoes)\s(?:an?|the\sdifference|the\spoint)?\s?"
    r"|\b(?:mean|means|meaning|difference|explain|define|stand\sfor)\b"
)
_NOT = re.compile(r"\b(?:no|not|without|don't\sneed|don't\swant|except|instead\sof)\s(?:the\s|a\s|an\s|any\s|as\s)*$")
_ELSE = re.compile(
    r"\s(?:and|but|then)\s(?=(?:then\s)?(?:make|add|change|remove"
    r"|transpose|slow|speed|swap|put|double|cut|give\sit|turn|undo"
    r"|go|lock|keep)\b)"
    r"|(?<=\w)\s(?:and|then)\s(?=(?:then\s)?(?:send|export|download"
    r"|save|give\sme|bounce|render|share|print|e-?mail)\b)|[;!?]"
    r"|\.(?!\w)"
)
_STORED = re.compile(r"\bfilm\sscore|\bscore\s(?:it|for)\b|\bprint\b(?=.*\bpoint)")


class Asked(NamedTuple):
    """Files that are asked for."""

    export: Export
    spans: list[tuple[int, int]]
    """The stretches of the message that say so."""
    alone: bool
    """Whether the message says nothing else."""


def read_export(left: str) -> Asked | None:
    """Files that a message, in small letters, asks for."""
    edges = [0, *(e for m in _ELSE.finditer(left) for e in m.span()), len(left)]
    pieces = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if left[a:b].strip(" \0.,")]
    found = {piece: _formats(left[slice(*piece)], sends=bool(_SENDING.search(left))) for piece in pieces}
    if all(formats is None for formats in found.values()):
        return None
    named = {f for formats in found.values() for f in formats or ()} - {"all"}
    spans = [piece for piece in pieces if found[piece] is not None or _says_nothing(left[slice(*piece)])]
    formats = [f for f in _NAMED if f in named] or ["all"]
    return Asked(Export.model_validate({"formats": formats}), spans, len(spans) == len(pieces))


def _formats(piece: str, *, sends: bool) -> list[Format] | None:
    """The formats that a piece of a message asks for; None where it asks for no file."""
    if _DEFINES.search(piece) and not re.search(r"\bwhatever\b|\b(?:send|export|download|need|give me)\b", piece):
        return None
    named = [m for m in _FORMAT.finditer(piece) if not _NOT.search(piece[: m.start()])]
    if not named and sends and _SENDING.search(piece) and not cues.wishes(piece):
        named = [m for m in _LOOSE.finditer(piece) if not _NOT.search(piece[: m.start()]) and _is_file(piece, m)]
    found: list[Format] = [f for m in named for f in (*_NAMED, "all") if m.groupdict().get(f)]
    if found:
        return found
    return ["all"] if any(away.search(piece) for away in _AWAY) else None


def _is_file(piece: str, match: re.Match[str]) -> bool:
    """Whether a word that may mean other things means a file here."""
    if _STORED.search(piece):
        return False
    if match.groupdict().get("all") and "file" not in match[0]:
        sending = re.search(
            r"\b(?:send|export|download|save|share|give\sme|give\sus|gimme"
            r"|get\sme|can\si\shave|bounce|render|want|have)\b[^.]*$",
            piece[: match.start()],
        )
        alone = re.fullmatch(
            r"\W*(?:\b(?:you\shave|you've\sgot|please|now|then|as|a|zip"
            r"|file|pls|in|it)\b\W*)*",
            piece[match.end() :],
        )
        return bool(sending and alone)
    return not re.search(r"\b(?:like|sounds?|in)\s(?:an?|the)\s$", piece[: match.start()])


def _says_nothing(piece: str) -> bool:
    """Whether a piece holds nothing of music, so that it only goes with the wish for files."""
    return not (cues.about_music(piece) or cues.wishes(piece))
