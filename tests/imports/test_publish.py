"""Publishing, history, rolling back, two at once; and that nothing is lost or silently changed."""

import json

import pandas as pd
import pytest
from office import DESCRIPTION, UMEA, VANNAS, Office, activity, amounts, report_facts, silent

from dashboard.build.findings import ChecksFailed
from dashboard.build.imports import active, batches
from dashboard.build.imports.examine import keep
from dashboard.build.imports.export import reported_workbook
from dashboard.build.imports.publish import Overtaken, publish, roll_back
from dashboard.core.errors import UserError
from dashboard.dataset import store, versions


def test_a_published_report_replaces_the_example_of_its_recipient_and_year_alone(office: Office) -> None:
    before = {n: office.rows(f"SELECT * FROM {n}") for n in ("allocation", "activity", "self_assessment")}
    batch = office.wait_with(*report_facts(office))
    publish(office.settings, [batch.batch_id], "Anna", silent)
    for name, rows in before.items():
        now = office.rows(f"SELECT * FROM {name}")
        mine = (now["recipient_id"] == UMEA) & (now["year"] == 2022)
        others = (rows["recipient_id"] != UMEA) | (rows["year"] != 2022)
        pd.testing.assert_frame_equal(
            now[~mine].sort_values(list(now.columns)).reset_index(drop=True),
            rows[others].sort_values(list(rows.columns)).reset_index(drop=True),
        )
        assert not (now.loc[mine, "status"] == "synthetic").any()
    told = office.rows(
        f"SELECT * FROM allocation WHERE recipient_id = '{UMEA}' AND year = 2022 AND status = 'reported'"
    )
    assert dict(zip(told["measure"], told["amount_sek"], strict=True)) == {
        "received": 900_000, "used": 700_000, "repaid": 200_000,
    }  # fmt: skip
    assert set(told["source_id"]) == {batch.source_id}
    assert told["locator"].str.startswith("blad Medel, cell ").all()
    source = office.rows(f"SELECT title, file_name FROM source WHERE source_id = '{batch.source_id}'")
    assert source["title"].tolist() == ["Återrapportering: 1.xlsx"]
    assert office.rows("SELECT batch_id, rows, imported_by FROM import_batch").to_dict("records") == [
        {"batch_id": batch.batch_id, "rows": 5, "imported_by": "Anna"}
    ]
    described = office.rows(
        f"SELECT description_sv FROM activity WHERE recipient_id = '{UMEA}' AND year = 2022"
    )
    assert described["description_sv"].tolist() == [DESCRIPTION]


def test_a_rebuild_after_publishing_gives_the_same_version(reported: Office) -> None:
    version = reported.version
    published = versions.read_manifest(reported.settings.dataset_dir, version)
    assert published.batches == active.read(reported.settings.imports_dir) != []
    done = reported.run("build")
    assert done.returncode == 0, done.stderr
    assert reported.version == version


def test_what_is_exported_imports_as_nothing_new(reported: Office) -> None:
    version = reported.version
    exported = reported_workbook(store.open_reader(reported.settings.dataset_dir, version))
    examination = reported.examine(exported)
    # The description begins as a formula would, which a reader is told each time.
    assert {f.code for f in examination.findings} == {"formula_like_text", "nothing_new"}
    assert examination.files[0].received.records["amount_sek"].dropna().astype(int).tolist() == [
        900_000,
        700_000,
        200_000,
    ]
    assert not examination.has_news and examination.preview.changes.empty
    path = reported.settings.data_dir.parent / "export.xlsx"
    path.write_bytes(exported)
    done = reported.run("import", path, "--publish", "--yes")
    assert done.returncode == 0, done.stderr
    assert reported.version == version
    assert [p.action for p in active.history(reported.settings.imports_dir)] == ["build", "publish"]


def test_an_export_of_example_data_is_empty(office: Office) -> None:
    exported = reported_workbook(store.open_reader(office.settings.dataset_dir, office.version))
    assert office.examine(exported).files[0].received.records.empty


def test_rolling_back_and_forth_is_one_step_and_keeps_everything(reported: Office) -> None:
    first, second = (p.version for p in active.history(reported.settings.imports_dir))
    batch = batches.read(reported.settings.imports_dir, active.read(reported.settings.imports_dir)[0])
    assert second == reported.version != first
    assert roll_back(reported.settings, first, "Bo", silent).version == reported.version == first
    assert active.read(reported.settings.imports_dir) == []
    assert batches.folder_of(reported.settings.imports_dir, batch.batch_id).is_dir()
    roll_back(reported.settings, second, "Bo", silent)
    assert reported.version == second
    assert active.read(reported.settings.imports_dir) == [batch.batch_id]
    past = active.history(reported.settings.imports_dir)
    assert [(p.action, p.version, p.who) for p in past] == [
        ("build", first, ""),
        ("publish", second, "Anna"),
        ("rollback", first, "Bo"),
        ("rollback", second, "Bo"),
    ]
    assert past[1].files[0]["name"] == "1.xlsx" and past[1].files[0]["sha256"] == batch.sha256
    shown = reported.run("history").stdout
    assert f"{second}  publicerad av Anna" in shown and batch.sha256[:16] in shown


def test_a_version_that_is_gone_from_disk_is_built_again_from_its_imports(reported: Office) -> None:
    first, second = (p.version for p in active.history(reported.settings.imports_dir))
    roll_back(reported.settings, first, "Bo", silent)
    for path in (reported.settings.dataset_dir / second).iterdir():
        path.unlink()
    assert roll_back(reported.settings, second, "Bo", silent).version == second
    assert len(reported.rows("SELECT * FROM import_batch")) == 1


