"""Stockholm's city-district boards: the document's own account, and nothing for other municipalities."""

import pandas as pd
import pytest

from dashboard.core.filters import Filters
from dashboard.dataset.store import Reader
from dashboard.exports.tables import for_export, readable
from dashboard.figures import heat
from dashboard.queries import districts

STOCKHOLM = Filters(area_code="0180")


def _done(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    boards = tables["recipient"].query("kind == 'district'")[["recipient_id"]]
    return tables["activity"].merge(boards, on="recipient_id")


def test_every_board_and_area_counts_what_is_told(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    rows = districts.boards(reader, STOCKHOLM).rows.set_index("recipient_id")
    expected = _done(tables).groupby(["recipient_id", "activity_type_id"]).size()
    areas = [f"2017.area-{i}" for i in range(1, 7)]
    found = rows[areas].stack()
    assert found[found > 0].to_dict() == expected.to_dict()
    assert set(rows.index) == set(tables["recipient"].query("kind == 'district'")["recipient_id"])


def test_who_used_nothing_and_who_used_part_is_as_printed(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    answer = districts.boards(reader, STOCKHOLM)
    by_use = answer.rows.groupby("used")["name"].apply(set)
    assert by_use["inget"] == {"Bromma", "Kungsholmen"}
    assert by_use["en del"] == {"Älvsjö", "Rinkeby-Kista", "Östermalm"}
    assert "Bromma och Kungsholmen använde inget av medlen 2017" in answer.sentence
    assert "Rinkeby-Kista, Älvsjö och Östermalm använde en del" in answer.sentence


def test_what_is_not_told_of_is_a_dash_wherever_it_is_read(reader: Reader) -> None:
    answer = districts.boards(reader, STOCKHOLM)
    for frame in (readable(answer), for_export(answer)):
        cells = frame[list(answer.context["names"].values())].astype(object)
        assert not cells.isin([0, "0"]).any(axis=None)
    assert (readable(answer) == "–").any(axis=None)


def test_nothing_there_is_example_data(reader: Reader) -> None:
    for answer in (districts.boards(reader, STOCKHOLM), districts.work(reader, STOCKHOLM)):
        assert set(answer.rows["status"]) == {"published"}
    hidden = districts.work(reader, STOCKHOLM.but(examples=False)).rows
    assert len(hidden) == len(districts.work(reader, STOCKHOLM).rows)


@pytest.mark.parametrize("code", ["1480", "0114", "2480"])
def test_a_municipality_without_boards_has_no_drill_down(reader: Reader, code: str) -> None:
    assert districts.boards(reader, Filters(area_code=code)).is_empty
    assert districts.work(reader, Filters(area_code=code)).is_empty


def test_the_work_is_all_that_the_document_tells(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    rows = districts.work(reader, STOCKHOLM).rows
    done = _done(tables)
    assert len(rows) == len(done)
    assert sorted(rows["description"]) == sorted(done["description_sv"])


def test_the_violence_area_narrows_the_matrix_and_says_so(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    honour = STOCKHOLM.but(violence_area_id="honour")
    answer = districts.boards(reader, honour)
    areas = answer.context["areas"]
    assert answer.rows[areas].sum().sum() == (_done(tables)["violence_area_id"] == "honour").sum() > 0
    assert any("hedersrelaterat våld" in note for note in answer.notes)
    nothing = districts.work(reader, STOCKHOLM.but(violence_area_id="sexual_violence"))
    assert nothing.is_empty and nothing.notes


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], ""),
        (["none"], "A använde inget av medlen 2017."),
        (["part", "none"], "B använde inget av medlen 2017; A använde en del."),
        (["not_stated"], "För 1 av 1 framgår inte om hela beloppet användes."),
    ],
)
def test_the_sentence_at_its_edges(answers: list[str], expected: str) -> None:
    rows = pd.DataFrame({"name": list("AB")[: len(answers)], "answer": answers}, dtype=object)
    assert districts._boards_sentence(rows) == expected


def test_the_figure_has_a_sign_in_every_cell(reader: Reader) -> None:
    answer = districts.boards(reader, STOCKHOLM)
    signs = list(heat.districts(answer).data[1].text)
    assert len(signs) == len(answer.rows) * 6
    filled = int((answer.rows[answer.context["areas"]] > 0).to_numpy().sum())
    assert sum(s.startswith("●") for s in signs) == filled
    assert signs.count("–") == len(signs) - filled
