"""The whole country, from printed figures alone: nothing invented enters a national summary."""

from os.path import commonprefix

import pandas as pd

from dashboard.core import grammar
from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.core.measures import MEASURES, label_of_recipient_kind
from dashboard.core.numbers import million_kronor, number
from dashboard.core.printed_figure import Printed, bound_word, said, written
from dashboard.core.result import Column, Result, statuses_of
from dashboard.core.status import Status
from dashboard.dataset.store import Reader
from dashboard.queries import evidence, national_money
from dashboard.queries.national_money import KINDS, PAID, paid_out
from dashboard.queries.years import dated, of_country

_OF_A_YEAR = ["available", "received", "share_used", "recipients"]
_LADDER = ("available", *PAID, "used", "unspent")


def _place_of_year(steps: pd.DataFrame, year: int) -> str:
    """Where a year's printed figures stand: of those in one table the part of it that they share. `steps` is indexed by step."""
    places = steps.loc[_OF_A_YEAR, "locator"].drop_duplicates().tolist()
    shared = commonprefix([place.split(", ")[:-1] for place in places])
    in_one_table = steps.at["share_used", "status"] == Status.PUBLISHED.value
    return ", ".join([*shared, str(year)]) if in_one_table and shared else "; ".join(places)


@dated(of_country)
def key_figures(reader: Reader, filters: Filters) -> Result:
    """Available, received, share used and number of recipients, for the chosen kind and year. Rows: `step`, `value`, `unit`, `text`, `status`."""
    title = _("Nyckeltal, {kind} {year}").format(
        kind=label_of_recipient_kind(filters.recipient_kind).lower(), year=filters.year
    )
    steps = national_money.steps(reader, filters.recipient_kind, filters.year).set_index("step")
    if steps.empty:
        return _unprinted("country_key_figures", title, filters)
    rows = steps.loc[["available", "received", "share_used", "recipients"]].reset_index()
    rows["label"] = [
        ladder_label("available"),
        ladder_label("received"),
        _("Förbrukat av mottaget"),
        _("Mottagare"),
    ]
    kind = label_of_recipient_kind(filters.recipient_kind)
    paid = paid_out(steps)
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
        title,
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
        made=_made(steps),
    )


