"""Sources, statuses and the reconciliation: how the figures came about. The allocation key has a module of its own."""

import pandas as pd

from dashboard.core import grammar, printed_figure
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.numbers import number, percent
from dashboard.core.result import Column, Provenance, Result
from dashboard.core.status import Status, explanation, sign
from dashboard.dataset.store import Reader
from dashboard.queries import evidence, printed


def sources(reader: Reader, filters: Filters) -> Result:
    """Every source: `title`, `publisher`, `published_year`, `covers_sv`, `licence`, `figures` (rows of the ledger), `address` (empty for what was not read on the web), `file_name`."""
    rows = reader.rows(
        """SELECT s.source_id, s.title, s.publisher, s.published_year, s.covers_sv, s.licence, s.file_name, s.address, count(f.figure_id) AS figures
           FROM source s LEFT JOIN published_figure f USING (source_id) GROUP BY ALL ORDER BY figures DESC, s.source_id"""
    )
    rows["address"] = rows["address"].fillna("")
    documents = int((rows["figures"] > 0).sum())
    sentence = _("{figures} tryckta siffror ur {documents} källor ligger till grund för sidorna.").format(
        figures=number(rows["figures"].sum()), documents=documents
    )
    columns = (
        Column("title", _("Källa")),
        Column("publisher", _("Utgivare")),
        Column("published_year", _("År")),
        Column("covers_sv", _("Omfattar")),
        Column("figures", _("Siffror i liggaren"), "count"),
        Column("licence", _("Villkor")),
        Column("address", _("Adress")),
        Column("file_name", _("Fil i datamängden"), on_screen=False),
    )
    return Result(
        "sources", _("Källor"), sentence, rows, columns, "", _of_dataset(rows, "source", "published_figure")
    )


def statuses(reader: Reader, filters: Filters) -> Result:
    """Every status with its sign, its meaning, and how many rows of the fact tables carry it: `sign`, `meaning`, `rows`."""
    counted = reader.rows(
        """SELECT status, count(*) AS rows FROM (
             SELECT status FROM allocation UNION ALL SELECT status FROM activity UNION ALL SELECT status FROM self_assessment
             UNION ALL SELECT status FROM published_figure UNION ALL SELECT status FROM population) GROUP BY status"""
    ).set_index("status")["rows"]
    rows = pd.DataFrame(
        [
            {
                "sign": sign(s) or _("inget tecken"),
                "meaning": explanation(s),
                "rows": int(counted.get(s.value, 0)),
            }
            for s in Status
        ]
    )
    share = 100 * rows.loc[rows.index[-1], "rows"] / rows["rows"].sum()
    sentence = _(
        "{share} av raderna med belopp, insatser, svar, tryckta siffror och folkmängd är exempeldata; de är alltid märkta."
    ).format(share=percent(share))
    return Result(
        "statuses",
        _("Tecken och vad de betyder"),
        sentence,
        rows,
        (Column("sign", _("Tecken")), Column("meaning", _("Betydelse")), Column("rows", _("Rader"), "count")),
        "count",
        _of_dataset(rows, "allocation", "activity", "self_assessment", "published_figure", "population"),
    )


def reconciliations(reader: Reader, filters: Filters) -> Result:
    """Each sum of the dataset beside the printed one: `name_sv`, `year`, `computed`, `published`, `difference`, `unit`."""
    rows = reader.rows(
        """SELECT name_sv, year, computed, published, computed - published AS difference, tolerance, unit, status, source_id, locator
           FROM reconciliation ORDER BY year, name_sv COLLATE sv"""
    )
    exact = int((rows["difference"].abs() < 0.5).sum())
    sentence = (
        _("Alla {all} summor och antal stämmer exakt.").format(all=len(rows))
        if exact == len(rows)
        else _(
            "{exact} av {all} summor och antal stämmer exakt; resten ligger inom avrundningen i dokumentet."
        ).format(exact=exact, all=len(rows))
    )
    return Result(
        "reconciliations",
        _("Avstämning mot dokumentens summor"),
        sentence,
        rows,
        (
            Column("name_sv", _("Vad")),
            Column("year", _("År")),
            Column("computed", _("Datamängden"), "mixed"),
            Column("published", _("Tryckt"), "mixed"),
            Column("difference", _("Skillnad"), "mixed"),
        ),
        "mixed",
        evidence.provenance(reader, rows),
    )


def coverage(reader: Reader, filters: Filters) -> Result:
    """Per document and section: `title`, `section_sv`, `numbers`, `in_ledger`, `in_statements`, `left_out`."""
    rows = reader.rows(
        """SELECT s.title, c.section_sv, c.numbers, c.in_ledger, c.in_statements, c.left_out, s.title AS source_id, c.section_sv AS locator, 'published' AS status
           FROM coverage c JOIN source s USING (source_id) ORDER BY c.position"""
    )
    total = rows[["numbers", "in_ledger", "in_statements", "left_out"]].sum()
    sentence = _(
        "Dokumenten har {numbers} tal i löptext och tabeller. {in_ledger} står i liggaren, {in_statements} i utsagor, och {left_out} är utelämnade med angivet skäl (årtal, källhänvisningar, numrering)."
    ).format(
        numbers=number(total["numbers"]),
        in_ledger=number(total["in_ledger"]),
        in_statements=number(total["in_statements"]),
        left_out=number(total["left_out"]),
    )
    columns = (
        Column("title", _("Dokument")),
        Column("section_sv", _("Avsnitt")),
        Column("numbers", _("Tal"), "count"),
        Column("in_ledger", _("I liggaren"), "count"),
        Column("in_statements", _("I utsagor"), "count"),
        Column("left_out", _("Utelämnade"), "count"),
    )
    return Result(
        "coverage",
        _("Täckning, avsnitt för avsnitt"),
        sentence,
        rows,
        columns,
        "count",
        _of_dataset(rows, "coverage"),
    )


