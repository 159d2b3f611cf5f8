"""Printed figures, card by card, as the documents state them."""

import pandas as pd

from dashboard.core import grammar
from dashboard.core.codes import slug
from dashboard.core.errors import UserError
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.measures import label_of_violence_area
from dashboard.core.numbers import in_unit, number, percent
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import evidence, pivots

_NOUNS = {
    "municipalities": lambda: _("kommuner"),
    "regions": lambda: _("regioner"),
    "ngos": lambda: _("organisationer"),
    "county_boards": lambda: _("länsstyrelser"),
    "districts": lambda: _("stadsdelsnämnder"),
    "agencies": lambda: _("myndigheter"),
    "recipients": lambda: _("mottagare"),
    "persons": lambda: _("personer"),
    "users": lambda: _("användare"),
    "groups": lambda: _("grupper"),
    "activities": lambda: _("aktiviteter"),
    "years": lambda: _("år"),
    "days": lambda: _("dagar"),
}

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

    Rows: `label`, `value`, `unit` (sek, percent or count), `noun` (what is counted), `respondents`, `year`, `approximate`,
    `locator`, `note_sv`, `status`. With a violence area chosen, only that area's figures where the card tells areas apart. An unknown card
    raises UserError.
    """
    rows = reader.rows(
        """SELECT c.title_sv, f.* FROM printed_card_figure m JOIN printed_card c USING (card_id) JOIN published_figure f USING (figure_id)
           WHERE m.card_id = $card_id ORDER BY m.position""",
        {"card_id": card_id},
    )
    if rows.empty:
        raise UserError(_("Kortet ”{name}” finns inte i den här datamängden.").format(name=card_id))
    return of_figures(reader, filters, card_id, str(rows["title_sv"].iloc[0]), rows)


def of_figures(reader: Reader, filters: Filters, card_id: str, title: str, figures: pd.DataFrame) -> Result:
    """The given rows of the ledger as a card, with the rows that `listed` promises."""
    rows, area_note = _of_violence_area(figures, filters)
    rows["respondents"] = rows["respondents"].astype(float)
    rows["noun"] = [_NOUNS[u]() if u in _NOUNS else "" for u in rows["unit"]]
    rows["printed_unit"] = rows["unit"]
    rows["unit"] = [u if u in ("sek", "percent") else "count" for u in rows["unit"]]
    rows["period"] = _periods(rows)
    rows["label"] = _labels(rows)
    rows["approximate"] = rows["is_approximate"].map({True: _("ungefär"), False: ""})
    rows["note_sv"] = rows["note_sv"].fillna("")
    rows["value_text"] = [value_text(row) for _index, row in rows.iterrows()]
    rows["year"] = rows["year"].astype("Int64")
    notes = [n for n in (area_note, _self_assessed(rows)) if n] + _disagreements(reader, rows)
    return Result(
        card_id,
        title,
        _sentence(rows),
        rows,
        (
            Column("label", _("Vad")),
            Column("value_text", _("Värde"), "text", in_files=False),
            Column("measure_sv", _("Mått"), on_screen=False),
            Column("value", _("Värde"), "mixed", on_screen=False),
            Column("printed_unit", _("Enhet"), on_screen=False),
            Column("respondents", _("Bas"), "count", on_screen=False),
            Column("approximate", _("Ungefärligt"), on_screen=False),
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


def _periods(rows: pd.DataFrame) -> list[str]:
    """The year, or the period that the note begins with where a figure covers several years."""
    spans = rows["note_sv"].fillna("").str.extract(r"^(\d{4}[-–]\d{4})", expand=False).str.replace("-", "–")
    years = ["" if pd.isna(y) else str(int(y)) for y in rows["year"]]
    return [span if isinstance(span, str) else year for span, year in zip(spans, years, strict=True)]


def _labels(rows: pd.DataFrame) -> list[str]:
    """Names as short as they can be and still differ: the finer item, the heading, both, with the year, the measure."""
    heading = rows["category_sv"].fillna(rows["measure_sv"])
    # The ends of a span say nothing alone.
    fine = rows["subcategory_sv"].fillna(heading)
    ends = fine.isin(("min", "max"))
    fine = fine.mask(
        ends, rows["measure_sv"] + " (" + fine.replace({"min": _("minst"), "max": _("mest")}) + ")"
    )
    both = heading.where(rows["subcategory_sv"].isna() | ends, heading + ": " + fine)
    year = pd.Series([f", {when}" if when else "" for when in rows["period"]], index=rows.index, dtype=str)
    candidates = (fine, heading, both, fine + year, both + year)
    return next(
        (names for names in candidates if not names.duplicated().any()),
        _told_apart(rows["measure_sv"], ": " + fine, year, ", " + heading),
    ).tolist()


def _told_apart(names: pd.Series, *more: pd.Series) -> pd.Series:
    """The names, with more said of those that are alike."""
    for part in more:
        names = names.where(~names.duplicated(keep=False), names + part)
    return names


def value_text(row: pd.Series) -> str:
    """A figure in words: `omkring 85 % (167 svarande)`."""
    if pd.isna(row["value"]):
        return _("anges inte")
    value = round(row["value"]) if row["is_approximate"] else row["value"]
    # Two decimals where the document prints two.
    exact = row["unit"] == "percent" and round(value, 1) != value
    text = percent(value, 2) if exact else in_unit(value, row["unit"])
    if row["noun"]:
        text = f"{text} {row['noun']}"
    if row["is_approximate"]:
        text = _("omkring {value}").format(value=text)
    if not pd.isna(row["respondents"]):
        text = (
            _("{value} av {base}").format(value=text, base=number(row["respondents"]))
            if row["unit"] == "count"
            else _("{value} (bas {base})").format(value=text, base=number(row["respondents"]))
        )
    return text


def _sentence(rows: pd.DataFrame) -> str:
    known = rows.dropna(subset=["value"])
    if known.empty:
        return ""
    if len(known) == 1:
        only = known.iloc[0]
        return _("{label}: {value}.").format(label=only["label"], value=value_text(only))
    if not _comparable(known):
        first = known.iloc[0]
        return _("{what}: {value}. Kortet har {count} uppgifter.").format(
            what=first["measure_sv"], value=value_text(first), count=number(len(known))
        )
    texts = [value_text(row) for _index, row in known.iterrows()]
    found = grammar.extremes(known["label"], known["value"], texts, _figures)
    if found is None:
        return ""
    if found.are_equal:
        return _("Alla {count} uppgifter har samma värde: {value}.").format(
            count=number(found.count), value=found.top_value
        )
    return _("Högst: {top}, {top_value}. Lägst: {bottom}, {bottom_value}.").format(
        top=found.top, top_value=found.top_value, bottom=found.bottom, bottom_value=found.bottom_value
    )


def _figures(count: int) -> str:
    return ngettext("{count} uppgift", "{count} uppgifter", count).format(count=number(count))


def _comparable(rows: pd.DataFrame) -> bool:
    """Whether highest and lowest mean anything: one unit, and one measure or one base."""
    one_base = rows["respondents"].notna().all() and rows["respondents"].nunique() == 1
    return rows["printed_unit"].nunique() == 1 and (rows["measure_sv"].nunique() == 1 or one_base)


def _disagreements(reader: Reader, rows: pd.DataFrame) -> list[str]:
    """Where the document disagrees with itself about one of the figures."""
    found = reader.rows(
        """SELECT DISTINCT text_sv FROM disagreement, unnest(string_split(figure_ids, ' ')) AS f(figure_id)
           WHERE figure_id IN (SELECT unnest($ids)) ORDER BY text_sv""",
        {"ids": rows["figure_id"].tolist()},
    )
    return [_("Avvikelse i dokumentet: {text}").format(text=text) for text in found["text_sv"]]


def _self_assessed(rows: pd.DataFrame) -> str:
    if rows["topic"].isin(("result", "survey")).any():
        return _("Självskattat: svaren är mottagarnas egna bedömningar och mäter inte effekt.")
    return ""
