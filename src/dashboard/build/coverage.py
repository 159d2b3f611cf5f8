"""Which numbers of each source document are in the ledger or in a statement, which were left out, and why."""

import re
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.build.findings import Finding
from dashboard.sources import files

# What becomes of a number: a figure, a statement, or left out with a reason.
_ACCOUNTED = ["in_ledger", "in_statements", "left_out"]
_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+|\d+(?:[,:]\d+)?")
_WORDS = dict(
    zip(
        ["två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"],
        map(str, range(2, 13)),
        strict=True,
    )
)


def numbers(data_dir: Path) -> pd.DataFrame:
    """Every number that the documents print, one row each: source_id, line, ordinal, printed, section_sv, figure_ids, left_out_sv,
    and in_statements, whether a statement shows it."""
    rows = _of_all(data_dir, "numbers")
    shown = _of_all(data_dir, "statements")
    places = {(row.source_id, place) for row in shown.itertuples() for place in row.numbers.split()}
    return rows.assign(
        in_statements=[place in places for place in zip(rows["source_id"], _places(rows), strict=True)]
    )


def _of_all(data_dir: Path, name: str) -> pd.DataFrame:
    frames = [
        files.read(data_dir, path.relative_to(data_dir).as_posix()).rows.assign(source_id=path.parent.name)
        for path in sorted(data_dir.glob(f"published/*/{name}.csv"))
    ]
    return pd.concat(frames, ignore_index=True)


def _places(rows: pd.DataFrame) -> pd.Series:
    """Where each number stands, as statements name it: line and ordinal."""
    return rows["line"] + "." + rows["ordinal"]


def by_section(rows: pd.DataFrame) -> pd.DataFrame:
    """Per document and section, in reading order: how many numbers, in the ledger, in statements only, left out, unaccounted for."""
    in_ledger = rows["figure_ids"] != ""
    in_statements = ~in_ledger & rows["in_statements"]
    flags = rows.assign(
        in_ledger=in_ledger,
        in_statements=in_statements,
        left_out=~in_ledger & ~in_statements & (rows["left_out_sv"] != ""),
    )
    sums = {name: (name, "sum") for name in _ACCOUNTED}
    counted = (
        flags.groupby(["source_id", "section_sv"], sort=False)
        .agg(numbers=("printed", "size"), **sums)
        .reset_index()
    )
    counted["position"] = range(len(counted))
    return counted.assign(unaccounted=counted["numbers"] - counted[_ACCOUNTED].sum(axis="columns"))


def report(data_dir: Path) -> tuple[str, int]:
    """The coverage report as text, and how many numbers nothing accounts for."""
    rows = numbers(data_dir)
    sections = by_section(rows)
    absent = rows[(rows["figure_ids"] == "") & ~rows["in_statements"]]
    lines = []
    for source_id, of_source in sections.groupby("source_id", sort=False):
        total = of_source[["numbers", *_ACCOUNTED, "unaccounted"]].sum()
        lines.append(f"{source_id}: {_in_words(total)}, {total['unaccounted']} oförklarade")
        lines += [f"  {section['section_sv']}: {_in_words(section)}" for _no, section in of_source.iterrows()]
        for reason, group in absent[absent["source_id"] == source_id].groupby("left_out_sv"):
            places = ", ".join(
                f"rad {line} ”{printed}”"
                for line, printed in zip(group["line"][:6], group["printed"][:6], strict=True)
            )
            more = f" … och {len(group) - 6} till" if len(group) > 6 else ""
            lines.append(f"  utelämnat, {reason or 'OFÖRKLARAT'}: {places}{more}")
    return "\n".join(lines), int(sections["unaccounted"].sum())


def _in_words(counted: pd.Series) -> str:
    return (
        f"{counted['numbers']} tal, {counted['in_ledger']} i liggaren, {counted['in_statements']} i utsagor, "
        f"{counted['left_out']} utelämnade"
    )


def findings(statements: pd.DataFrame, printed: pd.DataFrame) -> list[Finding]:
    """Statements that show a number which the document does not print at the places that they name, or name one that is not shown."""
    known = dict(
        zip(zip(printed["source_id"], _places(printed), strict=True), printed["printed"], strict=True)
    )
    found = []
    for row in statements.itertuples():
        printed_there = {
            place: _plain(known.get((row.source_id, place), "")) for place in row.numbers.split()
        }
        shown = _plain(row.statement_sv)
        found += [
            _finding(
                row, f"Utsagan visar talet ”{number}”, som inte står på någon av platserna i numbers.csv."
            )
            for number in sorted(shown - set().union(*printed_there.values()))
        ]
        found += [
            _finding(
                row,
                f"Platsen ”{place}” i numbers.csv har inget tal som utsagan visar. Rätta platsen eller ta bort den.",
            )
            for place, numbers_there in printed_there.items()
            if not numbers_there & shown
        ]
    return found


def _finding(row: Any, text_sv: str) -> Finding:
    return Finding("tal i utsaga", row.file, str(row.Index), "numbers", text_sv)


def _plain(text: str) -> set[str]:
    """The numbers of a text without spaces between thousands; a number word counts as its digits."""
    words = {_WORDS[word] for word in re.findall(r"\w+", text.lower()) if word in _WORDS}
    return {shown.replace(" ", "") for shown in _NUMBER.findall(text)} | words
