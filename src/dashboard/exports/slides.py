"""A document as slides: a slide per answer with a native chart or table, speaker notes, sources, and the stamp on every one."""

import io
from copy import deepcopy
from dataclasses import replace

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.autoshape import Shape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.picture import Picture
from pptx.slide import Slide
from pptx.util import Pt

from dashboard.core.document import Document
from dashboard.core.language import _, language
from dashboard.core.result import Result
from dashboard.core.status import example_band
from dashboard.exports import about, charts, pictures, slide_charts, slide_design, slide_tables, text_room
from dashboard.exports.grids import Grid, grid, is_in_colour
from dashboard.exports.slide_design import Box
from dashboard.exports.still.boundaries import Boundaries
from dashboard.figures.catalogue import is_map
from dashboard.figures.describe import signs_of, text_alternative, told

_EXAMPLE_FILL, _EXAMPLE_EDGE = "FDF3E4", "B86E00"
_KEY_HEIGHT = 18
_LONGEST_PROPERTY = 255
# Points: every sign is explained, and the sources have the rest.
_SIGNS_HEIGHT = 175
# Titles and sentences are on every slide; they have room on a machine with an even wider type, too.
_CAREFUL = 0.9
# The smallest letters of a figure, 13 pixels, are as large as those of native charts.
_PIXELS_PER_POINT = 13 / 12
_SHARPER = 2
# Beside a map there is room for what the ranking on the screen shows.
_BESIDE_A_MAP = ("rank", "name", "value", "n", "amount_sek", "status")
_LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
_STAMP_IN_FOOT = ("ftr", "sldNum")


def pptx(document: Document, geometry: Boundaries) -> bytes:
    """The document as a PowerPoint file in 16:9. Maps, and figures that no native chart shows, are pictures."""
    deck = slide_design.blank()
    deck.core_properties.title = text_room.one_line(document.title)[:_LONGEST_PROPERTY]
    deck.core_properties.subject = document.subtitle
    deck.core_properties.author = "Medelkartan"
    deck.core_properties.language = _LANGUAGES[language()]
    _add_cover(deck, document)
    for result in document.results:
        _add_answer(deck, document, result, geometry)
    _add_signs_and_sources(deck, document)
    for slide in deck.slides:
        if document.has_examples:
            _add_example_band(slide)
        _speak(slide)
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _add_cover(deck: Deck, document: Document) -> None:
    slide = deck.slides.add_slide(slide_design.cover_layout(deck))
    _set_title(slide, document.title, slide_design.COVER_TITLE, slide_design.COVER_SIZES)
    lines = [document.subtitle, *(f"{heading}: {text}" for heading, text in about.stamped(document)[1:])]
    if document.has_examples:
        lines.append(
            _(
                "Delar av siffrorna är exempeldata: påhittade värden, inte uppgifter om platserna. De är märkta."
            )
        )
    room = slide_design.COVER_TEXT.width
    shown = [text_room.shortened(line, room, 2, slide_design.COVER_TEXT_SIZE) for line in lines]
    _set_text(slide, slide_design.TEXT_PLACE, shown, slide_design.COVER_TEXT_SIZE, gap=6)
    slide.notes_slide.notes_text_frame.text = "\n".join([document.title, *lines])


def _add_answer(deck: Deck, document: Document, result: Result, geometry: Boundaries) -> None:
    slide = _new(deck, document, result.title)
    sentence, size = text_room.fitted(
        told(result),
        slide_design.SENTENCE.width * _CAREFUL,
        slide_design.SENTENCE.height,
        slide_design.SENTENCE_SIZES,
        ending=_cut_short(),
    )
    _set_text(slide, slide_design.SENTENCE_PLACE, [sentence], size)
    signs = signs_of(result)
    _set_text(slide, slide_design.SIGNS_PLACE, [signs.upper()] if signs else [], 12)
    left_out = _add_content(slide, document, result, geometry)
    _set_text(slide, slide_design.FOOT_PLACE, _foot(result, left_out), slide_design.FOOT_SIZE)
    _read_last(slide)
    slide.notes_slide.notes_text_frame.text = "\n".join(
        [
            result.title,
            told(result),
            *([_("Tecken: {signs}").format(signs=signs)] if signs else []),
            *result.notes,
            *([left_out] if left_out else []),
            *(_("Källa: {title}, {place}").format(title=p.title, place=p.locator) for p in result.provenance),
        ]
    )


