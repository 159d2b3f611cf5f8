"""What recipients themselves say came of the money. Self-assessed throughout; never shown as an effect."""

import pandas as pd

from dashboard.core import grammar
from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.core.measures import label_of_recipient_kind
from dashboard.core.numbers import MISSING, number, percent
from dashboard.core.result import Column, Result, statuses_of
from dashboard.core.status import Status
from dashboard.dataset.store import Reader
from dashboard.queries import evidence

_YEARS = (2020, 2021, 2022)
# How many answered the form, and how many had received money and so were asked.
_ANSWERED = {
    "municipality": "vardanalys-2023.f3-f5.municipalities.n.{year}",
    "region": "vardanalys-2023.f14-f15.regions.n.{year}",
    "ngo": "vardanalys-2023.f17-f18.ngos.n.{year}",
}
_ASKED = {
    "municipality": "vardanalys-2023.t2.municipalities.count.{year}",
    "region": "vardanalys-2023.t2.regions.count.{year}",
    "ngo": "vardanalys-2023.t2.ngos.count.{year}",
}
_HIGH = "vardanalys-2023.f5.municipalities.quality-4-5.count.2022"
_AREAS = {
    "quality-own": lambda: _("Kvalitetsutveckling av eget arbete"),
    "prevention": lambda: _("Universellt förebyggande arbete"),
    "women": lambda: _("Insatser för våldsutsatta kvinnor"),
    "vulnerable": lambda: _("Insatser för särskilt utsatta grupper"),
    "children": lambda: _("Arbete med barn"),
    "perpetrators": lambda: _("Insatser för att nå våldsutövare"),
    "prostitution": lambda: _("Mot prostitution och människohandel"),
}


def scores(reader: Reader, filters: Filters) -> Result:
    """The scores 1 to 5 that recipients gave, by kind and year, as far as they are printed.

    Rows, one per kind and year: `label`, `year`, `kind`, `asked` (who had received money), `answered`, `low` and `high` (how many gave 1-3
    and 4-5, where that is printed), `unknown` (answers whose scores the text does not give), `high_text`, `status`.
    """
    figures = reader.rows("SELECT figure_id, value, source_id, locator FROM published_figure").set_index(
        "figure_id"
    )
    rows = pd.DataFrame([_one(figures, kind, year) for kind in _ANSWERED for year in _YEARS])
    known = rows.set_index(["kind", "year"]).loc[("municipality", 2022)]
    sentence = _(
        "Självskattat 2022: {high} av {answered} svarande kommuner, av {asked} som fått medel, gav 4 eller 5."
    ).format(high=number(known["high"]), answered=number(known["answered"]), asked=number(known["asked"]))
    notes = [
        _(
            "Frågan: har medlen bidragit till bättre kvalitet, från 1 (i låg utsträckning) till 5 (i stor utsträckning)? "
            "Ideella organisationer svarade på om de nått väntade resultat. Betygen är självskattade och mäter inte effekt."
        ),
        _("Av betygen står bara kommunernas 4 och 5 för 2022 i texten."),
        *evidence.undivided_item_notes(filters),
    ]
    return Result(
        "self_assessed_scores",
        _("Självskattade betyg 1–5, per mottagare och år"),
        sentence,
        rows,
        (
            Column("kind_label", _("Mottagare")),
            Column("year", _("År")),
            Column("answered", _("Svarande"), "count"),
            Column("asked", _("Av tillfrågade"), "count"),
            Column("high_text", _("Gav 4 eller 5")),
            Column("status", _("Tecken")),
        ),
        "count",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(notes),
    )


def _one(figures: pd.DataFrame, kind: str, year: int) -> dict[str, object]:
    printed = figures.loc[_ANSWERED[kind].format(year=year)]
    answered = float(printed["value"])
    is_told = (kind, year) == ("municipality", 2022)
    high = float(figures.at[_HIGH, "value"]) if is_told else 0.0
    return {
        "kind": kind,
        "kind_label": label_of_recipient_kind(kind),
        "year": year,
        "label": f"{label_of_recipient_kind(kind)} {year}",
        "asked": float(figures.at[_ASKED[kind].format(year=year), "value"]),
        "answered": answered,
        "low": answered - high if is_told else 0.0,
        "high": high,
        "unknown": 0.0 if is_told else answered,
        "high_text": _("{count} ({share})").format(count=number(high), share=percent(100 * high / answered))
        if is_told
        else MISSING,
        "status": Status.PUBLISHED.value,
        "source_id": printed["source_id"],
        "locator": printed["locator"],
    }


def expected(reader: Reader, filters: Filters) -> Result:
    """How the organisations judge their results of 2016, area by area, as printed.

    Rows: `label`, `full`, `partly`, `little`, `other` (worked in the area but not in a printed answer), `base`, `status`. An
    answer that is not printed is missing where `other` may hold it.
    """
    found = reader.rows("SELECT * FROM published_figure WHERE figure_id LIKE 'sos-2017.ngos.%.result-%'")
    wanted = filters.violence_area_id
    rows = []
    for area, words in _AREAS.items():
        own = found[found["figure_id"].str.startswith(f"sos-2017.ngos.{area}.result-")]
        if wanted and set(own["violence_area_id"].dropna()) != {wanted}:
            continue
        values = {i.rsplit("-", 1)[1]: float(v) for i, v in zip(own["figure_id"], own["value"], strict=True)}
        base = float(own["respondents"].max())
        # Where all are accounted for, an answer that is not printed was nobody's; where some are not, it is not known.
        rest = base - sum(values.values())
        unprinted = None if rest else 0.0
        rows.append(
            {
                "label": words(),
                **{answer: values.get(answer, unprinted) for answer in ("full", "partly", "little")},
                "other": rest,
                "base": base,
                "status": Status.PUBLISHED.value,
                "source_id": own["source_id"].iloc[0],
                "locator": own["locator"].iloc[0],
            }
        )
    frame = pd.DataFrame(rows)
    if frame.empty:
        note = _("Organisationernas resultat 2016 är uppdelade på arbetsområden, inte på det våldsområdet.")
        return Result(
            "expected_results",
            _("Ideella organisationers resultat 2016"),
            "",
            frame,
            (),
            "count",
            (),
            (),
            (note,),
        )
    most = frame.loc[(frame["full"] / frame["base"]).idxmax()]
    least = frame.loc[(frame["full"] / frame["base"]).idxmin()]
    sentence = _(
        "Självskattat: inom {most} nådde {a} av {b} helt eller i stor utsträckning det de väntat sig"
    ).format(most=_quoted(most["label"]), a=number(most["full"]), b=number(most["base"]))
    sentence += (
        _(", inom {least} {a} av {b}.").format(
            least=_quoted(least["label"]), a=number(least["full"]), b=number(least["base"])
        )
        if len(frame) > 1
        else "."
    )
    return Result(
        "expected_results",
        _("Ideella organisationers självskattade resultat 2016, per område"),
        sentence,
        frame,
        (
            Column("label", _("Område")),
            Column("full", _("Helt eller i stor utsträckning"), "count"),
            Column("partly", _("Delvis"), "count"),
            Column("little", _("I liten utsträckning"), "count"),
            Column("other", _("Svar framgår inte"), "count"),
            Column("base", _("Arbetade i området"), "count"),
        ),
        "count",
        evidence.provenance(reader, frame),
        statuses_of(frame),
        (
            _(
                "Hur väl det som nåddes motsvarar det organisationen väntade sig. Självskattat; mäter inte effekt."
            ),
        ),
    )


def _quoted(text: str) -> str:
    return _("”{text}”").format(text=grammar.lowered(text))
