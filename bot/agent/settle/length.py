"""Tempo, bars and seconds: any of them may be asked for, and they must agree.

bars x beats a bar x 60 / bpm = seconds. Length outranks tempo, tempo outranks bars. What was not
asked for is chosen so that the rest holds exactly, near the style's own tempo and in whole sections.
"""

from collections.abc import Iterable
from math import ceil, floor, log2

from bot.agent.settle.arc import Outlook
from bot.agent.settle.form import MOST_BARS, MOST_SECTION_BARS, Frame, Layout, layouts
from bot.agent.settle.wishes import FASTEST, SLOWEST, Range, Remarks, Wishes
from skills.chance import rng
from skills.clock import Metre, bar_beats, is_compound
from skills.errors import RequestError
from skills.styles import Style

_USUAL_SECONDS = Range(low=66, high=104)
_SECONDS_A_PLACE = 15.0
"""How much longer a song may be for each part of it that a wish is about."""
_TOLD_FROM_S = 1.5
"""A length that is missed by more than this is mentioned."""
_TEMPO_WEIGHT = 6.0
"""What an octave away from the usual tempo costs, against the costs of a form."""


def usual_tempo(style: Style, metre: Metre, outlook: Outlook, seed: int) -> tuple[float, Range]:
    """The tempo a song would have if nothing else counted, and the usual range, in quarter notes a minute.

    Energy moves it within the style's range. In compound metres a pulse is one and a half quarters
    and taken a fifth slower than the style's own, so the quarters come 1.2 times as fast.
    """
    scale = 1.2 if is_compound(metre) else 1.15 if metre == "7/8" else 1.0
    slow, usual, fast = (bpm * scale for bpm in style.bpm)
    lean = min(max((outlook.mean.arousal - style.feeling[1]) / 0.4, -1.0), 1.0) if outlook.spoken else 0.0
    bpm = usual + 0.8 * lean * ((fast - usual) if lean > 0 else (usual - slow))
    bpm *= 1 + rng(seed, "settle", "tempo").uniform(-0.03, 0.03)
    return float(round(min(max(bpm, slow), fast))), Range(low=slow, high=fast)


def choose_length(
    wishes: Wishes, style: Style, metre: Metre, outlook: Outlook, frame: Frame, seed: int, remarks: Remarks
) -> tuple[float, Layout]:
    """The tempo (quarter notes a minute) and the sections with their bars.

    Raises RequestError for a tempo or a length no song can have.
    """
    tempo = wishes.tempo
    bars = wishes.range("bars", 1, MOST_BARS, "bars")
    length = _length(wishes)
    usual, span = usual_tempo(style, metre, outlook, seed)
    chooser = _Chooser(metre, frame, tempo, usual, span, remarks)
    if length is not None:
        layout, bpm = chooser.for_length(length, bars)
    else:
        layout, bpm = chooser.for_bars(bars)
        remarks.assume(_about(layout.total * bar_beats(metre) * 60 / bpm))
    if tempo is None:
        remarks.assume(_tempo_reason(bpm, usual, style, outlook, length))
    elif is_compound(metre) and tempo.exact:
        remarks.assume(f"{bpm:g} bpm counted in quarter notes, which is {bpm / 1.5:.3g} dotted quarters a minute")
    elif not tempo.exact:
        remarks.assume(f"{bpm:g} bpm")
    return bpm, layout


def say_seconds(seconds: float, article: str = "a") -> str:
    """A length in words: 60 -> "a minute", 90 -> "90 seconds", 120 -> "2 minutes"."""
    whole = round(seconds, 1)
    if whole == 60:
        return f"{article} minute"
    text = f"{whole / 60:g} minutes" if whole >= 120 and whole % 30 == 0 else f"{whole:g} seconds"
    return text if article == "a" else f"{article} {text}"