def _add_content(slide: Slide, document: Document, result: Result, geometry: Boundaries) -> str:
    """Put the answer's chart, picture or table on the slide; returns what is said of rows left out, if any are."""
    whole = slide_design.CONTENT
    if result.is_empty:
        _add_text(slide, whole, _("Det finns inga uppgifter att visa här."))
        return ""
    chart = charts.chart(result)
    if chart is not None:
        _describe(slide_charts.add(slide, chart, whole), result)
        return ""
    if is_map(result):
        _add_picture(slide, result, geometry, slide_design.LEFT)
        shown = tuple(c for c in result.columns if c.name in _BESIDE_A_MAP)
        beside = grid(replace(result, columns=shown))
        return _add_table(slide, beside, slide_design.RIGHT, document, result)
    if not is_in_colour(result) and _add_picture(slide, result, geometry, whole):
        return ""
    return _add_table(slide, grid(result), whole, document, result)


def _add_picture(slide: Slide, result: Result, geometry: Boundaries, box: Box) -> bool:
    """Put the answer's figure in the box as a picture, if it has one."""
    width, height = (round(side * _PIXELS_PER_POINT * _SHARPER) for side in (box.width, box.height))
    content = pictures.png(result, geometry, width, height, scale=_SHARPER)
    if content is None:
        return False
    picture = slide.shapes.add_picture(
        io.BytesIO(content), Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height)
    )
    _describe(picture, result)
    return True


def _add_table(slide: Slide, shown: Grid, box: Box, document: Document, result: Result) -> str:
    if shown.key:
        box = Box(box.left, box.top, box.width, box.height - _KEY_HEIGHT)
        _add_text(slide, Box(box.left, box.top + box.height + 2, box.width, _KEY_HEIGHT - 2), shown.key, 11)
    frame, left_out = slide_tables.add(slide, shown, box, _own_rows(document, result))
    _describe(frame, result)
    return left_out


def _own_rows(document: Document, result: Result) -> tuple[int, ...]:
    if "code" not in result.rows:
        return ()
    codes = result.rows["code"].tolist()
    return tuple(row for row, code in enumerate(codes) if code == document.document_id)


def _foot(result: Result, left_out: str) -> list[str]:
    room, size = slide_design.FOOT.width, slide_design.FOOT_SIZE
    more = _cut_short()
    sources = about.sources_of(result)
    source = (
        text_room.shortened(_("Källa: {sources}").format(sources=sources), room, 2, size, more)
        if sources
        else ""
    )
    notes = text_room.shortened(" ".join(result.notes), room, 2, size, more)
    return [line for line in (left_out, notes, source) if line]


def _cut_short() -> str:
    return " … " + _("(mer i anteckningarna)")


def _read_last(slide: Slide) -> None:
    """Let the foot come after what it is about, for those who hear the slide read."""
    last = [s.element for s in slide.placeholders if s.placeholder_format.idx in slide_design.LAST_PLACES]
    for element in last:
        slide.shapes._spTree.append(element)


def _add_signs_and_sources(deck: Deck, document: Document) -> None:
    slide = _new(deck, document, _("Tecken och källor"))
    _set_text(
        slide,
        slide_design.SENTENCE_PLACE,
        [_("Varje siffra har en källa. Tecknen säger hur den kommit till.")],
        16,
    )
    _set_text(slide, slide_design.SIGNS_PLACE, [], 12)
    signs = about.signs(document)
    box = slide_design.CONTENT
    frame, _nothing = slide_tables.add(
        slide,
        Grid((_("Tecken"), _("Betydelse")), signs, (False, False)),
        Box(box.left, box.top, box.width, _SIGNS_HEIGHT),
    )
    _name(frame, _("Tecken och vad de betyder"))
    used = {place.title: "" for place in about.places(document)}
    for title in used:
        parts = {p for place in about.places(document) if place.title == title for p in place.parts}
        used[title] = ", ".join(str(part + 1) for part in sorted(parts))
    top = box.top + frame.height / Pt(1) + 14
    frame, left_out = slide_tables.add(
        slide,
        Grid((_("Källa"), _("Bilder")), tuple(used.items()), (False, False)),
        Box(box.left, top, box.width, slide_design.FOOT.top - 6 - top),
    )
    _name(frame, _("Källor och de bilder som bygger på dem"))
    _set_text(
        slide, slide_design.FOOT_PLACE, [line for line in (left_out, document.stamp.filters_text) if line], 10
    )
    slide.notes_slide.notes_text_frame.text = "\n".join(
        [
            *(f"{word}: {meaning}" for word, meaning in signs),
            *(f"{place.title}, {place.locator}" for place in about.places(document)),
        ]
    )


