"""The styles: what each takes for granted until the person says otherwise.

A style names the usual tempo, metre, swing, modes, band and form. How it is harmonised, drummed,
walked, strummed and mixed is known by the rooms that do so, under the same names.
"""

from skills.clock import Metre
from skills.theory.key import Mode
from skills.value import Value


class Style(Value):
    """The defaults of a style."""

    name: str
    aliases: tuple[str, ...]
    """Other names people use, lower case."""
    bpm: tuple[float, float, float]
    """Slowest usual, most usual, fastest usual, in quarter notes a minute."""
    metre: Metre
    swing: float
    """Where the second of two eighths falls in its beat: 0.5 straight, 0.667 triplet swing."""
    modes: tuple[Mode, ...]
    """Usual modes, the most usual first."""
    parts: tuple[tuple[str, str], ...]
    """The usual band: (role, instrument), in the order in which they are missed least last."""
    form: str
    """The usual form for about a minute and more, in section kinds."""
    feeling: tuple[float, float, float]
    """Valence (-1 to 1), arousal and tension (0 to 1) when no mood was asked for."""
    ending: str = "cadence"
    """"cadence" in tempo, or "ritardando"."""


_SONG = "intro verse chorus verse chorus bridge chorus outro"
_HEAD = "intro verse verse bridge verse outro"


def _style(
    name: str,
    aliases: str,
    bpm: tuple[float, float, float],
    swing: float,
    modes: str,
    parts: str,
    feeling: tuple[float, float, float],
    *,
    metre: Metre = "4/4",
    form: str = _SONG,
    ending: str = "cadence",
) -> Style:
    band = tuple(tuple(p.strip() for p in entry.split("=")) for entry in parts.split(","))
    return Style.model_validate(
        {
            "name": name, "aliases": tuple(a.strip() for a in aliases.split(",") if a.strip()), "bpm": bpm,
            "metre": metre, "swing": swing, "modes": tuple(m.strip() for m in modes.split(",")), "parts": band,
            "form": form, "feeling": feeling, "ending": ending,
        }
    )  # fmt: skip


