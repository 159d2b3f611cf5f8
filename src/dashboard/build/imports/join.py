"""The active imports in the dataset's tables: their rows, a source for each, and the corrections."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.build.findings import Finding
from dashboard.build.imports import apply, batches, corrections
from dashboard.core.settings import Settings
from dashboard.sources.forms import kolada
from dashboard.sources.forms.indicator_words import unit_of

FORMS = {
    "report": "Återrapportering",
    "allocation_list": "Fördelningslista",
    "indicators": "Indikatorer",
    "population": "Folkmängd",
    "kolada": "Kolada",
}
_PUBLISHERS = {"population": "SCB", "kolada": "Kolada"}
_SENDER, _TERMS = "Inlämnad fil", "Inlämnad uppgift"
# What is said of every import, and where.
IMPORT_WORDS = {_SENDER: "source.publisher", _TERMS: "source.licence"}


@dataclass(frozen=True)
class Joined:
    """The tables with the imports in them, and which kinds of recipients and years were touched by any."""

    tables: dict[str, pd.DataFrame]
    touched: set[tuple[str, int]]
    findings: list[Finding]


def join(tables: dict[str, pd.DataFrame], settings: Settings, batch_ids: Sequence[str]) -> Joined:
    """Put batches into the tables, in their order, and correct. Raises ChecksFailed for a damaged batch."""
    known = [batches.read(settings.imports_dir, batch_id) for batch_id in batch_ids]
    incoming = batches.read_rows(settings.imports_dir, known)
    applied = apply.apply(tables, incoming)
    joined = applied.tables | {
        "indicator": _with_names(applied.tables["indicator"], tables["key_figure"]),
        "source": pd.concat([tables["source"], sources(known)]) if known else tables["source"],
        "import_batch": import_batch(known, applied.replaced),
    }
    listed, unusable = corrections.read(settings.imports_dir)
    joined, unfit = corrections.apply(joined, listed)
    kinds = tables["recipient"].set_index("recipient_id")["kind"].to_dict()
    touched = {(kinds[recipient], year) for recipient, year in applied.touched if recipient in kinds}
    findings = [
        Finding("rättelse", f.file, f.cell.removeprefix("rad "), "", f"{f.text_sv} {f.advice_sv}")
        for f in unusable + unfit
    ]
    return Joined(joined, touched | _corrected(listed, kinds), findings)


def _with_names(indicators: pd.DataFrame, key_figures: pd.DataFrame) -> pd.DataFrame:
    """The indicators, with the names and units that key figures of Kolada have got since they were imported."""
    names = kolada.names(dict(zip(key_figures["key_figure_id"], key_figures["name_sv"], strict=True)))
    known = [names.get(i) for i in indicators["indicator_id"]]
    before = zip(known, indicators["name_sv"], indicators["unit"], strict=True)
    units = [unit_of(new) if new and new != old else unit for new, old, unit in before]
    named = [new or old for new, old in zip(known, indicators["name_sv"], strict=True)]
    return indicators.assign(
        name_sv=pd.Series(named, indicators.index, object), unit=pd.Series(units, indicators.index, object)
    )


def _corrected(listed: list[corrections.Correction], kinds: dict[str, str]) -> set[tuple[str, int]]:
    money = [one.key for one in listed if one.table == "allocation"]
    return {(kinds[key["recipient_id"]], int(key["year"])) for key in money if key["recipient_id"] in kinds}


def sources(known: Sequence[batches.Batch]) -> pd.DataFrame:
    """A row of the `source` table for each batch."""
    return pd.DataFrame(
        [
            {
                "source_id": batch.source_id,
                "title": f"{FORMS.get(batch.form_id, batch.form_id)}: {batch.file_name}",
                "publisher": _PUBLISHERS.get(batch.form_id, _SENDER),
                "published_year": int(batch.received_at[:4]),
                "file_name": f"imports/{batch.batch_id}/{batches.RECORDS}",
                "licence": _TERMS,
                "covers_sv": f"Importerad {batch.received_at[:10]} av {batch.imported_by}; {batch.rows} rader",
            }
            for batch in known
        ]
    ).astype(object)


def import_batch(known: Sequence[batches.Batch], replaced: dict[str, int]) -> pd.DataFrame:
    """The `import_batch` table."""
    columns = [
        "batch_id",
        "file_name",
        "sha256",
        "form_id",
        "received_at",
        "imported_by",
        "rows",
        "replaced",
        "findings",
    ]
    rows = [
        (b.batch_id, b.file_name, b.sha256, b.form_id, b.received_at, b.imported_by, b.rows,
         replaced.get(b.source_id, 0), sum(b.findings.values()))
        for b in known
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).astype(object)
