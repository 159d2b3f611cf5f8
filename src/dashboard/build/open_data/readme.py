"""What stands first in the zip file, for a person who opens it, in Swedish and in English."""

from dashboard.build.open_data import datapackage, terms
from dashboard.dataset.versions import DATABASE, Manifest

FILE = "README.md"


def markdown(manifest: Manifest, examples: bool) -> str:
    """The text."""
    synthetic_sv = (
        "Rader med `status` = `synthetic` är **exempeldata**: påhittade, med summor som stämmer med de tryckta. De säger inget om någon "
        "verklig mottagare. Ta bort dem med `WHERE status <> 'synthetic'` om du vill räkna på riktiga uppgifter."
        if examples
        else "Exempeldata (`status` = `synthetic`) är borttagen ur den här filen."
    )
    synthetic_en = (
        "Rows with `status` = `synthetic` are **example data**: invented, with sums that equal the printed ones. They say nothing about any "
        "real recipient. Leave them out with `WHERE status <> 'synthetic'` to work with real data."
        if examples
        else "Example data (`status` = `synthetic`) are left out of this file."
    )
    return f"""# Medelkartan {manifest.version}

{datapackage.DESCRIPTION["sv"]}

Byggd {manifest.built_at}. {sum(manifest.rows.values())} rader i {len(manifest.rows)} tabeller (med exempeldata).

## Innehåll

| | |
|---|---|
| `csv/` | varje tabell som CSV: UTF-8, kommatecken mellan kolumner, punkt som decimaltecken, tomt där uppgift saknas |
| `parquet/` | samma tabeller som Parquet |
| `{DATABASE}` | samma tabeller i en DuckDB-fil |
| `{datapackage.FILE}` | tabeller, kolumner, nycklar, källor och villkor (Frictionless Data Package) |
| `dcat.ttl` | metadata enligt DCAT-AP-SE 3 |
| `data-dictionary.md` | vad varje tabell och kolumn betyder |
| `{terms.FILE}` | villkor per källa |

## Tecken

Kolumnen `status` säger hur varje uppgift kommit till: `published` står tryckt i ett källdokument, `reported` kommer ur en återrapportering,
`modelled` är beräknad med fördelningsnyckeln. {synthetic_sv}
Självskattade svar är mottagarnas egna bedömningar, inte uppmätta effekter.

## In English

{datapackage.DESCRIPTION["en"]}

CSV files are UTF-8 with commas, decimal points, and nothing where a value is missing. The column `status` says how each figure came to be:
`published`, `reported`, `modelled`. {synthetic_en}
Self-assessments are the recipients' own judgement, not measured effects. Terms of use: `{terms.FILE}`.
"""
