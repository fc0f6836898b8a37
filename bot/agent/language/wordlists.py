"""Vocabularies written as running text."""

import re


def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


def phrases(text: str) -> list[str]:
    """The phrases of a text, parted by commas."""
    return [" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip()]


def by_phrase(groups: dict[str, str]) -> dict[str, str]:
    """Turn {value: "phrase, phrase"} round into {phrase: value}."""
    return {phrase: value for value, text in groups.items() for phrase in phrases(text)}


def one_of(text: str) -> str:
    """A pattern source for any of the phrases of a text, parted by commas; "*" is any ending, "_" any one word."""
    found = sorted(phrases(text), key=len, reverse=True)
    sources = (re.escape(p).replace(r"\ ", r"\s").replace(r"\*", r"[\w']*").replace("_", r"[\w']+") for p in found)
    return f"(?:{'|'.join(sources)})"


def pattern_of(text: str) -> re.Pattern[str]:
    """A pattern that finds any of the phrases of a text as whole words."""
    return re.compile(rf"(?<![\w']){one_of(text)}(?![\w'])")