@dated(of_country)
def ladder(reader: Reader, filters: Filters) -> Result:
    """The money ladder of the country for the chosen kind and year.

    Rows, from top to bottom: `measure`, `label`, `amount_sek`, `bound`, `text` (the amount as it is written), `status`. What was not
    spent is `unspent`: no document says what was repaid.
    """
    title = _("Pengarnas väg, {kind} {year}").format(
        kind=label_of_recipient_kind(filters.recipient_kind).lower(), year=filters.year
    )
    steps = national_money.steps(reader, filters.recipient_kind, filters.year)
    if steps.empty:
        return _unprinted("country_ladder", title, filters)
    order = [m for m in _LADDER if m in set(steps["step"])]
    rows = steps[steps["step"].isin(order)].set_index("step").loc[order].reset_index()
    rows = rows.rename(columns={"step": "measure", "value": "amount_sek"})
    rows["label"] = [ladder_label(m, in_rounds="redistributed" in order) for m in order]
    rows["bound_text"] = [bound_word(bound) for bound in rows["bound"]]
    of = steps.set_index("step")
    made = _made(of)
    sentence = _("Av {available} betalades {paid} ut, och {unspent} förbrukades inte.").format(
        available=million_kronor(of.at["available", "value"]),
        paid=million_kronor(paid_out(of)),
        unspent=of.at["unspent", "text"],
    )
    return Result(
        "country_ladder",
        title,
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


def _unprinted(result_id: str, title: str, filters: Filters) -> Result:
    """The answer for a year of which no document prints the country's sums."""
    return Result(
        result_id, title, "", pd.DataFrame(), (), "sek", (), (),
        (_("Dokumenten har inga summor för riket {year}.").format(year=filters.year),),
    )  # fmt: skip


def _made(steps: pd.DataFrame) -> str:
    """How those steps of a year were worked out that no document prints as amounts. `steps` is indexed by step."""
    if steps.at["unspent", "status"] == Status.PUBLISHED.value:
        return _(
            "Förbrukat är beräknat: det som betalades ut utom de {unspent} som dokumentet anger som ej förbrukade."
        ).format(unspent=steps.at["unspent", "text"])
    return _(
        "Förbrukat och ej förbrukat är beräknade: {share} av det mottagna, som dokumentet anger i hela procent."
    ).format(share=steps.at["share_used", "text"])


def ladder_label(measure_id: str, in_rounds: bool = False) -> str:
    """The name of a step of the country's money: the printed sums have names of their own, since the key divides nothing there.

    Where the money was paid out `in_rounds` the first one is only a part of what was received, and is named as what was requisitioned.
    """
    if measure_id == "available":
        return _("Tillgängligt")
    if measure_id == "received" and not in_rounds:
        return _("Mottaget")
    if measure_id == "unspent":
        return _("Ej förbrukat")
    return MEASURES[measure_id].label


def development(reader: Reader, filters: Filters) -> Result:
    """What was paid out and what was available, for the chosen kind and every year with figures.

    Rows in year order, one per year: `year`, `available`, `received`, `share_used`, `status`. The years between have no rows: no
    document states them.
    """
    rows = []
    years = national_money.years(reader)[filters.recipient_kind]
    for year in years:
        steps = national_money.steps(reader, filters.recipient_kind, year).set_index("step")
        rows.append(
            {
                "year": year,
                "available": steps.at["available", "value"],
                "received": paid_out(steps),
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
    gaps = grammar.between(years)
    first, last = frame.iloc[0], frame.iloc[-1]
    computed = frame.loc[frame["status"] == Status.MODELLED.value, "year"]
    sentence = grammar.paragraph(
        _("Mest betalades ut {year}: {amount}.").format(
            year=grammar.listed(most["year"].astype(str).tolist()),
            amount=million_kronor(most["received"].iloc[0]),
        ),
        (
            _("Av det mottagna förbrukades {share} {last}, och {first_share} {first} (beräknat).")
            if first["year"] in set(computed)
            else _("Av det mottagna förbrukades {share} {last}, och {first_share} {first}.")
        ).format(
            first=first["year"],
            first_share=first["share_text"],
            last=last["year"],
            share=last["share_text"],
        ),
        _("För {years} har dokumenten inga summor för riket.").format(years=grammar.years(gaps))
        if gaps
        else "",
    )
    made = (
        _(
            "Andelen förbrukat {years} är beräknad av ett ungefärligt belopp. Övriga siffror är tryckta."
        ).format(years=grammar.years(computed))
        if len(computed)
        else ""
    )
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
        (made,) if made else (),
        made=made,
    )


def recipients(reader: Reader, filters: Filters) -> Result:
    """How many received, per kind and year. Rows: `kind`, `label`, one column per year, named `y` and the year."""
    printed = national_money.years(reader)
    years = sorted({year for of_kind in printed.values() for year in of_kind})
    rows = []
    for kind in KINDS:
        counts = {
            f"y{year}": national_money.steps(reader, kind, year).set_index("step").at["recipients", "value"]
            for year in printed[kind]
        }
        rows.append(
            {"kind": kind, "label": label_of_recipient_kind(kind), **counts, "status": Status.PUBLISHED.value}
        )
    frame = pd.DataFrame(rows)
    places = pd.concat(
        [
            national_money.steps(reader, kind, year).query("step == 'recipients'")
            for kind in KINDS
            for year in printed[kind]
        ]
    )
    columns = (Column("label", _("Mottagare")), *(Column(f"y{y}", str(y), "count") for y in years))
    municipalities = frame.set_index("kind").loc["municipality"]
    of_them = printed["municipality"]
    sentence = _(
        "Antalet kommuner som tog emot medel var {first} år {first_year} och {last} år {last_year}, av {all}."
    ).format(
        first=number(municipalities[f"y{of_them[0]}"]),
        first_year=of_them[0],
        last=number(municipalities[f"y{of_them[-1]}"]),
        last_year=of_them[-1],
        all=number(int(reader.rows("SELECT count(*) AS n FROM municipality")["n"].iloc[0])),
    )
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
    for kind in KINDS:
        for year in national_money.years(reader)[kind]:
            steps = national_money.steps(reader, kind, year).set_index("step")
            value, text = steps["value"], steps["text"]
            rows.append(
                {
                    "kind_label": label_of_recipient_kind(kind),
                    "year": year,
                    "available": value["available"],
                    "received": paid_out(steps),
                    "share_used": value["share_used"],
                    "share_text": text["share_used"],
                    "used": value["used"],
                    "used_text": text["used"],
                    "unspent": value["unspent"],
                    "unspent_text": text["unspent"],
                    "recipients": value["recipients"],
                    "of_share": steps.at["share_used", "status"] == Status.PUBLISHED.value,
                    "status": Status.MODELLED.value,
                    "source_id": steps.at["received", "source_id"],
                    "locator": _place_of_year(steps, year),
                }
            )
    frame = pd.DataFrame(rows)
    # Shares are printed of the years that one document has together.
    later = frame[frame["of_share"]]
    sentence = _(
        "{years} betalades {received} ut till kommuner, regioner och ideella organisationer, och {unspent} förbrukades inte."
    ).format(
        years=grammar.years(later["year"]),
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
        "Tillgängligt, mottaget och antal är tryckta. För {shares} är förbrukat och ej förbrukat beräknade av den tryckta andelen i hela procent; för {amounts} är ej förbrukat tryckt och resten beräknat av det."
    ).format(
        shares=grammar.years(later["year"]), amounts=grammar.years(frame.loc[~frame["of_share"], "year"])
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
