"""What kind of file the bytes are, told from the bytes and not from the name."""

import re
import zipfile
from io import BytesIO
from pathlib import PurePath

from dashboard.sources.forms.unreadable import Unreadable

IN_WORDS = {
    "xlsx": "en Excelarbetsbok (.xlsx)",
    "xls": "en äldre Excelarbetsbok (.xls)",
    "ods": "en OpenDocument-arbetsbok (.ods)",
    "csv": "en textfil (.csv)",
    "json": "JSON (.json)",
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta")
# A file of the table service's own program: keywords in capitals, each with a value and a semicolon.
_PX = re.compile(
    rb"^(CHARSET|AXIS-VERSION|CODEPAGE|LANGUAGES?|CREATION-DATE|DECIMALS|SHOWDECIMALS|MATRIX|COPYRIGHT|TABLEID)(\[[a-z]+\])?\s*=\s*[^;\r\n]*;\s*[A-Z]",
    re.S,
)
_MARKS = {
    b"PAR1": "en Parquetfil",
    b"%PDF": "en pdf",
    b"\x89PNG": "en bild",
    b"\xff\xd8\xff": "en bild",
    b"GIF8": "en bild",
    b"Rar!": "ett arkiv",
    b"7z\xbc\xaf": "ett arkiv",
    b"\x1f\x8b": "ett arkiv",
    b"MZ": "ett program",
    b"\x7fELF": "ett program",
}
_TEXT_EXTENSIONS = {"csv": ("csv", "txt", "tsv"), "json": ("json", "txt")}


def kind_of(content: bytes) -> str:
    """`xlsx`, `xls`, `ods`, `csv` or `json`. Raises Unreadable for everything else."""
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    if content.startswith(_OLD_OFFICE):
        return _old_office(content)
    for mark, words in _MARKS.items():
        if content.startswith(mark):
            raise Unreadable("unsupported_kind", kind=words)
    start = content[:2000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise Unreadable("empty_file")
    lower = start.lower()
    if lower.startswith(_HTML) or (lower.startswith(b"<?xml") and b"<html" in lower):
        raise Unreadable("html_file")
    if lower.startswith(b"<"):
        raise Unreadable("unsupported_kind", kind="XML")
    if _PX.match(start):
        raise Unreadable("choose_format", kind="en px-fil (.px)")
    return "json" if start[:1] in (b"{", b"[") else "csv"


def extension_fits(name: str, kind: str) -> bool:
    """Whether the file's name ends as a file of this kind should."""
    return PurePath(name).suffix.lower().removeprefix(".") in _TEXT_EXTENSIONS.get(kind, (kind,))


def _packed(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise Unreadable("damaged_file", kind="arbetsbok") from error
    if any(
        name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names
    ):
        raise Unreadable("macros")
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    if "xl/workbook.bin" in names:
        raise Unreadable("unsupported_kind", kind="en binär Excelarbetsbok (.xlsb)")
    if "word/document.xml" in names:
        raise Unreadable("unsupported_kind", kind="ett Worddokument")
    raise Unreadable("unsupported_kind", kind="ett arkiv (.zip)")


def _old_office(content: bytes) -> str:
    # The directory of the container names its streams in UTF-16.
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise Unreadable("password_protected")
    if holds("_VBA_PROJECT"):
        raise Unreadable("macros")
    if holds("WordDocument"):
        raise Unreadable("unsupported_kind", kind="ett Worddokument")
    return "xls"
