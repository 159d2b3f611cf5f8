"""After a list for a new year from one county is published, the year is there wherever it has rows, and nobody else has changed."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from office import Office, copied, silent
from openpyxl import Workbook

from dashboard.build.imports.examine import keep
from dashboard.build.imports.publish import publish
from dashboard.core.filters import Filters, choices
from dashboard.core.result import Result
from dashboard.core.settings import Settings
from dashboard.core.status import Status
from dashboard.core.story import Step
from dashboard.dataset import store
from dashboard.dataset.store import Reader
from dashboard.queries import (
    QUERIES,
    answer,
    areas,
    country,
    county,
    municipality,
    stories,
    white_spots,
    years,
)

NEW = 2025
BLEKINGE, OLOFSTROM, KARLSKRONA = "10", "1060", "1080"
# Another county, one that is a single municipality, and municipalities that have printed claims.
ELSEWHERE = ("24", "09", "0180", "2403", "0980")
DATED = [name for name, query in QUERIES.items() if query in years._OPENINGS]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, starting_point: Settings) -> Office:
    """The office where Blekinge's list of a new year is published."""
    here = copied(starting_point, tmp_path_factory.mktemp("new-year"))
    before = store.open_reader(here.settings.dataset_dir, here.version)
    named = before.rows(
        "SELECT municipality_code AS code, name FROM municipality WHERE county_code = $county ORDER BY 1",
        {"county": BLEKINGE},
    )
    book = Workbook()
    book.active.append([f"Fördelning av utvecklingsmedel {NEW}, kommuner"])
    book.active.append([])
    book.active.append(
        ["Kommunkod", "Kommun", f"Tilldelat belopp {NEW} (kr)", f"Rekvirerat belopp {NEW} (kr)"]
    )
    for number, row in enumerate(named.itertuples(), start=1):
        book.active.append(
            [row.code, row.name, 210_000 + 1_000 * number, 0 if row.code == OLOFSTROM else 200_000]
        )
    content = BytesIO()
    book.save(content)
    batches = keep(here.settings, here.examine(content.getvalue()), "Anna")
    publish(here.settings, [batch.batch_id for batch in batches], "Anna", silent)
    return here


@pytest.fixture(scope="module")
def after(office: Office) -> Iterator[Reader]:
    yield store.open_reader(office.settings.dataset_dir, office.version)


def words(result: Result) -> str:
    """All that an answer says."""
    parts = [result.title, result.sentence, *result.notes, result.made, *(c.label for c in result.columns)]
    return " ".join([*parts, *result.rows.get("label", [])])


def test_the_year_can_be_chosen_where_it_has_rows(reader: Reader, after: Reader) -> None:
    offered, before = years.offered(after), years.offered(reader)
    assert NEW in offered.every and NEW not in before.every
    assert NEW in choices(Filters(), offered)["year"]
    assert NEW in choices(Filters(measure_id="received"), offered)["year"]
    assert NEW not in choices(Filters(measure_id="used"), offered)["year"]
    assert NEW not in choices(Filters(recipient_kind="region"), offered)["year"]
    assert offered.of_country == before.of_country


@pytest.mark.parametrize("question", DATED)
@pytest.mark.parametrize("area", ["00", BLEKINGE, KARLSKRONA, *ELSEWHERE])
def test_every_answer_of_a_year_answers_for_the_new_one(after: Reader, question: str, area: str) -> None:
    for examples in (False, True):
        result = QUERIES[question](after, Filters(area_code=area, year=NEW, examples=examples))
        assert result.title
        assert result.sentence or result.notes
        assert not re.search(r"\bnan\b|\bNone\b| – kr", words(result))
        if result.is_empty:
            assert result.notes


@pytest.mark.parametrize("area", ["00", *ELSEWHERE])
def test_elsewhere_pages_open_as_they_did(reader: Reader, after: Reader, area: str) -> None:
    for question in DATED:
        old, new = (answer(version, Step(question, Filters(area_code=area))) for version in (reader, after))
        assert (old.title, old.sentence) == (new.title, new.sentence)
        assert old.asked == new.asked


def test_a_place_opens_in_the_last_year_with_a_value_there(after: Reader) -> None:
    for question, area in (
        ("municipality_ladder", KARLSKRONA), ("county_ladder", BLEKINGE), ("area_values", BLEKINGE),
    ):  # fmt: skip
        result = answer(after, Step(question, Filters(area_code=area)))
        assert result.asked is not None and result.asked.filters.year == NEW, question
        assert not result.asked.filters.year_is_chosen
    # The list says nothing of the region, whose own last year is another.
    region = answer(after, Step("county_region_ladder", Filters(area_code=BLEKINGE)))
    assert region.asked is not None and region.asked.filters.year < NEW and not region.is_empty
    titles = [answer(after, step).title for step in stories.ready(after, BLEKINGE).steps]
    assert any(str(NEW) in title for title in titles)


