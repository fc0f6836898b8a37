"""What was asked and what was found, as values."""

from skills.plan import Ask
from skills.value import Value


class Finding(Value):
    """One wish held against the written files."""

    ask: Ask
    found: str
    """What the files show, in a few words: "A minor", "100 bpm", "violin, piano"."""
    holds: bool
    detail: str = ""
    """Figures behind the verdict, when a word is not enough."""


class BarMeasure(Value):
    """What one bar of the written files measures. Composite figures run 0 to 1 (valence -1 to 1)."""

    bar: int
    """Counted from 1."""
    section: str
    """Label of the section it lies in."""
    seconds: float
    """Where it begins."""
    onsets_per_second: float
    velocity: float
    """Mean MIDI velocity, 0 when silent."""
    pitch: float
    """Mean MIDI pitch of pitched notes, 0 when there are none."""
    parts: int
    """Tracks that sound."""
    strain: float
    """Tensile strain of the spiral array (Herremans & Chew 2016): distance of the notes from the key."""
    diameter: float
    """Cloud diameter of the spiral array: how far apart the sounding notes are."""
    loudness_db: float | None = None
    """RMS level of the audio, dBFS."""
    brightness_hz: float | None = None
    """Spectral centroid of the audio."""
    arousal: float
    tension: float
    valence: float


class AudioFacts(Value):
    """The sound file, decoded again and measured."""

    seconds: float
    lufs: float
    """Integrated loudness (ITU-R BS.1770-4)."""
    true_peak_dbtp: float
    """Peak after four-fold oversampling."""


class Report(Value):
    """Everything that was measured on one written song."""

    findings: tuple[Finding, ...]
    bars: tuple[BarMeasure, ...]
    arc: dict[str, float]
    """Spearman correlation, bar by bar, of asked and measured: "arousal", "tension", "valence";
    one that has no spread to correlate is left out."""
    audio: AudioFacts | None = None

    @property
    def met(self) -> tuple[Finding, ...]:
        """The wishes that hold."""
        return tuple(f for f in self.findings if f.holds)

    @property
    def missed(self) -> tuple[Finding, ...]:
        """The wishes that do not."""
        return tuple(f for f in self.findings if not f.holds)
