"""The slides in a real program: LibreOffice opens them as they are, and no text stands outside the place it was given."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import font_source_sans_pro
import pypdfium2
import pytest
from pptx import Presentation
from pptx.util import Pt

from dashboard.core.document import Document
from dashboard.exports.slides import pptx
from dashboard.exports.still.boundaries import Boundaries

_SECONDS = 300
# A letter's box is as high as its line; what is cut off or pushed out is a line, not a fraction of a point.
_SLACK = 3.0
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><cachedir>{cache}</cachedir>{more}</fontconfig>"""
_OURS = "<dir>{folder}</dir>"
_OTHERS = """<match target="pattern"><test name="family"><string>Source Sans Pro</string></test>
<edit name="family" mode="assign" binding="strong"><string>Liberation Sans</string></edit></match>"""


@pytest.fixture(scope="module", params=["our type", "the wider Arial"])
def opened(
    request: pytest.FixtureRequest,
    profiles: dict[str, Document],
    geometry: Boundaries,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, tuple[Path, Path]]:
    """The slides of every place as a file and as LibreOffice shows them, on a machine with our type or with another."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not on this machine; bin/ensure-office says how to get it")
    folder = tmp_path_factory.mktemp("office")
    more = (
        _OURS.format(folder=font_source_sans_pro.font_directory) if request.param == "our type" else _OTHERS
    )
    (folder / "fonts.conf").write_text(_FONTS.format(cache=folder / "cache", more=more))
    files = {code: folder / f"{code}.pptx" for code in profiles}
    for code, path in files.items():
        path.write_bytes(pptx(profiles[code], geometry))
    done = subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'user').as_uri()}",
            "--headless",
            *("--convert-to", "pdf", "--outdir", str(folder)),
            *map(str, files.values()),
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
        capture_output=True,
        text=True,
        timeout=_SECONDS,
    )
    assert done.returncode == 0, done.stderr
    return {code: (path, path.with_suffix(".pdf")) for code, path in files.items()}


def solid(text: str) -> str:
    """The text without what a program sets as it likes: spaces, line breaks, hyphens, and signs that it takes from another type."""
    return re.sub(r"[\s\x02\xa0\xad\ufffe●○□-]+", "", text)


def places(slide: object) -> Iterator[tuple[str, str, tuple[float, float, float, float]]]:
    """Every text of a slide that has a place of its own: the shape's name, the text, and left, top, right, bottom in points."""
    for shape in slide.shapes:  # type: ignore[attr-defined]
        box = tuple(side / Pt(1) for side in (shape.left, shape.top, shape.width, shape.height))
        edges = (box[0], box[1], box[0] + box[2], box[1] + box[3])
        if shape.has_text_frame and shape.text_frame.text and "‹" not in shape.text_frame.text:
            yield shape.name, shape.text_frame.text, edges
        if shape.has_table:
            for row in shape.table.rows:
                for cell in row.cells:
                    yield shape.name, cell.text, edges
        if shape.has_chart:
            plot = shape.chart.plots[0]
            for name in plot.categories:
                yield shape.name, str(name), edges


def test_libreoffice_shows_every_slide(opened: dict[str, tuple[Path, Path]]) -> None:
    for source, shown in opened.values():
        assert shown.exists(), source.name
        assert len(pypdfium2.PdfDocument(shown)) == len(Presentation(source).slides)


def test_no_text_stands_outside_its_place(opened: dict[str, tuple[Path, Path]]) -> None:
    outside, looked_at = [], 0
    for code, (source, shown) in opened.items():
        deck = Presentation(source)
        for number, (slide, page) in enumerate(
            zip(deck.slides, pypdfium2.PdfDocument(shown), strict=True), start=1
        ):
            high, text_page = page.get_height(), page.get_textpage()
            scale = high / (deck.slide_height / Pt(1))
            for name, text, (left, top, right, bottom) in places(slide):
                inside = text_page.get_text_bounded(
                    left * scale - _SLACK,
                    high - bottom * scale - _SLACK,
                    right * scale + _SLACK,
                    high - top * scale + _SLACK,
                )
                looked_at += 1
                if solid(text) not in solid(inside):
                    outside.append(f"{code} slide {number}, {name}: {text!r} is {inside!r}")
    assert looked_at > 1000
    assert outside == []


def test_no_place_lies_over_another(opened: dict[str, tuple[Path, Path]]) -> None:
    for code, (source, _shown) in opened.items():
        for number, slide in enumerate(Presentation(source).slides, start=1):
            boxes = [(s.name, s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
            for at, (name, left, top, right, bottom) in enumerate(boxes):
                for other, left_2, top_2, right_2, bottom_2 in boxes[at + 1 :]:
                    apart = right <= left_2 or right_2 <= left or bottom <= top_2 or bottom_2 <= top
                    assert apart, f"{code} slide {number}: {name} and {other}"
