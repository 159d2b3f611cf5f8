"""What would change, row by row and as sums per county: before beside after."""

from dataclasses import dataclass

import pandas as pd

from dashboard.build.imports.apply import ACTIVITY_CONTENT, KEYS, TABLES, VALUES, tuples
from dashboard.build.imports.checks import Names, value, what
from dashboard.core.language import _
from dashboard.core.measures import MEASURES
from dashboard.core.status import Status

_CHANGES = {
    Status.SYNTHETIC.value: "ersätter exempeldata",
    Status.MODELLED.value: "ersätter beräknat",
    Status.REPORTED.value: "ändrar återrapporterat",
    Status.PUBLISHED.value: "ändrar importerat",
}
_GONE = {Status.SYNTHETIC.value: "exempeldata tas bort"}
COLUMNS = [
    "table", "name", "county_code", "year", "what", "before", "before_status", "after", "after_status", "change", "locator",
]  # fmt: skip


@dataclass(frozen=True)
class Preview:
    """`changes` has one row for each row of the dataset that comes, goes or gets another value or status (COLUMNS).

    `sums` has, per county (`county` is its name), kind of recipient, year and measure, the sum before and after, and how much of each is example data: kronor for
    amounts, and how many there are for activities and answers.
    """

    changes: pd.DataFrame
    sums: pd.DataFrame


def preview(before: dict[str, pd.DataFrame], after: dict[str, pd.DataFrame], names: Names) -> Preview:
    """The difference between the tables before an import and after it."""
    frames = [_table(name, before[name], after[name], names, before) for name in TABLES]
    filled = [f for f in frames if not f.empty]
    changes = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=COLUMNS)
    sums = _sums(before, after)
    return Preview(changes, sums.assign(county=[names.of_id(code) for code in sums["county_code"]]))


def _table(
    name: str, before: pd.DataFrame, after: pd.DataFrame, names: Names, current: dict[str, pd.DataFrame]
) -> pd.DataFrame:
    key = KEYS.get(name, ACTIVITY_CONTENT)
    signature = [*key, *VALUES[name], "status", *(() if name == "population" else ("source_id", "locator"))]
    was, now = tuples(before, signature), tuples(after, signature)
    old, new = before[~was.isin(now)], after[~now.isin(was)]
    if old.empty and new.empty:
        return pd.DataFrame(columns=COLUMNS)
    left, right = _rows(name, old, key, current, names), _rows(name, new, key, current, names)
    both = left.merge(right, on=["key", "number"], how="outer", suffixes=("_before", "_after"), sort=False)
    result = pd.DataFrame({"table": name}, index=both.index)
    for column in ("name", "county_code", "year", "what"):
        result[column] = both[f"{column}_after"].where(
            both[f"{column}_after"].notna(), both[f"{column}_before"]
        )
    result["year"] = result["year"].astype(int)
    result["before"], result["before_status"] = both["shown_before"], both["status_before"]
    result["after"], result["after_status"] = both["shown_after"], both["status_after"]
    result["change"] = [
        _change(b, a) for b, a in zip(both["status_before"], both["status_after"], strict=True)
    ]
    result["locator"] = both["locator_after"]
    return result.sort_values(["name", "year", "what"], kind="stable")[COLUMNS]


def _change(before: object, after: object) -> str:
    if not isinstance(after, str):
        return _GONE.get(str(before), "tas bort")
    return _CHANGES[before] if isinstance(before, str) else "ny"