@pytest.mark.parametrize("area", ["24", "09"])
def test_another_county_says_that_the_year_is_not_known(after: Reader, area: str) -> None:
    chosen = Filters(area_code=area, year=NEW)
    for result in (county.ladder(after, chosen), county.region_ladder(after, chosen)):
        assert result.is_empty and "inte känt" in result.sentence
    listed = county.municipalities(after, chosen)
    assert "inte känt" in listed.sentence and listed.rows["available"].isna().all()
    assert not listed.doubt and "nyckeln" not in words(listed)
    mapped = areas.values(after, chosen)
    assert set(mapped.rows["presence"]) == {"missing"}


def test_what_a_list_says_is_not_what_the_key_gave(after: Reader) -> None:
    for result in (
        municipality.ladder(after, Filters(area_code=KARLSKRONA, year=NEW)),
        county.ladder(after, Filters(area_code=BLEKINGE, year=NEW)),
        county.comparison(after, Filters(area_code=BLEKINGE, year=NEW)),
        county.municipalities(after, Filters(area_code=BLEKINGE, year=NEW)),
        areas.values(after, Filters(area_code=BLEKINGE, year=NEW)),
        areas.values(after, Filters(year=NEW, level="county", denominator="per_inhabitant")),
    ):
        assert "nyckel" not in words(result).lower(), result.result_id
        assert set(result.statuses) == {Status.REPORTED}, result.result_id
    known = municipality.years(after, Filters(area_code=KARLSKRONA))
    assert known.sentence.startswith(f"{NEW} fick Karlskrona") and "nyckeln" not in known.sentence
    assert any(f"Beloppen för {NEW} är inte uträknade" in note for note in known.notes)


def test_the_country_is_compared_with_only_where_it_is_known(after: Reader) -> None:
    own = county.ladder(after, Filters(area_code=BLEKINGE, year=NEW))
    assert "country_per_inhabitant_sek" not in [c.name for c in own.columns]
    compared = county.comparison(after, Filters(area_code=BLEKINGE, year=NEW))
    assert compared.context["country"] is None and "riket" not in compared.title
    rows = municipality.years(after, Filters(area_code=KARLSKRONA)).rows.set_index("year")
    assert rows.loc[NEW, ["country_low", "alike_low"]].isna().all() and rows.at[NEW, "county"] > 0
    national = country.key_figures(after, Filters(year=NEW))
    assert national.is_empty and str(NEW) in national.notes[0]


def test_some_municipalities_are_no_sum_of_their_county(after: Reader) -> None:
    mapped = areas.values(after, Filters(year=NEW, level="county")).rows.set_index("code")
    assert mapped["value"].dropna().to_dict() == {BLEKINGE: sum(210_000 + 1_000 * n for n in range(1, 6))}
    # Two printed claims are no sum of their counties.
    claims = areas.values(after, Filters(year=2022, level="county", measure_id="received", examples=False))
    assert claims.rows["value"].isna().all()


def test_only_the_county_itself_is_judged_in_the_new_year(reader: Reader, after: Reader) -> None:
    old, new = (
        white_spots.counts(r, Filters(examples=True)).set_index("code")[["white", "known", "all"]]
        for r in (reader, after)
    )
    changed = old.compare(new).index
    assert changed.str[:2].unique().tolist() == [BLEKINGE]
    shown = white_spots.money(after, Filters(area_code=BLEKINGE)).rows.set_index("code")
    assert shown.at[OLOFSTROM, f"state_{NEW}"] == "never" and shown.at[KARLSKRONA, f"state_{NEW}"] == "asked"
    elsewhere = white_spots.money(after, Filters(area_code="24", examples=True))
    assert str(NEW) not in [c.label for c in elsewhere.columns]


def test_the_command_line_takes_the_years_of_the_dataset(office: Office) -> None:
    known = office.run(
        "export",
        "--county",
        BLEKINGE,
        "--year",
        str(NEW),
        "--format",
        "csv",
        "--folder",
        str(office.settings.data_dir),
    )
    assert known.returncode == 0, known.stderr
    assert f"-{NEW}-" in known.stdout
    unknown = office.run("export", "--county", BLEKINGE, "--year", "2019", "--format", "csv")
    assert unknown.returncode == 2 and str(NEW) in unknown.stderr


def test_a_held_version_has_its_own_years(office: Office, reader: Reader) -> None:
    held = store.open_reader(office.settings.dataset_dir, reader.version)
    assert years.offered(held) == years.offered(reader)
    assert municipality.ladder(held, Filters(area_code=KARLSKRONA)).title.endswith("2022")


def test_how_even_the_money_falls_is_not_told_of_one_county(after: Reader) -> None:
    result = QUERIES["equity_by_size"](after, Filters(year=NEW))
    assert result.is_empty and f"Tilldelat {NEW} är känt för 5 av 290 kommuner" in result.notes[0]
    assert "enligt nyckeln" not in words(result)
