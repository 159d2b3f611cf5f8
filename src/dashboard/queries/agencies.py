"""The agencies of the mission: what they received, and what they did."""

import pandas as pd

from dashboard.core import grammar
from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.core.numbers import MISSING, kronor, million_kronor
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import evidence

STREAMS = ("implementation", "stimulus")

# What a table prints without an amount is in the ledger alone: a dash, or that the amount cannot be told apart.
_FUNDS = """
SELECT coalesce(r.recipient_id, b.recipient_id) AS recipient_id, f.category_sv AS agency, f.year_to AS year,
       CASE WHEN f.subcategory_sv LIKE 'Medel för%' THEN 'implementation' ELSE 'stimulus' END AS stream,
       b.amount_sek AS amount, coalesce(f.note_sv LIKE '%särskilja%', FALSE) AS is_undivided, f.status, f.source_id, f.locator
FROM published_figure f
LEFT JOIN allocation b ON b.locator = f.locator AND b.source_id = f.source_id AND b.year = f.year_to AND b.stream IN ('implementation', 'stimulus')
LEFT JOIN recipient r ON r.recipient_id = b.recipient_id
WHERE f.figure_id LIKE 'vardanalys-2023.t4.%'
ORDER BY f.category_sv = 'Länsstyrelserna', f.category_sv COLLATE sv, f.year_to, stream
"""


def funds(reader: Reader, filters: Filters) -> Result:
    """What each agency received each year, by stream.

    Rows, one per agency and year: `agency`, `year`, for each stream in STREAMS `<stream>` (kronor, missing where the table prints
    none) and `<stream>_text` (the amount, a dash, or that it cannot be told apart), `status`.
    """
    long = reader.rows(_FUNDS)
    long["amount"] = long["amount"].astype(float)
    long["text"] = [_amount_text(row) for _index, row in long.iterrows()]
    key = ["agency", "year"]
    order = long[key].drop_duplicates()
    rows = order.copy()
    for stream in STREAMS:
        part = long[long["stream"] == stream].set_index(key)
        rows[stream] = part["amount"].reindex(pd.MultiIndex.from_frame(order)).tolist()
        rows[f"{stream}_text"] = part["text"].reindex(pd.MultiIndex.from_frame(order)).tolist()
    first = long.drop_duplicates(key)
    rows = rows.assign(status=first["status"], source_id=first["source_id"], locator=first["locator"])
    rows["locator"] = rows["locator"].str.rsplit(", ", n=2).str[0] + ", " + rows["year"].astype(str)
    # A file has the numbers alone, where what cannot be told apart would look like a dash.
    undivided = long[long["is_undivided"].astype(bool)].set_index(key).index
    rows["not_divided"] = [
        _("medel för genomförandet går inte att särskilja") if place in undivided else ""
        for place in zip(rows["agency"], rows["year"], strict=True)
    ]
    totals = {stream: rows[stream].sum() for stream in STREAMS}
    return Result(
        "agency_funds",
        _("Medel till myndigheterna {years}").format(years=grammar.years(rows["year"].astype(int))),
        _(
            "{first}–{last} fick myndigheterna {implementation} för genomförandet och {stimulus} i särskilda stimulansmedel, "
            "så långt beloppen går att skilja ut."
        ).format(
            first=rows["year"].min(),
            last=rows["year"].max(),
            implementation=million_kronor(totals["implementation"]),
            stimulus=million_kronor(totals["stimulus"]),
        ),
        rows.reset_index(drop=True),
        (
            Column("agency", _("Myndighet")),
            Column("year", _("År")),
            Column("implementation_text", _("Medel för genomförandet"), "text", in_files=False),
            Column("stimulus_text", _("Särskilda stimulansmedel"), "text", in_files=False),
            Column("implementation", _("Medel för genomförandet"), "sek", on_screen=False),
            Column("stimulus", _("Särskilda stimulansmedel"), "sek", on_screen=False),
            Column("not_divided", _("Anmärkning"), on_screen=False),
        ),
        "sek",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(_fund_notes(reader) + evidence.undivided_notes(filters)),
    )


def _amount_text(row: pd.Series) -> str:
    if not pd.isna(row["amount"]):
        return kronor(row["amount"])
    return _("går inte att särskilja") if row["is_undivided"] else MISSING


def _fund_notes(reader: Reader) -> list[str]:
    lump = reader.rows(
        "SELECT value, year_to AS year FROM published_figure WHERE figure_id = 'vardanalys-2023.county-boards.lump-sum.2020'"
    ).iloc[0]
    return [
        _(
            "Länsstyrelsernas medel för genomförandet ingick {year} i en klumpsumma på {amount} som gällde mer än uppdraget. "
            "Hur stor del som gällde uppdraget går inte att avgöra för något av åren."
        ).format(year=int(lump["year"]), amount=million_kronor(lump["value"], 0)),
        _("– är ett streck i tabellen: den anger inget belopp av det slaget."),
    ]


def roles(reader: Reader, filters: Filters) -> Result:
    """What each agency did in the mission, in document order. Rows: `agency`, `role_sv`, `locator`, `status`."""
    rows = reader.rows("SELECT * FROM agency_role ORDER BY agency_role_id")
    paid = rows["recipient_id"].notna().sum()
    return Result(
        "agency_roles",
        _("Vem gör vad"),
        _("{count} aktörer deltog 2020–2022; {paid} av dem redovisas med egna medel.").format(
            count=len(rows), paid=paid
        ),
        rows,
        (
            Column("agency", _("Aktör")),
            Column("role_sv", _("Vad aktören gjorde")),
            Column("locator", _("Plats i dokumentet")),
        ),
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(
            [
                _("Med våra ord, efter dokumentet."),
                _(
                    "Utvärderingen har ibland haft svårt att skilja det här uppdraget från myndigheternas andra uppdrag (avsnitt 8.3.2)."
                ),
                *evidence.undivided_item_notes(filters),
            ]
        ),
    )
