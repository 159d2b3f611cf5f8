"""The allocation key on trial: every reading of it beside every amount that is known, and what speaks for and against."""

from collections.abc import Iterator

import pandas as pd

from dashboard.core import grammar
from dashboard.core.estimates import between
from dashboard.core.filters import Filters
from dashboard.core.language import _, pgettext
from dashboard.core.numbers import kronor, number, percent
from dashboard.core.result import Column, Result
from dashboard.core.status import Status
from dashboard.dataset.store import Reader
from dashboard.queries import evidence

_COMPARED = """
SELECT r.recipient_id, r.name, k.year, k.limit_persons, k.rounds, k.by_key_sek, k.known_sek, k.is_proposed,
       100.0 * (k.by_key_sek - k.known_sek) / k.known_sek AS departure_percent, k.note_sv, k.status, k.source_id, k.locator,
       a.amount_low_sek, a.amount_high_sek
FROM key_comparison k JOIN recipient r USING (recipient_id)
LEFT JOIN allocation a ON a.recipient_id = k.recipient_id AND a.year = k.year AND a.measure = 'available' AND a.stream = 'development'
WHERE r.kind = $kind ORDER BY k.is_proposed, r.name COLLATE sv, k.year DESC, k.rounds, k.limit_persons
"""
# The limit of the reading that comes nearest to what is printed.
_NEAREST = 25_000
_ROUNDS = ("first_round", "two_rounds", "one_pot")
_RULE = "fordelningsnyckel"


def _rounds_label(rounds: str) -> str:
    return {
        "one_pot": _("hela årets summa på en gång"),
        "first_round": _("bara den första omgången"),
        "two_rounds": _("två omgångar var för sig"),
    }[rounds]


def key_predictions(reader: Reader, filters: Filters) -> Result:
    """What each reading of the municipal key gives, beside every amount that is known.

    Rows: the known amounts, then a row for each reading (`limit_persons` and `rounds_label`). For each known amount, numbered from 0,
    `known0` (as text), `known0_sek` and `known0_percent` (the departure from what is known). Where only the limit matters, because
    the year had one sum to divide, the amount stands at every reading with that limit.
    """
    every = reader.rows(_COMPARED, {"kind": "municipality"})
    known = every.drop_duplicates(["recipient_id", "year"]).reset_index(drop=True)
    limits = sorted(every["limit_persons"].dropna().unique())
    readings = [(rounds, int(limit)) for rounds in _ROUNDS for limit in limits]
    rows = pd.DataFrame(
        {
            "rounds_label": [_("känt belopp"), *(_rounds_label(rounds) for rounds, _limit in readings)],
            "limit_persons": [None, *(limit for _rounds, limit in readings)],
        }
    )
    columns = [
        Column("rounds_label", _("Hur årets pengar delades")),
        Column("limit_persons", _("Gräns för grundbelopp, invånare"), "count"),
    ]
    for place, one in enumerate(known.itertuples(index=False)):
        of_one = every[(every["recipient_id"] == one.recipient_id) & (every["year"] == one.year)]
        found = [_by_reading(of_one, rounds, limit) for rounds, limit in readings]
        rows[f"known{place}_sek"] = [one.known_sek, *(row["by_key_sek"] for row in found)]
        rows[f"known{place}_percent"] = [None, *(row["departure_percent"] for row in found)]
        rows[f"known{place}"] = [
            kronor(one.known_sek),
            *(f"{kronor(row['by_key_sek'])} ({_signed(row['departure_percent'])})" for row in found),
        ]
        heading = f"{one.name} {one.year}" + (_(", förslag") if one.is_proposed else "")
        columns += [
            Column(f"known{place}", heading, "text", in_files=False),
            Column(f"known{place}_sek", _("{known}, kr").format(known=heading), "sek", on_screen=False),
            Column(
                f"known{place}_percent",
                _("{known}, avvikelse").format(known=heading),
                "percent",
                on_screen=False,
            ),
        ]
    rows["status"] = [Status.PUBLISHED.value, *[Status.MODELLED.value] * len(readings)]
    rows["source_id"], rows["locator"] = _RULE, _("Avsnitt 2.1")
    return Result(
        "key_predictions",
        _("Kommunernas nyckel mot kända belopp"),
        _sentence(known, every),
        rows,
        (*columns, Column("status", _("Tecken"))),
        "sek",
        evidence.provenance(reader, pd.concat([rows, every])),
        (Status.PUBLISHED, Status.MODELLED),
        tuple(
            f"{one.name} {one.year}: {one.note_sv}"
            for one in known.itertuples(index=False)
            if isinstance(one.note_sv, str)
        ),
        made=_(
            "Uträknat med fördelningsnyckeln, en rad för varje sätt att läsa den. Inom parentes står hur mycket det skiljer från det kända beloppet."
        ),
    )


def _by_reading(of_one: pd.DataFrame, rounds: str, limit: int) -> pd.Series:
    by_limit = of_one[of_one["limit_persons"] == limit]
    exact = by_limit[by_limit["rounds"] == rounds]
    return (by_limit if exact.empty else exact).iloc[0]


def _signed(departure: float) -> str:
    return ("+" if departure > 0 else "") + percent(departure, 2)


