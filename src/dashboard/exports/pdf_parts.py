"""A document as the data that the PDF's template sets: every text written, every table cut to what paper has room for."""

import re
from collections.abc import Sequence
from typing import Any

from dashboard.core.dates import written
from dashboard.core.document import Document
from dashboard.core.language import _, language
from dashboard.core.result import Result
from dashboard.core.status import Status, example_band, sign
from dashboard.exports import about
from dashboard.exports.paper import MAP_WIDTH_MM, PAGE_WIDTH_MM, Drawn, Room
from dashboard.exports.paper_tables import paper_table
from dashboard.figures.describe import signed, text_alternative, told

# A unit left alone on the next line is read past.
_BEFORE_A_UNIT = re.compile(r"(?<=\d) (?=(?:kr|tkr|mnkr|%)(?!\w))")


def parts(document: Document, figures: Sequence[Drawn | None], room: Room) -> dict[str, Any]:
    """Everything the template needs. `figures` holds one for each answer, None where a table says it better."""
    results = document.results
    return {
        "lang": language(),
        "type_size": room.type_size_pt,
        "title": document.title,
        "subtitle": document.subtitle,
        "sentence": _bound(told(results[0])) if results else "",
        "stamp": {
            "filters": document.stamp.filters_text,
            "address": document.stamp.address,
            "short": _short_stamp(document),
            "line": " · ".join(
                filter(None, (_("Medelkartan"), _short_stamp(document), document.stamp.address))
            ),
        },
        "example_band": example_band() if document.has_examples else "",
        "example_warning": _example_warning() if document.has_examples else "",
        "sections": [
            _section(result, document.document_id, figure, room)
            for result, figure in zip(results, figures, strict=True)
        ],
        "method": _method(document),
        "words": _words(),
    }


def heading_of(result: Result) -> str:
    """The heading of an answer's part, marked where the answer holds example data."""
    return f"{result.title} ({sign(Status.SYNTHETIC)})" if result.has_examples else result.title


def _bound(text: str) -> str:
    return _BEFORE_A_UNIT.sub("\N{NO-BREAK SPACE}", text)


def _section(result: Result, own_code: str, figure: Drawn | None, room: Room) -> dict[str, Any]:
    caption = signed(result.title, result)
    section: dict[str, Any] = {
        "heading": heading_of(result),
        "sentence": _bound(told(result)),
        "picture": None,
        "table": None,
        "notes": [_bound(note) for note in result.notes],
        "sources": about.sources_of(result),
    }
    if figure is not None:
        section["picture"] = {
            "svg": figure.svg,
            "width_mm": figure.width_mm(room),
            "is_map": figure.is_map,
            "alt": text_alternative(result),
            "caption": caption,
        }
        caption = signed(_("Siffrorna i figuren"), result)
    if not result.is_empty:
        lines = figure.lines(room) if figure else room.lines_alone
        share = 1 - MAP_WIDTH_MM / PAGE_WIDTH_MM if figure and figure.is_map else 1.0
        table = paper_table(result, own_code, lines, share, has_figure=figure is not None)
        section["table"] = {**table, "caption": caption}
    return section


def _short_stamp(document: Document) -> str:
    return _("Datamängd {version} · {date}").format(
        version=document.stamp.version, date=written(document.stamp.made_on)
    )


def _example_warning() -> str:
    return _(
        "Delar av siffrorna är exempeldata: påhittade exempel på hur det som är tryckt för riket kan ha fördelat sig mellan mottagare. "
        "Exempeldata är märkt i rubriker, bildtexter och rader."
    )


def _method(document: Document) -> dict[str, Any]:
    titles = dict.fromkeys(place.title for result in document.results for place in result.provenance)
    return {
        "signs": {
            "type_size": 8,
            "together": True,
            "columns": [
                {"label": _("Tecken"), "number": False, "width": 15},
                {"label": _("Betydelse"), "number": False, "width": 85},
            ],
            "rows": [list(row) for row in about.signs(document)],
        },
        "sentences": [
            _("Tecknet på en rad gäller den osäkraste uppgiften i raden."),
            _("Självskattade resultat är mottagarnas egna bedömningar och mäter inte effekt."),
        ],
        "sources": list(titles),
        "citation": _("Medelkartan: {title}. Datamängd {version}, {date}.").format(
            title=document.title,
            version=document.stamp.version,
            date=written(document.stamp.made_on),
        ),
    }


def _words() -> dict[str, str]:
    return {
        "author": _("Medelkartan"),
        "page": _("Sida {page} av {pages}"),
        "contents": _("Innehåll"),
        "figure": _("Figur"),
        "table": _("Tabell"),
        "source": _("Källa"),
        "method": _("Tecken och källor"),
        "signs": _("Tecken"),
        "signs_caption": _("Tecken vid siffrorna och vad de betyder"),
        "sources": _("Källor"),
        "cite": _("Så hänvisar du hit"),
    }
