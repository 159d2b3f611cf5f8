"""The whole country, from printed figures alone: nothing invented enters a national summary."""

import pandas as pd

from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.core.measures import MEASURES, YEARS, label_of_recipient_kind
from dashboard.core.numbers import million_kronor, number, percent
from dashboard.core.result import Column, Result, statuses_of
from dashboard.core.status import Status
from dashboard.dataset.store import Reader
from dashboard.queries import evidence

_SLUG = {"municipality": "municipalities", "region": "regions", "ngo": "ngos"}
_T2 = "vardanalys-2023.t2"
# The ledger rows that state the steps of 2016; the later years stand in one table.
_STEPS_2016 = {
    "municipality": {
        "available": "sos-2017.mandate.municipalities.sek",
        "received": "sos-2017.municipalities.requisitioned-sek",
        "redistributed": "sos-2017.municipalities.additional-sek",
        "repaid": "sos-2017.municipalities.unspent-sek",
        "recipients": "sos-2017.municipalities.requisitioned-count",
    },
    "region": {
        "available": "sos-2017.mandate.regions.sek",
        "received": "sos-2017.regions.requisitioned-sek",
        "repaid": "sos-2017.regions.unspent-sek",
        "recipients": "sos-2017.regions.requisitioned-count",
    },
    "ngo": {
        "available": "sos-2017.mandate.ngos.sek",
        "received": "sos-2017.ngos.granted-sek",
        "repaid": "sos-2017.ngos.unspent-sek",
        "recipients": "sos-2017.ngos.granted-count",
    },
}
_LEDGER = "SELECT * FROM published_figure WHERE figure_id IN (SELECT unnest($ids))"


def _ids(kind: str, year: int) -> dict[str, str]:
    if year == 2016:
        return _STEPS_2016[kind]
    at = f"{_T2}.{_SLUG[kind]}"
    return {
        "available": f"{at}.available.{year}",
        "received": f"{at}.received.{year}",
        "share_used": f"{at}.spent-share.{year}",
        "recipients": f"{at}.count.{year}",
    }


def _steps(reader: Reader, kind: str, year: int) -> pd.DataFrame:
    """The steps of the money for one kind and year: `step`, `value`, `status`, `is_approximate`, `source_id`, `locator`.

    What a document states only as a rounded share, or as what was not used, is computed here and marked `modelled`.
    """
    ids = _ids(kind, year)
    ledger = reader.rows(_LEDGER, {"ids": list(ids.values())}).set_index("figure_id")
    rows = [
        {
            "step": step,
            "value": ledger.at[i, "value"],
            "status": Status.PUBLISHED.value,
            "is_approximate": bool(ledger.at[i, "is_approximate"]),
            "source_id": ledger.at[i, "source_id"],
            "locator": ledger.at[i, "locator"],
        }
        for step, i in ids.items()
    ]
    by_step = {row["step"]: row for row in rows}
    paid = sum(by_step[s]["value"] for s in ("received", "redistributed") if s in by_step)
    if "share_used" in by_step:
        used = round(paid * by_step["share_used"]["value"] / 100)
        basis = by_step["share_used"]
        rows += [_computed("used", used, basis), _computed("repaid", round(paid - used), basis)]
    else:
        basis = by_step["repaid"]
        rows += [
            _computed("used", paid - basis["value"], basis),
            _computed("share_used", 100 * (paid - basis["value"]) / paid, basis),
        ]
    return pd.DataFrame(rows).assign(year=year, kind=kind)


def _computed(step: str, value: float, basis: dict[str, object]) -> dict[str, object]:
    return {
        "step": step,
        "value": float(value),
        "status": Status.MODELLED.value,
        "is_approximate": True,
        "source_id": basis["source_id"],
        "locator": basis["locator"],
    }


