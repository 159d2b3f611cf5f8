"""What the documents say that is no number: findings and reservations, in words of our own."""

import pandas as pd

from dashboard.core.codes import slug
from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import counties, evidence, municipality

_STATEMENTS = """
SELECT s.*, r.area_code FROM statement s LEFT JOIN recipient r USING (recipient_id) WHERE s.page = $page ORDER BY s.statement_id
"""


def cards(reader: Reader, filters: Filters, page: str, section: str) -> Result:
    """The cards of statements in a part of a page, in their order: `card` (a slug, the same in every language) and `card_sv`.

    Cards that say something of another place than the chosen one alone are left out.
    """
    stored, rows = _of_part(reader, page, section, (counties.code_of(filters), municipality.code_of(filters)))
    rows = rows.assign(card=stored["card_sv"].map(slug)).drop_duplicates("card")
    return Result("statement_cards", _("Kort"), "", rows, (Column("card_sv", _("Kort")),), "", ())


def statements(reader: Reader, filters: Filters, page: str, section: str, card: str = "") -> Result:
    """The statements of one card in a part of a page, or of the whole part; `section` and `card` are slugs.

    Rows: `subject_sv`, `statement_sv`, `locator`, `status`. Without statements the rows are empty and a note says so.
    """
    return _answer("statements", reader, page, section, card, ())


def of_county(reader: Reader, filters: Filters, section: str, card: str = "") -> Result:
    """The same on the county's page: what is said of all counties and of the chosen one."""
    return _answer("county_statements", reader, "lan", section, card, (counties.code_of(filters),))


def of_municipality(reader: Reader, filters: Filters, section: str, card: str = "") -> Result:
    """The same on the municipality's page: what is said of the chosen one."""
    return _answer(
        "municipality_statements", reader, "kommun", section, card, (municipality.code_of(filters),)
    )


def _answer(
    question: str, reader: Reader, page: str, section: str, card: str, places: tuple[str, ...]
) -> Result:
    stored, rows = _of_part(reader, page, section, places)
    rows = rows[stored["card_sv"].map(slug).isin([card]) | (card == "")].reset_index(drop=True)
    note = _("Med våra ord, efter dokumentet; platsen står vid varje rad.")
    return Result(
        "_".join(filter(None, (question, page if question == "statements" else "", section, card))),
        _title(rows),
        "",
        rows,
        (
            Column("subject_sv", _("Vad det gäller")),
            Column("statement_sv", _("Vad dokumentet säger")),
            Column("locator", _("Plats i dokumentet")),
        ),
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (note,) if not rows.empty else (_("Här finns inga utsagor ur dokumenten."),),
    )


def _of_part(
    reader: Reader, page: str, section: str, places: tuple[str, ...]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The part's statements as they are stored and in the language in use: those on no single place, and those on the places."""
    stored = reader.stored_rows(_STATEMENTS, {"page": page})
    here = stored["recipient_id"].isna() | stored["area_code"].isin(places)
    stored = stored[here & (stored["section_sv"].map(slug) == section)].reset_index(drop=True)
    return stored, reader.in_language(stored)


def _title(rows: pd.DataFrame) -> str:
    titles = rows["card_sv"].unique()
    if len(titles) == 0:
        return _("Ur källorna")
    return str(titles[0]) if len(titles) == 1 else str(rows["section_sv"].iloc[0])
