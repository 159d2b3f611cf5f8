"""What only shows when files are set beside each other, and beside what is published."""

from collections.abc import Sequence

import pandas as pd

from dashboard.build import checks as build_checks
from dashboard.build.imports.apply import KEYS, REPORT, VALUES, Applied, is_imported, tuples
from dashboard.build.reconcile import COMPARISONS
from dashboard.build.world import World
from dashboard.core.codes import COUNTRY
from dashboard.core.measures import MEASURES
from dashboard.core.numbers import in_unit, number, with_unit
from dashboard.core.status import Status
from dashboard.sources.forms.findings import Notes
from dashboard.sources.forms.report_layout import ANSWERS

_PAIR = ["recipient_id", "year"]
# Between counts at most three years apart no municipality has changed by a fifth; over longer times some have.
_MOST_CHANGE, _NEAR_YEARS = 0.2, 3
_MEASURES = {"population": "folkmängden", "indicator": "indikatorn", "self_assessment": "svaret"}


class Names:
    """Recipients and places by name."""

    def __init__(self, current: dict[str, pd.DataFrame]) -> None:
        self._recipients = dict(
            zip(current["recipient"]["recipient_id"], current["recipient"]["name"], strict=True)
        )
        places, counties = current["municipality"], current["county"]
        self._areas = dict(zip(places["municipality_code"], places["name"], strict=True))
        self._areas |= dict(zip(counties["county_code"], counties["name"], strict=True))
        self._sources = dict(zip(current["source"]["source_id"], current["source"]["title"], strict=True))

    def of(self, row: "pd.Series | object") -> str:
        """The name of whom or what a row is about."""
        recipient, area = getattr(row, "recipient_id", None), getattr(row, "area_code", None)
        return self.of_id(recipient if isinstance(recipient, str) else area)

    def of_id(self, one: object) -> str:
        """The name of a recipient by its id, or of an area by its code."""
        return str(self._recipients.get(one) or self._areas.get(one) or ("Riket" if one == COUNTRY else one))

    def source(self, source_id: str) -> str:
        """The title of a source."""
        return str(self._sources.get(source_id, source_id))


def across_files(incoming: pd.DataFrame, names: Names, notes: Sequence[Notes]) -> None:
    """The same recipient and year in two reports, or the same fact in two files."""
    rows = incoming[incoming["recipient_id"].notna()]
    reports = rows[rows["form_id"] == REPORT].drop_duplicates(["batch_no", *_PAIR])
    _note_repeated(reports, tuples(reports, _PAIR), names, notes)
    for name, key in KEYS.items():
        others = incoming[(incoming["table"] == name) & (incoming["form_id"] != REPORT)]
        _note_repeated(others, tuples(others, key), names, notes)


def _note_repeated(rows: pd.DataFrame, keys: pd.MultiIndex, names: Names, notes: Sequence[Notes]) -> None:
    again = keys.duplicated(keep="first")
    if not again.any():
        return
    first = pd.Series(rows["batch_no"].to_numpy(), index=keys.to_flat_index())
    first = first[~first.index.duplicated()]
    for key, row in zip(keys[again].to_flat_index(), rows[again].itertuples(), strict=True):
        other = notes[first[key]].file
        notes[row.batch_no].add(
            "duplicate_across_files",
            row.sheet,
            row.cell,
            row.raw,
            recipient=names.of(row),
            year=row.year,
            other=other,
        )


def money(after: pd.DataFrame, incoming: pd.DataFrame, names: Names, notes: Sequence[Notes]) -> None:
    """Used more than received, and repaid unlike what was left, where an imported amount is part of it."""
    given = incoming[incoming["table"] == "allocation"].drop_duplicates(
        [*_PAIR, "stream", "measure"], keep="last"
    )
    if given.empty:
        return
    certain = after[after["status"].isin((Status.PUBLISHED.value, Status.REPORTED.value))]
    wide = certain.assign(amount_sek=certain["amount_sek"].astype(float)).pivot_table(
        index=[*_PAIR, "stream"], columns="measure", values="amount_sek", aggfunc="sum"
    )
    wide = wide.reindex(columns=["received", "redistributed", "used", "repaid"])
    wide = wide[wide.index.isin(tuples(given, [*_PAIR, "stream"]))]
    received = wide["received"] + wide["redistributed"].fillna(0)
    cells = given.set_index([*_PAIR, "stream", "measure"])
    for key in wide.index[wide["used"] > received]:
        at = _cell(cells, key, ("used", "received", "redistributed"))
        notes[at.batch_no].add(
            "used_more_than_received", at.sheet, at.cell, at.raw, recipient=names.of(at), year=key[1],
            used=_kr(wide.at[key, "used"]), received=_kr(received[key]),
        )  # fmt: skip
    left = received - wide["used"]
    off = wide.index[(left >= 0) & wide["repaid"].notna() & (left != wide["repaid"])]
    for key in off:
        at = _cell(cells, key, ("repaid", "used", "received", "redistributed"))
        notes[at.batch_no].add(
            "repaid_unlike_difference", at.sheet, at.cell, at.raw, recipient=names.of(at), year=key[1],
            expected=_kr(left[key]), repaid=_kr(wide.at[key, "repaid"]),
        )  # fmt: skip


