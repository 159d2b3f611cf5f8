"""Where the rows of an answer come from."""

from collections.abc import Iterable

import pandas as pd

from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.result import Provenance, Result
from dashboard.core.status import Status, ordered
from dashboard.dataset.store import Reader

# More than so many places in a source, and so many received files, are counted.
_MOST_PLACES = 3
_MOST_FILES = 6
# Between the sources of a row that is made of several, and between the places in them.
_AND = " | "
# A source made of a received file.
_IMPORTED = "import-"


def provenance(reader: Reader, rows: pd.DataFrame) -> tuple[Provenance, ...]:
    """The distinct sources and places of the rows, from their `source_id` and `locator` columns; see `together`.

    More places than a reader can take in are cut to the first few of each source, and more received files to the first few
    of them, with a count of the rest.
    """
    if rows.empty:
        return ()
    whole = rows[["source_id", "locator"]].dropna().drop_duplicates()
    places = pd.DataFrame(
        [place for row in whole.itertuples() for place in _apart(str(row.source_id), str(row.locator))],
        columns=["source_id", "locator"],
    ).drop_duplicates()
    received = [i for i in places["source_id"].unique() if i.startswith(_IMPORTED)]
    more = received[_MOST_FILES:]
    titles = reader.rows("SELECT source_id, title FROM source").set_index("source_id")["title"]
    ledger = reader.rows(
        """SELECT figure_id, s.title, f.locator FROM published_figure f JOIN source s USING (source_id)
           WHERE figure_id IN (SELECT unnest($ids))""",
        {"ids": places["locator"].tolist()},
    ).set_index("figure_id")
    found = []
    for source_id, group in places[~places["source_id"].isin(more)].groupby("source_id", sort=False):
        locators = _written(group["locator"].tolist(), ledger)
        text = "; ".join(locators[:_MOST_PLACES])
        if len(locators) > _MOST_PLACES:
            rest = len(locators) - _MOST_PLACES
            text += ngettext("; ett ställe till", "; {count} ställen till", rest).format(count=rest)
        found.append(Provenance(str(source_id), str(titles[source_id]), text))
    if more:
        title = ngettext("En inläst fil till", "{count} inlästa filer till", len(more)).format(
            count=len(more)
        )
        found.append(Provenance(more[0], title, _("de står i Källor och metod")))
    return tuple(found)


def _written(locators: list[str], ledger: pd.DataFrame) -> list[str]:
    """The places as a reader looks them up: example data names the printed figures that it agrees with, document by document."""
    written = [text for text in locators if text not in ledger.index]
    for title, figures in ledger.reindex([text for text in locators if text in ledger.index]).groupby(
        "title", sort=False
    ):
        first, *others = dict.fromkeys(figures["locator"])
        written += [_("avstämt mot {title}: {place}").format(title=title, place=first), *others]
    return written


def together(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The sources of each group of rows, with one place in each: `source_id` and `locator`, by the columns `by`."""
    firsts = rows.dropna(subset=["source_id"]).drop_duplicates([*by, "source_id"])
    return firsts.groupby(by)[["source_id", "locator"]].agg(_AND.join)


def _apart(source_ids: str, locators: str) -> list[tuple[str, str]]:
    sources, places = source_ids.split(_AND), locators.split(_AND)
    # Where the sources share one description of the place it is that of each.
    return list(
        zip(sources, places if len(places) == len(sources) else [locators] * len(sources), strict=True)
    )


def shown_statuses(filters: Filters) -> list[str]:
    """The statuses that may be shown: all, or all but example data."""
    return [s.value for s in Status if filters.examples or s is not Status.SYNTHETIC]


# What may stand on a page about the country, whatever is chosen: it holds no example data.
KNOWN = tuple(s.value for s in Status if s is not Status.SYNTHETIC)


def least_certain(statuses: Iterable[str]) -> str:
    """The status of a sum: that of its least certain part."""
    return ordered(set(statuses))[-1].value


def graded(statuses: pd.Series) -> pd.Series:
    """The statuses as values that compare: the less certain is the greater, so that `max` is the status of a sum."""
    return statuses.astype(pd.CategoricalDtype([s.value for s in Status], ordered=True))


def mixing_note(statuses: set[str]) -> str:
    """A sentence for a view whose figures have different statuses; empty when they have one."""
    if len(statuses) < 2:
        return ""
    return _("Siffrorna i vyn har olika ursprung; tecknet vid varje rad säger vilket.")


def no_examples_note() -> str:
    """What to say where nothing is known, and nothing invented is shown in its place."""
    return _("Det är inte känt: inget dokument och ingen inläst återrapport säger det.")


def is_unknown(result: Result) -> bool:
    """Whether the answer has nothing to show because nothing is known, and not because of a choice."""
    return result.is_empty and no_examples_note() in result.notes


def is_example(rows: pd.DataFrame) -> bool:
    """Whether any of the rows rests on example data."""
    return bool((rows["status"] == Status.SYNTHETIC.value).any())


def unmixed(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The amounts that may be added up by the columns `by`: where some are known and others invented, of none but what the key gives.

    Not even of a step that is invented throughout: it lacks those whose other steps are known.
    """
    told = rows[rows["measure"] != "available"]
    found = told.assign(invented=told["status"] == Status.SYNTHETIC.value).groupby(by)["invented"].nunique()
    mixed = set(found[found > 1].index)
    groups = rows[by].itertuples(index=False, name=None) if len(by) > 1 else rows[by[0]]
    is_mixed = pd.Series([group in mixed for group in groups], index=rows.index, dtype=bool)
    return rows[(rows["measure"] == "available") | ~is_mixed]


def undivided_notes(filters: Filters) -> list[str]:
    """What a view of money says when a violence area is chosen; nothing otherwise."""
    if not filters.violence_area_id:
        return []
    return [_("Pengarna är inte uppdelade på våldsområden; filtret ändrar dem inte.")]


def undivided_item_notes(filters: Filters) -> list[str]:
    """What a view of items that belong to no single violence area says when one is chosen; nothing otherwise."""
    if not filters.violence_area_id:
        return []
    return [_("Uppgifterna är inte uppdelade på våldsområden; filtret ändrar dem inte.")]
