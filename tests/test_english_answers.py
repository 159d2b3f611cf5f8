"""Every answer in English: title, sentence, headings, rows, notes, sources and figure, and the files made of it."""

import csv
import io
from collections.abc import Iterator
from inspect import signature
from itertools import cycle

import pytest
from openpyxl import load_workbook
from spoken import Swedish, texts_of_figure, texts_of_table

from dashboard.core.codes import slug
from dashboard.core.filters import Filters
from dashboard.core.language import _
from dashboard.core.result import Result
from dashboard.core.settings import Settings
from dashboard.dataset.store import Reader
from dashboard.dataset.versions import GEOGRAPHY, Manifest
from dashboard.exports import tables
from dashboard.exports.still import boundaries
from dashboard.figures import catalogue
from dashboard.locale import speak_in
from dashboard.queries import QUERIES

PLACES = {
    "the country": Filters(examples=True),
    "a county, without example data": Filters(area_code="24", year=2020, examples=False),
    "Stockholm, one violence area": Filters(
        examples=True, area_code="0180", violence_area_id="prostitution_trafficking"
    ),
    "NGOs of a county": Filters(examples=True, area_code="01", recipient_kind="ngo"),
}
# The statements of a place stand on its page.
OF_PLACE = {"county_statements": "lan", "municipality_statements": "kommun"}
ARGUMENTS = {
    "activity_search": [{"text": text} for text in ("", "police", "barn", "xyzzy")],
    "support_products": [{}, {"text": "FREDA"}, {"audience": "ideell-sektor"}, {"provider": "nck"}],
    "goal_evidence": [{"levels": levels} for levels in ("mission", "strategy policy")],
}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """The test speaks English; the next one Swedish again."""
    speak_in("en")
    yield
    speak_in("sv")


@pytest.fixture(scope="module")
def swedish(reader: Reader) -> Swedish:
    """What Swedish is."""
    return Swedish(reader)


@pytest.fixture(scope="module")
def geometry(settings: Settings, manifest: Manifest) -> boundaries.Boundaries:
    """The boundaries of the version that the tests built."""
    return boundaries.read(settings.dataset_dir / GEOGRAPHY, manifest.geography)


def arguments(reader: Reader, question: str) -> list[dict[str, str]]:
    """Every way to ask the question beside the filters."""
    if question == "printed_card":
        ids = reader.stored_rows("SELECT card_id FROM printed_card")["card_id"]
        return [{"card_id": card_id} for card_id in ids]
    pages = reader.stored_rows("SELECT DISTINCT page FROM printed_card UNION SELECT page FROM statement")[
        "page"
    ]
    if question == "printed_cards":
        return [{"page": page} for page in pages]
    parts = reader.stored_rows("SELECT DISTINCT page, section_sv, card_sv FROM statement")
    if question in ("statements", "statement_cards"):
        cards = [{}] if question == "statement_cards" else [{"card": slug(card)} for card in parts["card_sv"]]
        return [
            {"page": row.page, "section": slug(row.section_sv), **card}
            for row, card in zip(parts.itertuples(), cycle(cards), strict=False)
        ]
    if question in OF_PLACE:
        own = parts[parts["page"] == OF_PLACE[question]]
        return [{"section": slug(section)} for section in own["section_sv"].unique()]
    return ARGUMENTS.get(question, [{}])


def texts(result: Result, geometry: boundaries.Boundaries) -> Iterator[str]:
    """Everything that the answer says on the screen and in files."""
    yield from (result.title, result.sentence, *result.notes)
    for place in result.provenance:
        yield from (place.title, place.locator)
    yield from texts_of_table(tables.readable(result))
    # What a source is called in the dataset is the same in every language.
    yield from texts_of_table(tables.for_export(result).drop(columns=_("Källa")))
    drawn = None if result.is_empty else catalogue.draw(result, geometry.addresses())
    if drawn is not None:
        yield from texts_of_figure(drawn.to_json())


@pytest.mark.parametrize("filters", PLACES.values(), ids=list(PLACES))
@pytest.mark.parametrize("question", sorted(QUERIES))
def test_an_answer_has_no_swedish_left(
    question: str, filters: Filters, reader: Reader, swedish: Swedish, geometry: boundaries.Boundaries
) -> None:
    asked = arguments(reader, question)
    assert {*asked[0]} <= set(signature(QUERIES[question]).parameters)
    for one in asked:
        said = list(texts(QUERIES[question](reader, filters, **one), geometry))
        assert swedish.left_in_any(said) == {}, one


@pytest.mark.parametrize("question", ["country_ladder", "activity_search", "agency_roles", "ledger"])
def test_a_file_has_no_swedish_left(question: str, reader: Reader, swedish: Swedish) -> None:
    (one, *_more) = [{"text": "police"}] if question == "activity_search" else [{}]
    result = QUERIES[question](reader, Filters(examples=True), **one)
    # What a source is called in the dataset is the same in every language.
    sources = set(reader.stored_rows("SELECT source_id FROM source")["source_id"])
    fields = [
        field
        for line in csv.reader(io.StringIO(tables.to_csv(result).decode("utf-8-sig")), delimiter=";")
        for field in line
    ]
    book = load_workbook(io.BytesIO(tables.to_xlsx(result)))
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    written = {*fields, *book.sheetnames, *(c for c in cells if isinstance(c, str))}
    assert swedish.left_in_any(written - sources) == {}


@pytest.mark.parametrize("question", sorted(QUERIES))
def test_the_columns_of_a_table_have_headings_of_their_own(question: str, reader: Reader) -> None:
    """Two columns that the same table shows, or the same file, never share a heading."""
    for one in arguments(reader, question):
        result = QUERIES[question](reader, Filters(examples=True), **one)
        for shown in (
            [c.label for c in result.columns if c.on_screen],
            [c.label for c in result.columns if c.in_files],
        ):
            assert len(shown) == len(set(shown)), (one, shown)


def test_numbers_are_the_same_in_english(reader: Reader) -> None:
    """A language changes no figure: the numbers of every answer's rows are those of the Swedish answer."""
    for question in ("country_ladder", "area_values", "ledger", "printed_card"):
        for one in arguments(reader, question):
            english = QUERIES[question](reader, Filters(examples=True), **one).rows.select_dtypes("number")
            speak_in("sv")
            swedish = QUERIES[question](reader, Filters(examples=True), **one).rows.select_dtypes("number")
            speak_in("en")
            assert english.equals(swedish), one


def test_swedish_would_be_found(reader: Reader, swedish: Swedish) -> None:
    """The words that are looked for: whole texts, single words in English ones, and words with å, ä and ö; never names."""
    assert swedish.left_in("Rekvirerade kommuner") == {"rekvirerade", "kommuner"}
    assert swedish.left_in("Funds to kommunerna, by year") == {"kommunerna"}
    assert swedish.left_in("Något nytt") == {"något", "nytt"} or "något" in swedish.left_in("Något nytt")
    assert swedish.left_in("Rädda Barnen in Malmö, by the report Medel mot våld (rapport 2023:7)") == set()
