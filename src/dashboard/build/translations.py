"""The dataset's Swedish texts in English: those written down in data/translations, and those that a table has in a column of its own."""

from collections.abc import Iterator, Mapping

import pandas as pd

from dashboard.build.findings import Finding
from dashboard.core.locators import parts
from dashboard.core.status import Status
from dashboard.dataset.schema import BY_NAME, NAME, TEXTS, Field

FILE = "translations/en.csv"
Tables = Mapping[str, pd.DataFrame]
# Kinds whose names are words of the language, or have an official English form.
_NAMED_BY_KIND = ("agency", "county_board", "district")


def table(written: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """The `translation` table: each text once."""
    known = dict(_beside(tables)) | dict(zip(written["text_sv"], written["text_en"], strict=True))
    return pd.DataFrame(sorted(known.items()), columns=BY_NAME["translation"].field_names)


def findings(written: pd.DataFrame, tables: Tables, others: Mapping[str, str]) -> list[Finding]:
    """Texts without a translation, translations of no text, and texts with two.

    `others` are texts that no row has today but may have, with the place they come from.
    """
    beside: dict[str, str] = {}
    twice = []
    for text, english in _beside(tables):
        if beside.setdefault(text, english) != english:
            twice.append(
                _finding("", f"”{text}” är både ”{beside[text]}” och ”{english}” på engelska. Välj en.")
            )
    known = beside | dict(zip(written["text_sv"], written["text_en"], strict=True))
    used: dict[str, str] = dict(others) | _texts(tables) | _headings(tables, known)
    names = set(_names(tables))
    missing = [
        _finding("", f"Texten ”{text}” i {place} saknar engelsk översättning. Lägg till en rad.")
        for text, place in used.items()
        if text not in known and text not in names
    ]
    unused = [
        _finding(
            str(line),
            f"Ingen text i datamängden är ”{text}”{_because(text, beside)}. Ta bort raden eller rätta den.",
        )
        for line, text in written["text_sv"].items()
        if text in beside or (text not in used and text not in names)
    ]
    return twice + missing + unused


def _because(text: str, beside: Mapping[str, str]) -> str:
    return " utan en egen engelsk kolumn" if text in beside else ""


def _finding(row: str, text_sv: str) -> Finding:
    return Finding("översättning", FILE, row, "text_sv", text_sv)


def _columns(tables: Tables) -> Iterator[tuple[str, Field, pd.DataFrame]]:
    for name, rows in tables.items():
        for field in BY_NAME[name].fields:
            if field.name in rows:
                yield name, field, rows


def _beside(tables: Tables) -> Iterator[tuple[str, str]]:
    """Each text that has its translation in the column beside it, and that translation."""
    for name, field, rows in _columns(tables):
        english = _english_column(field)
        if english in BY_NAME[name].field_names:
            pairs = rows[[field.name, english]].dropna().drop_duplicates()
            yield from zip(pairs[field.name], pairs[english], strict=True)


def _english_column(field: Field) -> str:
    return field.name.removesuffix("_sv") + "_en" if field.name.endswith("_sv") else ""


def _texts(tables: Tables) -> dict[str, str]:
    """Each text that must have a translation, and the table and column it was first found in."""
    found: dict[str, str] = {}
    for name, field, rows in _columns(tables):
        values = rows[field.name].dropna().drop_duplicates()
        if name == "recipient" and field.text == NAME:
            values = rows.loc[_named_by_kind(rows), field.name]
        elif not field.is_content:
            continue
        if field.text == TEXTS:
            values = values.str.split("; ").explode()
        found |= {text: f"{name}.{field.name}" for text in values if text not in found}
    return found


def _headings(tables: Tables, known: Mapping[str, str]) -> dict[str, str]:
    """Each heading that a place in a document names."""
    return {
        part.text: f"{name}.{field.name}"
        for name, field, rows in _columns(tables)
        if field.is_place
        for place in rows[field.name].dropna().unique()
        for part in parts(place, known)
        if part.is_name
    }


def _names(tables: Tables) -> Iterator[str]:
    """Names that stay as they are, and may have a translation all the same."""
    for name, field, rows in _columns(tables):
        if field.text == NAME:
            yield from (
                rows.loc[~_named_by_kind(rows), field.name]
                if name == "recipient"
                else rows[field.name].dropna()
            )


def _named_by_kind(recipients: pd.DataFrame) -> pd.Series:
    """Which recipients are called by a word of the language; the invented are, too."""
    return recipients["kind"].isin(_NAMED_BY_KIND) | (recipients["status"] == Status.SYNTHETIC.value)
