"""Vocabularies written as running text."""


def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


def phrases(text: str) -> list[str]:
    """The phrases of a text, parted by commas."""
    return [" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip()]


def by_phrase(groups: dict[str, str]) -> dict[str, str]:
    """Turn {value: "phrase, phrase"} round into {phrase: value}."""
    return {phrase: value for value, text in groups.items() for phrase in phrases(text)}
