"""What was read in a request: the wishes, what was not understood, and what had to be said about them."""

from skills.plan import Ask
from skills.value import Value


class Reading(Value):
    """A request, read."""

    asks: tuple[Ask, ...] = ()
    """The wishes, in the order in which they were said."""
    unread: tuple[str, ...] = ()
    """Phrases that were not understood, in the person's own words."""
    notes: tuple[str, ...] = ()
    """Whole sentences about what was read otherwise than it was said."""
