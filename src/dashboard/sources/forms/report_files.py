"""Findings as files to keep and to send: an Excel workbook and JSON."""

from dataclasses import asdict
from io import BytesIO

import orjson
import xlsxwriter

from dashboard.core.findings import Finding, Severity

SEVERITIES_SV = {Severity.ERROR: "fel", Severity.WARNING: "varning", Severity.INFO: "upplysning"}
HEADINGS = ("Allvar", "Fil", "Blad", "Cell", "Värde", "Rubrik", "Vad som är fel", "Att göra")
WIDTHS = (12, 30, 18, 10, 30, 30, 70, 60)
# What a workbook is written with: texts are texts, whatever they begin with.
TEXTS_ONLY = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


def findings_json(findings: list[Finding]) -> bytes:
    """The findings as a JSON list, with their fields' own names."""
    return orjson.dumps([asdict(f) for f in findings], option=orjson.OPT_INDENT_2)


def findings_xlsx(findings: list[Finding]) -> bytes:
    """The findings as a workbook with one row each."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, TEXTS_ONLY) as book:
        write_findings(book, "Fynd", findings)
    return buffer.getvalue()


def in_cells(f: Finding) -> tuple[str, ...]:
    """A finding as the texts of a row, one for each heading."""
    return (SEVERITIES_SV[f.severity], f.file, f.sheet, f.cell, f.value, f.title_sv, f.text_sv, f.advice_sv)


def write_findings(book: xlsxwriter.Workbook, name: str, findings: list[Finding]) -> None:
    """Add a sheet of findings to a workbook."""
    sheet = book.add_worksheet(name)
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width, wrap)
        sheet.write_string(0, column, heading, bold)
    for row, f in enumerate(findings, start=1):
        for column, text in enumerate(in_cells(f)):
            sheet.write_string(row, column, text)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(findings), 1), len(HEADINGS) - 1)
