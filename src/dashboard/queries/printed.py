"""Printed figures, card by card, as the documents state them."""

import re
from dataclasses import dataclass

import pandas as pd

from dashboard.core import printed_figure
from dashboard.core.codes import slug
from dashboard.core.errors import UserError
from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.core.measures import label_of_violence_area
from dashboard.core.printed_figure import Printed
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import evidence, pivots

_CARDS = "SELECT card_id, section_sv, title_sv FROM printed_card WHERE page = $page ORDER BY position"


def cards(reader: Reader, filters: Filters, page: str) -> Result:
    """The cards of a page in their order: `card_id`, `section` (the part's slug, the same in every language), `section_sv`, `title_sv`."""
    rows = reader.rows(_CARDS, {"page": page})
    rows["section"] = [slug(title) for title in reader.stored_rows(_CARDS, {"page": page})["section_sv"]]
    return Result("printed_cards", _("Kort"), "", rows, (Column("title_sv", _("Kort")),), "", ())


def card(reader: Reader, filters: Filters, card_id: str) -> Result:
    """The figures of one card: a list, with the rows that `listed` promises, or a table by year, with those of `pivots.by_year`."""
    answer = listed(reader, filters, card_id)
    layout = reader.rows("SELECT layout FROM printed_card WHERE card_id = $card_id", {"card_id": card_id})
    by_year = layout["layout"].iloc[0] == "years" and not answer.is_empty
    return pivots.by_year(answer) if by_year else answer


def listed(reader: Reader, filters: Filters, card_id: str) -> Result:
    """The figures of one card, one a row.

    Rows: `label`, `value`, `unit` (sek, percent or count), `noun` (what is counted), `value_text` (the figure with its bound, noun and
    base), `respondents`, `period`, `bound_text`, `locator`, `note_sv`, `status`. With a violence area chosen, only that area's figures
    where the card tells areas apart. The sentence is the card's own; a card narrowed to fewer figures than its sentence names has none.
    An unknown card raises UserError.
    """
    rows = reader.rows(
        """SELECT c.title_sv, c.sentence_sv, c.judged_by, f.* FROM printed_card_figure m JOIN printed_card c USING (card_id) JOIN published_figure f USING (figure_id)
           WHERE m.card_id = $card_id ORDER BY m.position""",
        {"card_id": card_id},
    )
    if rows.empty:
        raise UserError(_("Kortet ”{name}” finns inte i den här datamängden.").format(name=card_id))
    sentence = rows["sentence_sv"].iloc[0]
    return of_figures(
        reader,
        filters,
        card_id,
        str(rows["title_sv"].iloc[0]),
        rows.drop(columns=["title_sv", "sentence_sv", "judged_by"]),
        sentence if isinstance(sentence, str) else "",
        _judged(rows["judged_by"].iloc[0]),
    )


def of_figures(
    reader: Reader,
    filters: Filters,
    card_id: str,
    title: str,
    figures: pd.DataFrame,
    sentence: str = "",
    note: str = "",
) -> Result:
    """The given rows of the ledger as a card, with the rows that `listed` promises, and a note on them."""
    rows, area_note = _of_violence_area(figures, filters)
    rows["respondents"] = rows["respondents"].astype(float)
    known = [figure_of(row) for _index, row in rows.iterrows()]
    rows["value_text"] = [printed_figure.written(figure) for figure in known]
    rows["noun"] = [printed_figure.noun_of(unit, 2) for unit in rows["unit"]]
    rows["printed_unit"] = rows["unit"]
    rows["unit_word"] = [printed_figure.unit_word(unit) for unit in rows["unit"]]
    rows["unit"] = [u if u in ("sek", "percent") else "count" for u in rows["unit"]]
    rows["period"] = periods(rows)
    rows["label"] = _labels(rows, _names(reader))
    rows["bound_text"] = [printed_figure.bound_word(bound) for bound in rows["bound"]]
    rows["note_sv"] = rows["note_sv"].fillna("")
    notes = [n for n in (area_note, note) if n] + _disagreements(reader, rows)
    return Result(
        card_id,
        _dated(title, rows),
        _sentence(sentence, dict(zip(rows["figure_id"], known, strict=True))),
        rows,
        (
            Column("label", _("Vad")),
            Column("value_text", _("Värde"), "text", in_files=False),
            Column("measure_sv", _("Mått"), on_screen=False),
            Column("value", _("Värde"), "mixed", on_screen=False),
            Column("unit_word", _("Enhet"), on_screen=False),
            Column("respondents", _("Bas"), "count", on_screen=False),
            Column("bound_text", _("Ord före talet"), on_screen=False),
            Column("period", _("År")),
            Column("note_sv", _("Anmärkning")),
            Column("locator", _("Plats i dokumentet")),
        ),
        "mixed",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(notes),
    )


def _of_violence_area(rows: pd.DataFrame, filters: Filters) -> tuple[pd.DataFrame, str]:
    wanted = filters.violence_area_id
    if not wanted:
        return rows.copy(), ""
    if rows["violence_area_id"].isna().all():
        return rows.copy(), _(
            "Siffrorna på kortet är inte uppdelade på våldsområden; filtret ändrar dem inte."
        )
    chosen = rows[rows["violence_area_id"] == wanted].copy()
    name = label_of_violence_area(wanted).lower()
    if chosen.empty:
        return chosen, _("Dokumentet har inga siffror om {area} här.").format(area=name)
    return chosen, _("Bara siffror om {area} visas.").format(area=name)


