"""The county boards' work for coordination 2011-2014: goals, indicators, examples, needs and proposals."""

import pandas as pd

from dashboard.core import grammar
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.measures import label_of_violence_area
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import evidence


def goals(reader: Reader, filters: Filters) -> Result:
    """The overall goal and the operative goals. Rows: `kind`, `goal_sv`, `locator`, `status`."""
    rows = reader.rows("SELECT * FROM goal WHERE level = 'county_boards' ORDER BY position")
    is_part = rows["parent_goal_id"].notna()
    rows["kind"] = [
        _("Operativt delmål {number}").format(number=number) if part else _("Övergripande mål")
        for part, number in zip(is_part, is_part.cumsum(), strict=True)
    ]
    return _listed(
        "county_boards_goals",
        _("Mål för samordningen 2011–2014"),
        _("Länsstyrelserna arbetade efter ett övergripande mål och {count} operativa delmål.").format(
            count=int(is_part.sum())
        ),
        rows,
        (
            Column("kind", _("Slag")),
            Column("goal_sv", _("Målet")),
            Column("locator", _("Plats i dokumentet")),
        ),
        reader,
        filters,
    )


def indicators(reader: Reader, filters: Filters) -> Result:
    """How many county boards answered yes and partly to each indicator in 2012.

    Rows: `label`, `yes`, `partly`, `other` (the rest of all county boards), `base`, `status`; most yes first, partly deciding ties.
    """
    rows = reader.rows(
        """SELECT i.indicator_sv AS label, y.value AS yes, p.value AS partly, b.value AS base, i.status, i.source_id, i.locator
           FROM coordination_indicator i JOIN published_figure y ON y.figure_id = i.yes_figure_id
           JOIN published_figure p ON p.figure_id = i.partly_figure_id
           JOIN published_figure b ON b.figure_id = 'lansstyrelserna-2015.county-boards.count'
           ORDER BY yes DESC, partly DESC, i.coordination_indicator_id"""
    )
    for column in ("yes", "partly", "base"):
        rows[column] = rows[column].astype(int)
    rows["other"] = rows["base"] - rows["yes"] - rows["partly"]
    return Result(
        "county_boards_indicators",
        _("Har samordningen blivit bättre? Länsstyrelsernas svar 2012"),
        _indicator_sentence(rows),
        rows,
        (
            Column("label", _("Indikator")),
            Column("yes", _("Ja"), "count"),
            Column("partly", _("Delvis"), "count"),
            Column("other", _("Övriga"), "count"),
            Column("base", _("Länsstyrelser"), "count"),
        ),
        "count",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (
            _(
                "Självskattat: länsstyrelsernas egna uppskattningar av 2012 mot 2010, inte statistiskt säkerställda. Hur många som "
                "svarade anges inte; övriga är resten av de {base}."
            ).format(base=int(rows["base"].iloc[0])),
            *evidence.undivided_item_notes(filters),
        ),
    )


def _indicator_sentence(rows: pd.DataFrame) -> str:
    top = rows[rows["yes"] == rows["yes"].max()]
    bottom = rows[rows["yes"] == rows["yes"].min()]
    most = _("Flest ja, {yes} av {base}, fick: {labels}.").format(
        yes=top["yes"].iloc[0], base=top["base"].iloc[0], labels=_labels(top)
    )
    if len(top) == len(rows):
        return most
    return (
        most
        + " "
        + _("Minst, {yes}, fick: {labels}.").format(yes=bottom["yes"].iloc[0], labels=_labels(bottom))
    )


def _labels(rows: pd.DataFrame) -> str:
    return "; ".join(grammar.lowered(label) for label in rows["label"])


