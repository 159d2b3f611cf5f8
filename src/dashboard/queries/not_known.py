"""What is not known of a place, subject by subject, with what is printed for the whole country beside it."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from dashboard.core import grammar
from dashboard.core.errors import UserError
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.measures import label_of_violence_area
from dashboard.core.result import Column, Result, statuses_of
from dashboard.core.status import Status
from dashboard.dataset.store import Reader
from dashboard.queries import (
    areas,
    counties,
    county,
    county_work,
    evidence,
    municipality,
    municipality_work,
    pairs,
    printed,
    white_spots,
)
from dashboard.queries.years import dated
from dashboard.queries.years import of_county as in_county
from dashboard.queries.years import of_municipality as in_municipality

# How many requisitioned, and how much of it was used, as the documents print it of each year; `%` stands for the year.
_CLAIMED = ("sos-2017.municipalities.requisitioned-count", "vardanalys-2023.t2.municipalities.count.%")
_USED = ("sos-2017.municipalities.not-fully-spent-count", "vardanalys-2023.t2.municipalities.spent-share.%")
_FIGURES_OF_ANSWERS = "vardanalys-2023.f24."


@dataclass(frozen=True)
class Subject:
    """A subject of a place's page: `part` is the part of the page that it stands in, `printed` the ledger's figures for the country.

    `answers` are the questions that show it: it is not known where none of them has anything to show.
    """

    label: str
    part: str
    printed: tuple[str, ...]
    answers: tuple[Callable[[Reader, Filters], Result], ...]


def _claims(ladder: Callable[[Reader, Filters], Result]) -> Callable[[Reader, Filters], Result]:
    """The ladder without what the key gives: what is left is what is known of the money."""

    def known(reader: Reader, filters: Filters) -> Result:
        answer = ladder(reader, filters)
        rows = answer.rows[answer.rows["measure"] != "available"]
        return Result(answer.result_id, "", "", rows, (), "", ())

    return known


def _money(reader: Reader, filters: Filters) -> tuple[str, ...]:
    """The printed figures of the country's claims and use in the year, or in the last before it that a document prints."""
    found = []
    for patterns in (_CLAIMED, _USED):
        rows = reader.rows(
            """SELECT figure_id FROM published_figure WHERE year_from = year_to
                 AND (figure_id LIKE $patterns[1] OR figure_id LIKE $patterns[2])
               ORDER BY year_from > $year, abs(year_from - $year) LIMIT 1""",
            {"patterns": list(patterns), "year": filters.year},
        )
        found += rows["figure_id"].tolist()
    return tuple(found)


def _of_county(reader: Reader, filters: Filters) -> tuple[Subject, ...]:
    return (
        Subject(
            _("Rekvirerat och förbrukat {year}").format(year=filters.year),
            "kommuner",
            _money(reader, filters),
            (_claims(county.ladder),),
        ),
        Subject(
            _("Insatser 2016"),
            "insatser",
            ("sos-2017.municipalities.long-term-work", "sos-2017.municipalities.vulnerable.honour"),
            (county_work.violence_areas, county_work.kinds_of_work),
        ),
        Subject(
            _("Utbildning av personal 2020–2022"),
            "insatser",
            ("vardanalys-2023.f24.staff-trained.intimate-partner",),
            (county_work.training,),
        ),
        Subject(
            _("Vita fläckar"),
            "vita-flackar",
            ("sos-2017.municipalities.not-requisitioned-count",),
            (white_spots.money, white_spots.work),
        ),
        Subject(
            _("Par för utbyte"),
            "par-for-utbyte",
            ("sos-2017.municipalities.cooperation",),
            (pairs.of_county,),
        ),
    )


def _of_municipality(reader: Reader, filters: Filters) -> tuple[Subject, ...]:
    return (
        Subject(
            _("Rekvirerat och förbrukat {year}").format(year=filters.year),
            "",
            _money(reader, filters),
            (_claims(municipality.ladder),),
        ),
        Subject(
            _("Insatser"),
            "",
            ("sos-2017.municipalities.long-term-work", "sos-2017.municipalities.vulnerable.honour"),
            (municipality_work.activities,),
        ),
        Subject(
            _("Utbildning av personal 2020–2022"),
            "",
            ("vardanalys-2023.f24.staff-trained.intimate-partner",),
            (municipality_work.violence_areas,),
        ),
        Subject(
            _("Egna svar om nyttan 2022"),
            "",
            ("vardanalys-2023.f5.municipalities.quality-4-5.count.2022",),
            (municipality_work.assessments,),
        ),
    )


