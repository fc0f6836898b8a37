"""The base of every value object: frozen, strict about its fields, refusing nonsense at birth."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen pydantic model. To change one, make a new one with ``model_copy(update=...)``."""

    model_config = ConfigDict(frozen=True, extra="forbid")
