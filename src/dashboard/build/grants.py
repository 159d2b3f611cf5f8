"""Grants: which one every amount was paid from, and whether the years agree."""

import pandas as pd

from dashboard.build.findings import Finding

_GRANTS = "vocabulary/grants.csv"


def assigned(amounts: pd.DataFrame, grants: pd.DataFrame) -> pd.DataFrame:
    """The rows of `allocation` with `grant_id`: the grant of the row's stream that has its year. Missing where there is none."""
    found = amounts.assign(grant_id=None)
    for grant in grants.itertuples():
        last = amounts["year"].max() if pd.isna(grant.year_to) else grant.year_to
        own = (amounts["stream"] == grant.stream) & amounts["year"].between(grant.year_from, last)
        found.loc[own.to_numpy(dtype=bool), "grant_id"] = grant.grant_id
    return found


def without_grant(amounts: pd.DataFrame, grants: pd.DataFrame) -> list[Finding]:
    """Amounts of a stream and year that no grant has, one finding for each stream, year and source."""
    known = {stream: _spans(rows) for stream, rows in grants.groupby("stream")}
    rows = amounts[amounts["grant_id"].isna()].drop_duplicates(["stream", "year", "source_id"])
    return [
        Finding(
            "bidragets år",
            "allocation",
            "",
            "year",
            f"Beloppen för {row.year} ({row.source_id}) har inget bidrag: {row.stream} finns för {known.get(row.stream, 'inga år')}. "
            f"Rätta året eller skriv in bidraget i {_GRANTS}.",
        )
        for row in rows.itertuples()
    ]


def findings(grants: pd.DataFrame, amounts: pd.DataFrame, figures: pd.DataFrame) -> list[Finding]:
    """Grants whose years overlap within a stream or that follow a later one or another stream's, and printed amounts outside their years."""
    return _overlapping(grants) + _not_following(grants) + _outside(grants, amounts, figures)


def _spans(grants: pd.DataFrame) -> str:
    return ", ".join(
        f"{g.year_from}–" if pd.isna(g.year_to) else f"{g.year_from}–{g.year_to}"
        for g in grants.sort_values("year_from").itertuples()
    )


def _overlapping(grants: pd.DataFrame) -> list[Finding]:
    found = []
    for _stream, rows in grants.sort_values("year_from", kind="stable").groupby("stream"):
        for (_line, before), (line, after) in zip(
            list(rows.iterrows())[:-1], list(rows.iterrows())[1:], strict=True
        ):
            if pd.isna(before["year_to"]) or before["year_to"] >= after["year_from"]:
                text = f"Bidraget börjar {after['year_from']}, innan ”{before['grant_id']}” i samma ström har slutat. Rätta åren."
                found.append(_finding(after, line, "year_from", text))
    return found


def _not_following(grants: pd.DataFrame) -> list[Finding]:
    known = grants.drop_duplicates("grant_id").set_index("grant_id")
    found = []
    for line, row in grants[grants["follows"].isin(known.index)].iterrows():
        before = known.loc[row["follows"]]
        if before["stream"] != row["stream"]:
            text = f"Bidraget följer på ”{row['follows']}”, som är andra pengar. Bidrag som följer på varandra är en ström."
            found.append(_finding(row, line, "follows", text))
        elif pd.isna(before["year_to"]) or before["year_to"] >= row["year_from"]:
            text = f"Bidraget följer på ”{row['follows']}”, som inte har slutat då. Rätta åren."
            found.append(_finding(row, line, "follows", text))
    return found


def _outside(grants: pd.DataFrame, amounts: pd.DataFrame, figures: pd.DataFrame) -> list[Finding]:
    """Printed amounts that are no kronor or lie outside the grant's years. A zero after them says that nothing came."""
    of_grant = grants.drop_duplicates("grant_id").set_index("grant_id")
    ledger = figures.drop_duplicates("figure_id").set_index("figure_id")
    found = []
    for line, row in amounts.iterrows():
        if row["figure_id"] not in ledger.index or row["grant_id"] not in of_grant.index:
            continue
        figure, grant = ledger.loc[row["figure_id"]], of_grant.loc[row["grant_id"]]
        if figure["unit"] != "sek":
            found.append(_finding(row, line, "figure_id", f"Siffran ”{row['figure_id']}” är inget belopp."))
        first, last = (figure[name] for name in ("year_from", "year_to"))
        early = pd.notna(first) and first < grant["year_from"]
        late = pd.notna(last) and pd.notna(grant["year_to"]) and last > grant["year_to"]
        if early or (late and figure["value"] != 0):
            text = f"Beloppet gäller {first}–{last}, utanför åren för ”{row['grant_id']}”. Rätta året eller bidraget."
            found.append(_finding(row, line, "figure_id", text))
    return found


def _finding(row: pd.Series, line: object, column: str, text_sv: str) -> Finding:
    return Finding("bidragets år", str(row["file"]), str(line), column, text_sv)
