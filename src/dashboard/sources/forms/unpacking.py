"""Opening a packed workbook safely: nothing is handed on that has not been measured first.

A packed file can lie about how large it is, and a small one can hold one very large sheet. So every part that is needed
is unpacked here within a limit and checked, and packed again without compression; the reading library sees only that copy.
"""

import zipfile
import zlib
from io import BytesIO

from dashboard.sources.forms.limits import MAX_UNPACKED_BYTES
from dashboard.sources.forms.unreadable import Unreadable

_READ_STEP = 1_000_000
_MEGABYTE = 1_000_000


def unpack(content: bytes, kind: str) -> dict[str, bytes]:
    """The parts of a packed workbook that carry cells, by name. Raises Unreadable when they are damaged or too large."""
    parts: dict[str, bytes] = {}
    left = MAX_UNPACKED_BYTES
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            for info in packed.infolist():
                if not _is_needed(info.filename, kind):
                    continue
                if info.flag_bits & 0x1:
                    raise Unreadable("password_protected")
                _refuse_beyond(info.file_size, left)
                parts[info.filename] = _read(packed, info, left)
                left -= len(parts[info.filename])
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise Unreadable("damaged_file", kind="arbetsbok") from error
    return parts


def repack(parts: dict[str, bytes]) -> bytes:
    """The parts in a package without compression."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part)
    return buffer.getvalue()


def _is_needed(name: str, kind: str) -> bool:
    if kind == "ods":
        return name in ("mimetype", "content.xml", "META-INF/manifest.xml")
    return name == "[Content_Types].xml" or (
        name.startswith(("xl/", "_rels/")) and name.endswith((".xml", ".rels"))
    )


def _read(packed: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    pieces, size = [], 0
    with packed.open(info) as part:
        while piece := part.read(_READ_STEP):
            size += len(piece)
            _refuse_beyond(size, left)
            pieces.append(piece)
    return b"".join(pieces)


def _refuse_beyond(size: int, left: int) -> None:
    if size > left:
        unpacked = (MAX_UNPACKED_BYTES - left + size) // _MEGABYTE
        raise Unreadable("unpacks_too_large", size=unpacked, limit=MAX_UNPACKED_BYTES // _MEGABYTE)