def _cell(cells: pd.DataFrame, key: tuple[object, ...], measures: Sequence[str]) -> "_Cell":
    """The imported amount that a finding is best shown at: the first of the measures that the file gives."""
    found = next((key + (m,) for m in (*measures, "available") if key + (m,) in cells.index), None)
    assert found is not None
    return _Cell(cells.loc[[found]].iloc[0], str(key[0]))


class _Cell:
    def __init__(self, row: pd.Series, recipient_id: str) -> None:
        self.batch_no, self.sheet, self.cell, self.raw = (
            int(row["batch_no"]),
            row["sheet"],
            row["cell"],
            row["raw"],
        )
        self.recipient_id = recipient_id


def printed_rows(applied: Applied, names: Names, notes: Sequence[Notes]) -> None:
    """Imported values that a printed value stands against and departs from."""
    rows = applied.overruled
    if rows.empty:
        return
    for name, values in VALUES.items():
        of_table = rows[rows["table"] == name]
        if of_table.empty or not values:
            continue
        differs = (
            tuples(of_table, values).to_flat_index()
            != tuples(
                of_table.drop(columns=values).rename(columns={f"printed_{v}": v for v in values}), values
            ).to_flat_index()
        )
        for row in of_table[differs].to_dict("records"):
            shown = pd.Series(row)
            notes[row["batch_no"]].add(
                "differs_from_published", row["sheet"], row["cell"], row["raw"],
                recipient=names.of(shown), year=row["year"], measure=what(row),
                reported=value(row), published=value(row, "printed_"), source=names.source(row["printed_source"]),
            )  # fmt: skip


def what(row: "dict[str, object]") -> str:
    """What a row measures, in words."""
    measure = row.get("measure")
    if isinstance(measure, str) and measure in MEASURES:
        return MEASURES[measure].plain_label.lower()
    return _MEASURES.get(str(row["table"]), "uppgiften")


def value(row: "dict[str, object]", prefix: str = "") -> str:
    """A row's value in words."""
    for column, unit in (("amount_sek", "sek"), ("population", "count"), ("score", "count")):
        found = row.get(prefix + column)
        if found is not None and not pd.isna(found):
            return in_unit(float(found), unit)  # type: ignore[arg-type]
    found = row.get(prefix + "value")
    if isinstance(found, int | float) and not pd.isna(found):
        return _indicator(float(found), str(row.get("unit")))
    answer = row.get(prefix + "answer")
    sign = row.get(prefix + "sign")
    return (
        _ANSWERS.get(answer, answer) if isinstance(answer, str) and answer else _SIGNS.get(str(sign), "tomt")
    )


def _indicator(found: float, unit: str) -> str:
    """An indicator's value: whole numbers without decimals, others so exactly that a change is seen."""
    if unit == "yes_no":
        return in_unit(found, unit)
    return with_unit(number(found, 0 if found.is_integer() else 2), unit)


_ANSWERS = {entry.id: entry.name for entry in ANSWERS.entries}
_SIGNS = {"missing": "uppgift saknas", "not_applicable": "ej tillämpligt", "withheld": "sekretess"}


def what_would_stop(
    after: dict[str, pd.DataFrame], kept: pd.DataFrame, general: Notes, notes: Sequence[Notes]
) -> None:
    """What the build's own rules have to say about the tables after the import: publishing would stop on it."""
    own = pd.DataFrame({"source_id": kept["source_id"].unique()})
    tables = after | {"source": pd.concat([after["source"], own], ignore_index=True)}
    for found in build_checks.all_findings(tables, set(kept["table"])):
        rows = kept.loc[[int(found.row)]] if found.row.isdecimal() and int(found.row) in kept.index else None
        if rows is None or found.file != rows["file"].iloc[0]:
            general.add("would_not_publish", problem=found.text_sv)
        else:
            at = rows.iloc[0]
            notes[int(at["batch_no"])].add(
                "would_not_publish", at["sheet"], at["cell"], at["raw"], problem=found.text_sv
            )