def key_figures(reader: Reader, filters: Filters) -> Result:
    """Available, received, share used and number of recipients, for the chosen kind and year. Rows: `step`, `value`, `unit`, `status`."""
    steps = _steps(reader, filters.recipient_kind, filters.year).set_index("step")
    rows = steps.loc[["available", "received", "share_used", "recipients"]].reset_index()
    rows["unit"] = ["sek", "sek", "percent", "count"]
    rows["label"] = [_("Tillgängligt"), _("Mottaget"), _("Förbrukat av mottaget"), _("Mottagare")]
    kind = label_of_recipient_kind(filters.recipient_kind)
    paid = steps.at["received", "value"] + (
        steps.at["redistributed", "value"] if "redistributed" in steps.index else 0
    )
    if "redistributed" in steps.index:
        rows.loc[rows["step"] == "received", "value"] = paid
    sentence = _(
        "{year} fick {count} {kind} {received} av {available} som fanns att fördela och förbrukade {share} av det."
    ).format(
        year=filters.year,
        count=number(steps.at["recipients", "value"]),
        kind=kind.lower(),
        received=million_kronor(paid),
        available=million_kronor(steps.at["available", "value"]),
        share=(_("omkring ") if steps.at["share_used", "is_approximate"] else "")
        + percent(steps.at["share_used", "value"]),
    )
    return Result(
        "country_key_figures",
        _("Nyckeltal, {kind} {year}").format(kind=kind.lower(), year=filters.year),
        sentence,
        rows,
        (Column("label", _("Mått")), Column("value", _("Värde"), "mixed"), Column("status", _("Tecken"))),
        "mixed",
        evidence.provenance(reader, rows),
        statuses_of(rows),
    )


def ladder(reader: Reader, filters: Filters) -> Result:
    """The money ladder of the country for the chosen kind and year. Rows, from top to bottom: `measure`, `label`, `amount_sek`, `status`."""
    steps = _steps(reader, filters.recipient_kind, filters.year)
    order = [m for m in MEASURES if m in set(steps["step"])]
    rows = steps[steps["step"].isin(order)].set_index("step").loc[order].reset_index()
    rows = rows.rename(columns={"step": "measure", "value": "amount_sek"})
    rows["label"] = [ladder_label(m, filters) for m in rows["measure"]]
    total = dict(zip(rows["measure"], rows["amount_sek"], strict=True))
    paid = total["received"] + total.get("redistributed", 0)
    sentence = _(
        "Av {available} betalades {paid} ut, och omkring {repaid} förbrukades inte utan ska återbetalas."
    ).format(
        available=million_kronor(total["available"]),
        paid=million_kronor(paid),
        repaid=million_kronor(total["repaid"]),
    )
    notes = [
        _("Förbrukat och återbetalt är beräknade: dokumentet anger andelen i hela procent.")
        if filters.year != 2016
        else _("Förbrukat är beräknat: dokumentet anger ungefär hur mycket som inte förbrukades."),
    ]
    return Result(
        "country_ladder",
        _("Pengarnas väg, {kind} {year}").format(
            kind=label_of_recipient_kind(filters.recipient_kind).lower(), year=filters.year
        ),
        sentence,
        rows,
        (Column("label", _("Steg")), Column("amount_sek", _("Belopp"), "sek"), Column("status", _("Tecken"))),
        "sek",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(notes),
    )


def ladder_label(measure_id: str, filters: Filters) -> str:
    """The name of a step of the money ladder, for the kind of recipient."""
    if measure_id == "available" and filters.recipient_kind == "ngo":
        return _("Tillgängligt att söka")
    if measure_id == "received" and filters.recipient_kind == "ngo":
        return _("Beviljat")
    return MEASURES[measure_id].label


def development(reader: Reader, filters: Filters) -> Result:
    """What was paid out and what was available, for the chosen kind and every year with figures.

    Rows in year order, one per year: `year`, `available`, `received`, `share_used`, `status`. The years between have no rows: no
    document states them.
    """
    rows = []
    for year in YEARS:
        steps = _steps(reader, filters.recipient_kind, year).set_index("step")
        paid = steps.at["received", "value"] + (
            steps.at["redistributed", "value"] if "redistributed" in steps.index else 0
        )
        rows.append(
            {
                "year": year,
                "available": steps.at["available", "value"],
                "received": paid,
                "share_used": round(steps.at["share_used", "value"]),
                "recipients": steps.at["recipients", "value"],
                "status": Status.PUBLISHED.value,
                "source_id": steps.at["received", "source_id"],
                "locator": steps.at["received", "locator"],
            }
        )
    frame = pd.DataFrame(rows)
    kind = label_of_recipient_kind(filters.recipient_kind)
    most = frame.loc[frame["received"].idxmax()]
    sentence = _(
        "Mest betalades ut {year}: {amount}. För 2017–2019 har dokumenten inga summor för riket."
    ).format(year=most["year"], amount=million_kronor(most["received"]))
    return Result(
        "country_development",
        _("Utveckling, {kind}").format(kind=kind.lower()),
        sentence,
        frame,
        (
            Column("year", _("År")),
            Column("available", _("Tillgängligt"), "sek"),
            Column("received", _("Mottaget"), "sek"),
            Column("share_used", _("Förbrukat av mottaget"), "percent"),
            Column("recipients", _("Mottagare"), "count"),
            Column("status", _("Tecken")),
        ),
        "sek",
        evidence.provenance(reader, frame),
        statuses_of(frame),
        (_("Andelen förbrukat 2016 är beräknad av ett ungefärligt belopp."),),
    )


