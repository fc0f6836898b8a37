"""A name for the song: the one that was asked for, else what it is about, else one that fits its feeling."""

import re

from bot.agent.settle.wishes import Wishes
from skills.chance import rng
from skills.plan import ArcPoint
from skills.styles import Style
from skills.theory.key import Key

# Numbers and fillers after "about" speak of length or speed, not of what the song tells.
_ABOUT = re.compile(
    r"\babout\s+(?!(?:to|half|that long|as|how|it|this|that|the same|average|medium|what|nothing|one|two|three|four"
    r"|five|ten|fifteen|twenty|thirty|forty|fifty|sixty|ninety)\b|an?\s+(?:minute|second|hour|half)|\d)"
    r"((?:[\w'’-]+\s*){1,5})",  # noqa: RUF001  (people type curly apostrophes)
    re.IGNORECASE,
)
_TOPIC_ENDS = re.compile(
    r"\s+(?:in|with|for|at|that|which|and|but|using|played|on|no|without|please|it|should|where|starting|who|from|then|as|to)\b.*$",
    re.IGNORECASE,
)
_SMALL = frozenset({"a", "an", "the", "of", "in", "on", "at", "to", "by", "and", "for", "from", "my"})

# Bright or dark, still or lively: adjectives, things, times, motions, places.
_BANKS: dict[tuple[bool, bool], tuple[tuple[str, ...], ...]] = {
    (True, False): (
        ("Quiet", "Golden", "Gentle", "Paper", "Amber", "Unhurried", "Open", "Silver", "Early", "Soft"),
        ("Garden", "Harbour", "Window", "Orchard", "Letter", "Lantern", "Meadow", "Shoreline", "Porch", "Kite", "Pond"),
        ("Sunday", "Morning", "April", "First-Light", "Afternoon", "Daybreak"),
        ("Drifting", "Wandering", "Coming Home", "Waking", "Leaning", "Floating"),
        (
            "by the Water",
            "in the Tall Grass",
            "under the Maples",
            "along the Coast",
            "near the Orchard",
            "past the Hills",
        ),
    ),
    (True, True): (
        ("Bright", "Wild", "Electric", "Brand-New", "Burning", "Dizzy", "Loud", "Flying", "Reckless", "Scarlet"),
        (
            "Summer",
            "Parade",
            "Skyline",
            "Carousel",
            "Firework",
            "Sunrise",
            "Runaway",
            "Boulevard",
            "Rooftop",
            "Comet",
            "Spark",
        ),
        ("Saturday", "July", "Noon", "Weekend", "Midsummer", "Daylight"),
        ("Running", "Dancing", "Racing", "Shouting", "Leaping", "Spinning"),
        (
            "over the Rooftops",
            "into the Sun",
            "down Main Street",
            "through the Crowd",
            "across the Bridge",
            "toward the Sea",
        ),
    ),
    (False, False): (
        ("Hollow", "Fading", "Pale", "Empty", "Winter", "Distant", "Unsent", "Borrowed", "Grey", "Last"),
        (
            "Room",
            "Letter",
            "Photograph",
            "Station",
            "Snowfall",
            "Shadow",
            "Staircase",
            "Harbour",
            "Mirror",
            "Lullaby",
            "Tide",
        ),
        ("November", "Midnight", "Evening", "Dusk", "Sleepless", "After-Hours"),
        ("Waiting", "Leaving", "Remembering", "Falling", "Listening", "Drowning"),
        (
            "in the Rain",
            "at the Station",
            "by the Cold Stove",
            "under the Snow",
            "beside the Telephone",
            "after the Party",
        ),
    ),
    (False, True): (
        ("Black", "Broken", "Iron", "Restless", "Bitter", "Crooked", "Furious", "Sunken", "Smoking", "Red"),
        ("Storm", "Engine", "Thunder", "Wolf", "Siren", "Wreck", "Blade", "Ember", "Gallows", "Undertow", "Fuse"),
        ("Midnight", "Blackout", "October", "Eclipse", "Zero-Hour", "Witching-Hour"),
        ("Burning", "Hunting", "Breaking", "Howling", "Bleeding", "Marching"),
        (
            "through the Ashes",
            "beneath the City",
            "against the Wind",
            "into the Storm",
            "down the Wire",
            "past the Gates",
        ),
    ),
}
_OF_STYLE: dict[str, tuple[str, ...]] = {
    "pop": ("Polaroid", "Postcard", "Heartbeat"), "rock": ("Highway", "Amplifier", "Motel"),
    "ballad": ("Promise", "Candle", "Goodbye"), "folk": ("River", "Lantern", "Crossroad", "Sparrow"),
    "country": ("Backroad", "Pickup", "Dust"), "blues": ("Freight Train", "Whiskey", "Crossroads"),
    "jazz": ("Taxi", "Cocktail", "Streetlamp"), "bossa nova": ("Tide", "Balcony", "Veranda"),
    "soul": ("Flame", "Velvet", "Telephone"), "funk": ("Strut", "Elevator", "Sidewalk"),
    "hip-hop": ("Concrete", "Corner", "Payphone"), "lo-fi": ("Cassette", "Raincoat", "Teacup"),
    "reggae": ("Island", "Hammock", "Harbour"), "house": ("Neon", "Strobe", "Mirrorball"),
    "ambient": ("Horizon", "Vapour", "Lichen"), "cinematic": ("Horizon", "Expedition", "Kingdom", "Summit"),
    "metal": ("Anvil", "Hammer", "Cathedral"), "waltz": ("Ballroom", "Carousel", "Chandelier"),
    "classical": ("Garden", "Fountain", "Portrait"),
}  # fmt: skip
_PIECES = {"classical": ("Prelude", "Nocturne", "Romance", "Impromptu"), "waltz": ("Waltz", "Valse")}
_JOURNEYS = ("Toward the {}", "Beyond the {}", "The Road to the {}", "As Far as the {}")
_GOALS = ("Horizon", "Summit", "Harbour", "Lighthouse", "Far Shore", "Morning", "Border", "High Country", "Open Sea",
          "Northern Lights", "Valley", "Last Gate")  # fmt: skip