@dated(in_county)
def of_county(reader: Reader, filters: Filters, part: str = "") -> Result:
    """What is not known of the county's municipalities; see `_result`. With `part` only the subjects of that part of the page."""
    subjects = _of_county(reader, filters)
    if part and part not in {s.part for s in subjects}:
        raise UserError(_("Delen ”{name}” finns inte på sidan.").format(name=part))
    name = areas.names(reader)[counties.code_of(filters)]
    chosen = tuple(s for s in subjects if part in ("", s.part))
    note = _(
        "Inte känt är något annat än inget: kommunerna kan ha gjort det utan att det står i något dokument."
    )
    return _result(reader, filters, "county_unknown", name, chosen, note)


@dated(in_municipality)
def of_municipality(reader: Reader, filters: Filters) -> Result:
    """What is not known of the municipality; see `_result`."""
    name = areas.names(reader)[municipality.code_of(filters)]
    note = _(
        "Inte känt är något annat än inget: kommunen kan ha gjort det utan att det står i något dokument."
    )
    return _result(reader, filters, "municipality_unknown", name, _of_municipality(reader, filters), note)


def _result(
    reader: Reader, filters: Filters, result_id: str, name: str, subjects: tuple[Subject, ...], note: str
) -> Result:
    """Rows, one per printed figure: `subject` that is not known, `label`, `period` and `value_text` of what is printed for the country and all
    three as `printed_text`, `locator`, `status`. Empty where something is known of every subject."""
    whole = filters.but(violence_area_id="")
    unknown = [s for s in subjects if all(answer(reader, whole).is_empty for answer in s.answers)]
    rows = _printed(reader, filters, unknown)
    title = _("Det här är inte känt om {name}").format(name=name)
    if rows.empty:
        return Result(
            result_id, title, "", rows, (), "", (), (), (_("Varje ämne på sidan har uppgifter att visa."),)
        )
    sentence = ngettext(
        "Dokumenten säger inte hur det är i {name} i det här ämnet: {subjects}. Bredvid står vad de säger om hela landet.",
        "Dokumenten säger inte hur det är i {name} i de här ämnena: {subjects}. Bredvid står vad de säger om hela landet.",
        len(unknown),
    ).format(name=name, subjects=grammar.listed([grammar.lowered(s.label) for s in unknown]))
    return Result(
        result_id,
        title,
        sentence,
        rows,
        (
            Column("subject", _("Inte känt om {name}").format(name=name)),
            Column("printed_text", _("Tryckt för hela landet"), in_files=False),
            Column("label", _("Tryckt för hela landet"), on_screen=False),
            Column("period", _("År"), on_screen=False),
            Column("value_text", _("Värde"), on_screen=False),
            Column("locator", _("Plats i dokumentet")),
        ),
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (note,),
        {"subjects": tuple(s.label for s in unknown)},
    )


def _printed(reader: Reader, filters: Filters, subjects: list[Subject]) -> pd.DataFrame:
    ids = [i for s in subjects for i in s.printed]
    figures = reader.rows(
        "SELECT * FROM published_figure WHERE figure_id IN (SELECT unnest($ids))", {"ids": ids}
    )
    if figures.empty:
        return figures
    listed = printed.of_figures(reader, filters.but(violence_area_id=""), "", "", figures).rows.set_index(
        "figure_id"
    )
    labels = {i: s.label for s in subjects for i in s.printed}
    rows = listed.loc[[i for i in ids if i in listed.index]].reset_index()
    rows = pd.DataFrame(
        {
            "subject": rows["figure_id"].map(labels),
            "label": [
                _labelled(measure, area)
                for measure, area in zip(rows["measure_sv"], rows["violence_area_id"], strict=True)
            ],
            "value_text": [
                _of_whom(text, figure_id)
                for text, figure_id in zip(rows["value_text"], rows["figure_id"], strict=True)
            ],
            "period": rows["period"],
            "status": Status.PUBLISHED.value,
            "source_id": rows["source_id"],
            "locator": rows["locator"],
        }
    )
    return rows.assign(printed_text=rows["label"] + " " + rows["period"] + ": " + rows["value_text"])


def _of_whom(text: str, figure_id: str) -> str:
    """The value; a share of the survey's answers whose number its figure does not print says what it is a share of."""
    is_share_of_answers = figure_id.startswith(_FIGURES_OF_ANSWERS)
    return _("{value} av dem som svarade på enkäten").format(value=text) if is_share_of_answers else text


def _labelled(measure: str, violence_area_id: object) -> str:
    """The measure, with the violence area where it does not name it itself."""
    if not isinstance(violence_area_id, str):
        return measure
    area = label_of_violence_area(violence_area_id).lower()
    return measure if area.split()[0] in measure.lower() else f"{measure}: {area}"
