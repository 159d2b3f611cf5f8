"""What differs between two versions: exactly what a report changed, in the municipality, its county and the country, and nothing elsewhere."""

import pandas as pd
import pytest
from office import DESCRIPTION, UMEA, Office

from dashboard.core.filters import Filters
from dashboard.core.result import Result
from dashboard.core.settings import Settings
from dashboard.core.story import Step
from dashboard.dataset import store, versions
from dashboard.dataset.schema import BY_NAME
from dashboard.dataset.store import Reader
from dashboard.exports import tables
from dashboard.queries import COMPARISONS, compare_answers

UMEA_CODE, VASTERBOTTEN, ELSEWHERE = "2480", "24", "2580"
REPORTED = {"received": 900_000, "used": 700_000, "repaid": 200_000}
LABELS = {"received": "Rekvirerat", "used": "Förbrukat", "repaid": "Återbetalt"}
FACTS = ("allocation", "activity", "self_assessment", "population", "indicator", "published_figure")


@pytest.fixture(scope="module")
def before(starting_point: Settings) -> Reader:
    """The version before the report."""
    return store.open_reader(starting_point.dataset_dir, versions.current_version(starting_point.dataset_dir))


@pytest.fixture(scope="module")
def after(after_a_report: Settings) -> Reader:
    """The version with Umeå's report of 2022."""
    return store.open_reader(after_a_report.dataset_dir, versions.current_version(after_a_report.dataset_dir))


def asked(question: str, before: Reader, after: Reader, scope: str, area: str, **more: object) -> Result:
    return COMPARISONS[question](
        before, after, Filters(examples=True, area_code=area).but(**more), scope=scope
    )


def amounts_of_umea(reader: Reader) -> dict[str, int]:
    rows = reader.rows(
        f"SELECT measure, amount_sek FROM allocation WHERE recipient_id = '{UMEA}' AND year = 2022 AND stream = 'development'"
    )
    return dict(zip(rows["measure"], rows["amount_sek"].astype(int), strict=True))


def whole(reader: Reader, table: str) -> pd.DataFrame:
    """A table as text, with nothing where there is nothing."""
    rows = reader.rows(f"SELECT * FROM {table}").astype(object)
    return rows.where(rows.notna(), "").astype(str)


@pytest.mark.parametrize(
    ("scope", "area"), [("municipality", UMEA_CODE), ("county", VASTERBOTTEN), ("country", "00")]
)
def test_exactly_the_amounts_of_the_report_have_changed(
    scope: str, area: str, before: Reader, after: Reader
) -> None:
    rows = asked("changed_rows", before, after, scope, area).rows
    money = rows[rows["what"].isin(LABELS.values())]
    was = amounts_of_umea(before)
    assert {(r.who, r.year, r.what, r.before, r.after, r.status_before, r.status_after) for r in money.itertuples()} == {
        ("Umeå", 2022, LABELS[m], was[m], amount, "exempeldata", "återrapporterat")
        for m, amount in REPORTED.items()
    }  # fmt: skip
    assert set(rows["who"]) == {"Umeå"}
    assert rows.loc[rows["change"] == "nytt", "after"].str.contains(DESCRIPTION, regex=False).tolist() == [
        True
    ]


def test_the_rows_are_those_that_the_tables_differ_in(before: Reader, after: Reader) -> None:
    """Counted by another way: whole rows of the tables set against each other."""
    rows = asked("changed_rows", before, after, "country", "00").rows
    counted = asked("changed_tables", before, after, "country", "00").rows.set_index("table")
    expected = {"nytt": 0, "ändrat": 0, "borttaget": 0}
    for name in FACTS:
        table = BY_NAME[name]
        old, new = (whole(r, name).set_index(list(table.key)).sort_index() for r in (before, after))
        shared = old.index.intersection(new.index)
        differing = int((old.loc[shared] != new.loc[shared]).any(axis=1).sum())
        found = {"nytt": len(new) - len(shared), "ändrat": differing, "borttaget": len(old) - len(shared)}
        if any(found.values()):
            assert counted.loc[name, ["added", "changed", "removed"]].tolist() == list(found.values()), name
        else:
            assert name not in counted.index
        expected = {kind: n + found[kind] for kind, n in expected.items()}
    assert sum(expected.values()) > 0
    assert rows["change"].value_counts().reindex(expected, fill_value=0).to_dict() == expected


@pytest.mark.parametrize(("scope", "area"), [("municipality", UMEA_CODE), ("county", VASTERBOTTEN)])
def test_sums_change_by_what_the_report_said(scope: str, area: str, before: Reader, after: Reader) -> None:
    result = asked("changed_sums", before, after, scope, area)
    rows = result.rows.set_index("what")
    was = amounts_of_umea(before)
    for measure, amount in REPORTED.items():
        row = rows.loc[LABELS[measure]]
        assert row["difference"] == amount - was[measure] == row["after"] - row["before"]
        assert row["year"] == 2022
    assert rows.index.tolist()[:3] == ["Rekvirerat", "Förbrukat", "Återbetalt"]
    assert rows.loc["Antal insatser", "difference"] == 1
    assert "före" in result.sentence and "efter" in result.sentence
    # Umeå's own are all reported now; the county's still have invented parts, and say so.
    assert set(rows["status_after"]) == (
        {"återrapporterat"} if scope == "municipality" else {"återrapporterat", "exempeldata"}
    )


