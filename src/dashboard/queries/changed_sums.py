"""Sums and counts of a place that differ between two versions of the dataset."""

import pandas as pd

from dashboard.core.codes import COUNTRY
from dashboard.core.filters import Filters
from dashboard.core.language import _, ngettext
from dashboard.core.measures import label_of_recipient_kind
from dashboard.core.numbers import in_unit, number
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.schema import KINDS, MONEY_MEASURES
from dashboard.dataset.store import Reader
from dashboard.queries import changes, evidence

_GROUP = ["kind", "year", "fact", "what", "part"]


def sums(before: Reader, after: Reader, filters: Filters, scope: str = "") -> Result:
    """Sums and counts that differ: `who` (kind of recipient), `year`, `what`, `before`, `after`, `difference`, `unit`, `status`.

    Amounts are summed per kind of recipient, year, stream and measure, estimates for the country alone, where their sum is printed;
    activities and self-assessments are counted; inhabitants are those of the place itself. `status_before` and `status_after` are those of the least certain part.
    """
    place, name = changes.place_of(before, after, filters, scope)
    joined = _summed(changes.facts(before, place, filters), place).merge(
        _summed(changes.facts(after, place, filters), place),
        how="outer",
        on=_GROUP,
        suffixes=("_before", "_after"),
        indicator=True,
    )
    joined["change"] = changes.kinds_of_change(joined["_merge"])
    found = _in_order(joined[changes.unlike(joined, "value") | changes.unlike(joined, "status")])
    shown = pd.DataFrame(
        {
            "kind_of_change": found["change"],
            "who": [
                name if k == "area" else label_of_recipient_kind(k, plural=scope != "municipality")
                for k in found["kind"]
            ],
            "year": found["year"],
            "what": [
                changes.money(what, part)
                if fact == "allocation"
                else {
                    "activity": _("Antal insatser"),
                    "self_assessment": _("Antal självskattade svar"),
                    "population": _("Invånare"),
                }[fact]
                for fact, what, part in zip(found["fact"], found["what"], found["part"], strict=True)
            ],
            "before": found["value_before"],
            "after": found["value_after"],
            "difference": found["value_after"].fillna(0) - found["value_before"].fillna(0),
            "unit": changes.either(found, "unit"),
            **{f"status_{side}": changes.signs(found[f"status_{side}"]) for side in ("before", "after")},
            "status": changes.either(found, "status"),
            "source_id": changes.either(found, "source_id"),
            "locator": changes.either(found, "locator_told"),
        }
    )
    return Result(
        "changed_sums",
        _("Ändrade summor, {name}").format(name=name),
        _sentence(shown, name),
        shown,
        (
            Column("who", _("Mottagare")),
            Column("year", _("År")),
            Column("what", _("Vad")),
            Column("before", _("Före"), "mixed"),
            Column("after", _("Efter"), "mixed"),
            Column("difference", _("Skillnad"), "mixed"),
            Column("status_before", _("Tecken före")),
            Column("status_after", _("Tecken efter")),
        ),
        "mixed",
        changes.provenance(before, after, shown),
        statuses_of(shown),
        changes.notes(shown, filters),
    )


def _in_order(found: pd.DataFrame) -> pd.DataFrame:
    """The latest year first, then recipients as everywhere, then money in the order of its steps."""
    steps = [*MONEY_MEASURES, ""]
    order = found.assign(
        kind_no=[[*KINDS, "area"].index(k) for k in found["kind"]],
        step=[
            steps.index(what) if fact == "allocation" else len(steps)
            for fact, what in zip(found["fact"], found["what"], strict=True)
        ],
    )
    return order.sort_values(
        ["year", "kind_no", "step"], ascending=[False, True, True], kind="stable", ignore_index=True
    )


def _summed(facts: pd.DataFrame, place: str) -> pd.DataFrame:
    counted = facts["fact"].isin(("activity", "self_assessment"))
    own = (facts["fact"] == "population") & (facts["code"] == place)
    summable = (facts["fact"] == "allocation") & (facts["low"].isna() | (place == COUNTRY))
    kept = facts[counted | own | summable].copy()
    kept.loc[counted, ["value", "what", "part", "unit"]] = [1.0, "", "", "count"]
    kept["part"] = kept["part"].fillna("")
    return (
        kept.groupby(_GROUP)
        .agg(
            value=("value", "sum"),
            unit=("unit", "first"),
            status=("status", evidence.least_certain),
            source_id=("source_id", "first"),
            locator_told=("locator_told", "first"),
        )
        .reset_index()
    )


_NAMED = 2


def _sentence(shown: pd.DataFrame, name: str) -> str:
    if shown.empty:
        return _("Inga summor skiljer versionerna åt för {name}.").format(name=name)
    largest = shown[(shown["unit"] == "sek") & (shown["difference"] != 0)]
    largest = largest.reindex(largest["difference"].abs().sort_values(ascending=False).index)
    sentence = ngettext(
        "{count} summa eller antal skiljer versionerna åt för {name}.",
        "{count} summor och antal skiljer versionerna åt för {name}.",
        len(shown),
    ).format(count=number(len(shown)), name=name)
    for row in largest.head(_NAMED).itertuples():
        sentence += " " + _("{what} {year}: {before} före, {after} efter.").format(
            what=row.what,
            year=row.year,
            before=in_unit(row.before, row.unit),
            after=in_unit(row.after, row.unit),
        )
    return sentence