def examples(reader: Reader, filters: Filters) -> Result:
    """Examples by county, those of all county boards first. Rows: `county`, `example_sv`, `year`, `area`, `locator`, `status`.

    With a violence area chosen, only the examples about exactly that area.
    """
    everything = reader.rows(
        """SELECT e.*, c.name AS county FROM example e LEFT JOIN county c USING (county_code)
           WHERE e.source_id = 'lansstyrelserna-2015' ORDER BY e.county_code NULLS FIRST, e.example_id"""
    )
    wanted = filters.violence_area_id
    rows = everything[everything["violence_area_id"] == wanted] if wanted else everything
    rows = rows.reset_index(drop=True)
    rows["county"] = rows["county"].fillna(_("Alla länsstyrelser"))
    rows["year"] = rows["year"].fillna("")
    rows["area"] = [
        "" if pd.isna(area) else label_of_violence_area(area) for area in rows["violence_area_id"]
    ]
    counties = rows["county_code"].dropna().nunique()
    # What several county boards did together has a row for each county.
    found = rows["example_sv"].nunique()
    sentence = ngettext(
        "Slutredovisningen lyfter ett exempel, från {counties}.",
        "Slutredovisningen lyfter {count} exempel, från {counties}.",
        found,
    ).format(count=found, counties=grammar.counties(counties))
    return Result(
        "county_boards_examples",
        _("Exempel per län 2011–2014"),
        sentence if len(rows) else "",
        rows,
        (
            Column("county", _("Län")),
            Column("example_sv", _("Exempel")),
            Column("year", _("År")),
            Column("area", _("Våldsområde")),
            Column("locator", _("Plats i dokumentet")),
        ),
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(_example_notes(wanted, found, everything["example_sv"].nunique())),
    )


def _example_notes(area: str, shown: int, total: int) -> list[str]:
    if not area:
        return [_("Län som inte står här har inget eget exempel i slutredovisningen.")]
    name = label_of_violence_area(area).lower()
    if not shown:
        return [
            _("Inget av de {total} exemplen gäller just {area}; de flesta gäller hela uppdraget.").format(
                total=total, area=name
            )
        ]
    return [
        _(
            "Bara exempel som gäller just {area} visas; {left} andra gäller hela uppdraget eller andra områden."
        ).format(area=name, left=total - shown)
    ]


def needs(reader: Reader, filters: Filters) -> Result:
    """Needs of development, by the year they were named. Rows: `area_sv`, `need_sv`, `year`, `locator`, `status`."""
    rows = reader.rows("SELECT * FROM need ORDER BY need_id")
    again = sorted(set(rows[rows["year"] == rows["year"].min()]["area_sv"]) & set(_last(rows)["area_sv"]))
    sentence = _("{count} behov pekas ut.").format(count=len(rows))
    if again:
        sentence += " " + _("Både {first} och {last} nämns: {areas}.").format(
            first=rows["year"].min(),
            last=rows["year"].max(),
            areas=grammar.listed([grammar.lowered(area) for area in again]),
        )
    return _listed(
        "county_boards_needs",
        _("Behov som länsstyrelserna pekar ut"),
        sentence,
        rows.astype({"year": str}),
        (
            Column("area_sv", _("Område")),
            Column("need_sv", _("Behov")),
            Column("year", _("Nämns")),
            Column("locator", _("Plats i dokumentet")),
        ),
        reader,
        filters,
    )


def _last(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["year"] == rows["year"].max()] if rows["year"].nunique() > 1 else rows.head(0)


def proposals(reader: Reader, filters: Filters) -> Result:
    """Proposals. Rows: `addressee` (a text also where none is printed), `proposal_sv`, `locator`, `status`."""
    rows = reader.rows("SELECT * FROM proposal ORDER BY proposal_id")
    named = int(rows["addressee"].notna().sum())
    rows["addressee"] = rows["addressee"].fillna(_("anges inte"))
    return _listed(
        "county_boards_proposals",
        _("Länsstyrelsernas förslag"),
        _("{count} förslag; {named} av dem säger vem de riktas till.").format(count=len(rows), named=named),
        rows,
        (
            Column("addressee", _("Riktas till")),
            Column("proposal_sv", _("Förslag")),
            Column("locator", _("Plats i dokumentet")),
        ),
        reader,
        filters,
    )


def _listed(
    result_id: str,
    title: str,
    sentence: str,
    rows: pd.DataFrame,
    columns: tuple[Column, ...],
    reader: Reader,
    filters: Filters,
) -> Result:
    return Result(
        result_id,
        title,
        sentence,
        rows,
        columns,
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (_("Med våra ord, efter dokumentet."), *evidence.undivided_item_notes(filters)),
    )