def choose_title(wishes: Wishes, request: str, style: Style, key: Key, arc: tuple[ArcPoint, ...], seed: int) -> str:
    """The title, at most 60 letters long."""
    ask = wishes.one("title")
    if ask and ask.value.strip():
        return ask.value.strip()[:60]
    topic = find_topic(request)
    return _capitals(topic) if topic else _compose(request, style, key, arc, seed)


def find_topic(request: str) -> str | None:
    """What a song is said to be about: "a song about my old dog, in G" -> "my old dog"."""
    match = _ABOUT.search(request)
    if not match:
        return None
    words = _TOPIC_ENDS.sub("", match[1].strip()).strip(" -'")
    return words if 2 < len(words) <= 40 and words.lower() not in _SMALL else None


def _compose(request: str, style: Style, key: Key, arc: tuple[ArcPoint, ...], seed: int) -> str:
    n = len(arc)
    valence, arousal = sum(p.valence for p in arc) / n, sum(p.arousal for p in arc) / n
    travels = arc[-1].arousal - arc[0].arousal > 0.45
    if travels:
        valence, arousal = arc[-1].valence, arc[-1].arousal
    bright = valence > 0 or (valence == 0 and not key.is_minor)
    adjectives, things, times, motions, places = _BANKS[bright, arousal > 0.5]
    draw = rng(seed, "settle", "title", request)
    if style.name in _PIECES and draw.random() < 0.3:
        return f"{draw.choice(_PIECES[style.name])} in {_key_name(key)}"
    thing = draw.choice(_OF_STYLE[style.name] if draw.random() < 0.3 else things)
    if travels and draw.random() < 0.5:
        return draw.choice(_JOURNEYS).format(draw.choice(_GOALS))
    shape = draw.random()
    if shape < 0.4:
        return f"{draw.choice([a for a in adjectives if a != thing])} {thing}"
    if shape < 0.65:
        return f"{draw.choice([t for t in times if t != thing]).replace('-', ' ')} {thing}"
    if shape < 0.9:
        return f"{draw.choice(motions)} {draw.choice(places)}"
    return f"The {thing}"


def _key_name(key: Key) -> str:
    sign = {"#": " Sharp", "b": " Flat"}.get(key.tonic[1:], "")
    return f"{key.tonic[0]}{sign} {key.mode.title()}"


def _capitals(text: str) -> str:
    words = text.split()
    return " ".join(w if i and w.lower() in _SMALL else w[:1].upper() + w[1:] for i, w in enumerate(words))
