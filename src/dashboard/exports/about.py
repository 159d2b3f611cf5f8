"""What a document says about itself, as rows that slides and workbooks write out in their own way."""

from dataclasses import dataclass

from dashboard.core.dates import written
from dashboard.core.document import Document
from dashboard.core.language import _
from dashboard.core.numbers import MISSING
from dashboard.core.result import Result
from dashboard.core.status import Status, explanation


@dataclass(frozen=True)
class Place:
    """A source, the place in it, and the numbers of the document's parts that rest on it, counted from 1."""

    title: str
    locator: str
    parts: tuple[int, ...]


def stamped(document: Document) -> tuple[tuple[str, str], ...]:
    """The stamp as pairs of a heading and a text: what, filters, version, day, address."""
    stamp = document.stamp
    return (
        (_("Innehåll"), f"{document.subtitle}: {document.title}"),
        (_("Urval"), stamp.filters_text),
        (_("Datamängd"), stamp.version),
        (_("Framtagen"), written(stamp.made_on)),
        (_("Adress"), stamp.address),
    )


def stamp_line(document: Document) -> str:
    """Version, day and address as one line."""
    stamp = document.stamp
    return _("Medelkartan, datamängd {version}, {date}. {address}").format(
        version=stamp.version, date=written(stamp.made_on), address=stamp.address
    )


def signs(document: Document, as_data: bool = False) -> tuple[tuple[str, str], ...]:
    """Every sign that occurs, with what it means; a missing figure last, a dash on paper and an empty cell in tables of data."""
    printed = any(Status.PUBLISHED in result.statuses for result in document.results)
    marks = [mark for result in document.results for mark in result.signs]
    return (
        *(
            [(_("tryckt uppgift") if as_data else _("inget tecken"), explanation(Status.PUBLISHED))]
            if printed
            else []
        ),
        *dict.fromkeys(
            (mark.word, mark.meaning)
            for mark in sorted(marks, key=lambda mark: list(Status).index(mark.status))
        ),
        (
            _("tom ruta") if as_data else MISSING,
            _("Uppgiften saknas, gäller inte eller visas inte. Det är inte noll."),
        ),
    )


def sources_of(result: Result) -> str:
    """Where a result's figures come from, as one line."""
    return "; ".join(f"{place.title}, {place.locator}" for place in result.provenance)


def places(document: Document) -> tuple[Place, ...]:
    """Every source with its place, once, in the order they first occur."""
    parts: dict[tuple[str, str], list[int]] = {}
    for number, result in enumerate(document.results, start=1):
        for place in result.provenance:
            parts.setdefault((place.title, place.locator), []).append(number)
    return tuple(Place(title, locator, tuple(numbers)) for (title, locator), numbers in parts.items())