def _rows(
    name: str, rows: pd.DataFrame, key: list[str], current: dict[str, pd.DataFrame], names: Names
) -> pd.DataFrame:
    keys = tuples(rows, key).to_flat_index()
    who = rows["recipient_id" if "recipient_id" in key else "area_code"].astype(object)
    county = current["recipient"].set_index("recipient_id")["area_code"].to_dict()
    areas = who.map(county) if "recipient_id" in key else who
    # Each recipient and each kind of activity is looked up once, not once for every row.
    frame = pd.DataFrame({"key": pd.Series(list(keys), dtype=object)})
    frame["number"] = frame.groupby("key").cumcount() if len(frame) else pd.Series(dtype=int)
    frame["name"] = who.map({one: names.of_id(one) for one in who.unique()}).to_numpy()
    frame["county_code"] = (
        areas.map({a: county_code(a) for a in areas.unique()}, na_action=None).fillna("").to_numpy()
    )
    frame["year"] = rows["year"].astype(int).to_numpy()
    frame["what"] = _what(name, rows, current).to_numpy()
    shown = ["finns"] * len(rows) if name == "activity" else [value(r) for r in rows.to_dict("records")]
    frame["shown"] = pd.Series(shown, dtype=object)
    frame["status"] = rows["status"].astype(object).to_numpy()
    frame["locator"] = rows["locator"].astype(object).to_numpy() if "locator" in rows else ""
    return frame


def county_code(area_code: object) -> str:
    """The county of a municipality's or county's code; empty for what belongs to no county."""
    return area_code[:2] if isinstance(area_code, str) else ""


def _what(name: str, rows: pd.DataFrame, current: dict[str, pd.DataFrame]) -> pd.Series:
    """What each row measures, in words."""

    def named(column: str) -> pd.Series:
        table = current[column.removesuffix("_id")]
        words = dict(zip(table[column], table["name_sv"], strict=True))
        codes = rows[column].astype(object)
        return codes.map(words).astype(object).where(codes.isin(list(words)), codes)

    if name == "activity":
        return named("activity_type_id")
    if name == "self_assessment":
        area = named("violence_area_id")
        return named("question_id") + area.map(
            lambda a: f", {a}" if isinstance(a, str) else "", na_action=None
        )
    if name == "indicator":
        return rows["name_sv"].astype(object)
    if name == "population":
        return pd.Series(what({"table": name}).capitalize(), index=rows.index, dtype=object)
    return rows["measure"].astype(object).map(lambda m: what({"table": name, "measure": m}).capitalize())


_COUNTED = ("activity", "self_assessment")


def sum_label(measure: str) -> str:
    """The name of a measure of the sums."""
    counted = {"activity": _("Insatser, antal"), "self_assessment": _("Svar, antal")}
    return counted.get(measure) or MEASURES[measure].plain_label


def sum_unit(measure: str) -> str:
    """The unit of a measure of the sums."""
    return "count" if measure in _COUNTED else "sek"


def _sums(before: dict[str, pd.DataFrame], after: dict[str, pd.DataFrame]) -> pd.DataFrame:
    by = ["county_code", "kind", "year", "measure"]
    recipients = before["recipient"].set_index("recipient_id")
    frames = []
    for label, tables in (("before", before), ("after", after)):
        rows = pd.concat(
            [
                tables["allocation"][["recipient_id", "year", "measure", "amount_sek", "status"]],
                *(
                    tables[name][["recipient_id", "year", "status"]].assign(measure=name, amount_sek=1)
                    for name in _COUNTED
                ),
            ]
        )
        amounts = rows["amount_sek"].astype(float)
        frame = pd.DataFrame(
            {
                "county_code": rows["recipient_id"]
                .map(recipients["area_code"])
                .astype(object)
                .map(county_code)
                .to_numpy(),
                "kind": rows["recipient_id"].map(recipients["kind"]).to_numpy(),
                "year": rows["year"].astype(int).to_numpy(),
                "measure": rows["measure"].to_numpy(),
                label: amounts.to_numpy(),
                f"{label}_examples": amounts.where(rows["status"] == Status.SYNTHETIC.value, 0).to_numpy(),
            }
        )
        frames.append(frame.groupby(by, dropna=False).sum())
    both = frames[0].join(frames[1], how="outer").fillna(0).round().astype(int)
    changed = both[(both["before"] != both["after"]) | (both["before_examples"] != both["after_examples"])]
    order = [*MEASURES, *_COUNTED]
    return (
        changed.assign(difference=changed["after"] - changed["before"])
        .reset_index()
        .sort_values(by, key=lambda c: c.map(order.index) if c.name == "measure" else c, ignore_index=True)
    )
