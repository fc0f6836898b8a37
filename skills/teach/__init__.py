"""The teacher: questions about music and about the song at hand, with computed answers.

A question is a value that answers itself; ``QUESTIONS`` has them all by kind.
"""

from typing import Annotated

from pydantic import Field

from skills.teach.chords import ChordsWithNote, GoesWith, HowToPlay, Invert, NameChord, NotesOfChord
from skills.teach.form import AfterSection, StructureAdvice
from skills.teach.keys import ChordsInKey, CircleOfFifths, KeyOf, KeySignature, Modulate, RelatedKeys
from skills.teach.moving import Capo, Transpose, VocalRange
from skills.teach.numbers import ChordsOfNumerals, NumeralsOf
from skills.teach.progressions import FeelOf, NextChord, ProgressionIdeas, Substitutes
from skills.teach.question import Asker, Lesson, Question
from skills.teach.rhythm import ExplainMetre, NoteLengths, TempoWord
from skills.teach.scales import ExplainScale, IntervalAbove, IntervalBetween, ScalesForChord, SoloScale
from skills.teach.song import ChordsOfSection, ExplainSection, HardToSing, WhatMakes, WhyLift, WhyUnresolved
from skills.teach.terms import CompareTerms, DefineTerm

AnyQuestion = Annotated[
    DefineTerm
    | CompareTerms
    | HowToPlay
    | NotesOfChord
    | NameChord
    | Invert
    | GoesWith
    | ChordsWithNote
    | ChordsInKey
    | KeyOf
    | RelatedKeys
    | KeySignature
    | CircleOfFifths
    | Modulate
    | ExplainScale
    | ScalesForChord
    | SoloScale
    | IntervalBetween
    | IntervalAbove
    | NumeralsOf
    | ChordsOfNumerals
    | Transpose
    | Capo
    | VocalRange
    | Substitutes
    | NextChord
    | FeelOf
    | ProgressionIdeas
    | ExplainMetre
    | TempoWord
    | NoteLengths
    | AfterSection
    | StructureAdvice
    | ChordsOfSection
    | ExplainSection
    | WhyLift
    | WhyUnresolved
    | HardToSing
    | WhatMakes,
    Field(discriminator="kind"),
]
"""Any question, told apart by its kind."""

QUESTIONS: dict[str, type[Question]] = {q.model_fields["kind"].default: q for q in Question.__subclasses__()}
"""Every question by its kind."""

__all__ = ["QUESTIONS", "AnyQuestion", "Asker", "Lesson", "Question"]