def _new(deck: Deck, document: Document, title: str) -> Slide:
    """A slide with its title and, at its foot, the stamp and the number."""
    slide = deck.slides.add_slide(slide_design.answer_layout(deck))
    _set_title(slide, title, slide_design.TITLE, slide_design.TITLE_SIZES)
    for shape in slide.slide_layout.placeholders:
        if shape.element.ph.get("type") in _STAMP_IN_FOOT:
            copy = deepcopy(shape.element)
            slide.shapes._spTree.append(copy)
            copy.nvSpPr.cNvPr.set("id", str(max(s.shape_id for s in slide.shapes) + 1))
            if copy.ph.get("type") == "ftr":
                # An address that is cut leads nowhere; its letters give way first.
                box = slide_design.STAMP
                shown, size = text_room.fitted(
                    about.stamp_line(document), box.width, box.height, slide_design.STAMP_SIZES
                )
                run = copy.find(f".//{qn('a:r')}")
                run.find(qn("a:t")).text = shown
                run.find(qn("a:rPr")).set("sz", str(size * 100))
    return slide


def _set_title(slide: Slide, title: str, box: Box, sizes: tuple[int, ...]) -> None:
    shown, size = text_room.fitted(
        text_room.one_line(title), box.width * _CAREFUL, box.height, sizes, is_bold=True
    )
    slide.shapes.title.text = shown
    slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(size)


def _set_text(slide: Slide, place: int, lines: list[str], size: int, gap: int = 0) -> None:
    """Write lines in a placeholder; one without any is taken away, or it would ask for text."""
    shape = next(s for s in slide.placeholders if s.placeholder_format.idx == place)
    if not lines:
        shape.element.getparent().remove(shape.element)
        return
    frame = shape.text_frame
    frame.text = "\n".join(lines)
    for paragraph in frame.paragraphs:
        paragraph.space_after = Pt(gap)
        for run in paragraph.runs:
            run.font.size = Pt(size)


def _add_text(slide: Slide, box: Box, text: str, size: int = 16) -> Shape:
    shape = slide.shapes.add_textbox(Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.text = text
    frame.paragraphs[0].runs[0].font.size = Pt(size)
    return shape


def _add_example_band(slide: Slide) -> None:
    """Say across the top that example data is shown."""
    box = slide_design.EXAMPLE_BAND
    shape = _add_text(slide, box, example_band(), 11)
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(_EXAMPLE_FILL)
    shape.line.color.rgb = RGBColor.from_string(_EXAMPLE_EDGE)
    shape.text_frame.margin_left = Pt(slide_design.MARGIN)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    run = shape.text_frame.paragraphs[0].runs[0]
    run.font.bold = True
    shape.name = example_band()


def _describe(shape: GraphicFrame | Picture, result: Result) -> None:
    _name(shape, text_alternative(result), result.title)


def _name(shape: GraphicFrame | Picture, description: str, title: str = "") -> None:
    properties = shape._element.xpath(".//p:cNvPr")[0]
    for name, text in (("descr", description), ("name", title or description)):
        properties.set(name, text_room.one_line(text))


def _speak(slide: Slide) -> None:
    """Say in which language the slide and its notes are, so that they are read aloud and checked in it."""
    for part in (slide, slide.notes_slide):
        for run in part._element.iter(qn("a:r")):
            run.get_or_add_rPr().set("lang", _LANGUAGES[language()])
