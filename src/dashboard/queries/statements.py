"""What the documents say that is no number: findings and reservations, in words of our own."""

import pandas as pd

from dashboard.core.codes import slug
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.numbers import number
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import evidence

_STATEMENTS = "SELECT * FROM statement WHERE page = $page ORDER BY statement_id"


def statements(reader: Reader, filters: Filters, page: str, section: str) -> Result:
    """The statements of a part of a page; `section` is the part's slug. Rows: `subject_sv`, `statement_sv`, `locator`, `status`.

    The card's title is the part's name, or says what the statements are about. Without statements the rows are empty and a note says so.
    """
    stored = reader.stored_rows(_STATEMENTS, {"page": page})
    rows = reader.rows(_STATEMENTS, {"page": page})
    rows = rows[[slug(title) == section for title in stored["section_sv"]]].reset_index(drop=True)
    title = _title(page, section, rows)
    sentence = ngettext(
        "En sak att ha i minnet när siffrorna läses.",
        "{count} saker att ha i minnet när siffrorna läses.",
        len(rows),
    ).format(count=number(len(rows)))
    note = _("Med våra ord, efter dokumentet; platsen står vid varje rad.")
    return Result(
        f"statements_{page}_{section}",
        title,
        sentence if not rows.empty else "",
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


def _title(page: str, section: str, rows: pd.DataFrame) -> str:
    if rows.empty:
        return _("Ur källorna")
    titles = {
        ("oversikt", "ar-for-ar"): _("Vad som ändrades, och varför"),
        ("insatser", "ar-for-ar"): _("Vad dokumenten säger om 2020–2022"),
        ("kompetensstod", "tillgang-och-behov"): _("Vad dokumenten säger om nytta och behov"),
        ("resultat", "betyg-och-betydelse"): _("Vad dokumenten säger om betygen"),
        ("resultat", "utan-medlen-och-efter-dem"): _("Vad dokumenten säger om tiden utan och efter medlen"),
    }
    return titles.get((page, section), str(rows["section_sv"].iloc[0]))
