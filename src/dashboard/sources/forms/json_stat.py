"""Form d as JSON-stat2: inhabitants by area and year from Statistics Sweden's table service."""

import re
from itertools import product
from math import prod

from dashboard.core.status import Status
from dashboard.sources.forms import values
from dashboard.sources.forms.areas import area_of
from dashboard.sources.forms.findings import Notes
from dashboard.sources.forms.limits import MAX_CELLS
from dashboard.sources.forms.places import Places
from dashboard.sources.forms.records import Records
from dashboard.sources.forms.unreadable import Unreadable
from dashboard.sources.forms.words import clean

FORM_ID = "population"
NAME = "folkmängd"
SHEET = "json"
_AREA = re.compile(r"^(region|kommun|area|omrade|område)", re.I)
_TIME = re.compile(r"^(tid|år|ar|time|year)$", re.I)
_MEASURE = re.compile(r"^(contentscode|tabellinnehåll|contents?)$", re.I)


def fits(document: object) -> bool:
    """Whether the document is a JSON-stat2 data set."""
    return isinstance(document, dict) and document.get("class") == "dataset" and "dimension" in document


def read(document: dict[str, object], places: Places, notes: Notes) -> Records:
    """The inhabitants in the data set. Raises Unreadable when it is not built as JSON-stat2 says."""
    ids, sizes = _shape(document)
    dimensions = [_categories(document, name, size) for name, size in zip(ids, sizes, strict=True)]
    area, time = _position(ids, _AREA, "dimensionen region"), _position(ids, _TIME, "dimensionen tid")
    records = Records(Status.PUBLISHED, notes)
    for position, name in enumerate(ids):
        if position not in (area, time) and sizes[position] > 1:
            notes.add("divided_population", SHEET, f"dimension.{name}", dimension=name)
            return records
    numbers = _values(document, prod(sizes))
    for index, codes in enumerate(product(*dimensions)):
        value = numbers.get(index)
        if value is None:
            continue
        cell = f"value[{index}]"
        code, label = codes[area]
        found = area_of(code, label, places, notes, SHEET, cell)
        year = values.year(codes[time][0])
        count = (
            values.count(value, "folkmängd")
            if isinstance(value, (int, float))
            else values.Reading(None, _not_number(value))
        )
        notes.problem(year.problem, SHEET, cell)
        notes.problem(count.problem, SHEET, cell)
        if found and year.value is not None and count.value is not None:
            records.add(
                "population", SHEET, cell, value, area_code=found, year=year.value, population=count.value
            )
    return records


def _not_number(value: object) -> values.Problem:
    return values.Problem("text_in_number_cell", clean(str(value))[:80], {"column": "value"})


def _shape(document: dict[str, object]) -> tuple[list[str], list[int]]:
    ids, sizes = document.get("id"), document.get("size")
    if not isinstance(ids, list) or not isinstance(sizes, list) or len(ids) != len(sizes):
        raise Unreadable("json_shape", what="id eller size")
    if not all(isinstance(i, str) for i in ids) or not all(
        isinstance(s, int) and not isinstance(s, bool) and s >= 0 for s in sizes
    ):
        raise Unreadable("json_shape", what="id eller size")
    if prod(sizes) > MAX_CELLS:
        raise Unreadable("sheet_too_large", SHEET, end="slutet", cells=prod(sizes), limit=MAX_CELLS)
    return ids, sizes


def _categories(document: dict[str, object], name: str, size: int) -> list[tuple[str, str]]:
    """Code and label of each category of a dimension, in order."""
    dimension = document["dimension"]
    category = (
        dimension.get(name, {}).get("category", {})
        if isinstance(dimension, dict) and isinstance(dimension.get(name), dict)
        else {}
    )
    index, labels = (
        (category.get("index"), category.get("label")) if isinstance(category, dict) else (None, None)
    )
    labels = labels if isinstance(labels, dict) else {}
    if isinstance(index, dict) and all(isinstance(i, int) for i in index.values()):
        codes = sorted(index, key=lambda code: index[code])
    elif isinstance(index, list) and all(isinstance(code, str) for code in index):
        codes = index
    elif index is None:
        codes = list(labels)
    else:
        raise Unreadable("json_shape", what=f"dimension.{name}")
    if len(codes) != size:
        raise Unreadable("json_shape", what=f"dimension.{name}")
    return [(code, labels[code] if isinstance(labels.get(code), str) else "") for code in codes]


def _position(ids: list[str], pattern: re.Pattern[str], what: str) -> int:
    found = next((i for i, name in enumerate(ids) if pattern.match(name)), None)
    if found is None:
        raise Unreadable("json_shape", what=what)
    return found


def _values(document: dict[str, object], cells: int) -> dict[int, object]:
    found = document.get("value")
    if isinstance(found, list) and len(found) == cells:
        return dict(enumerate(found))
    if isinstance(found, dict) and all(key.isdecimal() and len(key) < 9 for key in found):
        return {int(key): value for key, value in found.items()}
    raise Unreadable("json_shape", what="value")
