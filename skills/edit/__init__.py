"""Editing: moves that change what they name in a song, and nothing else."""

from typing import Annotated, get_args

from pydantic import Field

from skills.edit.cast import AddPartMove, RemovePartMove, SwapInstrumentMove, TitleMove
from skills.edit.feeling import ArcMove, FeelingMove, StyleMove
from skills.edit.form import AddSectionMove, CutSectionMove, LengthMove, MetreMove, MoveSectionMove, RepeatSectionMove
from skills.edit.harmony import ChordsMove, ReharmoniseMove
from skills.edit.move import Move
from skills.edit.pitch import KeyMove, RegisterMove
from skills.edit.playing import EndingMove, FillsMove, HumaniseMove, LoudnessMove, SwingMove, TempoMove, TimeFeelMove
from skills.edit.writing import BorrowMove, DensityMove, RewriteMove, RhythmMove

AnyMove = Annotated[
    KeyMove
    | RegisterMove
    | ChordsMove
    | ReharmoniseMove
    | FeelingMove
    | ArcMove
    | StyleMove
    | RewriteMove
    | DensityMove
    | RhythmMove
    | BorrowMove
    | AddSectionMove
    | CutSectionMove
    | RepeatSectionMove
    | MoveSectionMove
    | LengthMove
    | MetreMove
    | AddPartMove
    | RemovePartMove
    | SwapInstrumentMove
    | TitleMove
    | TempoMove
    | TimeFeelMove
    | SwingMove
    | HumaniseMove
    | LoudnessMove
    | FillsMove
    | EndingMove,
    Field(discriminator="kind"),
]

MOVES: dict[str, type[Move]] = {cls.model_fields["kind"].default: cls for cls in get_args(get_args(AnyMove)[0])}
"""Every move by its kind."""
