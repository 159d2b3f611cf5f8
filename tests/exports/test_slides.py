"""Slides: made on our own theme, readable without seeing them, with native charts and tables, and stamped on every one."""

import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.chart.chart import Chart as NativeChart
from pptx.enum.dml import MSO_FILL_TYPE
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.slide import Slide

from dashboard.core.document import Document
from dashboard.core.numbers import MISSING
from dashboard.core.status import example_band
from dashboard.exports import charts, pictures, slide_design
from dashboard.exports.grids import is_in_colour
from dashboard.exports.slides import pptx
from dashboard.exports.still.boundaries import Boundaries
from dashboard.exports.still.canvas import DRAWING
from dashboard.figures import catalogue, theme
from dashboard.figures.describe import text_alternative, told


@pytest.fixture(scope="module")
def decks(profiles: dict[str, Document], geometry: Boundaries) -> dict[str, Presentation]:
    """The slides of every place, read back from their files."""
    return {code: Presentation(io.BytesIO(pptx(document, geometry))) for code, document in profiles.items()}


def answers(decks: dict[str, Presentation], profiles: dict[str, Document]) -> Iterator[tuple]:
    """Every answer with its slide and its document."""
    for code, document in profiles.items():
        slides = list(decks[code].slides)
        assert len(slides) == len(document.results) + 2
        for result, slide in zip(document.results, slides[1:-1], strict=True):
            yield document, result, slide


def native_charts(slide: Slide) -> list[NativeChart]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def texts(slide: Slide) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_the_theme_is_ours(decks: dict[str, Presentation]) -> None:
    deck = decks["17"]
    part = next(r.target_part for r in deck.slide_master.part.rels.values() if r.reltype.endswith("/theme"))
    text = part.blob.decode()
    assert theme.ACCENT[1:].upper() in text and 'typeface="Source Sans Pro"' in text
    assert "Calibri" not in text and "Office Theme" not in text
    assert (deck.slide_width * 9, len(deck.slide_layouts)) == (deck.slide_height * 16, 2)
    assert [layout.name for layout in deck.slide_layouts] == ["Omslag", "Svar"]


def test_every_slide_has_a_title_of_its_own_in_the_place_for_it(
    decks: dict[str, Presentation], profiles: dict[str, Document]
) -> None:
    for document, result, slide in answers(decks, profiles):
        assert slide.shapes.title.is_placeholder and slide.shapes.title.text == result.title
        assert slide.shapes[0] == slide.shapes.title, "what is read first is the title"
        assert decks[document.document_id if document.document_id != "riket" else "00"]


def test_nothing_asks_to_be_filled_in(decks: dict[str, Presentation]) -> None:
    for deck in decks.values():
        for slide in deck.slides:
            empty = [s.name for s in slide.placeholders if s.has_text_frame and not s.text_frame.text.strip()]
            assert empty == []


def test_each_slide_says_what_it_shows_where_it_is_from_and_how_it_came_to_be(
    decks: dict[str, Presentation], profiles: dict[str, Document]
) -> None:
    for document, result, slide in answers(decks, profiles):
        said, stamp = texts(slide), document.stamp
        assert result.sentence in said
        assert result.is_empty or result.provenance[0].title in said
        for part in (stamp.version, "24 november 2026", stamp.address):
            assert part in said
        assert ("EXEMPELDATA" in said) == result.has_examples
        notes = slide.notes_slide.notes_text_frame.text
        for text in (told(result), *result.notes, *(p.locator for p in result.provenance)):
            assert text in notes


def test_what_cannot_be_seen_can_be_read(
    decks: dict[str, Presentation], profiles: dict[str, Document]
) -> None:
    for _document, result, slide in answers(decks, profiles):
        seen = [
            shape._element.xpath(".//p:cNvPr")[0].get("descr")
            for shape in slide.shapes
            if shape.has_chart or shape.has_table or shape.shape_type == 13
        ]
        assert seen == [text_alternative(result)] * len(seen)
        assert bool(seen) is not result.is_empty
    languages = {
        run.find(qn("a:rPr")).get("lang")
        for deck in decks.values()
        for slide in deck.slides
        for run in slide._element.iter(qn("a:r"))
    }
    assert languages == {"sv-SE"}


def test_bars_and_columns_are_native_and_maps_are_pictures_beside_a_table(
    decks: dict[str, Presentation], profiles: dict[str, Document]
) -> None:
    kinds = set()
    for _document, result, slide in answers(decks, profiles):
        drawn, charted = native_charts(slide), charts.chart(result)
        assert bool(drawn) == (charted is not None)
        kinds |= {charted.form} if charted else set()
        if catalogue.is_map(result) and not result.is_empty:
            assert [s.has_table for s in slide.shapes if s.has_table or s.shape_type == 13] == [False, True]
        if result.result_id == "equity_by_size":
            # Its ranges are lines that not every program draws in a chart of its own.
            assert not drawn
            assert any(shape.shape_type == 13 for shape in slide.shapes)
    assert kinds == {"bars", "columns", "stacked"}


def test_a_bar_that_is_worked_out_says_about_as_on_the_stage(
    decks: dict[str, Presentation], profiles: dict[str, Document]
) -> None:
    told = 0
    for _document, result, slide in answers(decks, profiles):
        charted = charts.chart(result)
        if charted is None or result.result_id != "country_ladder":
            continue
        (series,) = native_charts(slide)[0].plots[0].series
        labels = [p.data_label.text_frame.text for i in range(len(series.values)) for p in [series.points[i]]]
        assert labels == list(charted.series[0].texts)
        told += sum(label.startswith("omkring") for label in labels)
    assert told >= 4


