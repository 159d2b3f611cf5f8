"""The documents as PDF: what the answers say, number by number; readable aloud; on few pages; whatever a text holds."""

import io
from contextvars import copy_context
from dataclasses import replace
from datetime import date
from gettext import NullTranslations
from pathlib import Path

import numpy as np
import outloud
import pandas as pd
import pdfplumber
import pypdfium2
import pytest
from tagged_pdf import Element, TaggedPdf

from dashboard.core.document import Document
from dashboard.core.errors import UserError
from dashboard.core.filters import Filters
from dashboard.core.language import speak
from dashboard.core.result import Column, Provenance, Result
from dashboard.core.settings import Settings
from dashboard.core.stamp import Stamp
from dashboard.core.status import Status, example_band, sign
from dashboard.dataset import store, versions
from dashboard.exports import typefaces
from dashboard.exports.pdf import pdf
from dashboard.exports.still import boundaries
from dashboard.exports.still.boundaries import Boundaries
from dashboard.exports.tables import readable
from dashboard.figures import catalogue
from dashboard.figures.describe import text_alternative
from dashboard.locale import speak_in
from dashboard.queries import documents, stories
from dashboard.queries.example_values import said

ADDRESS = "http://127.0.0.1:8501/lan?omrade=24&version=v1-0123456789ab"
STAMP = Stamp("v1-0123456789ab", date(2026, 11, 24), "Västerbottens län · 2022 · exempeldata", ADDRESS)
# The country, a county of 15 municipalities and one of 49, a municipality with much to tell and one with little.
PLACES = ("00", "24", "14", "1480", "2403")
EXAMPLE = sign(Status.SYNTHETIC)


@pytest.fixture(scope="module")
def geometry(settings: Settings, manifest: versions.Manifest) -> Boundaries:
    """The boundaries of the version that the tests built."""
    return boundaries.read(settings.dataset_dir / versions.GEOGRAPHY, manifest.geography)


@pytest.fixture(scope="module")
def asked(reader: store.Reader) -> dict[str, Document]:
    """The documents of the places, by code."""
    base = Filters(examples=True)
    return {code: documents.document(reader, stories.ready(reader, code, base), STAMP) for code in PLACES}


@pytest.fixture(scope="module")
def read(asked: dict[str, Document], geometry: Boundaries) -> dict[str, TaggedPdf]:
    """The same documents, made and read back."""
    return {code: TaggedPdf(pdf(document, geometry)) for code, document in asked.items()}


def headings_of(document: Document) -> list[str]:
    return [f"{r.title} ({EXAMPLE})" if r.has_examples else r.title for r in document.results]


def lines_of(result: Result) -> list[list[str]]:
    """The rows as they are read on the screen, without columns in which nothing stands."""
    table = readable(result)
    return table.loc[:, (table != "").any()].to_numpy().tolist()


def one_document(*results: Result, title: str = "Rubrik", filters_text: str = "2022") -> Document:
    return Document("", title, "Egen sammanställning", replace(STAMP, filters_text=filters_text), results)


def one_result(rows: pd.DataFrame, **changes: object) -> Result:
    """An answer that no figure shows: a name and an amount a row, all example data."""
    columns = (Column("name", "Namn"), Column("amount_sek", "Belopp", "sek"), Column("status", "Tecken"))
    source = (Provenance("x", "Källans namn", "Tabell 1"),)
    rows = rows.assign(status="synthetic")
    plain = Result("x", "Titel", "En mening.", rows, columns, "sek", source, (Status.SYNTHETIC,))
    return replace(plain, **changes)  # type: ignore[arg-type]


def tables_in(elements: list[Element]) -> list[Element]:
    return list(Element("part", children=elements).all("Table"))


def text_of(elements: list[Element]) -> str:
    return " ".join(" ".join(element.text for element in elements).split())


@pytest.mark.parametrize("code", PLACES)
def test_every_row_of_a_table_is_a_row_of_the_answer(
    asked: dict[str, Document], read: dict[str, TaggedPdf], code: str
) -> None:
    """Text by text and in order; where rows are left out the document says how many there are."""
    for result, heading in zip(asked[code].results, headings_of(asked[code]), strict=True):
        lines, part = lines_of(result), read[code].sections[heading]
        printed = [row for table in tables_in(part) for row in table.rows]
        if printed == lines:
            continue
        places = [lines.index(row) for row in printed]
        assert places == sorted(set(places))
        kept = {len(lines) - 1, 0} & set(places)
        how = {0: "Figuren visar alla {all}", 1: "{shown} första av {all}", 2: "{shown} av {all}"}[len(kept)]
        how += " rader"
        if "is_own" in result.rows:
            assert printed == [lines[n] for n in np.flatnonzero(result.rows["is_own"])]
            how = "den egna raden av {all}" if len(printed) == 1 else "de {shown} egna av {all} rader"
        assert how.format(shown=len(printed), all=len(lines)) in text_of(part)


