"""The others in a county: its county administrative board, its region, its non-governmental organisations."""

from dataclasses import replace

import pandas as pd

from dashboard.core import grammar
from dashboard.core.estimates import made_by_key, roughly
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.measures import MEASURES
from dashboard.core.numbers import kronor
from dashboard.core.result import Column, Result, statuses_of
from dashboard.core.status import Status
from dashboard.dataset.store import Reader
from dashboard.queries import estimates, evidence, ladders, printed
from dashboard.queries.counties import chosen


def board_projects(reader: Reader, filters: Filters) -> Result:
    """What is printed of the county board's own projects of 2016; empty for the counties that have none. Rows as `printed.card`."""
    county = chosen(reader, filters)
    figures = reader.rows(
        """SELECT f.* FROM published_figure f JOIN recipient r ON r.kind = 'county_board' AND r.name = f.category_sv
           WHERE r.area_code = $county AND f.figure_id LIKE 'sos-2017.county-boards.%' ORDER BY f.figure_id""",
        {"county": county["code"]},
    )
    title = _("Länsstyrelsens projekt 2016 i siffror")
    if figures.empty:
        note = _("Dokumenten har inga siffror om egna projekt 2016 vid länsstyrelsen i {name}.").format(
            name=county["name"]
        )
        return Result("county_board_projects", title, "", figures, (), "", (), (), (note,))
    result = printed.of_figures(reader, filters, "county_board_projects", title, figures)
    # The figures count different things, so that there is nothing to say of them together.
    return replace(result, sentence="")


def board_funds(reader: Reader, filters: Filters) -> Result:
    """Stimulus funds of the county boards, which are known for all of them together only. Rows: `label`, `year`, `value`, `status`."""
    rows = reader.rows(
        """SELECT figure_id, year_to AS year, category_sv AS label, value, status, source_id, locator FROM published_figure
           WHERE figure_id = 'sos-2017.county-boards-nck.distributed-sek' OR figure_id LIKE 'vardanalys-2023.t4.lansstyrelserna.stimulus.%'
           ORDER BY year"""
    )
    rows["label"] = [
        _("Länsstyrelserna och NCK tillsammans")
        if i.startswith("sos-2017")
        else _("Länsstyrelserna tillsammans")
        for i in rows["figure_id"]
    ]
    boards = reader.rows(
        "SELECT value FROM published_figure WHERE figure_id = 'vardanalys-2023.county-boards.stimulus.count'"
    )["value"].iloc[0]
    later = rows[rows["year"] >= 2020].dropna(subset=["value"])
    sentence = _(
        "{count} av de 21 länsstyrelserna fick stimulansmedel 2020–2021, tillsammans {total}. Vad just länsstyrelsen i {name} fick framgår inte."
    ).format(count=int(boards), total=kronor(later["value"].sum()), name=chosen(reader, filters)["name"])
    return Result(
        "county_board_funds",
        _("Stimulansmedel till länsstyrelserna {years}").format(
            years=grammar.years(rows["year"].astype(int))
        ),
        sentence,
        rows,
        (
            Column("label", _("Mottagare")),
            Column("year", _("År")),
            Column("value", _("Belopp"), "sek"),
            Column("locator", _("Plats i dokumentet")),
        ),
        "sek",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (
            _("Beloppen står bara för alla länsstyrelser tillsammans; ett streck är tryckt i tabellen."),
            *evidence.undivided_notes(filters),
        ),
    )


def board_examples(reader: Reader, filters: Filters) -> Result:
    """What the documents tell of the county board's work: its coordination 2011-2014, its project of 2016, its stimulus funds 2020-2021.

    Rows: `round`, `example_sv`, `year`, `locator`, `status`. Empty, with a note, for the counties that no document tells of.
    """
    county = chosen(reader, filters)
    rows = reader.rows(
        """SELECT * FROM example WHERE county_code = $county
           AND ($area = '' OR violence_area_id IS NULL OR violence_area_id = $area) ORDER BY example_id""",
        {"county": county["code"], "area": filters.violence_area_id},
    )
    rounds = {
        "lansstyrelserna-2015": _("Samordning 2011–2014"),
        "sos-2017": _("Projekt 2016"),
        "vardanalys-2023": _("Stimulansmedel 2020–2021"),
    }
    rows["round"] = [rounds[source] for source in rows["source_id"]]
    rows["year"] = rows["year"].fillna("")
    sentence = ngettext(
        "Dokumenten berättar om en insats av länsstyrelsen i {name}: {rounds}.",
        "Dokumenten berättar om {count} insatser av länsstyrelsen i {name}: {rounds}.",
        len(rows),
    ).format(
        count=len(rows),
        name=county["name"],
        rounds=grammar.listed([grammar.lowered(text) for text in dict.fromkeys(rows["round"])]),
    )
    note = (
        _(
            "Dokumenten berättar inte om någon egen insats av länsstyrelsen i {name} om det valda våldsområdet."
        )
        if filters.violence_area_id
        else _("Dokumenten berättar inte om någon egen insats av länsstyrelsen i {name}.")
    ).format(name=county["name"])
    return Result(
        "county_board_examples",
        _("Länsstyrelsens arbete 2011–2022"),
        sentence if not rows.empty else "",
        rows,
        (
            Column("round", _("Omgång")),
            Column("example_sv", _("Insats")),
            Column("locator", _("Plats i dokumentet")),
        ),
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (note,) if rows.empty else (_("Med våra ord, efter dokumenten."),),
    )


