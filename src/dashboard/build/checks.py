"""Rules that whole tables keep: keys, references, values. One function for each rule."""

from collections.abc import Collection

import pandas as pd

from dashboard.build.findings import Finding
from dashboard.core.status import Status
from dashboard.dataset.schema import BY_NAME, TABLES, Table
from dashboard.sources.forms.personal_data import kinds_of_personal_data

_PER_RECIPIENT_AND_YEAR = ("allocation", "activity", "self_assessment")
_PERSONAL = {"personal_number": "personnummer", "email_address": "e-postadress"}


def duplicate_keys(table: Table, rows: pd.DataFrame) -> list[Finding]:
    """Two rows with the same key, as far as the rows have its columns."""
    key = [name for name in table.key if name in rows]
    repeated = rows[rows.duplicated(key, keep="first")]
    return [
        Finding(
            "unik nyckel",
            _file(row, table),
            _line(line, row),
            ", ".join(key),
            f"Raden har samma nyckel som en tidigare rad: {_values(row, key)}. Ta bort den ena eller rätta nyckeln.",
        )
        for line, row in repeated.iterrows()
    ]


def unknown_references(table: Table, rows: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> list[Finding]:
    """A code that the table it refers to does not have. References to tables that are not there yet are passed over."""
    findings = []
    for field in table.fields:
        other, _dot, column = field.refers_to.partition(".")
        if other not in tables or field.name not in rows:
            continue
        known = set(tables[other][column])
        wrong = rows[rows[field.name].notna() & ~rows[field.name].isin(known)]
        findings += [
            Finding(
                "känd kod",
                _file(row, table),
                _line(line, row),
                field.name,
                f"Koden ”{row[field.name]}” finns inte i {other}. Rätta koden eller lägg till den där.",
            )
            for line, row in wrong.iterrows()
        ]
    return findings


def broken_values(table: Table, rows: pd.DataFrame) -> list[Finding]:
    """A required value that is missing, or a value outside the allowed ones."""
    findings = []
    for field in table.fields:
        if field.required:
            findings += [
                Finding(
                    "värde saknas",
                    _file(row, table),
                    _line(line, row),
                    field.name,
                    f"Varje rad måste ha {field.name}.",
                )
                for line, row in rows[rows[field.name].isna()].iterrows()
            ]
        if field.allowed:
            wrong = rows[rows[field.name].notna() & ~rows[field.name].isin(field.allowed)]
            findings += [
                Finding(
                    "giltigt värde",
                    _file(row, table),
                    _line(line, row),
                    field.name,
                    f"Värdet ”{row[field.name]}” är okänt.",
                )
                for line, row in wrong.iterrows()
            ]
    return findings


def negative_amounts(rows: pd.DataFrame) -> list[Finding]:
    """Rows of `allocation` with an amount below zero."""
    return [
        Finding(
            "belopp",
            _file(row, BY_NAME["allocation"]),
            _line(line, row),
            "amount_sek",
            f"Beloppet {row['amount_sek']} kr är negativt.",
        )
        for line, row in rows[rows["amount_sek"] < 0].iterrows()
    ]


def used_beyond_received(tables: dict[str, pd.DataFrame]) -> list[Finding]:
    """A recipient that used and repaid another amount than it received, but for those whose own report says so."""
    rows = tables["allocation"]
    reported = set(
        rows.loc[rows["status"] == Status.REPORTED.value, ["recipient_id", "year"]].itertuples(
            index=False, name=None
        )
    )
    wide = rows.query("stream == 'development'").pivot(
        index=["recipient_id", "year"], columns="measure", values="amount_sek"
    )
    whole = wide.dropna(subset=["received", "used", "repaid"])
    # Stockholm's extra payment of 2017 is printed beside the requisition and is part of it.
    extra = whole["redistributed"].fillna(0).where(whole.index.get_level_values("year") != 2017, 0)
    off = whole[
        (whole["received"] + extra != whole["used"] + whole["repaid"]) & ~whole.index.isin(list(reported))
    ]
    return [
        Finding(
            "använt och återbetalt",
            "allocation",
            f"{recipient} {year}",
            "used",
            "Förbrukat och återbetalt ger inte tillsammans det mottagna beloppet.",
        )
        for recipient, year in off.index
    ]


def personal_data(tables: dict[str, pd.DataFrame]) -> list[Finding]:
    """Something in free text that could point out a person."""
    findings = []
    for table_name, column in (
        ("activity", "description_sv"),
        ("published_figure", "note_sv"),
        ("published_figure", "measure_sv"),
    ):
        rows = tables[table_name]
        # The same eye as when files are read: what was let in there is not stopped here.
        kinds = [kinds_of_personal_data(text) for text in rows[column].fillna("")]
        for code, what in _PERSONAL.items():
            hits = rows[[code in found for found in kinds]]
            findings += [
                Finding(
                    "personuppgift",
                    _file(row, BY_NAME[table_name]),
                    _line(line, row),
                    column,
                    f"Texten ser ut att innehålla {what}. Ta bort uppgiften.",
                )
                for line, row in hits.iterrows()
            ]
    return findings


def invented_beside_printed(tables: dict[str, pd.DataFrame]) -> list[Finding]:
    """An example row of a recipient and year that a document says something of; what it says of other money is another matter."""
    who = ["recipient_id", "year"]
    known = tables | {"allocation": tables["allocation"].query("stream == 'development'")}
    rows = pd.concat([known[name][[*who, "status"]].assign(table=name) for name in _PER_RECIPIENT_AND_YEAR])
    told = set(rows.loc[rows["status"] == Status.PUBLISHED, who].itertuples(index=False, name=None))
    invented = rows[rows["status"] == Status.SYNTHETIC].drop_duplicates([*who, "table"])
    return [
        Finding(
            "exempel bredvid tryckt",
            row.table,
            "",
            "status",
            f"{row.recipient_id} har exempeldata för {row.year}, då ett dokument har en egen uppgift. Ta bort exemplet.",
        )
        for row in invented.itertuples()
        if (row.recipient_id, row.year) in told
    ]


def all_findings(tables: dict[str, pd.DataFrame], changed: Collection[str] = tuple(BY_NAME)) -> list[Finding]:
    """What every rule has to say about the tables; the rules of single tables only about those that have `changed`."""
    findings = []
    for table in TABLES:
        if table.name in changed:
            rows = tables[table.name]
            findings += (
                broken_values(table, rows)
                + duplicate_keys(table, rows)
                + unknown_references(table, rows, tables)
            )
    return (
        findings
        + negative_amounts(tables["allocation"])
        + used_beyond_received(tables)
        + invented_beside_printed(tables)
        + personal_data(tables)
    )


def _file(row: pd.Series, table: Table) -> str:
    file = row.get("file")
    return file if isinstance(file, str) else table.name


def _line(line: object, row: pd.Series) -> str:
    return str(line) if isinstance(row.get("file"), str) else ""


def _values(row: pd.Series, columns: list[str]) -> str:
    return ", ".join(f"{row[c]}" for c in columns)
