"""The formats that a document can be had in: what each is called, how its file ends, and who writes it. The page and the command line both look here."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.core.document import Document
from dashboard.exports import pdf, slides, workbook
from dashboard.exports.still.boundaries import Boundaries


@dataclass(frozen=True)
class Format:
    """One format. `name` is what the command line calls it, `label` what a reader does."""

    name: str
    label: str
    ending: str
    media_type: str
    write: Callable[[Document, Boundaries], bytes]


FORMATS = {
    made.name: made
    for made in (
        Format("pdf", "PDF", "pdf", "application/pdf", pdf.pdf),
        Format(
            "pptx",
            "PowerPoint",
            "pptx",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            slides.pptx,
        ),
        Format(
            "xlsx",
            "Excel",
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            lambda document, _geometry: workbook.to_xlsx(document),
        ),
        Format(
            "csv",
            "CSV (zip)",
            "csv.zip",
            "application/zip",
            lambda document, _geometry: workbook.to_csv(document),
        ),
        Format(
            "parquet",
            "Parquet (zip)",
            "parquet.zip",
            "application/zip",
            lambda document, _geometry: workbook.to_parquet(document),
        ),
    )
}


def file_name(document_id: str, year: int, version: str, made: Format) -> str:
    """A name that tells place, year, data version and format apart from all others."""
    return f"medelkartan-{document_id}-{year}-{version}.{made.ending}"
