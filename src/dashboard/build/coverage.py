"""Which numbers of each source document are in the ledger, which were left out, and why."""

from pathlib import Path

import pandas as pd

from dashboard.sources import files


def numbers(data_dir: Path) -> pd.DataFrame:
    """Every number that the documents print, one row each: source_id, line, ordinal, printed, section_sv, figure_ids, left_out_sv."""
    frames = [
        files.read(data_dir, path.relative_to(data_dir).as_posix()).rows.assign(source_id=path.parent.name)
        for path in sorted(data_dir.glob("published/*/numbers.csv"))
    ]
    return pd.concat(frames, ignore_index=True)


def by_section(rows: pd.DataFrame) -> pd.DataFrame:
    """Per document and section, in reading order: how many numbers, how many in the ledger, left out, and unaccounted for."""
    flags = rows.assign(
        in_ledger=rows["figure_ids"] != "",
        left_out=(rows["figure_ids"] == "") & (rows["left_out_sv"] != ""),
    )
    counted = (
        flags.groupby(["source_id", "section_sv"], sort=False)
        .agg(numbers=("printed", "size"), in_ledger=("in_ledger", "sum"), left_out=("left_out", "sum"))
        .reset_index()
    )
    counted["position"] = range(len(counted))
    return counted.assign(unaccounted=counted["numbers"] - counted["in_ledger"] - counted["left_out"])


def report(data_dir: Path) -> tuple[str, int]:
    """The coverage report as text, and how many numbers nothing accounts for."""
    rows = numbers(data_dir)
    lines = []
    for source_id, sections in by_section(rows).groupby("source_id", sort=False):
        total = sections[["numbers", "in_ledger", "left_out", "unaccounted"]].sum()
        lines.append(
            f"{source_id}: {total['numbers']} tal, {total['in_ledger']} i liggaren, {total['left_out']} utelämnade, {total['unaccounted']} oförklarade"
        )
        for section in sections.itertuples():
            lines.append(
                f"  {section.section_sv}: {section.numbers} tal, {section.in_ledger} i liggaren, {section.left_out} utelämnade"
            )
        of_source = rows[(rows["source_id"] == source_id) & (rows["figure_ids"] == "")]
        for reason, group in of_source.groupby("left_out_sv"):
            places = ", ".join(
                f"rad {line} ”{printed}”"
                for line, printed in zip(group["line"][:6], group["printed"][:6], strict=True)
            )
            more = f" … och {len(group) - 6} till" if len(group) > 6 else ""
            lines.append(f"  utelämnat, {reason or 'OFÖRKLARAT'}: {places}{more}")
    unaccounted = int(((rows["figure_ids"] == "") & (rows["left_out_sv"] == "")).sum())
    return "\n".join(lines), unaccounted
