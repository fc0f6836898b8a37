"""The glossary: words of harmony, rhythm, form and sound, each with what shows it where something can."""

from skills.teach.glossary import form, harmony, production, rhythm
from skills.teach.glossary.term import Term

TERMS: tuple[Term, ...] = (*harmony.TERMS, *rhythm.TERMS, *form.TERMS, *production.TERMS)
NAMES: dict[str, Term] = {}
"""Every name a term goes by, in small letters; a word of two meanings has the first."""
for _term in TERMS:
    for _name in (_term.name.lower(), *_term.others):
        NAMES.setdefault(_name, _term)
_LEVELLED = {name.replace("-", " "): entry for name, entry in reversed(NAMES.items())}


def find_term(words: str) -> Term | None:
    """The term of a name, whatever its hyphens, capitals and articles; None where there is none."""
    plain = " ".join(words.lower().replace("–", "-").split())  # noqa: RUF001
    for article in ("a ", "an ", "the "):
        plain = plain.removeprefix(article)
    return NAMES.get(plain) or _LEVELLED.get(plain.replace("-", " ")) or _LEVELLED.get(plain.replace(" ", ""))
