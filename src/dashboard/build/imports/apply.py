"""What imported rows do to the tables: the one rule that preview and build share.

A printed row is never replaced. An imported row takes the place of the row with its key, be it computed, invented or from an
earlier import. A recipient's report leaves nothing invented for that recipient and year.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.build.population import with_key_year
from dashboard.core.codes import county_of, is_municipality
from dashboard.core.status import Status
from dashboard.dataset.schema import BY_NAME

KEYS = {
    name: list(BY_NAME[name].key) for name in ("allocation", "self_assessment", "population", "indicator")
}
VALUES = {
    "allocation": ["amount_sek"],
    "self_assessment": ["score", "answer"],
    "population": ["population"],
    "indicator": ["value", "sign", "unit", "mark"],
    "activity": [],
}
# What tells one activity of a recipient and year from another: the reports give them no id.
ACTIVITY_CONTENT = [
    "recipient_id", "year", "activity_type_id", "violence_area_id", "target_group_id", "method_id", "partner_sv", "description_sv",
]  # fmt: skip
TABLES = (*KEYS, "activity")
REPORT = "report"
_PAIR = ["recipient_id", "year"]
_WITH_EXAMPLES = ("allocation", "activity", "self_assessment")
_IMPORTED = "import-"


@dataclass(frozen=True)
class Applied:
    """The tables after an import.

    `overruled` holds the imported rows that a printed row stands against, with the printed values in `printed_…` columns and its source in
    `printed_source`. `touched` names the recipients and years that rows were imported for. `replaced` counts, by source_id, the rows
    that the imported ones took the place of.
    """

    tables: dict[str, pd.DataFrame]
    overruled: pd.DataFrame
    touched: set[tuple[str, int]]
    replaced: dict[str, int]


def is_imported(rows: pd.DataFrame) -> pd.Series:
    """Whether each row of a dataset table comes from an import."""
    return rows["source_id"].astype(str).str.startswith(_IMPORTED)


def is_printed(rows: pd.DataFrame) -> pd.Series:
    """Whether each row stands in a source document or register that was reviewed by hand; such a row is never replaced."""
    return (rows["status"] == Status.PUBLISHED.value) & ~is_imported(rows)


def tuples(rows: pd.DataFrame, columns: list[str]) -> pd.MultiIndex:
    """The rows' values in some columns, so that they can be compared: missing values are alike, whole numbers are whole."""
    return pd.MultiIndex.from_arrays([_comparable(rows[c]) for c in columns], names=columns)


def _comparable(column: pd.Series) -> np.ndarray:
    known = column.notna().to_numpy()
    values = column.to_numpy(dtype=object).copy()
    values[~known] = ""
    # Looking at each value is slow; only where a table has gaps do whole numbers come as fractions.
    if known.any() and pd.api.types.infer_dtype(values[known], skipna=False) not in ("string", "integer"):
        values[known] = [_plain(v) for v in values[known]]
    return values