def _sentence(known: pd.DataFrame, every: pd.DataFrame) -> str:
    printed = known[~known["is_proposed"].astype(bool)]
    by_reading = every[~every["is_proposed"].astype(bool)].groupby(["rounds", "limit_persons"])
    fits_all = any(
        len(group) == len(printed) and (group["known_sek"] == group["by_key_sek"]).all()
        for _reading, group in by_reading
    )
    said = "" if fits_all else _("Ingen läsning av nyckeln ger alla belopp som är kända.")
    outside = [
        _("{name} {year}: {known} ligger utanför spannet, {ends}").format(
            name=one.name,
            year=one.year,
            known=kronor(one.known_sek),
            ends=between(one.amount_low_sek, one.amount_high_sek, "sek"),
        )
        for one in known.itertuples(index=False)
        if pd.notna(one.amount_low_sek) and not one.amount_low_sek <= one.known_sek <= one.amount_high_sek
    ]
    inside = [
        f"{one.name} {one.year}"
        for one in known.itertuples(index=False)
        if pd.notna(one.amount_low_sek) and one.amount_low_sek <= one.known_sek <= one.amount_high_sek
    ]
    return grammar.paragraph(
        said,
        _("Inom sina spann ligger {names}.").format(names=grammar.listed(inside)) if inside else "",
        f"{grammar.listed(outside)}." if outside else "",
    )


def key_regions(reader: Reader, filters: Filters) -> Result:
    """What the regional key gives beside the printed amounts: `name`, `year`, `by_key_sek`, `known_sek`, `difference_sek`, `status`."""
    rows = reader.rows(_COMPARED, {"kind": "region"})
    rows["difference_sek"] = rows["by_key_sek"] - rows["known_sek"]
    near = int((rows["departure_percent"].abs() <= 0.1).sum())
    return Result(
        "key_regions",
        _("Regionernas nyckel mot tryckta belopp"),
        _("Regionernas nyckel kommer inom 0,1 % från {near} av {all} tryckta belopp.").format(
            near=number(near), all=number(len(rows))
        ),
        rows,
        (
            Column("name", pgettext("one", "Mottagare")),
            Column("year", _("År")),
            Column("by_key_sek", _("Enligt nyckeln"), "sek"),
            Column("known_sek", _("Tryckt"), "sek"),
            Column("difference_sek", _("Skillnad"), "sek"),
            Column("status", _("Tecken")),
        ),
        "sek",
        evidence.provenance(reader, rows),
        (Status.PUBLISHED, Status.MODELLED),
        made=_(
            "Uträknat med fördelningsnyckeln: en miljon kronor till varje region och resten efter folkmängd den 31 december året före."
        ),
    )


def key_arguments(reader: Reader, filters: Filters) -> Result:
    """What speaks for and against the reading of the municipal key that comes nearest to what is printed: `side`, `text`, `status`."""
    compared = reader.rows(_COMPARED, {"kind": "municipality"})
    rows = pd.DataFrame(_arguments(compared), columns=["side", "text"])
    rows["status"], rows["source_id"], rows["locator"] = (
        Status.MODELLED.value,
        "vardanalys-2023",
        _("Avsnitt 2.1"),
    )
    return Result(
        "key_arguments",
        _("Vad som talar för och emot den läsning som ligger närmast"),
        _(
            "Närmast de tryckta beloppen kommer gränsen 25 000 invånare och, för 2022, pengarna delade i två omgångar, av vilka Bjurholm då tog bara den första och Stockholm båda. Det är en läsning, inget som står i något dokument."
        ),
        rows,
        (Column("side", _("Talar")), Column("text", _("Skäl"))),
        "",
        (
            # The report's places of the rule, the two printed amounts and what is said of the sums that were divided.
            *evidence.provenance(
                reader,
                pd.DataFrame(
                    [("vardanalys-2023", _("Avsnitt 2.1, 3.2 och 8.2.1, tabell 1"))],
                    columns=["source_id", "locator"],
                ),
            ),
            *evidence.provenance(reader, compared[compared["source_id"] != "vardanalys-2023"]),
        ),
        (Status.MODELLED,),
        made=_("Slutsatser av tabellen över nyckelns läsningar; ingen av dem står tryckt."),
    )


def _arguments(compared: pd.DataFrame) -> Iterator[tuple[str, str]]:
    for_it, against = _("för"), _("emot")
    yield (
        for_it,
        _("En och samma gräns passar alla tre tryckta belopp, inom 0,1 % för 2022 och 0,6 % för 2017."),
    )
    yield (
        for_it,
        _("Redan 500 invånare upp eller ner gör att Stockholms belopp 2022 missas med en halv procent."),
    )
    yield (
        for_it,
        _("Rapporten berättar att mer pengar kom under 2022, och 2019 delades också i två omgångar."),
    )
    yield against, _("Rapporten skriver 30 000 invånare, inte 25 000.")
    yield against, _("Gränsen och omgångarna är valda med de tre beloppen för ögonen.")
    yield (
        against,
        _(
            "De två omgångarna, 75 och 59,25 miljoner kronor, räcker inte: 10,5 av de 144,75 miljonerna blir över."
        ),
    )
    yield (
        against,
        _(
            "2021 kom fem av de 75 miljonerna senare. Det är för lite för en egen omgång med 100 000 kr till varje liten kommun."
        ),
    )
    yield (
        against,
        _("28 av de tillförda 59,25 miljonerna 2022 var främst till för att analysera skyddade boenden."),
    )
    nearest = compared[compared["is_proposed"].astype(bool) & (compared["limit_persons"] == _NEAREST)]
    for (name, year), readings in nearest.groupby(["name", "year"]):
        by_key = readings.set_index("rounds")["by_key_sek"]
        first, both = by_key["first_round"], by_key["two_rounds"]
        yield (
            against,
            _(
                "{name}, {amount} i ett förslag {year}, passar ingen av omgångarna ({first} och {second}) och inte heller summan av dem."
            ).format(
                name=name,
                year=year,
                amount=kronor(readings["known_sek"].iloc[0]),
                first=kronor(first),
                second=kronor(both - first),
            ),
        )
