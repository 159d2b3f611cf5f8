"""How many versions stay on disk, which, and the date that each keeps."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office import UMEA, Office, amounts, silent

from dashboard.build import pipeline, write
from dashboard.build.imports import active
from dashboard.build.imports.publish import publish, roll_back
from dashboard.core.errors import UserError
from dashboard.core.settings import from_environment
from dashboard.dataset import versions
from dashboard.dataset.schema import SCHEMA_VERSION


def with_older(dataset_dir: Path, count: int) -> list[str]:
    """Copies of the version in use, named as versions are and built a day apart, the oldest first."""
    manifest = versions.read_manifest(dataset_dir, versions.current_version(dataset_dir))
    names = [f"v{SCHEMA_VERSION}-{n:012x}" for n in range(count)]
    for day, name in enumerate(names, start=1):
        (dataset_dir / name).mkdir()
        versions.write_manifest(
            dataset_dir / name, replace(manifest, version=name, built_at=f"2026-01-{day:02}T00:00:00+00:00")
        )
    return names


def test_the_latest_built_stay_and_the_one_in_use_whatever_its_age(office: Office) -> None:
    folder, first = office.settings.dataset_dir, office.version
    older = with_older(folder, 4)
    versions.point_to(folder, older[0])
    write.clear_away(folder, 3)
    assert [m.version for m in versions.on_disk(folder)] == [first, older[3], older[2], older[0]]
    assert versions.current_version(folder) == older[0]


def test_what_cannot_be_read_goes_first_and_other_folders_stay(office: Office) -> None:
    folder, first = office.settings.dataset_dir, office.version
    damaged, foreign, own = folder / "v1-0123456789ab", folder / "v0-0123456789ab", folder / "v-egen"
    for path in (damaged, foreign, own):
        path.mkdir()
    (damaged / versions.MANIFEST).write_text("{", encoding="utf-8")
    shutil.copy(folder / first / versions.MANIFEST, foreign)
    write.clear_away(folder, 3)
    assert damaged.exists() and foreign.exists()
    write.clear_away(folder, 1)
    assert not damaged.exists() and not foreign.exists()
    assert own.is_dir() and (folder / versions.GEOGRAPHY).is_dir() and (folder / first).is_dir()


def test_publishing_building_and_going_back_keep_as_many_as_the_setting_says(reported: Office) -> None:
    settings = replace(reported.settings, keep_versions=2)
    first, second = (p.version for p in active.history(settings.imports_dir))
    batch = reported.wait_with(*amounts(UMEA, 2021, received=500_000, used=400_000, repaid=100_000))
    third = publish(settings, [batch.batch_id], "Anna", silent).version
    assert {m.version for m in versions.on_disk(settings.dataset_dir)} == {second, third}
    # The first is gone from disk; going back to it builds it again, and it is the one in use.
    roll_back(settings, first, "Anna", silent)
    assert versions.current_version(settings.dataset_dir) == first
    assert first in {m.version for m in versions.on_disk(settings.dataset_dir)}


def test_a_version_that_is_built_again_keeps_its_date(office: Office) -> None:
    path = office.settings.dataset_dir / office.version / versions.MANIFEST
    dated = {**json.loads(path.read_text()), "built_at": "2026-01-02T03:04:05+00:00"}
    path.write_text(json.dumps(dated), encoding="utf-8")
    assert pipeline.build(office.settings).built_at == "2026-01-02T03:04:05+00:00"
    assert versions.read_manifest(office.settings.dataset_dir, office.version).built_at == dated["built_at"]


@pytest.mark.parametrize("text", ["", "1", "två", "-3", "2.5", "²"])
def test_a_setting_that_is_no_number_of_versions_is_refused(text: str) -> None:
    with pytest.raises(UserError, match=r"MEDELKARTAN_VERSIONS är ”.*”. Skriv ett heltal, minst 2"):
        from_environment({"MEDELKARTAN_VERSIONS": text})


def test_the_setting_is_read() -> None:
    assert from_environment({"MEDELKARTAN_VERSIONS": " 7 "}).keep_versions == 7
    assert from_environment({}).keep_versions == 20


@given(st.text() | st.from_regex(r"v[0-9]+-[0-9a-f]{10,14}", fullmatch=True))
def test_only_a_plain_name_is_the_name_of_a_version(text: str) -> None:
    """Whatever passes is one plain folder name: it can never lead anywhere else."""
    if versions.is_name(text):
        assert Path(text).name == text and ".." not in text
        assert text.isascii() and len(text) <= 18
