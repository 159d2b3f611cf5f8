"""The grants: who distributes them, who may get them, and what is printed of their money over the years."""

from collections.abc import Iterable

import pandas as pd

from dashboard.core import grammar
from dashboard.core.filters import Filters
from dashboard.core.grants import DEVELOPMENT, label_of_measure
from dashboard.core.language import _, ngettext, pgettext
from dashboard.core.measures import label_of_recipient_kind
from dashboard.core.printed_figure import period
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import counties, evidence, municipality, printed

# The grants that follow on each other first, in time, then those that are never added to them.
_GRANTS = "SELECT * FROM grant ORDER BY stream <> $stream, year_from, grant_id"
_AMOUNTS = """
SELECT a.grant_id, g.name_sv AS grant, a.measure, a.is_whole, f.* FROM grant_amount a JOIN grant g USING (grant_id)
JOIN published_figure f USING (figure_id)
WHERE g.stream = $stream AND a.scope = 'country'
ORDER BY coalesce(f.year_from, f.year_to), f.year_to, NOT a.is_whole, a.measure, f.figure_id
"""
# What has been granted to those of a place, of other money; and what is printed of a county as a whole.
_GRANTED = """
SELECT g.name_sv AS grant, g.year_from AS began, r.name AS recipient, a.year AS year_from, a.year AS year_to, a.measure,
       CAST(a.amount_sek AS DOUBLE) AS value, 'exact' AS bound, a.note_sv, a.status, a.source_id, a.locator
FROM allocation a JOIN grant g USING (grant_id) JOIN recipient r USING (recipient_id)
WHERE g.stream <> $stream AND a.measure = 'granted' AND r.area_code IS NOT NULL AND {place}
"""
_OF_COUNTY = """
UNION ALL SELECT g.name_sv, g.year_from, c.name, f.year_from, f.year_to, a.measure, f.value, f.bound, f.note_sv, f.status, f.source_id, f.locator
FROM grant_amount a JOIN grant g USING (grant_id) JOIN published_figure f USING (figure_id) JOIN county c ON c.county_code = a.area_code
WHERE g.stream <> $stream AND a.scope = 'county' AND a.area_code = $code
"""
_IN_ORDER = "ORDER BY began, grant, year_from, recipient COLLATE sv"


def grants(reader: Reader, filters: Filters) -> Result:
    """Every grant, those that follow on each other first.

    Rows: `name_sv`, `period`, `distributed_by_sv`, `may_receive_sv`, `legal_basis_sv` (a word where not known), `note_sv`, `locator`, `status`.
    """
    rows = reader.rows(_GRANTS, {"stream": DEVELOPMENT})
    rows["period"] = _periods(rows)
    rows["follows_on"] = [_("i följd") if s == DEVELOPMENT else _("för sig") for s in rows["stream"]]
    for name in ("distributed_by_sv", "may_receive_sv", "legal_basis_sv"):
        rows[name] = rows[name].fillna(_("inte känt"))
    rows["note_sv"] = rows["note_sv"].fillna("")
    rows["status"] = "published"
    chain = rows[rows["stream"] == DEVELOPMENT]
    return Result(
        "grants",
        _("Bidragen: vem fördelar, vem kan få"),
        _(
            "{chain} bidrag har följt på varandra sedan {year}. {others} andra bidrag räknas aldrig ihop med dem."
        ).format(chain=len(chain), year=int(chain["year_from"].min()), others=len(rows) - len(chain)),
        rows,
        (
            Column("name_sv", _("Bidrag")),
            Column("period", _("År")),
            Column("follows_on", _("Räknas")),
            Column("distributed_by_sv", _("Fördelas av")),
            Column("may_receive_sv", _("Kan få medel")),
            Column("legal_basis_sv", _("Regler")),
            Column("note_sv", _("Anmärkning")),
            Column("locator", _("Plats i källan")),
        ),
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (_("”Inte känt” betyder att ingen av våra källor säger det."),),
    )


def amounts(reader: Reader, filters: Filters) -> Result:
    """What is printed of the money of the grants that follow on each other, for the country.

    Rows, in time: `year` (missing for a period of several), `period`, `grant_id`, `grant`, `measure`, `measure_label`, `whom`, `value`,
    `text`, `is_whole` (all of the grant's money there and then, or a part), `measure_sv`, `note_sv`, `locator`, `status`. `context` has
    `years` (the first and the last), `gaps` (years without an amount of their own) and `distributors` (who, and the first and last year).
    """
    rows = reader.rows(_AMOUNTS, {"stream": DEVELOPMENT})
    rows["year"] = rows["year_from"].where(rows["year_from"] == rows["year_to"]).astype(float)
    rows["period"] = printed.periods(rows)
    rows["measure_label"] = [label_of_measure(m) for m in rows["measure"]]
    rows["whom"] = [_whom(kind) for kind in rows["recipient_kind"]]
    rows["text"] = _written(rows)
    rows["note_sv"] = rows["note_sv"].fillna("")
    chain = reader.rows(
        f"SELECT * FROM ({_GRANTS}) WHERE stream = $stream ORDER BY year_from", {"stream": DEVELOPMENT}
    )
    first, last = int(chain["year_from"].min()), int(max(chain["year_to"].max(), rows["year"].max()))
    told = {int(year) for year in rows["year"].dropna()}
    gaps = [year for year in range(first, last + 1) if year not in told]
    return Result(
        "grant_amounts",
        _("Bidragen {first}–{last}").format(first=first, last=last),
        _amounts_sentence(rows, gaps),
        rows,
        (
            Column("period", _("År")),
            Column("grant", _("Bidrag")),
            Column("measure_label", _("Vad det är")),
            Column("whom", _("Till")),
            Column("text", _("Belopp"), "text", in_files=False),
            Column("value", _("Belopp"), "sek", on_screen=False),
            Column("measure_sv", _("I källan")),
            Column("note_sv", _("Anmärkning")),
            Column("locator", _("Plats i källan")),
        ),
        "sek",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (
            _("Avsatt, tillgängligt, fördelat och mottaget är olika saker. Beloppen läggs aldrig ihop."),
            _("Ett ofyllt märke är en del av årets medel: ett slags mottagare eller en omgång."),
            _("Belopp för flera år tillsammans står i tabellen men inte i figuren."),
        ),
        context={"years": (first, last), "gaps": gaps, "distributors": _distributors(chain, last)},
    )


