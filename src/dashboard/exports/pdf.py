"""A document as a PDF that can be read aloud: tagged, with language, bookmarks and texts for its pictures (PDF/UA-1)."""

import json
import logging
from datetime import UTC, datetime, time
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import typst

from dashboard.core.document import Document
from dashboard.core.errors import UserError
from dashboard.core.language import _
from dashboard.exports import typefaces
from dashboard.exports.paper import AMPLE, DENSITIES, drawn
from dashboard.exports.pdf_parts import parts
from dashboard.exports.still.boundaries import Boundaries

_LOG = logging.getLogger(__name__)
_TEMPLATE = files("dashboard.exports") / "templates" / "document.typ"
# More than this is no longer read at a meeting; a document that fits when it is set more tightly is.
_MOST_PAGES = 8


def pdf(document: Document, geometry: Boundaries) -> bytes:
    """The document as PDF/UA-1, its maps drawn with `geometry`.

    Raises UserError when it cannot be set; the log says why.
    """
    figures = [drawn(result, geometry) for result in document.results]
    made = datetime.combine(document.stamp.made_on, time(), UTC)
    with as_file(_TEMPLATE) as template:
        try:
            settings = (_set(template, parts(document, figures, room)) for room in DENSITIES)
            setting = next((s for s in settings if _pages(s) <= _MOST_PAGES), None)
            setting = setting or _set(template, parts(document, figures, AMPLE))
            content = setting.compile(pdf_standards=["ua-1"], timestamp=made)
        # A typst.TypstError is one, but asking for the number of pages raises it plain.
        except RuntimeError as error:
            _LOG.exception("The document %r could not be set", document.title)
            raise UserError(
                _(
                    "PDF-filen ”{title}” gick inte att göra. Ladda ner den som arbetsbok (Excel) i stället; felet står i serverns logg."
                ).format(title=document.title)
            ) from error
    assert isinstance(content, bytes)
    return content


def _set(template: Path, content: dict[str, Any]) -> typst.Compiler:
    data = {**_settable(content), "fonts": typefaces.FAMILIES}
    # Data and no markup: whatever a name or a title holds, it is only ever set as text.
    return typst.Compiler(
        template, root=template.parent, font_paths=_fonts(), sys_inputs={"document": json.dumps(data)}
    )


def _pages(setting: typst.Compiler) -> int:
    return int(setting.query("<pages>", field="value", one=True))


def _settable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _settable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_settable(item) for item in value]
    return typefaces.settable(value) if isinstance(value, str) else value


# Reading the font files takes longer than setting a page.
@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(typefaces.FOLDERS)
    )