@pytest.mark.parametrize("question", ["changed_rows", "changed_sums"])
def test_a_place_that_nothing_was_reported_about_is_the_same(
    question: str, before: Reader, after: Reader
) -> None:
    result = asked(question, before, after, "municipality", ELSEWHERE)
    assert result.is_empty
    assert "Luleå" in result.sentence
    assert result.notes == ("Alla uppgifter är desamma i båda versionerna.",)


@pytest.mark.parametrize("question", COMPARISONS)
def test_a_version_does_not_differ_from_itself(question: str, after: Reader) -> None:
    result = asked(question, after, after, "municipality", UMEA_CODE)
    assert result.is_empty and result.sentence.startswith("Ing")
    assert tables.to_csv(result).startswith(b"\xef\xbb\xbf")


def test_the_way_back_is_the_mirror_image(before: Reader, after: Reader) -> None:
    there = asked("changed_rows", before, after, "municipality", UMEA_CODE).rows
    back = asked("changed_rows", after, before, "municipality", UMEA_CODE).rows
    mirrored = {"nytt": "borttaget", "borttaget": "nytt", "ändrat": "ändrat"}
    assert sorted(there["change"].map(mirrored)) == sorted(back["change"])
    changed = [r[r["change"] == "ändrat"].sort_values("what").reset_index(drop=True) for r in (there, back)]
    pd.testing.assert_series_equal(changed[0]["before"], changed[1]["after"], check_names=False)


def test_hidden_example_data_is_on_neither_side(before: Reader, after: Reader) -> None:
    result = asked("changed_rows", before, after, "municipality", UMEA_CODE, examples=False)
    assert set(result.rows["change"]) == {"nytt"}
    assert "exempeldata" not in {*result.rows["status_before"], *result.rows["status_after"]}
    assert not result.has_examples
    assert any("Exempeldata räknas inte" in note for note in result.notes)


def test_every_row_says_where_it_comes_from(before: Reader, after: Reader) -> None:
    result = asked("changed_rows", before, after, "municipality", UMEA_CODE)
    written = tables.for_export(result)
    assert written["Källa"].str.len().gt(0).all() and written["Plats i källan"].str.len().gt(0).all()
    gone = written[written["Ändring"] == "borttaget"]
    assert set(gone["Källa"]) == {"Exempeldata"} and set(gone["Tecken"]) == {"exempeldata"}
    assert {p.title for p in result.provenance} == {"Återrapportering: 1.xlsx", "Exempeldata"}
    # The description begins as a formula would; no spreadsheet may run it.
    assert not written["Efter"].astype(str).str.startswith("=").any()


def test_a_recipient_that_is_new_or_gone_is_told(reported: Office) -> None:
    """A place that one of the versions does not know at all still has a name."""
    first, second = sorted(
        (m.version for m in versions.on_disk(reported.settings.dataset_dir)),
        key=lambda v: v == reported.version,
    )
    path = reported.settings.dataset_dir / first / versions.DATABASE
    with store.open_writer(path) as connection:
        connection.execute("DELETE FROM municipality WHERE municipality_code = '2480'")
        connection.execute("DELETE FROM allocation WHERE recipient_id = ?", [UMEA])
    manifest = versions.read_manifest(reported.settings.dataset_dir, first)
    sizes = manifest.sizes | {f"{first}/{versions.DATABASE}": path.stat().st_size}
    versions.write_manifest(path.parent, versions.Manifest(**{**vars(manifest), "sizes": sizes}))
    readers = [store.open_reader(reported.settings.dataset_dir, v) for v in (first, second)]
    result = asked("changed_rows", readers[0], readers[1], "municipality", UMEA_CODE)
    assert result.title == "Ändrade uppgifter, Umeå"
    money = result.rows[result.rows["unit"] == "sek"]
    assert len(money) == len(reported.rows(f"SELECT * FROM allocation WHERE recipient_id = '{UMEA}'"))
    assert set(money["change"]) == {"nytt"}


def test_of_a_page_s_views_those_that_rest_on_the_report_have_changed(before: Reader, after: Reader) -> None:
    here = Filters(examples=True, area_code=UMEA_CODE)
    ladder, activities = Step("municipality_ladder", here), Step("municipality_activities", here)
    untouched = [Step("goal_tree", here), Step("municipality_years", here)]
    result = compare_answers(before, after, [ladder, *untouched, activities])
    rows = result.rows.set_index("title")
    work = "Insatser, Umeå 2022"
    assert list(rows.index) == ["Pengarnas väg, Umeå 2022", work]
    # Received, used and repaid have other amounts; what the key gave is the same.
    assert rows.loc["Pengarnas väg, Umeå 2022", ["before", "after", "gone", "new"]].tolist() == [4, 4, 3, 3]
    assert rows.at[work, "new"] >= 1
    assert "2 av sidans 4 vyer" in result.sentence
    same = compare_answers(before, before, [ladder, *untouched])
    assert same.is_empty and same.notes