class _Chooser:
    """The search for bars and tempo in one song."""

    def __init__(
        self, metre: Metre, frame: Frame, tempo: Range | None, usual: float, span: Range, remarks: Remarks
    ) -> None:
        self.bar = bar_beats(metre)
        self.metre = metre
        self.frame = frame
        self.tempo = tempo
        self.usual = _within(tempo, usual)
        self.span = span
        self.remarks = remarks

    def for_length(self, length: Range, bars: Range | None) -> tuple[Layout, float]:
        """Bars and tempo for a length in seconds."""
        window = self._window(length, self.tempo or self._loose())
        if bars is not None:
            free = self.tempo or Range(low=SLOWEST, high=FASTEST)
            both = _overlap(self._window(length, free), bars)
            if both:
                window = both
            else:
                self._say_bars_dropped(bars, length, window)
        options = self._layouts(window, say_seconds(length.middle, "the"))
        layout = min(options, key=lambda o: (o.cost + self._tempo_price(self._bpm(o.total, length)), o.total))
        bpm = self._bpm(layout.total, length)
        got = layout.total * self.bar * 60 / bpm
        missed = max(length.low - got, got - length.high)
        if missed > _TOLD_FROM_S:
            self.remarks.note(
                f"Whole bars of {self.metre} at {bpm:g} bpm do not make {say_seconds(length.middle)}: "
                f"{layout.total} of them come to {got:.1f} seconds, the nearest."
            )
        return layout, bpm

    def for_bars(self, bars: Range | None) -> tuple[Layout, float]:
        """Bars and tempo when no length was asked for."""
        bpm = self.usual if self.tempo is not None and self.tempo.exact else float(round(self.usual))
        per_bar = self.bar * 60 / bpm
        weight = 1.0
        if bars is not None:
            window = range(ceil(bars.low), floor(bars.high) + 1)
            if not window:
                window = range(round(bars.middle), round(bars.middle) + 1)
        elif self.frame.form:
            window, weight = range(1, MOST_BARS + 1), 0.2
        else:
            longest = _USUAL_SECONDS.high + _SECONDS_A_PLACE * len(self.frame.places)
            window = range(max(1, ceil(_USUAL_SECONDS.low / per_bar)), max(1, floor(longest / per_bar)) + 1)
            if not layouts(self.frame, window.start, window.stop - 1):
                window, weight = range(1, MOST_BARS + 1), 0.5
        options = self._layouts(window, f"{window.start} bars")
        goal = _USUAL_SECONDS.middle
        layout = min(
            options,
            key=lambda o: (o.cost + weight * abs(log2(o.total * per_bar / goal)), o.total),
        )
        return layout, bpm

    def _window(self, length: Range, tempo: Range) -> range:
        """Totals of bars that make the length at some tempo in the range; else the nearest."""
        least = ceil(length.low * tempo.low / (60 * self.bar) - 1e-9)
        most = floor(length.high * tempo.high / (60 * self.bar) + 1e-9)
        if least > most:
            least = most = max(1, round(length.middle * tempo.middle / (60 * self.bar)))
        if least > MOST_BARS:
            longest = MOST_BARS * 60 * self.bar / tempo.low
            raise RequestError(
                f"A song of {say_seconds(length.low)} is longer than I can write; "
                f"ask for {floor(longest / 60)} minutes or less."
            )
        return range(max(1, least), min(max(most, 1), MOST_BARS) + 1)

    def _loose(self) -> Range:
        """The tempi a style bears when the length asks for it."""
        return Range(low=max(SLOWEST, 0.8 * self.span.low), high=min(FASTEST, 1.25 * self.span.high))

    def _bpm(self, total: int, length: Range) -> float:
        """The tempo at which so many bars make the length, or come nearest to it."""
        beats = total * self.bar * 60
        slow, fast = beats / length.high, beats / length.low
        if not length.exact:
            slow, fast = ceil(slow * 1000) / 1000, floor(fast * 1000) / 1000
        bpm = min(max(self.usual, slow), fast)
        if slow <= round(bpm) <= fast:
            bpm = round(bpm)
        limits = self.tempo or Range(low=SLOWEST, high=FASTEST)
        return round(min(max(bpm, limits.low), limits.high), 3)

    def _tempo_price(self, bpm: float) -> float:
        outside = max(self.span.low / bpm, bpm / self.span.high, 1.0)
        return _TEMPO_WEIGHT * (abs(log2(bpm / self.usual)) + log2(outside))

    def _layouts(self, window: range, kept: str) -> Iterable[Layout]:
        """What fills a window, giving up wishes about single sections and then whole sections if it must."""
        least, most = window.start, window.stop - 1
        if self.frame.form and least > MOST_SECTION_BARS * len(self.frame.form):
            raise RequestError(f"That form is too short for {least} bars; name more sections or ask for fewer bars.")
        found = layouts(self.frame, least, most)
        if not found and self.frame.lengths:
            self.remarks.note(f"Sections of the lengths you asked for do not add up to {kept}: I kept {kept}.")
            self.frame = self.frame.model_copy(update={"lengths": ()})
            found = layouts(self.frame, least, most)
        if not found and self.frame.rests:
            self.frame = self.frame.model_copy(update={"rests": False})
            found = layouts(self.frame, least, most)
        if not found and self.frame.form:
            self.remarks.note(f"{len(self.frame.form)} sections do not fit in {kept}: I kept the first {most}.")
            found = layouts(self.frame.model_copy(update={"form": self.frame.form[:most]}), least, most)
        if not found:
            names = ", ".join(dict.fromkeys(place.kind for place in self.frame.places))
            self.remarks.note(f"There is no room for all of {names} in {kept}: I kept {kept}.")
            found = layouts(self.frame.model_copy(update={"places": ()}), least, most)
        return found.values()

    def _say_bars_dropped(self, bars: Range, length: Range, window: range) -> None:
        if self.tempo is None:
            how = f"at any tempo from {SLOWEST:g} to {FASTEST:g} bpm"
        elif self.tempo.exact:
            how = f"at {self.tempo.low:g} bpm"
        else:
            how = f"between {self.tempo.low:g} and {self.tempo.high:g} bpm"
        count = f"{bars.low:g} bars do" if bars.exact and bars.low != 1 else f"{bars.low:g} bar does"
        if not bars.exact:
            count = f"{bars.low:g} to {bars.high:g} bars do"
        self.remarks.note(
            f"{count} not make {say_seconds(length.middle)} {how}: I kept {say_seconds(length.middle, 'the')}."
        )


