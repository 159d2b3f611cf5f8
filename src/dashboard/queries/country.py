"""The whole country, from printed figures alone: nothing invented enters a national summary."""

import math
from os.path import commonprefix

import pandas as pd

from dashboard.core import grammar
from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.core.measures import MEASURES, YEARS, label_of_recipient_kind
from dashboard.core.numbers import million_kronor, number
from dashboard.core.printed_figure import Printed, bound_word, said, written
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
        "unspent": "sos-2017.municipalities.unspent-sek",
        "recipients": "sos-2017.municipalities.requisitioned-count",
    },
    "region": {
        "available": "sos-2017.mandate.regions.sek",
        "received": "sos-2017.regions.requisitioned-sek",
        "unspent": "sos-2017.regions.unspent-sek",
        "recipients": "sos-2017.regions.requisitioned-count",
    },
    "ngo": {
        "available": "sos-2017.mandate.ngos.sek",
        "received": "sos-2017.ngos.granted-sek",
        "unspent": "sos-2017.ngos.unspent-sek",
        "recipients": "sos-2017.ngos.granted-count",
    },
}
_PAID = ["received", "redistributed"]
_OF_A_YEAR = ["available", "received", "share_used", "recipients"]
_LADDER = ("available", *_PAID, "used", "unspent")
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
    """The steps of the money for one kind and year: `step`, `value`, `unit`, `bound`, `text` (the value as it is written), `status`,
    `source_id`, `locator`.

    What a document states only as a share in whole per cent, or as what was not used, is computed here, marked `modelled`, and rounded to
    what it can bear.
    """
    ids = _ids(kind, year)
    ledger = reader.rows(_LEDGER, {"ids": list(ids.values())}).set_index("figure_id")
    rows = [
        {
            "step": step,
            "value": float(ledger.at[i, "value"]),
            "bound": ledger.at[i, "bound"],
            "status": Status.PUBLISHED.value,
            "source_id": ledger.at[i, "source_id"],
            "locator": ledger.at[i, "locator"],
        }
        for step, i in ids.items()
    ]
    by_step = {row["step"]: row for row in rows}
    paid = sum(by_step[s]["value"] for s in _PAID if s in by_step)
    if "share_used" in by_step:
        basis = by_step["share_used"]
        used = paid * basis["value"] / 100
        # A whole per cent is right to half of one.
        rows += [
            _computed("used", _rounded(used, paid / 200), basis),
            _computed("unspent", _rounded(paid - used, paid / 200), basis),
        ]
    else:
        basis = by_step["unspent"]
        rows += [
            _computed("used", paid - basis["value"], basis),
            _computed("share_used", round(100 * (paid - basis["value"]) / paid), basis),
        ]
    steps = pd.DataFrame(rows).assign(year=year, kind=kind)
    steps["unit"] = steps["step"].map({"share_used": "percent", "recipients": "count"}).fillna("sek")
    steps["text"] = [written(Printed(row.value, row.unit, str(row.bound))) for row in steps.itertuples()]
    return steps


def _rounded(value: float, error: float) -> float:
    """A value with no finer digits than its error leaves it."""
    step = 10.0 ** math.ceil(math.log10(error))
    return round(value / step) * step


def _computed(step: str, value: float, basis: dict[str, object]) -> dict[str, object]:
    return {
        "step": step,
        "value": float(value),
        "bound": "about",
        "status": Status.MODELLED.value,
        "source_id": basis["source_id"],
        "locator": basis["locator"],
    }


def _paid(steps: pd.DataFrame) -> float:
    """What was paid out: the amounts of both rounds, where there were two."""
    return float(steps["value"].reindex(_PAID).sum())


def _place_of_year(steps: pd.DataFrame, year: int) -> str:
    """Where a year's printed figures stand: of those in one table the part of it that they share. `steps` is indexed by step."""
    places = steps.loc[_OF_A_YEAR, "locator"].drop_duplicates().tolist()
    shared = commonprefix([place.split(", ")[:-1] for place in places])
    return ", ".join([*shared, str(year)]) if year > 2016 and shared else "; ".join(places)