def other_of_municipality(reader: Reader, filters: Filters) -> Result:
    """What those who belong to the municipality were granted of other money; see `_other`. Empty where nothing is printed."""
    code = municipality.code_of(filters)
    sql = _GRANTED.format(place="r.area_code = $code")
    return _other(reader, "municipality_other_grants", sql, code, municipality.name_of(reader, code))


def other_of_county(reader: Reader, filters: Filters) -> Result:
    """What those who belong to the county were granted of other money, and what is printed of the county; see `_other`."""
    county = counties.chosen(reader, filters)
    sql = _GRANTED.format(place="r.area_code[1:2] = $code") + _OF_COUNTY
    return _other(reader, "county_other_grants", sql, county["code"], county["name"])


def _other(reader: Reader, question: str, sql: str, code: str, name: str) -> Result:
    """Amounts of other grants than those that follow on each other, each by itself.

    Rows: `grant`, `period`, `recipient`, `measure_label`, `value`, `text`, `note_sv`, `locator`, `status`.
    """
    rows = reader.rows(f"SELECT * FROM ({sql}) {_IN_ORDER}", {"stream": DEVELOPMENT, "code": code})
    rows["period"] = printed.periods(rows)
    rows["measure_label"] = [label_of_measure(m) for m in rows["measure"]]
    rows["text"] = _written(rows.assign(unit="sek", wording=None, respondents=None))
    rows["note_sv"] = rows["note_sv"].fillna("")
    names = list(dict.fromkeys(rows["grant"]))
    sentence = ngettext(
        "För {name} finns uppgifter om ett annat bidrag: {names}.",
        "För {name} finns uppgifter om {count} andra bidrag: {names}.",
        len(names),
    ).format(name=name, count=len(names), names=grammar.listed([grammar.lowered(n) for n in names]))
    return Result(
        question,
        _("Andra statliga medel, {name}").format(name=name),
        sentence if names else "",
        rows,
        (
            Column("period", _("År")),
            Column("recipient", pgettext("one", "Mottagare")),
            Column("text", _("Belopp"), "text", in_files=False),
            Column("value", _("Belopp"), "sek", on_screen=False),
            Column("measure_label", _("Vad det är")),
            Column("grant", _("Bidrag")),
            Column("note_sv", _("Anmärkning")),
            Column("locator", _("Plats i källan")),
        ),
        "sek",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (
            _("Beloppen räknas aldrig ihop med utvecklingsmedlen eller med varandra."),
            _("Listan har bara det som våra källor anger; andra medel kan finnas."),
        )
        if names
        else (_("Våra källor anger inga andra medel för {name}.").format(name=name),),
    )


def _periods(rows: pd.DataFrame) -> list[str]:
    return [
        period(first, last)
        for first, last in zip(rows["year_from"], rows["year_to"].astype(float), strict=True)
    ]


def _written(rows: pd.DataFrame) -> list[str]:
    return [printed.written_of(row) for _index, row in rows.iterrows()]


def _whom(kind: object) -> str:
    return _("Alla mottagare") if kind == "all" else label_of_recipient_kind(str(kind))


def _distributors(chain: pd.DataFrame, last: int) -> list[tuple[str, int, int]]:
    """Who distributed, with the first and the last year, the same one through several grants taken together."""
    spans: list[tuple[str, int, int]] = []
    for row in chain.itertuples():
        until = last if pd.isna(row.year_to) else int(row.year_to)
        if spans and spans[-1][0] == row.distributed_by_sv:
            spans[-1] = (spans[-1][0], spans[-1][1], until)
        else:
            spans.append((str(row.distributed_by_sv), int(row.year_from), until))
    return spans


def _amounts_sentence(rows: pd.DataFrame, gaps: list[int]) -> str:
    nothing = rows.loc[(rows["value"] == 0) & (rows["measure"] == "distributed"), "period"].tolist()
    parts = []
    if nothing:
        parts.append(
            _("{years} fördelades inga utvecklingsmedel till kommuner och regioner.").format(
                years=grammar.listed(nothing)
            )
        )
    if gaps:
        parts.append(
            _("För {years} har vi inget belopp för riket.").format(years=grammar.listed(_runs(gaps)))
        )
    return grammar.paragraph(*parts)


def _runs(years: Iterable[int]) -> list[str]:
    """Years as text, those that follow on each other as a period."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [period(run[0], run[-1]) for run in runs]