def _plain(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def apply(tables: dict[str, pd.DataFrame], incoming: pd.DataFrame) -> Applied:
    """The tables with the incoming rows in them. `incoming` is as `batches.read_rows` gives it; later batches win over earlier ones."""
    if incoming.empty:
        return Applied(dict(tables), pd.DataFrame(), set(), {})
    result = dict(tables)
    overruled, taken = [], []
    rows_of = {name: incoming[incoming["table"] == name] for name in TABLES}
    reported = _pairs(incoming[incoming["form_id"] == REPORT])
    for name in TABLES:
        before = _without_examples(name, tables[name], rows_of, reported)
        given, added = rows_of[name], []
        if not given.empty:
            latest = _latest(name, given)
            stays = _printed_that_stand(name, before, latest)
            overruled.append(stays)
            latest = latest[~latest["record"].isin(stays["record"])]
            before = _without_replaced(name, before, latest)
            added = [latest.reindex(columns=[*BY_NAME[name].field_names, "file"])]
        taken.append(_replaced(name, tables[name], before, incoming))
        result[name] = pd.concat([f for f in (before, *added) if not f.empty] or [before])
    if not rows_of["population"].empty:
        result["population"] = with_key_year(_with_county_sums(result["population"], rows_of["population"]))
    counts = pd.concat(taken).groupby(level=0).sum().to_dict() if taken else {}
    stay = pd.concat(overruled) if overruled else pd.DataFrame()
    return Applied(result, stay, _pairs(incoming), {str(k): int(v) for k, v in counts.items()})


def _pairs(rows: pd.DataFrame) -> set[tuple[str, int]]:
    known = rows[rows["recipient_id"].notna() & rows["table"].isin(_WITH_EXAMPLES)]
    return set(zip(known["recipient_id"], known["year"].astype(int), strict=True))


def _in_pairs(rows: pd.DataFrame, pairs: set[tuple[str, int]]) -> pd.Series:
    found = [pair in pairs for pair in zip(rows["recipient_id"], rows["year"], strict=True)]
    return pd.Series(found, index=rows.index, dtype=bool)


def _without_examples(
    name: str, rows: pd.DataFrame, rows_of: dict[str, pd.DataFrame], reported: set[tuple[str, int]]
) -> pd.DataFrame:
    if name not in _WITH_EXAMPLES or rows.empty:
        return rows
    invented = rows["status"] == Status.SYNTHETIC.value
    pairs = reported | (_listed_pairs(rows, rows_of["allocation"]) if name == "allocation" else set())
    return rows[~(invented & _in_pairs(rows, pairs)).to_numpy()]


def _listed_pairs(rows: pd.DataFrame, given: pd.DataFrame) -> set[tuple[str, int]]:
    """Recipients and years whose invented amounts would contradict a given one: the ladder is given, or it starts lower than invented."""
    steps = _pairs(given[given["measure"] != "available"])
    start = (
        given[given["measure"] == "available"]
        .drop_duplicates(_PAIR, keep="last")
        .set_index(_PAIR)["amount_sek"]
    )
    invented = rows[(rows["status"] == Status.SYNTHETIC.value) & (rows["measure"] == "received")].set_index(
        _PAIR
    )["amount_sek"]
    both = start.index.intersection(invented.index)
    over = [pair for pair in both if invented[pair] > start[pair]]
    return steps | {(str(r), int(y)) for r, y in over}


def _latest(name: str, given: pd.DataFrame) -> pd.DataFrame:
    """The rows that count: of the same key the last; of activities those of the last batch that has any for the recipient and year."""
    rows = given.assign(record=range(len(given)))
    if name == "activity":
        return rows[rows["batch_no"] == rows.groupby(_PAIR)["batch_no"].transform("max")]
    return rows[~tuples(rows, KEYS[name]).duplicated(keep="last")]


def _printed_that_stand(name: str, before: pd.DataFrame, latest: pd.DataFrame) -> pd.DataFrame:
    """The incoming rows that a printed row stands against, whether they agree with it or not."""
    printed = before[is_printed(before).to_numpy()]
    key = KEYS.get(name, ACTIVITY_CONTENT)
    here, there = tuples(latest, key), tuples(printed, key)
    stays = latest[here.isin(there)]
    if name == "activity" or stays.empty:
        return stays.assign(printed_source=None)
    first = printed[~there.duplicated()].set_axis(there[~there.duplicated()])
    at = first.index.get_indexer(tuples(stays, key))
    found = first.iloc[at]
    columns = {f"printed_{c}": found[c].to_numpy() for c in VALUES[name]}
    return stays.assign(**columns, printed_source=found["source_id"].to_numpy())


def _without_replaced(name: str, before: pd.DataFrame, latest: pd.DataFrame) -> pd.DataFrame:
    if name == "activity":
        stale = is_imported(before) & _in_pairs(before, _pairs(latest))
        return before[~stale.to_numpy()]
    return before[~tuples(before, KEYS[name]).isin(tuples(latest, KEYS[name]))]


def _replaced(name: str, at_first: pd.DataFrame, left: pd.DataFrame, incoming: pd.DataFrame) -> pd.Series:
    """How many rows of the table gave way, by the source_id of what took their place."""
    if len(at_first) == len(left):
        return pd.Series(dtype=int)
    by = _PAIR if name in _WITH_EXAMPLES else ["area_code", "year"]
    own = incoming if name in _WITH_EXAMPLES else incoming[incoming["table"] == name]
    lost = tuples(at_first, by).value_counts().sub(tuples(left, by).value_counts(), fill_value=0)
    names = tuples(own, by)
    gone = lost.reindex(names[~names.duplicated(keep="last")]).fillna(0).astype(int)
    return pd.Series(gone.to_numpy(), index=own.loc[~names.duplicated(keep="last"), "source_id"].to_numpy())


def _with_county_sums(population: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """The rows, and the sum of each county that has none of its own in a year that imported municipalities have made whole."""
    places = population[population["area_code"].map(is_municipality).astype(bool)]
    places = places.assign(county=places["area_code"].map(county_of))
    whole = places.groupby("county")["area_code"].nunique()
    there = set(zip(population["area_code"], population["year"].astype(int), strict=True))
    owners = given[given["area_code"].map(is_municipality).astype(bool)]
    keys = zip(owners["area_code"].map(county_of), owners["year"].astype(int), strict=True)
    sums = []
    for (county, year), source_id in dict(zip(keys, owners["source_id"], strict=True)).items():
        parts = places[(places["county"] == county) & (places["year"] == year)]
        if (county, year) not in there and len(parts) == whole[county]:
            sums.append((county, year, int(parts["population"].sum()), Status.PUBLISHED.value, source_id))
    columns = ["area_code", "year", "population", "status", "source_id"]
    return (
        pd.concat([population, pd.DataFrame(sums, columns=columns)], ignore_index=True)
        if sums
        else population
    )