def figure_of(row: pd.Series) -> Printed:
    """A row of the ledger as a figure that can be written."""
    wording, base = row["wording"], row["respondents"]
    return Printed(
        float(row["value"]),
        row["unit"],
        row["bound"],
        wording if isinstance(wording, str) else "",
        None if pd.isna(base) else float(base),
    )


def written_of(row: pd.Series) -> str:
    """A row of the ledger as a table writes it."""
    return printed_figure.written(figure_of(row))


def periods(rows: pd.DataFrame) -> list[str]:
    """The year or the years of each row of the ledger, as text."""
    years = zip(rows["year_from"].astype(float), rows["year_to"].astype(float), strict=True)
    return [printed_figure.period(first, last) for first, last in years]


def _dated(title: str, rows: pd.DataFrame) -> str:
    """The title with the years of the rows, unless it has its own."""
    years = sorted({int(y) for y in rows[["year_from", "year_to"]].astype(float).stack().dropna()})
    if not years or re.search(r"\b20\d\d\b", title):
        return title
    if len(years) == 2 and not rows["period"].map(printed_figure.is_span).any():
        return _("{title}, {first} och {last}").format(title=title, first=years[0], last=years[1])
    return f"{title}, {printed_figure.period(years[0], years[-1])}"


@dataclass(frozen=True)
class _Names:
    """What the names on a card need beside its own rows: those whom a figure may be about, and the measures that say nothing without their
    finer item."""

    actors: frozenset[str]
    open_measures: frozenset[str]


def _names(reader: Reader) -> _Names:
    actors = reader.rows(
        """SELECT replace(name, ' stadsdelsnämnd', '') AS name FROM recipient
           WHERE kind IN ('ngo', 'district', 'county_board') AND status <> 'synthetic'"""
    )
    measures = reader.rows(
        """SELECT measure_sv FROM published_figure WHERE same_as IS NULL AND subcategory_sv NOT IN ('min', 'max')
           GROUP BY ALL HAVING count(DISTINCT subcategory_sv) > 1"""
    )
    return _Names(frozenset(actors["name"]), frozenset(measures["measure_sv"]))


def _labels(rows: pd.DataFrame, names: _Names) -> list[str]:
    """Names as short as they can be and still say what is measured and differ.

    Where all figures share a measure, the finer item names each, or the heading, both, with the year; otherwise the measure does, after
    the actor where a figure is about one of them, and with the finer item where the measure is about several.
    """
    if rows.empty:
        return []
    heading = rows["category_sv"].fillna(rows["measure_sv"])
    # The ends of a span say nothing alone.
    fine = rows["subcategory_sv"].fillna(heading)
    ends = fine.isin(("min", "max"))
    fine = fine.mask(
        ends, rows["measure_sv"] + " (" + fine.replace({"min": _("minst"), "max": _("mest")}) + ")"
    )
    year = pd.Series([f", {when}" if when else "" for when in rows["period"]], index=rows.index, dtype=str)
    if rows["measure_sv"].nunique() == 1 < len(rows):
        both = heading.where(rows["subcategory_sv"].isna() | ends, heading + ": " + fine)
        candidates = (fine, heading, both, fine + year, both + year)
        return next(
            (named for named in candidates if not named.duplicated().any()),
            _told_apart(rows["measure_sv"], fine, heading, year),
        ).tolist()
    about = [
        next((f"{name}: " for name in (str(item).split(",")[0], str(area)) if name in names.actors), "")
        for item, area in zip(rows["subcategory_sv"], rows["category_sv"], strict=True)
    ]
    needs_more = rows["measure_sv"].isin(names.open_measures) & rows["subcategory_sv"].notna() & ~ends
    measure = rows["measure_sv"].mask(ends, fine)
    named = about + measure.where(
        ~needs_more | (pd.Series(about, index=rows.index) != ""), measure + ": " + fine
    )
    return _told_apart(named, fine, heading, year).tolist()


def _told_apart(named: pd.Series, fine: pd.Series, heading: pd.Series, year: pd.Series) -> pd.Series:
    """The names, with the least more said of those that are alike."""
    more = (": " + fine, ": " + heading, year, ": " + fine + year, ": " + heading + year)
    for _name, alike in named[named.duplicated(keep=False)].groupby(named):
        longer = [alike + part[alike.index] for part in more]
        longer.append(alike + (": " + fine + year + ", " + heading)[alike.index])
        named.loc[alike.index] = next((n for n in longer if not n.duplicated().any()), longer[-1])
    return named


def _sentence(sentence: str, figures: dict[str, Printed]) -> str:
    if printed_figure.named_in(sentence) - set(figures):
        return ""
    return printed_figure.filled_in(sentence, figures)


def _disagreements(reader: Reader, rows: pd.DataFrame) -> list[str]:
    """Where the document disagrees with itself about one of the figures."""
    found = reader.rows(
        """SELECT DISTINCT text_sv FROM disagreement, unnest(string_split(figure_ids, ' ')) AS f(figure_id)
           WHERE figure_id IN (SELECT unnest($ids)) ORDER BY text_sv""",
        {"ids": rows["figure_id"].tolist()},
    )
    return [_("Avvikelse i dokumentet: {text}").format(text=text) for text in found["text_sv"]]


def _judged(by: object) -> str:
    """That the figures are judgements, and whose. Counts of those who answered are none."""
    return {
        "recipients": _("Självskattat: svaren är mottagarnas egna bedömningar och mäter inte effekt."),
        "others": _("Svaren är bedömningar av dem som tillfrågades och mäter inte effekt."),
    }.get(str(by), "")