def recipients(reader: Reader, filters: Filters) -> Result:
    """How many received, per kind and year. Rows: `kind`, `label`, one column per year named `y2016` and so on."""
    rows = []
    for kind in _SLUG:
        counts = {
            f"y{year}": _steps(reader, kind, year).set_index("step").at["recipients", "value"]
            for year in YEARS
        }
        rows.append(
            {"kind": kind, "label": label_of_recipient_kind(kind), **counts, "status": Status.PUBLISHED.value}
        )
    frame = pd.DataFrame(rows)
    places = pd.concat(
        [_steps(reader, kind, year).query("step == 'recipients'") for kind in _SLUG for year in YEARS]
    )
    columns = (Column("label", _("Mottagare")), *(Column(f"y{y}", str(y), "count") for y in YEARS))
    first, last = frame.loc[0, "y2016"], frame.loc[0, "y2022"]
    sentence = _(
        "Antalet kommuner som tog emot medel var {first} år 2016 och {last} år 2022, av 290."
    ).format(first=number(first), last=number(last))
    return Result(
        "country_recipients",
        _("Antal mottagare"),
        sentence,
        frame,
        columns,
        "count",
        evidence.provenance(reader, places),
        statuses_of(frame),
    )


def money(reader: Reader, filters: Filters) -> Result:
    """Available, received, used and repaid for every kind and year. Rows: `kind_label`, `year`, `available`, `received`, `share_used`, `used`,
    `repaid`, `recipients`, `status` (of used and repaid, which are computed)."""
    rows = []
    for kind in _SLUG:
        for year in YEARS:
            steps = _steps(reader, kind, year).set_index("step")
            value = steps["value"]
            rows.append(
                {
                    "kind_label": label_of_recipient_kind(kind),
                    "year": year,
                    "available": value["available"],
                    "received": value["received"] + value.get("redistributed", 0),
                    "share_used": round(value["share_used"]),
                    "used": value["used"],
                    "repaid": value["repaid"],
                    "recipients": value["recipients"],
                    "status": Status.MODELLED.value,
                    "source_id": steps.at["received", "source_id"],
                    "locator": steps.at["received", "locator"],
                }
            )
    frame = pd.DataFrame(rows)
    later = frame[frame["year"] >= 2020]
    sentence = _(
        "2020–2022 betalades {received} ut till kommuner, regioner och ideella organisationer, och omkring {repaid} förbrukades inte."
    ).format(received=million_kronor(later["received"].sum()), repaid=million_kronor(later["repaid"].sum()))
    columns = (
        Column("kind_label", _("Mottagare")),
        Column("year", _("År")),
        Column("available", _("Tillgängligt"), "sek"),
        Column("received", _("Mottaget"), "sek"),
        Column("share_used", _("Andel förbrukat"), "percent"),
        Column("used", _("Förbrukat"), "sek"),
        Column("repaid", _("Återbetalt"), "sek"),
        Column("recipients", _("Antal"), "count"),
    )
    notes = (
        _(
            "Tillgängligt, mottaget och antal är tryckta. Förbrukat och återbetalt är beräknade av den tryckta andelen i hela procent (2016: av ett ungefärligt belopp)."
        ),
    )
    return Result(
        "country_money",
        _("Alla mottagare, år för år"),
        sentence,
        frame,
        columns,
        "sek",
        evidence.provenance(reader, frame),
        statuses_of(frame),
        notes,
    )
