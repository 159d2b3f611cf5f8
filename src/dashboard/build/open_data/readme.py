"""What stands first in the zip file, for a person who opens it, in Swedish and in English."""

from collections.abc import Mapping

from dashboard.build.open_data import datapackage, terms
from dashboard.dataset.versions import DATABASE, Manifest

FILE = "README.md"


def markdown(manifest: Manifest, rows: Mapping[str, int]) -> str:
    """The text; `rows` says how many rows of each table are in the file."""
    return f"""# Medelkartan {manifest.version}

{datapackage.DESCRIPTION["sv"]}

Byggd {manifest.built_at}. {sum(rows.values())} rader i {len(rows)} tabeller.

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
`modelled` är beräknad med fördelningsnyckeln. Exempeldata (`synthetic`), som appen kan visa,
är påhittad och ingår inte.
Kommunernas belopp enligt nyckeln är uppskattningar: `amount_low_sek` och `amount_high_sek` är den lägsta och den högsta läsningen av nyckeln. Där
`has_point` är falskt (2022) går det bara att säga att beloppet ligger mellan dem; `amount_sek` är då vad den tryckta regeln ger och ska inte återges ensamt.
Självskattade svar är mottagarnas egna bedömningar, inte uppmätta effekter.

## In English

{datapackage.DESCRIPTION["en"]}

CSV files are UTF-8 with commas, decimal points, and nothing where a value is missing. The column `status` says how each figure came to be:
`published`, `reported`, `modelled`. The example data (`synthetic`) that the application can show is invented and not included.
The municipalities' amounts by the key are estimates: `amount_low_sek` and `amount_high_sek` are the lowest and the highest reading of the key. Where
`has_point` is false (2022), all that can be said is that the amount lies between them; `amount_sek` is then what the printed rule gives and is not to be quoted alone.
Self-assessments are the recipients' own judgement, not measured effects. Terms of use: `{terms.FILE}`.
"""
