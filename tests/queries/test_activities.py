"""The methods that are named, and what each is: the vocabulary, and what Stockholm's boards say that they used."""

import pandas as pd

from dashboard.core.filters import Filters
from dashboard.dataset.store import Reader
from dashboard.queries import activities


def _of_districts(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return tables["activity"].merge(tables["recipient"].query("kind == 'district'"), on="recipient_id")


def test_every_method_is_explained_in_one_line(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    rows = activities.methods(reader, Filters()).rows.set_index("item")
    vocabulary = tables["method"].set_index("method_id")["explanation_sv"]
    assert rows["explanation_sv"].to_dict() == vocabulary.to_dict()
    assert (rows["explanation_sv"].str.len() > 10).all()
    assert {"freda_short", "freda_description", "freda_danger", "patriark", "sara", "trappan", "mvp"} <= set(
        rows.index
    )


def test_stockholms_boards_stand_beside_the_methods(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    expected = _of_districts(tables).groupby("method_id")["recipient_id"].nunique()
    answer = activities.methods(reader, Filters())
    found = answer.rows.dropna(subset=["districts"])
    assert found.set_index("item")["districts"].astype(int).to_dict() == expected.to_dict()
    most = found[found["districts"] == expected.max()]
    assert all(name in answer.sentence for name in most["label"][:3])


def test_the_violence_area_leaves_the_methods_that_a_board_used_in_it(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    done = _of_districts(tables)
    for area in ("honour", "prostitution_trafficking"):
        expected = set(done.loc[done["violence_area_id"] == area, "method_id"].dropna())
        answer = activities.methods(reader, Filters(violence_area_id=area))
        assert set(answer.rows["item"]) == expected
        assert answer.sentence