def key_figures(reader: Reader, filters: Filters) -> Result:
    """Available, received, share used and number of recipients, for the chosen kind and year. Rows: `step`, `value`, `unit`, `text`, `status`."""
    steps = _steps(reader, filters.recipient_kind, filters.year).set_index("step")
    rows = steps.loc[["available", "received", "share_used", "recipients"]].reset_index()
    rows["label"] = [_("Tillgängligt"), _("Mottaget"), _("Förbrukat av mottaget"), _("Mottagare")]
    kind = label_of_recipient_kind(filters.recipient_kind)
    paid = _paid(steps)
    rows.loc[rows["step"] == "received", ["value", "text"]] = paid, written(Printed(paid, "sek"))
    sentence = _(
        "{year} fick {count} {kind} {received} av {available} som fanns att fördela och förbrukade {share} av det."
    ).format(
        year=filters.year,
        count=number(steps.at["recipients", "value"]),
        kind=kind.lower(),
        received=million_kronor(paid),
        available=million_kronor(steps.at["available", "value"]),
        share=steps.at["share_used", "text"],
    )
    return Result(
        "country_key_figures",
        _("Nyckeltal, {kind} {year}").format(kind=kind.lower(), year=filters.year),
        sentence,
        rows,
        (
            Column("label", _("Mått")),
            Column("text", _("Värde"), "text", in_files=False),
            Column("value", _("Värde"), "mixed", on_screen=False),
            Column("status", _("Tecken")),
        ),
        "mixed",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        made=_made(steps, filters.year),
    )


def ladder(reader: Reader, filters: Filters) -> Result:
    """The money ladder of the country for the chosen kind and year.

    Rows, from top to bottom: `measure`, `label`, `amount_sek`, `bound`, `text` (the amount as it is written), `status`. What was not
    spent is `unspent`: no document says what was repaid.
    """
    steps = _steps(reader, filters.recipient_kind, filters.year)
    order = [m for m in _LADDER if m in set(steps["step"])]
    rows = steps[steps["step"].isin(order)].set_index("step").loc[order].reset_index()
    rows = rows.rename(columns={"step": "measure", "value": "amount_sek"})
    rows["label"] = [ladder_label(m, filters) for m in rows["measure"]]
    rows["bound_text"] = [bound_word(bound) for bound in rows["bound"]]
    of = steps.set_index("step")
    made = _made(of, filters.year)
    sentence = _("Av {available} betalades {paid} ut, och {unspent} förbrukades inte.").format(
        available=million_kronor(of.at["available", "value"]),
        paid=million_kronor(_paid(of)),
        unspent=of.at["unspent", "text"],
    )
    return Result(
        "country_ladder",
        _("Pengarnas väg, {kind} {year}").format(
            kind=label_of_recipient_kind(filters.recipient_kind).lower(), year=filters.year
        ),
        sentence,
        rows,
        (
            Column("label", _("Steg")),
            Column("text", _("Belopp"), "text", in_files=False),
            Column("bound_text", _("Ord före talet"), on_screen=False),
            Column("amount_sek", _("Belopp"), "sek", on_screen=False),
            Column("status", _("Tecken")),
        ),
        "sek",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        (made,),
        made=made,
    )


def _made(steps: pd.DataFrame, year: int) -> str:
    """How those steps of a year were worked out that no document prints as amounts. `steps` is indexed by step."""
    if year == 2016:
        return _(
            "Förbrukat är beräknat: det som betalades ut utom de {unspent} som dokumentet anger som ej förbrukade."
        ).format(unspent=steps.at["unspent", "text"])
    return _(
        "Förbrukat och ej förbrukat är beräknade: {share} av det mottagna, som dokumentet anger i hela procent."
    ).format(share=steps.at["share_used", "text"])


def ladder_label(measure_id: str, filters: Filters) -> str:
    """The name of a step of the money ladder, for the kind of recipient."""
    if measure_id == "available" and filters.recipient_kind == "ngo":
        return _("Tillgängligt att söka")
    if measure_id == "received" and filters.recipient_kind == "ngo":
        return _("Beviljat")
    if measure_id == "unspent":
        return _("Ej förbrukat")
    return MEASURES[measure_id].label


