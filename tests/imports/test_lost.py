"""What is imported cannot be made again: where the file that decides is gone nothing is built without the imports, and there is a way back."""

import shutil
from pathlib import Path

import pytest
from office import VANNAS, Office, amounts, plain, report_facts, silent

from dashboard.build.imports import active
from dashboard.build.imports.publish import publish, roll_back
from dashboard.build.pipeline import build
from dashboard.core.errors import UserError
from dashboard.dataset import versions


def _refuses(office: Office, *words: str) -> str:
    """That build, check, a dry run and a publication all stop with these words, and leave the site as it is."""
    before = office.version
    (office.settings.data_dir / "report.xlsx").write_bytes(office.workbook(*report_facts(office, VANNAS)))
    said = []
    for command in (
        ("build",),
        ("check",),
        ("import", office.settings.data_dir / "report.xlsx"),
        ("import", office.settings.data_dir / "report.xlsx", "--publish", "--yes", "--by", "Bo"),
    ):
        done = office.run(*command)
        assert done.returncode == 1 and "Traceback" not in done.stderr
        for word in (*words, "säkerhetskopian"):
            assert word in plain(done.stderr), done.stderr
        said.append(done.stderr)
    assert office.version == before
    assert len(office.rows("SELECT * FROM import_batch")) == 1
    assert len(set(said)) == 1
    return said[0]


def _second_publication(office: Office) -> None:
    batch = office.wait_with(*amounts(VANNAS, 2022, used=500_000))
    publish(office.settings, [batch.batch_id], "Bo", silent)


def test_without_the_file_that_decides_nothing_is_built_and_a_rollback_mends(reported: Office) -> None:
    version, batch_ids = reported.version, active.read(reported.settings.imports_dir)
    (reported.settings.imports_dir / active.ACTIVE).unlink()
    said = _refuses(reported, "active.json saknas", f"rollback {version}")
    assert str(reported.settings.imports_dir) in said
    assert reported.run("rollback", version, "--by", "Bo").returncode == 0
    assert active.read(reported.settings.imports_dir) == batch_ids
    assert build(reported.settings).version == version


def test_nor_when_its_history_is_gone_too(reported: Office) -> None:
    version, batch_ids = reported.version, active.read(reported.settings.imports_dir)
    for name in (active.ACTIVE, active.HISTORY):
        (reported.settings.imports_dir / name).unlink()
    _refuses(reported, "active.json saknas", f"rollback {version}")
    roll_back(reported.settings, version, "Bo", silent)
    assert active.read(reported.settings.imports_dir) == batch_ids
    assert build(reported.settings).version == version


def test_nor_when_the_whole_folder_is_gone_and_then_only_the_backup_mends(
    reported: Office, tmp_path: Path
) -> None:
    version, folder = reported.version, reported.settings.imports_dir
    folder.rename(tmp_path / "backup")
    _refuses(reported, "active.json saknas")
    with pytest.raises(UserError, match="finns inte bland de sparade importerna"):
        roll_back(reported.settings, version, "Bo", silent)
    assert not (folder / active.ACTIVE).exists()
    (tmp_path / "backup").rename(folder)
    assert build(reported.settings).version == version


def test_nor_when_the_dataset_was_made_by_another_program(reported: Office) -> None:
    manifest = reported.settings.dataset_dir / reported.version / versions.MANIFEST
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('"schema_version": ', '"schema_version": 9'), encoding="utf-8")
    version, folder = reported.version, reported.settings.imports_dir
    decided = (folder / active.ACTIVE).read_bytes()
    (folder / active.ACTIVE).unlink()
    with pytest.raises(UserError, match=r"active\.json saknas"):
        build(reported.settings)
    roll_back(reported.settings, version, "Bo", silent)
    assert active.read(folder) and (folder / active.ACTIVE).read_bytes() != decided
    assert len(reported.rows("SELECT * FROM import_batch")) == 1


def test_batches_alone_are_enough_to_refuse(reported: Office) -> None:
    for name in (active.ACTIVE, active.HISTORY):
        (reported.settings.imports_dir / name).unlink()
    shutil.rmtree(reported.settings.dataset_dir)
    with pytest.raises(UserError, match="flytta undan mappen och importera de mottagna filerna igen"):
        build(reported.settings)


def test_an_older_copy_of_the_deciding_file_does_not_take_later_imports_away(reported: Office) -> None:
    folder = reported.settings.imports_dir
    older = (folder / active.ACTIVE).read_bytes()
    _second_publication(reported)
    latest, batch_ids = reported.version, active.read(folder)
    (folder / active.ACTIVE).write_bytes(older)
    with pytest.raises(UserError, match=f"äldre än historiken.*rollback {latest}"):
        build(reported.settings)
    roll_back(reported.settings, latest, "Bo", silent)
    assert active.read(folder) == batch_ids and len(batch_ids) == 2


def test_an_older_copy_of_the_whole_folder_does_not_either(reported: Office, tmp_path: Path) -> None:
    folder = reported.settings.imports_dir
    shutil.copytree(folder, tmp_path / "older")
    first = reported.version
    _second_publication(reported)
    shutil.rmtree(folder)
    (tmp_path / "older").rename(folder)
    with pytest.raises(UserError, match="äldre än datamängden som gäller"):
        build(reported.settings)
    roll_back(reported.settings, first, "Bo", silent)
    assert build(reported.settings).version == first


def test_a_folder_that_holds_more_than_the_dataset_is_simply_built(reported: Office, tmp_path: Path) -> None:
    shutil.copytree(reported.settings.dataset_dir, tmp_path / "older")
    _second_publication(reported)
    version = reported.version
    shutil.rmtree(reported.settings.dataset_dir)
    (tmp_path / "older").rename(reported.settings.dataset_dir)
    assert build(reported.settings).version == version


def test_where_nothing_was_ever_imported_there_is_nothing_to_lose(office: Office) -> None:
    version = office.version
    office.wait_with(*report_facts(office))
    assert build(office.settings).version == version
    shutil.rmtree(office.settings.imports_dir)
    assert build(office.settings).version == version