def region_years(reader: Reader, filters: Filters) -> Result:
    """The region's amounts year by year: `year`, `measure`, `label`, `amount_sek`, `status`."""
    county = chosen(reader, filters)
    rows = reader.rows(
        """SELECT a.year, a.measure, a.amount_sek, a.status, a.source_id, a.locator FROM allocation a JOIN recipient r USING (recipient_id)
           WHERE r.kind = 'region' AND r.area_code = $county AND a.stream = 'development' AND a.status IN (SELECT unnest($statuses))""",
        {"county": county["code"], "statuses": evidence.shown_statuses(filters)},
    )
    order = list(MEASURES)
    rows = rows.sort_values(
        ["year", "measure"], key=lambda c: c.map(order.index) if c.name == "measure" else c
    ).reset_index(drop=True)
    rows["label"] = [ladders.label_of(m, {s}) for m, s in zip(rows["measure"], rows["status"], strict=True)]
    rows = ladders.of_region(reader, rows)
    given = rows[(rows["measure"] == "available") & (rows["status"] == Status.MODELLED.value)].set_index(
        "year"
    )
    told = [
        roughly(amount, "sek", digits)
        for amount, digits in zip(given["amount_sek"], given["digits"], strict=True)
    ]
    sentence = ""
    if len(told) > 1:
        sentence = _("Nyckeln ger {name} {first_amount} år {first} och {last_amount} år {last}.").format(
            name=county["region_name"],
            first_amount=told[0],
            first=given.index[0],
            last_amount=told[-1],
            last=given.index[-1],
        )
    mixing = evidence.mixing_note(set(rows["status"]))
    return Result(
        "county_region_years",
        _("{name}, år för år").format(name=county["region_name"]),
        sentence,
        rows,
        (
            Column("year", _("År")),
            Column("label", _("Steg")),
            Column("amount_sek", _("Belopp"), "sek", digits="digits"),
            Column("status", _("Tecken")),
        ),
        "sek",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(
            [
                *(note for year in given.index for note in estimates.assumed_notes(reader, int(year))),
                *([mixing] if mixing else []),
                *evidence.undivided_notes(filters),
            ]
        ),
        made=made_by_key("region"),
    )


def ngos(reader: Reader, filters: Filters) -> Result:
    """Organisations with their place in the county and what they received: `name`, `place`, `year`, `amount_sek`, `status`."""
    county = chosen(reader, filters)
    rows = reader.rows(
        """SELECT r.name, coalesce(m.name, c.name) AS place, a.year, a.amount_sek,
                  CASE WHEN r.status = 'synthetic' THEN r.status ELSE a.status END AS status, a.source_id, a.locator
           FROM allocation a JOIN recipient r USING (recipient_id)
           LEFT JOIN municipality m ON m.municipality_code = r.area_code LEFT JOIN county c ON c.county_code = r.area_code
           WHERE r.kind = 'ngo' AND r.area_code[1:2] = $county AND a.stream = 'development' AND a.measure = 'received' AND a.status IN (SELECT unnest($statuses))
           ORDER BY a.year DESC, r.name COLLATE sv""",
        {"county": county["code"], "statuses": evidence.shown_statuses(filters)},
    )
    unplaced = reader.rows(
        """SELECT count(DISTINCT recipient_id) AS n FROM recipient r JOIN allocation a USING (recipient_id)
           WHERE kind = 'ngo' AND area_code IS NULL AND r.status = 'published' AND a.stream = 'development'"""
    )["n"].iloc[0]
    mixing = evidence.mixing_note(set(rows["status"]))
    notes = [
        _(
            "{count} organisationer som fick medel 2020–2022 har ingen ort i dokumenten och är inte med här."
        ).format(count=int(unplaced)),
        _("Organisationerna som fick medel 2016 är namnlösa i dokumentet; de som visas är exempel.")
        if filters.examples
        else _("Organisationerna som fick medel 2016 är namnlösa i dokumentet."),
        *([mixing] if mixing else []),
        *evidence.undivided_notes(filters),
    ]
    return Result(
        "county_ngos",
        _("Ideella organisationer i länet {years}").format(years=grammar.years(rows["year"])).strip(),
        _ngos_sentence(rows, county["name"]),
        rows,
        (
            Column("name", _("Organisation")),
            Column("place", _("Plats")),
            Column("year", _("År")),
            Column("amount_sek", _("Mottaget"), "sek"),
            Column("status", _("Tecken")),
        ),
        "sek",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(notes),
    )


def _ngos_sentence(rows: pd.DataFrame, name: str) -> str:
    named = rows[rows["status"] == "published"]
    if named.empty:
        return _("Ingen organisation med känd ort i {name} fick medel 2020–2022.").format(name=name)
    count = named["name"].nunique()
    return ngettext(
        "En organisation med känd ort i {name} fick medel 2020–2022, tillsammans {total}.",
        "{count} organisationer med känd ort i {name} fick medel 2020–2022, tillsammans {total}.",
        count,
    ).format(count=count, name=name, total=kronor(named["amount_sek"].sum()))
