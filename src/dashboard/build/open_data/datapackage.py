"""`datapackage.json`: the tables with their columns, keys, sources and terms, as Frictionless Data Package describes them."""

import hashlib
from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.build.open_data import terms
from dashboard.dataset.schema import TABLES, Field, Table
from dashboard.dataset.versions import DATABASE, Manifest

FILE = "datapackage.json"
TITLE = {
    "sv": "Medelkartan: utvecklingsmedel mot våld",
    "en": "Medelkartan: Swedish development grants for the work against violence",
}
DESCRIPTION = {
    "sv": "Statens utvecklingsmedel för arbetet mot våld per kommun, län och region: vad som kunde rekvireras, vad som rekvirerades, "
    "förbrukades och återbetalades, vad som gjordes och vad mottagarna själva säger att det gav, med källa för varje uppgift.",
    "en": "Swedish development grants for the work against violence by municipality, county and region: what could be claimed, was claimed, "
    "used and repaid, what was done with it, and what recipients themselves say came of it, with a source for every figure.",
}
STATUS_NOTE = "The column `status` says how each figure came to be. The example data (exempeldata) of the application is invented and not in the package."
KEYWORDS = ["utvecklingsmedel", "våld i nära relationer", "kommuner", "regioner", "development grants"]
_TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
}
MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "duckdb": "application/vnd.duckdb",
}


def describe(
    manifest: Manifest,
    tables: Mapping[str, pd.DataFrame],
    files: Mapping[str, bytes],
    publisher: str,
) -> dict[str, Any]:
    """The descriptor. `files` holds what the package has, by path; every one of them becomes a resource with its size and hash."""
    sources = tables["source"].set_index("source_id")
    return {
        "profile": "data-package",
        "name": "medelkartan",
        "title": f"{TITLE['sv']} / {TITLE['en']}",
        "description": f"{DESCRIPTION['sv']}\n\n{DESCRIPTION['en']}\n\n{STATUS_NOTE}",
        "version": manifest.version,
        "created": manifest.built_at,
        "keywords": KEYWORDS,
        "contributors": [{"title": publisher, "role": "publisher"}],
        "sources": [_source(s) for s in sources.itertuples()],
        "licenses": terms.licences(sources["licence"]),
        "resources": [
            *(_table(t, tables[t.name], sources, files[f"csv/{t.name}.csv"]) for t in TABLES),
            *(_file(path, content) for path, content in files.items() if not path.endswith(".csv")),
        ],
    }


def _source(source: Any) -> dict[str, str]:
    """A source, with its terms in its own words."""
    return {
        "title": f"{source.title} ({source.publisher})",
        "source_id": source.Index,
        "licence": source.licence,
    }


def _table(table: Table, rows: pd.DataFrame, sources: pd.DataFrame, content: bytes) -> dict[str, Any]:
    used = sources.loc[sources.index.isin(rows["source_id"])] if "source_id" in rows else sources.iloc[:0]
    described: dict[str, Any] = {
        "profile": "tabular-data-resource",
        "name": table.name,
        "description": f"A row is {table.row_is}.",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "quoteChar": '"',
            "doubleQuote": True,
            "lineTerminator": "\n",
            "header": True,
        },
        "schema": _schema(table),
    }
    # A table of words has no source of its own; then the package's terms are all there is to say.
    if len(used):
        described |= {
            "sources": [_source(s) for s in used.itertuples()],
            "licenses": terms.licences(used["licence"]),
        }
    return _file(f"csv/{table.name}.csv", content) | described


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(f) for f in table.fields],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    links = [(f.name, *f.refers_to.split(".")) for f in table.fields if f.refers_to]
    if links:
        schema["foreignKeys"] = [
            {
                "fields": [name],
                "reference": {"resource": "" if other == table.name else other, "fields": [column]},
            }
            for name, other, column in links
        ]
    return schema


def _field(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if field.required else {}
    if field.allowed:
        constraints["enum"] = list(field.allowed)
    described: dict[str, Any] = {
        "name": field.name,
        "type": _TYPES[field.sql_type],
        "description": field.meaning,
    }
    if field.name.endswith("_sek"):
        described["unit"] = "SEK"
    return described | ({"constraints": constraints} if constraints else {})


def _file(path: str, content: bytes) -> dict[str, Any]:
    kind = path.rpartition(".")[2]
    stem = path.rpartition("/")[2].removesuffix(f".{kind}")
    described = (
        "The whole dataset as a DuckDB file."
        if path == DATABASE
        else f"The table `{stem}` as {kind.capitalize()}."
    )
    return {
        "name": f"{stem}-{kind}",
        "type": "file",
        "path": path,
        "format": kind,
        "mediatype": MEDIA_TYPES[kind],
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "description": described,
    }