def leaps(current: pd.DataFrame, incoming: pd.DataFrame, names: Names, notes: Sequence[Notes]) -> None:
    """Counts of inhabitants far from those of the nearest year that is known: a question, asked once for each file."""
    rows = incoming[incoming["table"] == "population"]
    if rows.empty:
        return
    known = current[["area_code", "year", "population"]].astype({"year": int, "population": float})
    both = rows.assign(row=range(len(rows))).merge(known, on="area_code", suffixes=("", "_known"))
    both["apart"] = (both["year"].astype(int) - both["year_known"]).abs()
    nearest = both.sort_values(["row", "apart"], kind="stable").drop_duplicates("row")
    far = nearest[
        (nearest["population"].astype(float) / nearest["population_known"] - 1).abs() > _MOST_CHANGE
    ]
    far = far[far["apart"] <= _NEAR_YEARS]
    for batch_no, leaping in far.groupby("batch_no"):
        one = leaping.iloc[0]
        notes[int(batch_no)].add(
            "population_leap", one["sheet"], one["cell"], one["raw"], count=number(len(leaping)), all=number(int((rows["batch_no"] == batch_no).sum())),
            name=names.of(one), year=one["year"], found=number(float(one["population"])), known=number(one["population_known"]),
            known_year=int(one["year_known"]),
        )  # fmt: skip


def earlier_imports(
    current: dict[str, pd.DataFrame],
    after: dict[str, pd.DataFrame],
    incoming: pd.DataFrame,
    names: Names,
    notes: Sequence[Notes],
) -> None:
    """Values of an earlier import that change, and rows of it that go away."""
    for name, key in KEYS.items():
        old = current[name][is_imported(current[name]).to_numpy()]
        rows = incoming[incoming["table"] == name]
        if old.empty or rows.empty:
            continue
        known = old.set_axis(tuples(old, key).to_flat_index())
        changed = tuples(rows, key).isin(tuples(old, key)) & ~tuples(rows, key + VALUES[name]).isin(
            tuples(old, key + VALUES[name])
        )
        for at, row in zip(
            tuples(rows[changed], key).to_flat_index(), rows[changed].to_dict("records"), strict=True
        ):
            before = known.loc[[at]].iloc[0].to_dict() | {"table": name}
            notes[row["batch_no"]].add(
                "replaces_reported", row["sheet"], row["cell"], row["raw"], recipient=names.of(pd.Series(row)), year=row["year"],
                measure=what(row), before=value(before), after=value(row),
            )  # fmt: skip
    _removed_activities(current["activity"], after["activity"], incoming, names, notes)


def _removed_activities(
    before: pd.DataFrame, after: pd.DataFrame, incoming: pd.DataFrame, names: Names, notes: Sequence[Notes]
) -> None:
    old = before[is_imported(before).to_numpy()]
    gone = old[~old["activity_id"].isin(after["activity_id"])]
    if gone.empty:
        return
    rows = incoming[incoming["table"] == "activity"]
    counts = gone.groupby(_PAIR).size()
    told = rows.groupby(_PAIR).size()
    for (recipient, year), count in counts.items():
        first = rows[(rows["recipient_id"] == recipient) & (rows["year"] == year)].iloc[0]
        notes[int(first["batch_no"])].add(
            "replaces_activities",
            first["sheet"],
            recipient=names.of(first),
            year=year,
            before=count,
            after=told[recipient, year],
        )


def totals(current: dict[str, pd.DataFrame], after: pd.DataFrame, applied: Applied, notes: Notes) -> None:
    """Sums that depart from the printed totals, of the kinds of recipients and years that something was imported for."""
    kinds = current["recipient"].set_index("recipient_id")["kind"].to_dict()
    touched = {(kinds.get(recipient), year) for recipient, year in applied.touched}
    figures = current["published_figure"].set_index("figure_id")
    world = World(figures, current["recipient"].set_index("recipient_id"), pd.DataFrame(), {}, after)
    for one in COMPARISONS:
        if (one.kind, one.year) not in touched:
            continue
        computed, printed = one.compute(world), world.value(one.figure_id)
        if abs(computed - printed) > one.tolerance:
            notes.add(
                "total_differs_from_published", name=f"{one.name_sv} {one.year}", computed=in_unit(computed, one.unit),
                published=in_unit(printed, one.unit), difference=_difference(computed - printed, one.unit),
            )  # fmt: skip


def _difference(found: float, unit: str) -> str:
    return f"{number(found, 1)} procentenheter" if unit == "percent" else in_unit(found, unit)


def _kr(amount: float) -> str:
    return in_unit(float(amount), "sek")
