"""Form d as JSON-stat2: inhabitants by area and year from Statistics Sweden's table service."""

import re
from itertools import product
from math import prod

from dashboard.core.status import Status
from dashboard.sources.forms import values
from dashboard.sources.forms.areas import area_of
from dashboard.sources.forms.findings import Notes
from dashboard.sources.forms.limits import MAX_CELLS
from dashboard.sources.forms.periods import within_a_year
from dashboard.sources.forms.places import Places
from dashboard.sources.forms.records import Records
from dashboard.sources.forms.subjects import Subject, is_part, is_whole, subject_of
from dashboard.sources.forms.unreadable import Unreadable
from dashboard.sources.forms.words import clean, in_words, shown

FORM_ID = "population"
NAME = "folkmängd"
SHEET = "json"
_AREA = re.compile(r"^(region|kommun|area|omrade|område|municipality)", re.I)
_TIME = re.compile(r"^(tid|år|ar|time|year|månad|kvartal)$", re.I)
_CONTENTS = re.compile(r"^(contentscode|tabellinnehåll|contents?)$", re.I)


def fits(document: object) -> bool:
    """Whether the document is a JSON-stat2 data set."""
    return isinstance(document, dict) and document.get("class") == "dataset" and "dimension" in document


def read(document: dict[str, object], places: Places, notes: Notes) -> Records:
    """The inhabitants in the data set. Raises Unreadable when it is not built as JSON-stat2 says."""
    ids, sizes = _shape(document)
    dimensions = [_categories(document, name, size) for name, size in zip(ids, sizes, strict=True)]
    names = [_label(document, name) for name in ids]
    area, time = (
        _position(document, ids, "geo", _AREA, "dimensionen region"),
        _position(document, ids, "time", _TIME, "dimensionen tid"),
    )
    contents = _find(document, ids, "metric", _CONTENTS)
    records = Records(Status.PUBLISHED, notes)
    chosen = _contents_that_count(document, dimensions[contents] if contents is not None else [], notes)
    if chosen is None:
        return records
    for position, name in enumerate(ids):
        if position not in (area, time, contents) and not _is_whole(dimensions[position]):
            notes.add(
                "divided_population",
                SHEET,
                f"dimension.{name}",
                dimension=_in_words(names[position], dimensions[position]),
            )
            return records
    period = next(
        (
            text
            for code, label in dimensions[time]
            for text in (within_a_year(code), within_a_year(label))
            if text
        ),
        "",
    )
    if period:
        notes.add("months_not_years", SHEET, f"dimension.{ids[time]}", period=period)
        return records
    numbers, marks = _values(document, prod(sizes)), _marks(document)
    for index, codes in enumerate(product(*dimensions)):
        value = numbers.get(index)
        if value is None or (contents is not None and codes[contents][0] != chosen):
            continue
        cell = f"value[{index}]"
        code, label = codes[area]
        found = area_of(code, label.removeprefix(code).strip(), places, notes, SHEET, cell)
        year = values.year(codes[time][0])
        count = (
            values.count(value, "folkmängd")
            if isinstance(value, (int, float))
            else values.Reading(None, _not_number(value))
        )
        notes.problem(year.problem, SHEET, cell)
        notes.problem(count.problem, SHEET, cell)
        mark = values.mark(marks.get(index, ""))
        if mark:
            notes.add("marked_value", SHEET, cell, value, mark=values.MARKS[mark])
        if found and year.value is not None and count.value is not None:
            records.add(
                "population",
                SHEET,
                cell,
                value,
                area_code=found,
                year=year.value,
                population=count.value,
                mark=mark or None,
            )
    return records


def _contents_that_count(
    document: dict[str, object], contents: list[tuple[str, str]], notes: Notes
) -> str | None:
    """The code of the contents that are inhabitants (empty when the data set has one content without a name); None, with a finding, when there are none."""
    label = clean(document["label"]) if isinstance(document.get("label"), str) else ""
    about = [(code, f"{name} {code}" if name else code) for code, name in contents] or [("", label)]
    counted = [code for code, text in about if subject_of(text) is Subject.INHABITANTS]
    if not counted or (is_part(label) and subject_of(label) is Subject.PART):
        told = (
            label
            if counted
            else in_words([name or code for code, name in contents], "och") or label or "innehållet"
        )
        part = bool(counted) or any(subject_of(text) is Subject.PART for _, text in about)
        if part:
            notes.add("divided_population", SHEET, "label", dimension=f"”{shown(told)}”")
        else:
            notes.add("not_inhabitants", SHEET, "dimension", what=told)
        return None
    others = [name or code for code, name in contents if code != counted[0]]
    if others:
        notes.add("columns_not_read", SHEET, columns=in_words(others, "och"), form=NAME)
    return counted[0]


def _is_whole(categories: list[tuple[str, str]]) -> bool:
    """Whether a dimension has only the category of all: a single one restricts as well as several divide."""
    return all(
        is_whole(label or code) or (is_whole(code) and not is_part(label)) for code, label in categories
    )


def _in_words(name: str, categories: list[tuple[str, str]]) -> str:
    listed = in_words([shown(label or code, 30) for code, label in categories[:3]], "och")
    return f"{name}: {listed}{' …' if len(categories) > 3 else ''}"


def _label(document: dict[str, object], name: str) -> str:
    dimension = document["dimension"]
    found = dimension.get(name) if isinstance(dimension, dict) else None
    label = found.get("label") if isinstance(found, dict) else None
    return label if isinstance(label, str) and label else name


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


def _find(document: dict[str, object], ids: list[str], role: str, pattern: re.Pattern[str]) -> int | None:
    """The dimension with this role, or with such a name."""
    roles = document.get("role")
    named = roles.get(role) if isinstance(roles, dict) else None
    chosen = [name for name in named if isinstance(name, str)] if isinstance(named, list) else []
    return (
        next((i for i, name in enumerate(ids) if name in chosen), None)
        if set(chosen) & set(ids)
        else next(
            (i for i, name in enumerate(ids) if pattern.match(name) or pattern.match(_label(document, name))),
            None,
        )
    )


def _position(
    document: dict[str, object], ids: list[str], role: str, pattern: re.Pattern[str], what: str
) -> int:
    found = _find(document, ids, role, pattern)
    if found is None:
        raise Unreadable("json_shape", what=what)
    return found


def _marks(document: dict[str, object]) -> dict[int, str]:
    """The publisher's signs beside values, by place."""
    found = document.get("status")
    pairs = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    return {
        int(place): sign
        for place, sign in pairs
        if isinstance(sign, str) and str(place).isdecimal() and len(str(place)) < 9
    }


def _values(document: dict[str, object], cells: int) -> dict[int, object]:
    found = document.get("value")
    if isinstance(found, list) and len(found) == cells:
        return dict(enumerate(found))
    if isinstance(found, dict) and all(key.isdecimal() and len(key) < 9 for key in found):
        return {int(key): value for key, value in found.items()}
    raise Unreadable("json_shape", what="value")