def test_the_letters_of_a_pictured_figure_are_as_large_as_the_text_at_the_foot(
    profiles: dict[str, Document], geometry: Boundaries
) -> None:
    box, looked_at = slide_design.CONTENT, set()
    for document in profiles.values():
        for result in document.results:
            if result.is_empty or charts.chart(result) or catalogue.is_map(result) or is_in_colour(result):
                continue
            with DRAWING:
                plane = pictures.laid_out(result, geometry, box.width, box.height)
            if plane is not None:
                looked_at.add(result.result_id)
                # The picture is as wide as its place, or made smaller so that it is no higher.
                points = 14 * min(1, box.height / plane.height)
                assert points >= slide_design.FOOT_SIZE, result.result_id
    assert {"county_comparison", "municipality_years"} <= looked_at


def test_a_bar_of_example_data_is_hatched_and_named_so(
    decks: dict[str, Presentation], profiles: dict[str, Document]
) -> None:
    hatched = 0
    for _document, result, slide in answers(decks, profiles):
        charted = charts.chart(result)
        if charted is None or charted.form not in ("bars", "columns"):
            continue
        (native,) = native_charts(slide)
        for drawn, series in zip(native.plots[0].series, charted.series, strict=True):
            for number, is_example in enumerate(series.examples):
                fill = drawn.points[number].format.fill.type
                assert (fill == MSO_FILL_TYPE.PATTERNED) == is_example
                if is_example:
                    hatched += 1
                    assert "exempeldata" in f"{series.name} {charted.categories[number]}"
    assert hatched > 20


def test_numbers_on_charts_are_written_in_swedish(decks: dict[str, Presentation]) -> None:
    formats = {
        element.get("formatCode")
        for deck in decks.values()
        for slide in deck.slides
        for native in native_charts(slide)
        for element in native._chartSpace.iter(qn("c:numFmt"))
    }
    assert formats and all(code.startswith("[$-41D]") or code == "General" for code in formats)


def test_a_table_that_is_cut_says_how_many_rows_there_are_and_where(
    decks: dict[str, Presentation], profiles: dict[str, Document]
) -> None:
    cut = 0
    for _document, result, slide in answers(decks, profiles):
        for table in (shape.table for shape in slide.shapes if shape.has_table):
            shown, count = len(table.rows) - 1, len(result.rows)
            said = texts(slide)
            if shown < count:
                cut += 1
                assert f" {shown} " in said and f" av {count} rader" in said and "arbetsboken" in said
            else:
                assert "Tabellen visar" not in said
    assert cut > 3


def test_the_own_place_is_never_cut_away(
    decks: dict[str, Presentation], profiles: dict[str, Document]
) -> None:
    ranking = next(r for r in profiles["0180"].results if r.result_id == "area_values")
    place = [r.result_id for r in profiles["0180"].results].index("area_values")
    assert ranking.rows["code"].tolist().index("0180") > 15
    slide = decks["0180"].slides[place + 1]
    (table,) = (shape.table for shape in slide.shapes if shape.has_table)
    assert "Stockholm" in [row.cells[1].text for row in table.rows]


def test_every_slide_says_that_example_data_is_shown_and_none_does_without(
    decks: dict[str, Presentation], profiles: dict[str, Document]
) -> None:
    for code, document in profiles.items():
        for slide in decks[code].slides:
            assert (example_band() in texts(slide)) == document.has_examples


def test_the_first_slide_is_the_cover_and_the_last_explains_signs_and_sources(
    decks: dict[str, Presentation], profiles: dict[str, Document]
) -> None:
    for code, document in profiles.items():
        first, *_rest, last = decks[code].slides
        said = texts(first)
        for text in (document.title, document.subtitle, document.stamp.filters_text, document.stamp.address):
            assert text in said
        assert ("exempeldata: påhittade" in said) == document.has_examples
        assert last.shapes.title.text == "Tecken och källor"
        signs, sources = (shape.table for shape in last.shapes if shape.has_table)
        words = [row.cells[0].text for row in signs.rows]
        assert words[-1] == MISSING and ("exempeldata" in words) == document.has_examples
        titles = {p.title for result in document.results for p in result.provenance}
        assert {row.cells[0].text for row in sources.rows} >= titles


def test_the_number_of_the_slide_is_a_field(decks: dict[str, Presentation]) -> None:
    for slide in list(decks["17"].slides)[1:]:
        kinds = [s.placeholder_format.type for s in slide.placeholders]
        assert PP_PLACEHOLDER.SLIDE_NUMBER in kinds and PP_PLACEHOLDER.FOOTER in kinds
        assert len(list(slide._element.iter(qn("a:fld")))) == 1


@pytest.mark.parametrize(
    "title",
    ["Ett ord till " * 2000, "O" * 5000, "<script>alert(1)</script> & \x0b\x1b[31m\n\tny rad", "=1+1"],
    ids=["many words", "one long word", "script and control characters", "formula"],
)
def test_a_title_of_a_person_s_own_is_shown_as_far_as_it_fits_and_whole_in_the_notes(
    title: str, profiles: dict[str, Document], geometry: Boundaries
) -> None:
    document = profiles["1780"]
    results = (replace(document.results[0], title=title), *document.results[1:2])
    stamp = replace(document.stamp, address="https://medelkartan.example/?" + "x" * 3000)
    content = pptx(replace(document, title=title, results=results, stamp=stamp), geometry)
    for slide in list(Presentation(io.BytesIO(content)).slides)[:2]:
        shown = slide.shapes.title.text
        assert len(shown) <= 300 and shown.split()[0][:20] == title.split()[0][:20]
        assert len(shown) >= min(len([c for c in title if c.isprintable()]), 60)
        assert title.split()[-1] in slide.notes_slide.notes_text_frame.text
