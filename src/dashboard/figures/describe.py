"""An answer in words: for those who do not see its figure, and wherever its sentence leaves the card that has its signs."""

from dashboard.core.result import Result
from dashboard.core.status import Status


def signs_of(result: Result) -> str:
    """The signs of a result, as words after each other; empty when everything is printed."""
    return ", ".join(mark.word for mark in result.signs)


def signed(text: str, result: Result) -> str:
    """A text about the result with its signs after it, so that example data is never passed on as fact.

    A sign that the text says itself is not said again, and may be about one of its figures only.
    """
    signs = ", ".join(
        mark.word for mark in result.signs if mark.status is Status.SYNTHETIC or mark.word not in text
    )
    return f"{text} ({signs})" if signs and text else text


def told(result: Result) -> str:
    """The sentence with the signs, as it is handed on: in files, notes and descriptions."""
    return signed(result.sentence, result)


def text_alternative(result: Result) -> str:
    """The title and the sentence, with the signs."""
    title = result.title if result.title.endswith(("?", "!", ".")) else f"{result.title}."
    return signed(" ".join(text for text in (title, result.sentence) if text), result)
