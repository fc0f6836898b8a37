"""The teacher: questions about music and about the song at hand, with computed answers."""

from typing import Literal

from skills.teach.question import Asker, Lesson, Question


class DefineTerm(Question):
    """What a term means: "what is a ii-V-I?", "what does syncopation mean?"."""

    kind: Literal["define"] = "define"
    term: str

    def answer(self, asker: Asker) -> Lesson:
        raise NotImplementedError


AnyQuestion = DefineTerm
