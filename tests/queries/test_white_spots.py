"""White spots: each cell against the rows that it sums up, and only what is known of a place is judged."""

import pandas as pd
import pytest
from dataset_years import YEARS

from dashboard.core.filters import Filters
from dashboard.dataset.store import Reader
from dashboard.figures import matrix
from dashboard.queries import white_spots

COUNTIES = ("01", "09", "14", "24")


@pytest.fixture(scope="module")
def of_municipalities(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Allocation, activity and self-assessment rows of municipalities, each with its `area_code`."""
    kinds = tables["recipient"].query("kind == 'municipality'")[["recipient_id", "area_code"]]
    return {
        name: tables[name].merge(kinds, on="recipient_id")
        for name in ("allocation", "activity", "self_assessment")
    }


def states_of(rows: pd.DataFrame, column: str) -> dict[str, str]:
    return dict(zip(rows["code"], rows[f"state_{column}"], strict=True))


@pytest.mark.parametrize("county", COUNTIES)
@pytest.mark.parametrize("year", YEARS)
def test_requisition_and_report(
    reader: Reader, of_municipalities: dict[str, pd.DataFrame], county: str, year: int
) -> None:
    states = states_of(white_spots.money(reader, Filters(area_code=county, examples=True)).rows, str(year))
    money = of_municipalities["allocation"].query("measure == 'received' and year == @year")
    asked = {c for c in money["area_code"] if c[:2] == county}
    assert {c for c, s in states.items() if s == "never"} == set(states) - asked
    if year in (2020, 2021):
        assert {s for c, s in states.items() if c in asked} <= {"asked"}
        return
    told = (
        of_municipalities["activity"].query("year == 2016")
        if year == 2016
        else of_municipalities["self_assessment"].query("question_id == 'quality' and year == 2022")
    )
    assert {c for c, s in states.items() if s == "done"} == asked & set(told["area_code"])


def test_the_country_has_as_many_silent_as_the_document_says(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    ledger = tables["published_figure"].set_index("figure_id")["value"]
    every = pd.concat(
        white_spots.money(reader, Filters(area_code=c, examples=True)).rows
        for c in tables["county"]["county_code"]
    )
    assert (every["state_2016"] == "never").sum() == ledger["sos-2017.municipalities.not-requisitioned-count"]
    assert (every["state_2016"] == "done").sum() == ledger["sos-2017.municipalities.reports-base-count"]
    assert (every["state_2022"] != "never").sum() == ledger["vardanalys-2023.t2.municipalities.count.2022"]


@pytest.mark.parametrize("county", COUNTIES)
def test_activity_in_a_violence_area(
    reader: Reader, of_municipalities: dict[str, pd.DataFrame], county: str
) -> None:
    states = states_of(
        white_spots.work(reader, Filters(area_code=county, examples=True)).rows, "activities_honour"
    )
    done = of_municipalities["activity"].query("year == 2016")
    reported, honour = (
        set(done["area_code"]),
        set(done.loc[done["violence_area_id"] == "honour", "area_code"]),
    )
    for code, state in states.items():
        assert state == ("active" if code in honour else "nothing" if code in reported else "unanswered")


def test_training_and_its_missing_answers(reader: Reader, of_municipalities: dict[str, pd.DataFrame]) -> None:
    answers = of_municipalities["self_assessment"].query(
        "question_id == 'staff_training' and violence_area_id == 'sexual_violence'"
    )
    by_code = dict(zip(answers["area_code"], answers["answer"], strict=True))
    states = states_of(
        white_spots.work(reader, Filters(area_code="14", examples=True)).rows, "training_sexual_violence"
    )
    for code, state in states.items():
        answer = by_code.get(code, "")
        known = {"none": "nothing", "dont_know": "dont_know", "": "unanswered"}
        assert state == known.get(answer, "active")


def test_the_violence_area_filter_leaves_its_columns(reader: Reader) -> None:
    headings = white_spots.work(
        reader, Filters(area_code="12", violence_area_id="sexual_violence", examples=True)
    ).context["headings"]
    assert list(headings) == ["training_sexual_violence"]


@pytest.mark.parametrize("examples", [True, False])
@pytest.mark.parametrize("county", ["01", "24"])
def test_counts_are_the_white_cells(reader: Reader, county: str, examples: bool) -> None:
    filters = Filters(area_code=county, examples=examples)
    white = {i for i, s in white_spots.states().items() if s.is_white}
    silent = {"unknown", "unanswered", "dont_know"}
    answers = [white_spots.money(reader, filters).rows, white_spots.work(reader, filters).rows]
    found = pd.concat([rows.set_index("code").filter(like="state_") for rows in answers if len(rows)], axis=1)
    counted = white_spots.counts(reader, filters.but(violence_area_id="honour"), county).set_index("code")
    assert set(counted["all"]) == {len(YEARS) + 7}
    for code, states in found.iterrows():
        spots = states.isin(white).sum()
        known = (~states.isin(silent) & states.notna()).sum()
        assert counted.at[code, "known"] == known
        if spots or known == len(YEARS) + 7:
            assert counted.at[code, "white"] == spots
        else:
            # Silence may hide a white spot: none known is not none.
            assert pd.isna(counted.at[code, "white"])


def test_hidden_example_data_is_not_known_rather_than_white(reader: Reader) -> None:
    hidden = Filters(area_code="14", examples=False)
    assert white_spots.counts(reader, hidden, "14")["white"].isna().all()
    for result in (white_spots.money(reader, hidden), white_spots.work(reader, hidden)):
        assert result.is_empty
        assert "inte känt" in result.notes[0]


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        # amount, whether the year's claims and reports are there for everybody, and whether this one reported
        ({"amount": None, "claims": False, "reported": False, "reports": False}, "unknown"),
        ({"amount": None, "claims": False, "reported": False, "reports": True}, "unknown"),
        ({"amount": None, "claims": True, "reported": False, "reports": False}, "never"),
        ({"amount": 0, "claims": False, "reported": False, "reports": False}, "never"),
        ({"amount": 1, "claims": False, "reported": False, "reports": False}, "asked"),
        ({"amount": 1, "claims": True, "reported": False, "reports": True}, "silent"),
        ({"amount": 1, "as": "published", "claims": True, "reported": False, "reports": True}, "asked"),
        ({"amount": 1, "claims": False, "reported": True, "reports": False}, "done"),
    ],
)
def test_what_is_known_of_a_year(facts: dict[str, object], state: str) -> None:
    claimed_as = facts.get("as", "synthetic" if facts["amount"] else None)
    found = white_spots._money_state(
        facts["amount"], claimed_as, facts["claims"], facts["reported"], facts["reports"]
    )
    assert found == state


@pytest.mark.parametrize("claimed_as", ["published", "reported"])
def test_that_no_example_stands_beside_a_known_claim_is_no_silence(
    reader: Reader, of_municipalities: dict[str, pd.DataFrame], claimed_as: str
) -> None:
    assert white_spots._money_state(1, claimed_as, True, False, True) == "asked"
    known = of_municipalities["allocation"].query(
        "measure == 'received' and status == 'published' and year in @YEARS"
    )
    assert len(known) > 1
    for code, year in zip(known["area_code"], known["year"], strict=True):
        rows = white_spots.money(reader, Filters(area_code=code[:2], examples=True)).rows
        assert states_of(rows, str(year))[code] in ("asked", "done")


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("all", "active"),
        ("unknown_share", "active"),
        ("none", "nothing"),
        ("dont_know", "dont_know"),
        (None, "unanswered"),
        (float("nan"), "unanswered"),
        ("withheld", "unanswered"),
        ("not_applicable", "unanswered"),
    ],
)
def test_only_the_answer_none_is_a_white_spot(answer: object, state: str) -> None:
    assert white_spots._training_state(answer) == state
    assert white_spots.states()[state].is_white == (answer == "none")


def test_a_printed_requisition_stands_when_example_data_is_hidden(reader: Reader) -> None:
    rows = white_spots.money(reader, Filters(area_code="01", examples=False)).rows
    assert rows["name"].tolist() == ["Stockholm"]
    assert (
        "Känt är att Stockholm rekvirerade"
        in white_spots.money(reader, Filters(area_code="01", examples=False)).sentence
    )
    assert rows["state_2022"].tolist() == ["asked"]
    assert rows["state_2020"].tolist() == ["unknown"]
    assert rows["status"].tolist() == ["published"]


def test_the_figure_has_a_sign_in_every_cell(reader: Reader) -> None:
    result = white_spots.work(reader, Filters(area_code="24", examples=True))
    figure = matrix.white_spots(result)
    assert sum(len(t.x) for t in figure.data) == len(result.rows) * len(result.context["headings"])
    symbols = [t.marker.symbol for t in figure.data]
    assert len(set(symbols)) == len(symbols)


def cells(**states: list[str]) -> pd.DataFrame:
    """Money cells of made-up municipalities, a state for each year."""
    return pd.DataFrame(
        [
            {"name": name, "state": state, "status": "reported"}
            for name, row in states.items()
            for state in row
        ],
        columns=["name", "state", "status"],
    )


@pytest.mark.parametrize(
    ("states", "sentence"),
    [
        ({"A": ["done", "asked"]}, "Känt är att A rekvirerade minst ett av åren."),
        ({"A": ["unknown", "unknown"]}, ""),
        ({"A": ["never", "never"], "B": ["done", "done"]}, "A rekvirerade inget av åren."),
        ({"A": ["never", "done"], "B": ["never", "done"]}, "A och B lät bli att rekvirera minst ett år."),
        (
            {c: ["silent", "done"] for c in "ABCDEF"},
            "A, B, C, D och 2 till rekvirerade men redovisade inget minst ett år.",
        ),
        (
            {"A": ["never", "never"], "B": ["never", "silent"]},
            "A rekvirerade inget av åren. B lät bli att rekvirera minst ett år. "
            "B rekvirerade men redovisade inget minst ett år.",
        ),
    ],
)
def test_the_sentence_at_its_edges(states: dict[str, list[str]], sentence: str) -> None:
    assert white_spots._money_sentence(cells(**states)) == sentence


@pytest.mark.parametrize("county", COUNTIES)
def test_no_sentence_names_a_place_for_an_invented_white_spot(reader: Reader, county: str) -> None:
    shown = Filters(area_code=county, examples=True)
    for question in (white_spots.money, white_spots.work):
        result = question(reader, shown)
        assert {s.value for s in result.statuses} == {"synthetic"}
        hidden = question(reader, shown.but(examples=False)).sentence
        assert result.sentence in (hidden, "Påhittade exempelvärden visas.")
        told = result.sentence if result.sentence != hidden else ""
        assert not [f"{name} rek" for name in result.rows["name"] if f"{name} rek" in told]


@pytest.mark.parametrize("examples", [True, False])
def test_every_row_has_a_sign(reader: Reader, tables: dict[str, pd.DataFrame], examples: bool) -> None:
    for county in tables["county"]["county_code"]:
        for question in (white_spots.money, white_spots.work):
            rows = question(reader, Filters(area_code=county, examples=examples)).rows
            assert rows["status"].notna().all()
            assert examples or "synthetic" not in set(rows["status"])
