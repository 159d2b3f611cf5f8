"""The documents' own sums: worked out again, and every contradiction on record."""

import pandas as pd
import pytest

from dashboard.build import arithmetic, coverage
from dashboard.core.filters import Filters
from dashboard.core.settings import ROOT
from dashboard.dataset.store import Reader
from dashboard.exports.tables import readable
from dashboard.queries import method

_FIGURES = pd.DataFrame({"figure_id": ["a", "b", "c"], "value": [44.4, 5.6, 50.0]})
_NONE = pd.DataFrame({"rule_ids": pd.Series([], dtype=object)})


def _rule(rule: str, result: str, parts: str, tolerance: float = 0.0) -> pd.DataFrame:
    row = {
        "rule_id": "r",
        "rule": rule,
        "result": result,
        "parts": parts,
        "tolerance": tolerance,
        "note_sv": "prov",
        "file": "f.csv",
    }
    return pd.DataFrame([row])


@pytest.mark.parametrize(
    ("rule", "result", "parts", "tolerance", "agrees"),
    [
        ("sum", "c", "a b", 0.0, True),
        ("sum", "a", "b c", 0.0, False),
        ("difference", "a", "c b", 0.0, True),
        ("share", "89", "a c", 0.5, True),
        ("share", "88", "a c", 0.5, False),
        ("count_positive", "3", "a b c", 0.0, True),
        ("count_positive", "2", "a b c", 0.0, False),
    ],
)
def test_a_rule_works_out_its_parts(
    rule: str, result: str, parts: str, tolerance: float, agrees: bool
) -> None:
    assert arithmetic.work_out(_rule(rule, result, parts, tolerance), _FIGURES)["agrees"].tolist() == [agrees]


def test_an_unknown_figure_is_an_error() -> None:
    with pytest.raises(KeyError):
        arithmetic.work_out(_rule("sum", "c", "a nothing"), _FIGURES)


def test_a_sum_that_disagrees_stops_the_build_unless_it_is_on_record() -> None:
    wrong = arithmetic.work_out(_rule("sum", "a", "b c"), _FIGURES)
    assert [f.rule for f in arithmetic.unexplained(wrong, _NONE)] == ["räknekontroll"]
    on_record = pd.DataFrame({"rule_ids": ["other r"]})
    assert arithmetic.unexplained(wrong, on_record) == []


def test_the_sums_the_documents_are_known_for_agree(tables: dict[str, pd.DataFrame]) -> None:
    checks = tables["arithmetic_check"].set_index("rule_id")
    assert checks.at["municipalities-2016-distributed", "computed"] == 44_400_000 + 5_600_000
    assert checks.at["stockholm-2017", "computed"] == 2_945_873 - 2_368_405
    assert checks.loc[["municipalities-2016-distributed", "stockholm-2017"], "agrees"].all()


def test_known_contradictions_are_recorded_and_not_smoothed(tables: dict[str, pd.DataFrame]) -> None:
    checks = tables["arithmetic_check"]
    explained = {rule for rules in tables["disagreement"]["rule_ids"].dropna() for rule in rules.split()}
    assert set(checks.loc[~checks["agrees"], "rule_id"]) <= explained
    values = tables["published_figure"].set_index("figure_id")["value"]
    assert values["lansstyrelserna-2015.survey.coordination.better"] == 72.9
    assert values["vardanalys-2023.municipalities.quality-not-without-funds.share.2022"] == 80


def test_disagreements_name_figures_that_exist(tables: dict[str, pd.DataFrame]) -> None:
    known = set(tables["published_figure"]["figure_id"])
    named = {i for ids in tables["disagreement"]["figure_ids"].dropna() for i in ids.split()}
    assert named and named <= known


def test_every_number_of_the_documents_is_accounted_for(tables: dict[str, pd.DataFrame]) -> None:
    counted = tables["coverage"]
    assert set(counted["source_id"]) == {
        "sos-2017",
        "vardanalys-2023",
        "stockholm-2018",
        "genomforandeplan-2020",
        "lansstyrelserna-2015",
    }
    assert (
        counted["numbers"] == counted[["in_ledger", "in_statements", "left_out"]].sum(axis="columns")
    ).all()
    text, unaccounted = coverage.report(ROOT / "data")
    assert unaccounted == 0
    assert "vardanalys-2023" in text


def test_numbers_that_count_as_covered_name_figures_that_exist(tables: dict[str, pd.DataFrame]) -> None:
    known = set(tables["published_figure"]["figure_id"])
    named = {i for ids in coverage.numbers(ROOT / "data")["figure_ids"] for i in ids.split()}
    assert named <= known


def test_every_row_says_which_figure_it_concerns_and_where_it_is_printed(reader: Reader) -> None:
    answer = method.arithmetic(reader, Filters())
    shown = readable(answer)
    assert len(answer.rows) == len(reader.rows("SELECT 1 FROM arithmetic_check"))
    assert not shown.duplicated().any()
    assert {p.source_id for p in answer.provenance} == set(answer.rows["source_id"])