def test_unknown_versions_and_the_current_one_are_refused(reported: Office) -> None:
    with pytest.raises(UserError, match="finns inte i historiken"):
        roll_back(reported.settings, "v1-saknas", "Bo", silent)
    with pytest.raises(UserError, match="redan den som gäller"):
        roll_back(reported.settings, reported.version, "Bo", silent)


def test_two_who_publish_at_once_one_wins_and_the_other_is_told_and_loses_nothing(office: Office) -> None:
    mine = office.wait_with(*report_facts(office, UMEA))
    (theirs,) = keep(office.settings, office.examine(office.workbook(*report_facts(office, VANNAS))), "Bo")
    running = [
        office.start("import", "--waiting", b.batch_id, "--publish", "--by", b.imported_by)
        for b in (mine, theirs)
    ]
    ended = [(process, *process.communicate()) for process in running]
    assert sorted(process.returncode for process, _out, _err in ended) == [0, 1]
    (complaint,) = [err for process, _out, err in ended if process.returncode == 1]
    assert "Någon annan publicerade" in complaint and "granska igen" in complaint
    (won,) = active.read(office.settings.imports_dir)
    (left,) = batches.waiting(office.settings.imports_dir)
    assert {won, left.batch_id} == {mine.batch_id, theirs.batch_id}
    with pytest.raises(Overtaken):
        publish(office.settings, [left.batch_id], "Bo", silent)
    again = keep(office.settings, office.examine(batches.original(office.settings.imports_dir, left)), "Bo")
    publish(office.settings, [b.batch_id for b in again], "Bo", silent)
    reported = office.rows(
        "SELECT DISTINCT recipient_id FROM allocation WHERE status = 'reported' ORDER BY 1"
    )
    assert reported["recipient_id"].tolist() == [VANNAS, UMEA]


def test_a_batch_that_was_changed_on_disk_stops_publication(office: Office) -> None:
    batch, version = office.wait_with(*report_facts(office)), office.version
    path = batches.folder_of(office.settings.imports_dir, batch.batch_id) / batches.RECORDS
    path.write_text(path.read_text(encoding="utf-8").replace("700000", "800000"), encoding="utf-8")
    with pytest.raises(ChecksFailed, match="en annan än den som granskades"):
        publish(office.settings, [batch.batch_id], "Anna", silent)
    assert office.version == version and active.read(office.settings.imports_dir) == []


def test_a_later_report_wins_and_activities_are_replaced_whole(reported: Office) -> None:
    kind = reported.kinds[1]
    later = reported.examine(
        reported.workbook(*amounts(UMEA, 2022, used=650_000, repaid=250_000), activity(UMEA, 2022, kind))
    )
    codes = sorted(f.code for f in later.files[0].findings)
    assert codes == ["replaces_activities", "replaces_reported", "replaces_reported"]
    publish(reported.settings, [b.batch_id for b in keep(reported.settings, later, "Anna")], "Anna", silent)
    rows = reported.rows(
        f"SELECT measure, amount_sek FROM allocation WHERE recipient_id = '{UMEA}' AND year = 2022 AND status = 'reported'"
    )
    assert dict(zip(rows["measure"], rows["amount_sek"], strict=True)) == {
        "received": 900_000,
        "used": 650_000,
        "repaid": 250_000,
    }
    done = reported.rows(
        f"SELECT activity_type_id FROM activity WHERE recipient_id = '{UMEA}' AND year = 2022"
    )
    assert done["activity_type_id"].tolist() == [kind]
    answered = reported.rows(
        f"SELECT score FROM self_assessment WHERE recipient_id = '{UMEA}' AND year = 2022"
    )
    assert answered["score"].tolist() == [4]


def _correct(reported: Office, expect: str) -> None:
    key = {"recipient_id": UMEA, "year": 2022, "stream": "development", "measure": "used"}
    row = [
        "ratt-1",
        "allocation",
        json.dumps(key),
        "amount_sek",
        "690000",
        expect,
        "Skrivfel enligt kommunen",
        "Anna",
        "2026-11-22",
    ]
    names = ["correction_id", "table", "key", "column", "value", "expect", "reason_sv", "who", "date"]
    reported.settings.imports_dir.mkdir(exist_ok=True)
    pd.DataFrame([row], columns=names).to_csv(reported.settings.imports_dir / "corrections.csv", index=False)


def test_a_correction_changes_the_value_and_says_so(office: Office) -> None:
    batch = office.wait_with(*report_facts(office))
    _correct(office, expect="700000")
    publish(office.settings, [batch.batch_id], "Anna", silent)
    row = office.rows(
        f"SELECT * FROM allocation WHERE recipient_id = '{UMEA}' AND year = 2022 AND measure = 'used'"
    ).iloc[0]
    assert row["amount_sek"] == 690_000
    assert row["locator"].endswith("; rättelse ratt-1")


def test_a_correction_whose_expectation_fails_stops_publication_and_is_found_before(office: Office) -> None:
    version = office.version
    facts = report_facts(office)
    _correct(office, expect="123")
    examination = office.examine(office.workbook(*facts))
    assert "correction_expectation_failed" in [f.code for f in examination.findings]
    assert examination.is_stopped
    with pytest.raises(UserError, match="måste rättas"):
        keep(office.settings, examination, "Anna")
    done = office.run("build")
    assert done.returncode == 1
    assert "Rättelsen ratt-1 väntade sig 123" in done.stderr
    assert office.version == version


def test_a_damaged_active_file_is_a_sentence_and_changes_nothing(reported: Office) -> None:
    version = reported.version
    (reported.settings.imports_dir / active.ACTIVE).write_text("{", encoding="utf-8")
    done = reported.run("build")
    assert done.returncode == 1 and "active.json" in done.stderr and "Traceback" not in done.stderr
    assert versions.current_version(reported.settings.dataset_dir) == version