@pytest.mark.parametrize("code", PLACES)
def test_a_short_answer_is_there_whole(
    asked: dict[str, Document], read: dict[str, TaggedPdf], code: str
) -> None:
    """Ten rows of one line each always have room; more lines than that may not have, where a figure shows them too."""
    short = 0
    for result, heading in zip(asked[code].results, headings_of(asked[code]), strict=True):
        lines = lines_of(result)
        if len(lines) <= 10 and max(len(text) for row in lines for text in row) <= 35:
            (table,) = tables_in(read[code].sections[heading])
            assert table.rows == lines
            short += 1
    assert short


def test_a_county_s_list_of_municipalities_is_whole_also_in_the_largest_county(
    asked: dict[str, Document], read: dict[str, TaggedPdf]
) -> None:
    result = next(r for r in asked["14"].results if r.result_id == "county_municipalities")
    assert lines_of(result) in [table.rows for table in read["14"].root.all("Table")]
    assert len(result.rows) == 49


@pytest.mark.parametrize("code", PLACES)
def test_sentences_notes_and_sources_are_there(
    asked: dict[str, Document], read: dict[str, TaggedPdf], code: str
) -> None:
    for result, heading in zip(asked[code].results, headings_of(asked[code]), strict=True):
        said = text_of(read[code].sections[heading])
        for text in (result.sentence, *result.notes, *(f"{p.title}, {p.locator}" for p in result.provenance)):
            assert " ".join(text.split()) in said


@pytest.mark.parametrize("code", PLACES)
def test_headings_bookmarks_and_contents_are_the_titles_of_the_answers(
    asked: dict[str, Document], read: dict[str, TaggedPdf], code: str
) -> None:
    document, book = asked[code], read[code]
    parts = [*headings_of(document), "Tecken och källor"]
    assert book.bookmarks == parts
    assert [h.text for h in book.root.all("H1")] == [document.title]
    assert [h.text for h in book.root.all("H2")] == ["Innehåll", *parts]
    assert [e.text.rstrip(" .0123456789") for e in book.root.all("TOCI")] == [
        p.rstrip(" 0123456789") for p in parts
    ]


@pytest.mark.parametrize("code", PLACES)
def test_every_figure_of_the_catalogue_is_there_in_words_too(
    asked: dict[str, Document], read: dict[str, TaggedPdf], geometry: Boundaries, code: str
) -> None:
    drawn = [r for r in asked[code].results if catalogue.draw(r, geometry.addresses()) is not None]
    assert [figure.alternative for figure in read[code].root.all("Figure")] == [
        text_alternative(result) for result in drawn
    ]
    assert drawn


@pytest.mark.parametrize("code", PLACES)
def test_example_data_is_marked_in_heading_caption_row_and_on_the_first_page(
    asked: dict[str, Document], read: dict[str, TaggedPdf], code: str
) -> None:
    document, book = asked[code], read[code]
    for result, heading in zip(document.results, headings_of(document), strict=True):
        captions = [caption.text for caption in Element("", children=book.sections[heading]).all("Caption")]
        assert captions and all((EXAMPLE in caption) == result.has_examples for caption in captions)
        if result.has_examples:
            assert any(str(cell).startswith(EXAMPLE) for line in lines_of(result) for cell in line)
    warned = "Delar av siffrorna är exempeldata" in book.root.text
    assert warned == any(result.has_examples for result in document.results)
    assert warned == (code != "00")


@pytest.mark.parametrize("code", PLACES)
def test_every_page_says_at_its_top_that_example_data_is_shown(
    asked: dict[str, Document], read: dict[str, TaggedPdf], code: str
) -> None:
    text = " ".join(read[code].plain_text.split())
    assert text.count(example_band()) == (read[code].page_count if asked[code].has_examples else 0)


@pytest.mark.parametrize("code", PLACES)
def test_language_title_version_day_and_address_can_be_read_and_copied(
    asked: dict[str, Document], read: dict[str, TaggedPdf], code: str
) -> None:
    book = read[code]
    assert (book.language, book.title) == ("sv", asked[code].title)
    pages = book.page_count
    text = " ".join(book.plain_text.split())
    assert text.count(f"Datamängd {STAMP.version} · 24 november 2026 · {ADDRESS}") == pages
    assert f"Sida {pages} av {pages}" in text
    assert STAMP.filters_text in text


def test_another_language_is_said_to_be_spoken(asked: dict[str, Document], geometry: Boundaries) -> None:
    def in_english() -> bytes:
        speak("en", NullTranslations())
        return pdf(asked["2403"], geometry)

    book = TaggedPdf(copy_context().run(in_english))
    assert book.language == "en"
    assert "24 November 2026" in " ".join(book.plain_text.split())


