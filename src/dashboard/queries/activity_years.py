"""What is known of activities year by year: how many told what they did, and the few counts that the later documents print."""

import pandas as pd

from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.core.measures import label_of_recipient_kind
from dashboard.core.numbers import number
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import evidence

YEARS = (2016, 2017, 2020, 2021, 2022)
_LATER = {
    "municipality": "vardanalys-2023.f3-f5.municipalities.n.",
    "region": "vardanalys-2023.f14-f15.regions.n.",
    "ngo": "vardanalys-2023.f17-f18.ngos.n.",
}
_FIRST = {
    "municipality": "sos-2017.municipalities.reports-base-count",
    "region": "sos-2017.regions.requisitioned-count",
    "ngo": "sos-2017.ngos.reports-base-count",
}
_PERPETRATORS = {
    "municipality": {2016: "sos-2017.municipalities.perpetrators"},
    "region": {
        2020: "vardanalys-2023.f14.regions.perpetrators.2020",
        2022: "vardanalys-2023.f14.regions.perpetrators.2022",
    },
    "ngo": {2016: "sos-2017.ngos.perpetrators"},
}


def by_year(reader: Reader, filters: Filters) -> Result:
    """How many of each kind told what they did, year by year, and how many of them worked with perpetrators, the one count printed for more than one round.

    Rows: `label`, `y2016` and so on (missing where no document has it), `status`. 2017 is Stockholm's city-district boards.
    """
    figures = reader.rows("SELECT figure_id, value, source_id, locator FROM published_figure").set_index(
        "figure_id"
    )
    places: list[str] = []

    def row(label: str, ids: dict[int, str]) -> dict[str, object]:
        places.extend(ids.values())
        values = {f"y{year}": float(figures.at[i, "value"]) for year, i in ids.items()}
        return {"label": label, **{f"y{y}": values.get(f"y{y}") for y in YEARS}, "status": "published"}

    told = {
        kind: {2016: _FIRST[kind], **{year: f"{_LATER[kind]}{year}" for year in YEARS[2:]}} for kind in _LATER
    }
    boards = reader.rows(
        """SELECT count(DISTINCT recipient_id) AS n, any_value(a.source_id) AS source_id FROM activity a JOIN recipient r USING (recipient_id)
           WHERE r.kind = 'district' AND a.status = 'published' AND r.recipient_id != 'district-unnamed'"""
    )
    rows = pd.DataFrame(
        [
            *(
                row(_("{kinds} vars redovisning ingår").format(kinds=label_of_recipient_kind(k)), told[k])
                for k in told
            ),
            {
                "label": _("Stockholms nämnder och enheter som nämns"),
                **{f"y{y}": float(boards["n"].iloc[0]) if y == 2017 else None for y in YEARS},
                "status": "published",
            },
            *(
                row(
                    _("{kinds} som arbetat med våldsutövare").format(kinds=label_of_recipient_kind(k)),
                    _PERPETRATORS[k],
                )
                for k in told
            ),
        ]
    )
    first, last = (figures.at[i, "value"] for i in _PERPETRATORS["region"].values())
    sentence = _(
        "Regioner som riktat medel till arbete med våldsutövare: {first} av 21 år 2020 och {last} av 21 år 2022. Staplarna för andra områden saknas i texten."
    ).format(first=number(first), last=number(last))
    sources = figures.loc[list(dict.fromkeys(places))].reset_index()
    return Result(
        "activity_years",
        _("Vad som finns redovisat, år för år"),
        sentence,
        rows,
        (Column("label", _("Vad")), *(Column(f"y{y}", str(y), "count") for y in YEARS)),
        "count",
        evidence.provenance(reader, sources),
        statuses_of(rows),
        (
            _("– betyder att dokumenten inte har uppgiften. För 2018 och 2019 finns ingen redovisning alls."),
            *evidence.undivided_item_notes(filters),
        ),
    )
