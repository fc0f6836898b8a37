"""Words for how a song moves: what builds, bursts, fades, drops out and resolves."""

from typing import NamedTuple

from bot.agent.language.wordlists import phrases


class Shape(NamedTuple):
    """A movement rather than a feeling; None where it leaves the feeling as it was."""

    name: str
    valence: float | None
    arousal: float
    tension: float


RISE = Shape("building", None, 0.74, 0.66)
TENSE = Shape("tense", None, 0.66, 0.88)
BURST = Shape("explosive", 0.4, 0.97, 0.45)
FADE = Shape("fading", None, 0.08, 0.1)
BARE = Shape("bare", None, 0.18, 0.4)
RELEASE = Shape("resolved", 0.45, 0.35, 0.06)
PEAK = Shape("climax", None, 0.97, 0.55)
WAVES = Shape("waves", None, 0.75, 0.5)
STEADY = Shape("steady", None, 0.68, 0.3)

_VERBS: dict[Shape, str] = {
    RISE: """
        build, builds, building, build up, builds up, building up, buildup, rise, rises, rising, grow, grows,
        growing, swell, swells, swelling, crescendo, crescendos, climb, climbs, climbing, escalate, escalates,
        escalating, intensify, intensifies, intensifying, mounts, mounting, ramp up, ramps up, ramping up, pick up,
        picks up, picking up, gain momentum, gains momentum, gather momentum, gathers momentum, build energy, builds
        energy, build momentum, slow build, slow burn, slowly build, slowly builds, slowly building, gradual build,
        gradually build, gradually builds, builds and builds, keep building, keeps building, build slowly, builds
        slowly, builds gradually, energy builds, energy rises, rising energy, build intensity, builds intensity,
        build excitement, build in intensity, builds in intensity, accelerates, big build, long build, steady build,
        build it up, builds it up""",
    TENSE: """
        build tension, builds tension, building tension, tension builds, tension builds up, build up tension, builds
        up tension, tension rises, rising tension, raise the tension, raises the tension, mounting tension, tension
        mounts, growing tension, tension grows, increase tension, increases tension, increasing tension, build
        suspense, builds suspense, building suspense, suspense builds, ratchet up the tension, create tension,
        tension building, add tension, build the tension, builds the tension, build up the tension, builds up the
        tension, ramp up the tension, gather tension, tension rising, tension mounting, build more tension, builds
        more tension""",
    BURST: """
        explode, explodes, exploding, erupt, erupts, erupting, burst, bursts, bursting, burst out, bursts out, burst
        open, bursts open, blow up, blows up, kick in, kicks in, unleash, unleashes, take off, takes off, soar,
        soars, open up, opens up, break out, breaks out, break loose, breaks loose, break free, breaks free, goes
        all out, drop hits, the drop hits, beat drops, the beat drops, bass drops, hits hard, lifts off""",
    FADE: """
        fade, fades, fading, fade out, fades out, fading out, fade away, fades away, fading away, fadeout, die away,
        dies away, dying away, die down, dies down, wind down, winds down, winding down, calm down, calms down,
        calming down, settle, settles, settle down, settles down, dissolve, dissolves, trail off, trails off, quiet
        down, quiets down, quieten down, quietens down, ebb, ebbs, ebbs away, diminuendo, decrescendo, subside,
        subsides, evaporates, fade to nothing, fades to nothing, fade to silence, fades to silence, fade into
        silence, fades into silence, fades into nothing, disappears, vanishes, melts away, come down, comes down,
        cool down, cools down, goes quiet""",
    BARE: """
        drop out, drops out, dropping out, everything drops out, drop down, drops down, break down, breaks down,
        strip back, strips back, strip down, strips down, fall away, falls away, everything falls away, pull back,
        pulls back, drop off, drops off, cut out, cuts out, everything stops, drop to nothing, drops to nothing""",
    RELEASE: """
        resolve, resolves, resolving, releases, release tension, releases tension, release the tension, releases the
        tension, tension releases, tension resolves, resolve the tension, resolves the tension, let go, lets go,
        come to rest, comes to rest, relaxes, come home, comes home, find peace, finds peace""",
    PEAK: """
        climax, climaxes, peak, peaks, climactic moment, biggest moment, high point, highpoint, culminate,
        culminates, culminating""",
    WAVES: """
        ebb and flow, ebbs and flows, in waves, ups and downs, like waves, rise and fall, rises and falls, comes and
        goes""",
    STEADY: """
        steady energy, constant energy, even energy, same energy, driving energy, energy all the way, steady energy all
        the way, same energy all the way, same energy throughout, constant energy throughout, steady energy throughout,
        no ups and downs, energy stays the same, energy stays level, energy stays constant, never lets up, doesn't let
        up, full energy throughout, flat energy, unchanging energy, same level throughout, same level all the way""",
}
ALONE: dict[Shape, tuple[tuple[float, str, float, float], ...]] = {
    RISE: ((0.0, "quiet", 0.22, 0.2), (1.0, "full", 0.92, 0.5)),
    TENSE: ((0.0, "quiet", 0.3, 0.2), (1.0, "tense", 0.72, 0.9)),
    BURST: (
        (0.0, "quiet", 0.3, 0.3), (0.6, "building", 0.5, 0.6), (0.75, "explosive", 0.97, 0.5), (1.0, "full", 0.95, 0.3),
    ),
    FADE: ((0.0, "full", 0.55, 0.35), (0.7, "full", 0.58, 0.35), (1.0, "fading", 0.06, 0.08)),
    BARE: ((0.0, "full", 0.52, 0.35), (0.66, "full", 0.68, 0.4), (0.8, "bare", 0.15, 0.5), (1.0, "full", 0.92, 0.3)),
    RELEASE: ((0.0, "tense", 0.55, 0.65), (1.0, "resolved", 0.35, 0.06)),
    PEAK: ((0.0, "quiet", 0.32, 0.25), (0.8, "climax", 0.97, 0.55), (1.0, "full", 0.6, 0.2)),
    WAVES: (
        (0.0, "ebb", 0.28, 0.2), (0.25, "flow", 0.7, 0.5), (0.5, "ebb", 0.32, 0.25), (0.75, "flow", 0.82, 0.5),
        (1.0, "ebb", 0.25, 0.1),
    ),
    STEADY: ((0.0, "steady", 0.68, 0.3), (1.0, "steady", 0.68, 0.3)),
}  # fmt: skip
"""Place, name, arousal and tension of the stations that a movement makes by itself."""
# What a movement sets out from, where nothing was said before it: name, arousal, tension.
SETTING_OUT: dict[Shape, tuple[str, float, float]] = {
    **dict.fromkeys((RISE, TENSE, BURST, PEAK), ("quiet", 0.25, 0.2)),
    **dict.fromkeys((FADE, BARE, WAVES, STEADY), ("full", 0.55, 0.35)),
    RELEASE: ("tense", 0.55, 0.65),
}
ARRIVED = Shape("full", None, 0.92, 0.5)
"""Where a rise has come to when the song ends on it."""


def shape_words() -> dict[str, Shape]:
    """Every phrase for a movement."""
    return {phrase: shape for shape, text in _VERBS.items() for phrase in phrases(text)}