def arithmetic(reader: Reader, filters: Filters) -> Result:
    """Each sum, difference or share that the documents imply: `note_sv`, `measure_sv` and `locator` of the figure it concerns,
    `computed`, `printed`, `outcome`; those that disagree first."""
    rows = reader.rows(
        """SELECT a.rule_id, a.note_sv, f.measure_sv, a.computed, a.printed, a.tolerance, a.agrees, f.source_id, f.locator
           FROM arithmetic_check a JOIN published_figure f USING (figure_id) ORDER BY a.agrees, a.rule_id"""
    )
    rows["outcome"] = rows["agrees"].map({True: _("stämmer"), False: _("stämmer inte, se avvikelser")})
    sentence = _("{agree} av {all} räkningar som dokumenten själva bygger på stämmer.").format(
        agree=number(rows["agrees"].sum()), all=number(len(rows))
    )
    columns = (
        Column("measure_sv", _("Vad")),
        Column("note_sv", _("Räkning")),
        Column("computed", _("Delarna ger"), "number"),
        Column("printed", _("Tryckt"), "number"),
        Column("outcome", _("Utfall")),
        Column("locator", _("Plats i dokumentet")),
    )
    return Result(
        "arithmetic",
        _("Dokumentens egna summor, räknade på nytt"),
        sentence,
        rows,
        columns,
        "",
        evidence.provenance(reader, rows),
    )


def disagreements(reader: Reader, filters: Filters) -> Result:
    """Where a document disagrees with itself or is unclear: `title`, `text_sv`, `locator`."""
    rows = reader.rows(
        """SELECT s.title, d.text_sv, d.locator, d.source_id, 'published' AS status
           FROM disagreement d JOIN source s USING (source_id) ORDER BY d.source_id, d.disagreement_id"""
    )
    columns = (
        Column("title", _("Dokument")),
        Column("text_sv", _("Vad som skiljer, och vad vi visar")),
        Column("locator", _("Plats")),
    )
    sentence = _(
        "På {count} ställen säger dokumenten emot sig själva eller är oklara. Vi rättar inte; vi visar det tryckta och säger vad som skiljer."
    ).format(count=number(len(rows)))
    return Result(
        "disagreements",
        _("Avvikelser i dokumenten"),
        sentence,
        rows,
        columns,
        "",
        evidence.provenance(reader, rows),
    )


def ledger(reader: Reader, filters: Filters) -> Result:
    """Every printed figure, in document order, those that only repeat another with it."""
    rows = reader.rows(
        "SELECT f.*, s.title AS source FROM published_figure f JOIN source s USING (source_id) ORDER BY f.source_id, f.figure_id"
    )
    rows["period"] = printed.periods(rows)
    rows["value_text"] = [printed_figure.said(printed.figure_of(row)) for _index, row in rows.iterrows()]
    rows["bound_text"] = [printed_figure.bound_word(bound) for bound in rows["bound"]]
    rows["source_id"] = rows["source"]
    rows["unit_word"] = [printed_figure.unit_word(unit) for unit in rows["unit"]]
    rows["repeats"] = rows["same_as"].notna().map({True: _("upprepning"), False: ""})
    return Result(
        "ledger",
        _("Liggaren: alla tryckta siffror"),
        _("{count} siffror med plats i dokumentet.").format(count=number(len(rows))),
        rows,
        (
            Column("measure_sv", _("Vad")),
            Column("subcategory_sv", _("Del")),
            Column("period", _("År")),
            Column("value_text", _("Värde"), "text", in_files=False),
            Column("bound_text", _("Ord före talet"), on_screen=False),
            Column("value", _("Värde"), "number", on_screen=False),
            Column("unit_word", _("Enhet")),
            Column("respondents", _("Bas"), "count"),
            Column("repeats", _("Upprepning"), on_screen=False),
            Column("source", _("Dokument")),
            Column("locator", _("Plats")),
            Column("note_sv", _("Anmärkning")),
        ),
        "",
        _of_dataset(rows, "source", "published_figure"),
    )


def _of_dataset(rows: pd.DataFrame, *tables: str) -> tuple[Provenance, ...]:
    """The tables of the dataset that an answer about the dataset itself is made of."""
    if rows.empty:
        return ()
    place = ngettext("tabellen {tables}", "tabellerna {tables}", len(tables))
    return (
        Provenance("medelkartan", _("Medelkartans datamängd"), place.format(tables=grammar.listed(tables))),
    )