def development(reader: Reader, filters: Filters) -> Result:
    """What was paid out and what was available, for the chosen kind and every year with figures.

    Rows in year order, one per year: `year`, `available`, `received`, `share_used`, `status`. The years between have no rows: no
    document states them.
    """
    rows = []
    for year in YEARS:
        steps = _steps(reader, filters.recipient_kind, year).set_index("step")
        rows.append(
            {
                "year": year,
                "available": steps.at["available", "value"],
                "received": _paid(steps),
                "share_used": steps.at["share_used", "value"],
                "share_text": steps.at["share_used", "text"],
                "share_bound": bound_word(str(steps.at["share_used", "bound"])),
                "recipients": steps.at["recipients", "value"],
                "status": steps.at["share_used", "status"],
                "source_id": steps.at["received", "source_id"],
                "locator": _place_of_year(steps, year),
            }
        )
    frame = pd.DataFrame(rows)
    kind = label_of_recipient_kind(filters.recipient_kind)
    most = frame[frame["received"] == frame["received"].max()]
    first, last = frame.iloc[0], frame.iloc[-1]
    sentence = _(
        "Mest betalades ut {year}: {amount}. Av det mottagna förbrukades {share} {last}, och {first_share} {first} (beräknat). För 2017–2019 har dokumenten inga summor för riket."
    ).format(
        first=first["year"],
        first_share=first["share_text"],
        last=last["year"],
        share=last["share_text"],
        year=grammar.listed(most["year"].astype(str).tolist()),
        amount=million_kronor(most["received"].iloc[0]),
    )
    made = _("Andelen förbrukat 2016 är beräknad av ett ungefärligt belopp. Övriga siffror är tryckta.")
    return Result(
        "country_development",
        _("Utveckling, {kind} {years}").format(kind=kind.lower(), years=grammar.years(frame["year"])),
        sentence,
        frame,
        (
            Column("year", _("År")),
            Column("available", _("Tillgängligt"), "sek"),
            Column("received", _("Mottaget"), "sek"),
            Column("share_text", _("Förbrukat av mottaget"), "text", in_files=False),
            Column("share_bound", _("Ord före andelen"), on_screen=False),
            Column("share_used", _("Förbrukat av mottaget"), "percent", on_screen=False),
            Column("recipients", _("Mottagare"), "count"),
            Column("status", _("Tecken")),
        ),
        "sek",
        evidence.provenance(reader, frame),
        statuses_of(frame),
        (made,),
        made=made,
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
    """Available, received, used and unspent for every kind and year.

    Rows: `kind_label`, `year`, `available`, `received`, `share_used`, `used`, `unspent`, the last three also as they are written
    (`share_text`, `used_text`, `unspent_text`), `recipients`, `status` (of those that are computed).
    """
    rows = []
    for kind in _SLUG:
        for year in YEARS:
            steps = _steps(reader, kind, year).set_index("step")
            value, text = steps["value"], steps["text"]
            rows.append(
                {
                    "kind_label": label_of_recipient_kind(kind),
                    "year": year,
                    "available": value["available"],
                    "received": _paid(steps),
                    "share_used": value["share_used"],
                    "share_text": text["share_used"],
                    "used": value["used"],
                    "used_text": text["used"],
                    "unspent": value["unspent"],
                    "unspent_text": text["unspent"],
                    "recipients": value["recipients"],
                    "status": Status.MODELLED.value,
                    "source_id": steps.at["received", "source_id"],
                    "locator": _place_of_year(steps, year),
                }
            )
    frame = pd.DataFrame(rows)
    later = frame[frame["year"] >= 2020]
    sentence = _(
        "2020–2022 betalades {received} ut till kommuner, regioner och ideella organisationer, och {unspent} förbrukades inte."
    ).format(
        received=million_kronor(later["received"].sum()),
        unspent=said(Printed(round(later["unspent"].sum() / 1_000_000) * 1_000_000, "sek", "about")),
    )
    columns = (
        Column("kind_label", _("Mottagare")),
        Column("year", _("År")),
        Column("available", _("Tillgängligt"), "sek"),
        Column("received", _("Mottaget"), "sek"),
        Column("share_text", _("Andel förbrukat"), "text", in_files=False),
        Column("share_used", _("Andel förbrukat"), "percent", on_screen=False),
        Column("used_text", _("Förbrukat"), "text", in_files=False),
        Column("used", _("Förbrukat, omkring"), "sek", on_screen=False),
        Column("unspent_text", _("Ej förbrukat"), "text", in_files=False),
        Column("unspent", _("Ej förbrukat, omkring"), "sek", on_screen=False),
        Column("recipients", _("Antal"), "count"),
    )
    made = _(
        "Tillgängligt, mottaget och antal är tryckta. För 2020–2022 är förbrukat och ej förbrukat beräknade av den tryckta andelen i hela procent; för 2016 är ej förbrukat tryckt och resten beräknat av det."
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
        (made, _("Vad som återbetalades står inte i dokumenten.")),
        made=made,
    )