STYLES: dict[str, Style] = {
    s.name: s
    for s in (
        _style("pop", "indie pop, synth pop, synthpop, k-pop, dance pop, chart, radio, top 40, indie", (88, 108, 128), 0.5, "major, minor",
               "drums=drums, bass=bass guitar, chords=piano, lead=voice, chords=electric guitar, pad=strings", (0.35, 0.55, 0.35)),
        _style("rock", "indie rock, punk, punk rock, hard rock, classic rock, alternative, grunge, britpop, pop rock, garage rock, surf", (100, 126, 160), 0.5, "major, minor, mixolydian",
               "drums=drums, bass=picked bass, chords=overdriven guitar, lead=electric guitar, chords=organ", (0.15, 0.75, 0.45)),
        _style("ballad", "power ballad, slow song, love song, torch song, piano ballad", (58, 72, 84), 0.5, "major, minor",
               "chords=piano, lead=voice, bass=bass guitar, pad=strings, drums=drums, counter=cello", (0.0, 0.35, 0.4), ending="ritardando"),
        _style("folk", "acoustic, singer-songwriter, americana, celtic, irish, folk song, campfire, sea shanty, shanty", (84, 104, 126), 0.5, "major, minor, dorian, mixolydian",
               "chords=acoustic guitar, lead=voice, bass=upright bass, counter=violin, drums=drums", (0.25, 0.4, 0.3)),
        _style("country", "bluegrass, nashville, honky tonk, honky-tonk, western, country rock", (90, 112, 140), 0.5, "major, mixolydian",
               "drums=drums, bass=bass guitar, chords=acoustic guitar, lead=voice, counter=violin, chords=banjo", (0.4, 0.55, 0.3)),
        _style("blues", "delta blues, chicago blues, 12-bar blues, twelve bar blues, rhythm and blues shuffle, boogie, boogie woogie", (76, 96, 126), 0.667, "major, minor",
               "drums=drums, bass=bass guitar, chords=electric guitar, lead=harmonica, chords=organ", (-0.1, 0.5, 0.45), form="intro verse verse solo verse outro"),
        _style("jazz", "swing, bebop, big band, cool jazz, jazz standard, gypsy jazz, dixieland", (100, 138, 190), 0.64, "major, minor, dorian",
               "drums=drums, bass=upright bass, chords=piano, lead=tenor sax, chords=jazz guitar", (0.2, 0.5, 0.4), form=_HEAD),
        _style("bossa nova", "bossa, samba, latin jazz, brazilian, latin", (112, 132, 150), 0.5, "major, minor",
               "chords=nylon guitar, bass=upright bass, drums=drums, lead=flute, pad=strings", (0.3, 0.4, 0.35), form=_HEAD),
        _style("soul", "r&b, rnb, r'n'b, rhythm and blues, motown, gospel, neo-soul, neo soul, doo-wop", (72, 92, 116), 0.54, "major, minor, dorian",
               "drums=drums, bass=bass guitar, chords=electric piano, lead=voice, counter=brass, chords=organ", (0.25, 0.55, 0.4)),
        _style("funk", "disco funk, p-funk, afrobeat, funky", (96, 106, 120), 0.53, "dorian, mixolydian, minor",
               "drums=drums, bass=slap bass, chords=electric guitar, lead=alto sax, counter=brass, chords=organ", (0.4, 0.75, 0.4)),
        _style("hip-hop", "hip hop, hiphop, rap, trap, boom bap, boom-bap, drill", (78, 90, 100), 0.55, "minor, dorian, harmonic minor",
               "drums=drums, bass=synth bass, chords=electric piano, lead=synth lead, pad=strings", (-0.1, 0.55, 0.4)),
        _style("lo-fi", "lofi, lo fi, chillhop, study beats, chill, lo-fi hip hop, lofi hip hop", (70, 80, 90), 0.57, "major, dorian, minor",
               "drums=drums, bass=bass guitar, chords=electric piano, lead=vibraphone, pad=synth pad", (0.1, 0.25, 0.25), form="intro verse chorus verse chorus outro"),
        _style("reggae", "dub, ska, dancehall, rocksteady, roots", (66, 76, 88), 0.55, "major, minor, mixolydian",
               "drums=drums, bass=bass guitar, chords=organ, chords=muted guitar, lead=voice, counter=brass", (0.45, 0.5, 0.25)),
        _style("house", "edm, electronic, dance, techno, trance, club, electro, deep house, drum and bass, dnb, disco, synthwave, dubstep, rave", (118, 124, 132), 0.5, "minor, major, dorian",
               "drums=drums, bass=synth bass, chords=synth chords, lead=synth lead, pad=synth pad", (0.25, 0.8, 0.45), form="intro build drop interlude build drop outro"),
        _style("ambient", "drone, meditation, new age, soundscape, atmospheric, sleep", (54, 66, 80), 0.5, "lydian, major, dorian, minor",
               "pad=synth pad, chords=electric piano, lead=choir, bass=synth bass, counter=celesta", (0.1, 0.15, 0.2), form="intro verse interlude verse outro", ending="ritardando"),
        _style("cinematic", "film, film score, soundtrack, orchestral, epic, trailer, score, movie, video game, game", (70, 88, 120), 0.5, "minor, major, harmonic minor, lydian",
               "pad=strings, chords=piano, lead=french horn, bass=cello, drums=drums, counter=violin", (0.0, 0.5, 0.5), ending="ritardando"),
        _style("metal", "heavy metal, thrash, metalcore, death metal, doom, djent", (110, 144, 190), 0.5, "minor, phrygian, harmonic minor, locrian",
               "drums=drums, bass=picked bass, chords=distorted guitar, lead=overdriven guitar", (-0.45, 0.92, 0.65)),
        _style("waltz", "viennese, valse, waltzes, musette", (88, 120, 168), 0.5, "major, minor",
               "chords=piano, lead=violin, bass=upright bass, pad=strings, counter=clarinet", (0.3, 0.4, 0.3), metre="3/4", form=_HEAD, ending="ritardando"),
        _style("classical", "baroque, romantic, chamber, chamber music, string quartet, sonata, mozart, bach, chopin, minuet, neoclassical", (66, 92, 126), 0.5, "major, minor, harmonic minor",
               "chords=piano, lead=violin, bass=cello, counter=flute, pad=strings", (0.15, 0.4, 0.35), form=_HEAD, ending="ritardando"),
    )
}  # fmt: skip