def _length(wishes: Wishes) -> Range | None:
    """Seconds asked for: "at least" and "at most" stay near the usual length."""
    ask = wishes.one("seconds")
    if ask is None or (ask.low is None and ask.high is None):
        return None
    low, high = ask.low, ask.high
    if low is None:
        high = high or 0.0
        low = min(high, max(1.0, min(_USUAL_SECONDS.low, 0.8 * high)))
    if high is None:
        high = max(_USUAL_SECONDS.high, 1.25 * low)
    low, high = min(low, high), max(low, high)
    if high < 1:
        raise RequestError(f"A song of {high:g} seconds is over before it starts; ask for a second or more.")
    return Range(low=max(low, 1.0), high=high)


def _within(tempo: Range | None, usual: float) -> float:
    """The middle of the tempi asked for; where only a limit was given, the usual one as far as it goes."""
    if tempo is None:
        return usual
    return min(max(usual, tempo.low), tempo.high) if tempo.high > 2 * tempo.low else tempo.middle


def _overlap(window: range, bars: Range) -> range | None:
    both = range(max(window.start, ceil(bars.low)), min(window.stop - 1, floor(bars.high)) + 1)
    return both or None


def _about(seconds: float) -> str:
    if seconds < 45:
        return f"about {round(seconds)} seconds long"
    if abs(seconds - 60) < 4:
        return "about a minute long"
    if seconds < 100:
        return f"about {5 * round(seconds / 5)} seconds long"
    return f"about {round(seconds / 30) / 2:g} minutes long"


def _tempo_reason(bpm: float, usual: float, style: Style, outlook: Outlook, length: Range | None) -> str:
    said = f"{bpm:g} bpm"
    if length is not None and abs(bpm - usual) > 0.5:
        return f"{said}, so that it lasts as long as you asked"
    lean = outlook.mean.arousal - style.feeling[1]
    if outlook.spoken and abs(lean) > 0.1:
        return f"{said}, on the {'lively' if lean > 0 else 'calm'} side of {style.name}"
    return f"{said}, usual for {style.name}"