@pytest.mark.parametrize("code", ("00", "14", "1480"))
def test_a_validator_has_nothing_against_it_as_pdf_ua(
    read: dict[str, TaggedPdf], tmp_path: Path, code: str
) -> None:
    """The rules of PDF/UA-1, and beyond them those for what is legal but reads badly.

    One of the latter takes the repeated heads of a table, which are rightly not read again, for text that is left out.
    """
    path = tmp_path / "profil.pdf"
    path.write_bytes(read[code].content)
    checked = outloud.check(str(path))
    assert checked.error is None
    heads = {word for table in read[code].root.all("Table") for text in table.head for word in text.split()}
    found = [f for f in checked.findings if f.severity != "info"]
    left = [f for f in found if f.rule != "TAG-002" or not _is_of(heads, str(f.evidence))]
    # What every card with example values says, on page after page, is the card's own sentence and no running head.
    left = [f for f in left if f.rule != "PAG-001" or not str(f.evidence).startswith(said())]
    assert [(f.rule, f.message, f.evidence) for f in left] == []
    assert (
        checked.stats["tagged"]
        and checked.stats["features"]["tables"]
        and checked.stats["features"]["figures"]
    )


def _is_of(words: set[str], text: str) -> bool:
    """Whether a line is made of the words, or of their parts where a word goes on in the next line."""
    return all(any(piece.strip("\u00ad-;") in word for word in words) for piece in text.split())


@pytest.mark.parametrize("code", (*PLACES, "01", "09", "12", "17"))
def test_a_profile_has_three_to_eight_pages_and_less_than_two_megabytes(
    reader: store.Reader, geometry: Boundaries, code: str
) -> None:
    """Also for the counties with the most and the fewest municipalities, and with long answers."""
    made = pdf(documents.document(reader, stories.ready(reader, code), STAMP), geometry)
    with pypdfium2.PdfDocument(made) as book:
        assert 3 <= len(book) <= 8
    assert len(made) < 2_000_000


@pytest.mark.parametrize("code", ("12", "14"))
def test_in_english_too_where_words_are_longer(reader: store.Reader, geometry: Boundaries, code: str) -> None:
    speak_in("en")
    try:
        made = pdf(documents.document(reader, stories.ready(reader, code), STAMP), geometry)
    finally:
        speak_in("sv")
    with pypdfium2.PdfDocument(made) as book:
        assert 3 <= len(book) <= 8


@pytest.mark.parametrize("code", PLACES)
def test_nothing_reaches_the_edge_of_a_page_and_no_page_is_empty(
    read: dict[str, TaggedPdf], code: str
) -> None:
    """Looked at as a picture: the outer ten millimetres are white, and something stands on every page."""
    with pypdfium2.PdfDocument(read[code].content) as book:
        for page in book:
            ink = np.asarray(page.render(scale=1).to_pil().convert("L")) < 250
            assert (
                not ink[:28].any()
                and not ink[-28:].any()
                and not ink[:, :28].any()
                and not ink[:, -28:].any()
            )
            assert ink[80:-80].mean() > 0.005


@pytest.mark.parametrize("code", PLACES)
def test_no_number_runs_into_the_next_column(read: dict[str, TaggedPdf], code: str) -> None:
    for table in read[code].root.all("Table"):
        for row in table.all("TR"):
            cells = [cell for cell in row.children if cell.text.strip()]
            for one, other in zip(cells, cells[1:], strict=False):
                assert one.right <= other.left, (one.text, other.text)


def test_only_our_typefaces_are_used_and_all_are_within(read: dict[str, TaggedPdf]) -> None:
    for book in read.values():
        with pdfplumber.open(io.BytesIO(book.content)) as pages:
            names = {c["fontname"].partition("+")[2] for page in pages.pages for c in page.chars}
        assert names and all(name.startswith(("SourceSansPro", "DejaVuSans")) for name in names)


def test_long_words_are_divided_at_the_end_of_a_line(read: dict[str, TaggedPdf]) -> None:
    with pdfplumber.open(io.BytesIO(read["14"].content)) as pages:
        divided = [c for page in pages.pages for c in page.chars if c["text"] == "\u00ad"]
    assert len(divided) > 5


def test_the_same_document_is_the_same_file(asked: dict[str, Document], geometry: Boundaries) -> None:
    assert pdf(asked["2403"], geometry) == pdf(asked["2403"], geometry)


NASTY = (
    "#let x = [*a*] $x^2$ _b_ `c` \\n <script>alert(1)</script> // nej /* nej */ @hänvisning = rubrik",
    '#panic(1) #read("/etc/passwd") #eval("1")',
    '- punkt + punkt / term: \'enkla\' "dubbla" --- ~ {"a": 1} \\u{0}',
)


