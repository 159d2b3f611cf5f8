"""After some reports of a year only those are judged that the reports are known for: one report says nothing of the others."""

import pandas as pd
import pytest
from office import Office, activity, amounts, score, silent

from dashboard.build.imports.examine import keep
from dashboard.build.imports.publish import publish
from dashboard.core.filters import Filters
from dashboard.dataset import store
from dashboard.queries import areas, county_work, municipality_work, not_known, white_spots

BLEKINGE = "10"


def read_in(office: Office, codes: list[str], year: int) -> store.Reader:
    """The office with a report of the year from each of these municipalities."""
    reports = []
    for code in codes:
        recipient = f"municipality-{code}"
        facts = amounts(recipient, year, received=300_000, used=250_000, repaid=50_000)
        facts.append(activity(recipient, year, office.kinds[0], violence_area_id="honour"))
        reports.append(office.workbook(*facts, score(recipient, year, 4)))
    batches = keep(office.settings, office.examine(*reports), "Anna")
    publish(office.settings, [batch.batch_id for batch in batches], "Anna", silent)
    return store.open_reader(office.settings.dataset_dir, office.version)


def states_of_2021(reader: store.Reader, examples: bool) -> "pd.Series[str]":
    """What the counties' pages say of every municipality in 2021; those that they do not list are not known."""
    codes = reader.rows("SELECT county_code AS code FROM county")["code"]
    answers = [white_spots.money(reader, Filters(area_code=c, examples=examples)).rows for c in codes]
    every = reader.rows("SELECT municipality_code AS code FROM municipality")["code"]
    listed = pd.concat([rows for rows in answers if len(rows)]).set_index("code")["state_2021"]
    return listed.reindex(every, fill_value="unknown")


@pytest.mark.parametrize("whole_county", [False, True])
def test_the_others_stay_not_known(office: Office, whole_county: bool) -> None:
    before = store.open_reader(office.settings.dataset_dir, office.version)
    in_county = before.rows(
        "SELECT municipality_code AS code FROM municipality WHERE county_code = $county ORDER BY 1",
        {"county": BLEKINGE},
    )["code"].tolist()
    reported = in_county if whole_county else in_county[:1]
    reader = read_in(office, reported, 2021)

    hidden = states_of_2021(reader, examples=False)
    assert hidden[reported].tolist() == ["done"] * len(reported)
    assert set(hidden.drop(reported)) == {"unknown"}
    shown = states_of_2021(reader, examples=True)
    assert shown[reported].tolist() == ["done"] * len(reported)
    # The examples of 2021 have claims and no reports: no one is silent.
    assert set(shown.drop(reported)) <= {"asked", "never"}

    spots = white_spots.counts(reader, Filters(examples=False)).set_index("code")
    assert spots.loc[reported, "known"].tolist() == [1] * len(reported)
    assert spots["white"].isna().all()
    on_map = areas.values(reader, Filters(measure_id="white_spots", examples=False))
    assert set(on_map.rows["presence"]) == {"missing"}


def test_one_report_of_2016_is_not_the_country(office: Office) -> None:
    reader = read_in(office, ["1080"], 2016)
    hidden = Filters(area_code="1080", examples=False)
    of_county = county_work.violence_areas(reader, hidden)
    assert of_county.rows["county_base"].tolist() == [1, 1, 1]
    assert of_county.rows["country_share"].isna().all()
    assert "riket" not in of_county.sentence and "känd för 1 kommun i Blekinge län" in of_county.sentence
    own = municipality_work.violence_areas(reader, hidden)
    assert own.rows["country_share"].isna().all() and own.rows["county_share"].isna().all()
    assert own.rows["own_text"].tolist() == ["0", "1", "0", "ingick inte"]
    # Somewhere else nothing is known, and nothing is none.
    elsewhere = Filters(area_code="2281", examples=False)
    assert municipality_work.violence_areas(reader, elsewhere).is_empty
    assert county_work.violence_areas(reader, elsewhere).is_empty
    assert "Insatser 2016" in not_known.of_county(reader, elsewhere).context["subjects"]
    spots = white_spots.counts(reader, Filters(examples=False)).set_index("code")["white"].dropna()
    assert spots.to_dict() == {"1080": 2.0}
    (status,) = set(
        areas.values(reader, Filters(measure_id="white_spots", examples=False)).rows["status"].dropna()
    )
    assert status == "reported"