@pytest.mark.parametrize("text", NASTY)
def test_a_text_stands_as_it_is_whatever_it_holds(geometry: Boundaries, text: str) -> None:
    """In title, filters, heading, bookmark, sentence, heading of a column, cell, note and source."""
    rows = pd.DataFrame({"name": [text], "amount_sek": [1234567]})
    result = one_result(
        rows,
        title=text,
        sentence=text,
        notes=(text,),
        provenance=(Provenance("x", text, text),),
        columns=(Column("name", text), Column("amount_sek", "Belopp", "sek"), Column("status", "Tecken")),
    )
    book = TaggedPdf(pdf(one_document(result, title=text, filters_text=text), geometry))
    assert book.title == text
    assert book.bookmarks[0] == f"{text} ({EXAMPLE})"
    table = next(book.root.all("Table"))
    assert table.rows == [[text, "1\u00a0234\u00a0567 kr", EXAMPLE]]
    assert table.head[0] == text
    paragraphs = [p.text for p in book.root.all("P", "H1")]
    # The sentence, first on the front page and then with its answer, carries the sign of its rows.
    assert (paragraphs.count(text), paragraphs.count(f"{text} ({EXAMPLE})")) == (3, 2)
    assert f"Källa: {text}, {text}" in paragraphs


def test_signs_that_no_typeface_has_become_boxes(geometry: Boundaries) -> None:
    title = "Ett \U0001f9ea 漢字 \ud800 a\u0007b c\u202ed عربى Ελλάδα"
    book = TaggedPdf(
        pdf(one_document(one_result(pd.DataFrame({"name": ["x"], "amount_sek": [1]})), title=title), geometry)
    )
    assert book.title == "Ett □ □□ □ a b cd عربى Ελλάδα"


def test_a_document_without_answers_says_so_on_one_page(geometry: Boundaries) -> None:
    book = TaggedPdf(pdf(one_document(), geometry))
    assert book.page_count == 1
    assert book.bookmarks == ["Tecken och källor"]


def test_an_empty_answer_says_why(geometry: Boundaries) -> None:
    nothing = one_result(
        pd.DataFrame({"name": [], "amount_sek": []}), statuses=(), notes=("Uppgiften finns inte för 2019.",)
    )
    book = TaggedPdf(pdf(one_document(nothing), geometry))
    assert "Uppgiften finns inte för 2019." in book.root.text
    assert tables_in(book.sections["Titel"]) == []


def test_a_very_long_table_says_how_many_rows_there_are_and_repeats_its_head(geometry: Boundaries) -> None:
    names = [
        f"Organisation nummer {n} med ett ganska långt namn för att vara en kort organisation"
        for n in range(5000)
    ]
    rows = pd.DataFrame({"name": names, "amount_sek": range(5000)})
    book = TaggedPdf(pdf(one_document(one_result(rows)), geometry))
    shown = len(next(book.root.all("Table")).rows)
    assert 20 < shown < 100
    assert f"Tabellen visar de {shown} första av 5\u00a0000 rader." in book.root.text
    assert book.plain_text.count("Belopp") == 2


def test_a_word_longer_than_its_column_stays_within_the_page(geometry: Boundaries) -> None:
    rows = pd.DataFrame({"name": ["å" * 400], "amount_sek": [1]})
    book = TaggedPdf(pdf(one_document(one_result(rows, title="ö" * 300)), geometry))
    assert max(e.right for e in book.root.all("TD", "H2", "TOCI", "Caption")) < book.width - 28


def test_without_its_typefaces_a_document_is_refused_in_words(
    asked: dict[str, Document], geometry: Boundaries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typefaces, "FAMILIES", ())
    with pytest.raises(UserError, match="Läget i Bjurholm.*gick inte att göra"):
        pdf(asked["2403"], geometry)


def test_what_the_filters_hide_is_not_in_the_document(reader: store.Reader, geometry: Boundaries) -> None:
    hidden = stories.ready(reader, "24", Filters(examples=False))
    book = TaggedPdf(pdf(documents.document(reader, hidden, STAMP), geometry))
    assert EXAMPLE not in " ".join(cell.text for cell in book.root.all("H2", "TD") if cell.text != EXAMPLE)


def test_every_table_has_a_caption_and_a_head_as_wide_as_its_rows(read: dict[str, TaggedPdf]) -> None:
    for book in read.values():
        for table in book.root.all("Table"):
            assert table.head and {len(row) for row in table.rows} == {len(table.head)}
        assert len(list(book.root.all("Caption"))) == len(list(book.root.all("Table", "Figure")))
