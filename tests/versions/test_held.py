"""Views that are held to a data version, through Streamlit's own test runner: what is shown, what is said, and what the address becomes."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from office import UMEA
from streamlit.testing.v1 import AppTest

from dashboard.core.numbers import kronor
from dashboard.core.settings import ROOT, Settings
from dashboard.dataset import store, versions
from dashboard.dataset.schema import SCHEMA_VERSION
from dashboard.ui import answers

MAIN = ROOT / "src" / "dashboard" / "ui" / "main.py"
UMEA_CODE = "2480"
GONE, DAMAGED, NARROWER, OLDER = (f"v{SCHEMA_VERSION}-0000000000{n}" for n in ("aa", "bb", "cc", "ee"))
FOREIGN = "v0-0000000000ff"
_SECONDS = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, after_a_report: Settings) -> Iterator[Path]:
    """A dataset folder with the version before a report, the one after it, a damaged one and those of other programs."""
    own = Path(shutil.copytree(after_a_report.dataset_dir, tmp_path_factory.mktemp("held") / "dataset"))
    latest = versions.read_manifest(own, versions.current_version(own))
    for name in (DAMAGED, FOREIGN, NARROWER, OLDER):
        shutil.copytree(own / latest.version, own / name)
        sizes = {p.replace(latest.version, name): size for p, size in latest.sizes.items()}
        older = replace(latest, version=name, sizes=sizes, built_at="2026-01-01T00:00:00+00:00")
        versions.write_manifest(own / name, _as_made_by_another_program(older))
    (own / DAMAGED / versions.DATABASE).write_bytes(b"half")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDELKARTAN_DATASET", str(own))
        answers.settings.clear()
        yield own
    answers.settings.clear()


def _as_made_by_another_program(manifest: versions.Manifest) -> versions.Manifest:
    """With another schema version, without a table, or without a column, as the name says; else as it is."""
    if manifest.version == FOREIGN:
        return replace(manifest, schema_version=0)
    if manifest.version == OLDER:
        return replace(manifest, rows={n: c for n, c in manifest.rows.items() if n != "statement"})
    if manifest.version == NARROWER:
        return replace(manifest, columns={**manifest.columns, "allocation": ["recipient_id", "year"]})
    return manifest


@pytest.fixture(scope="module")
def latest(folder: Path) -> str:
    """The version after the report, which is in use."""
    return versions.current_version(folder)


@pytest.fixture(scope="module")
def earlier(folder: Path, starting_point: Settings) -> str:
    """The version before the report."""
    return versions.current_version(starting_point.dataset_dir)


def opened(page: str, **parameters: str) -> AppTest:
    """The page, opened in a session of its own by an address with these parameters."""
    app = AppTest.from_file(str(MAIN), default_timeout=_SECONDS)
    app.run()
    for name, value in parameters.items():
        app.query_params[name] = value
    app.switch_page(str(ROOT / "pages" / f"{page}.py"))
    return app.run()


def shown_version(app: AppTest) -> str:
    """The version that the foot of the page names."""
    (foot,) = [c.value for c in app.caption if c.value.startswith("Datamängd ")]
    return foot.removeprefix("Datamängd ").partition(",")[0]


def notices(app: AppTest) -> list[str]:
    """The lines about another version than the latest."""
    return [m.value for m in app.markdown if "Du ser dataversion" in m.value]


def used(folder: Path, version: str) -> str:
    """What Umeå used in 2022 by that version, as the page writes it."""
    rows = store.open_reader(folder, version).rows(
        "SELECT amount_sek FROM allocation WHERE recipient_id = $r AND year = 2022 AND measure = 'used'",
        {"r": UMEA},
    )
    return kronor(int(rows["amount_sek"].iloc[0]))


def expect_no_error(app: AppTest) -> None:
    assert [e.message for e in app.exception] == []
    assert [e.value for e in app.error] == []


def test_a_held_link_shows_its_version_says_so_and_leads_to_the_latest(
    folder: Path, earlier: str, latest: str
) -> None:
    assert used(folder, earlier) != used(folder, latest)
    app = opened("kommun", omrade=UMEA_CODE, version=earlier)
    expect_no_error(app)
    # What was used is known by the report of the later version alone.
    assert not any(used(folder, latest) in m.value for m in app.markdown)
    assert shown_version(app) == earlier
    (line,) = notices(app)
    assert earlier in line and latest in line and "Det finns en nyare" in line
    assert app.query_params["version"] == earlier
    app.button(key="follow_latest").click().run()
    expect_no_error(app)
    assert any(used(folder, latest) in m.value for m in app.markdown)
    assert shown_version(app) == latest and notices(app) == []
    assert "version" not in app.query_params
    assert app.query_params["omrade"] == UMEA_CODE


def test_the_version_stays_from_page_to_page_and_beside_the_filters(earlier: str) -> None:
    app = opened("kommun", omrade=UMEA_CODE, version=earlier)
    app.switch_page(str(ROOT / "pages" / "lan.py")).run()
    expect_no_error(app)
    assert shown_version(app) == earlier
    app.selectbox(key="filter_year").select(2021).run()
    assert shown_version(app) == earlier
    assert app.query_params["version"] == earlier
    assert app.query_params["ar"] == "2021"


def test_a_link_held_to_the_latest_stays_held_and_says_it_quietly(latest: str) -> None:
    app = opened("kommun", version=latest)
    expect_no_error(app)
    assert notices(app) == [] and [w.value for w in app.warning] == []
    assert app.query_params["version"] == latest
    assert any("Adressen håller fast vid den versionen." in c.value for c in app.caption)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (GONE, "inte finns kvar på servern"),
        (FOREIGN, "gjord för en annan version av programmet"),
        (OLDER, "gjord för en annan version av programmet"),
        (NARROWER, "gjord för en annan version av programmet"),
        (DAMAGED, "skadad på servern"),
        ("../../etc/passwd", "så heter ingen version"),
        ("v1-E16DFBCF9F08", "så heter ingen version"),
    ],
)
@pytest.mark.parametrize(
    ("parameter", "instead"),
    [
        ("version", "Vi visar den senaste versionen i stället."),
        ("jamfor", "Vi jämför med versionen närmast före i stället."),
    ],
)
def test_a_version_that_cannot_be_shown_is_a_sentence_and_the_page_is_shown(
    asked: str, reason: str, parameter: str, instead: str, latest: str
) -> None:
    app = opened("kommun", omrade=UMEA_CODE, **{parameter: asked})
    expect_no_error(app)
    (warning,) = [w.value.replace("\\", "") for w in app.warning]
    assert asked in warning and reason in warning and warning.endswith(instead)
    assert [t.value for t in app.title] == ["Umeå"]
    assert shown_version(app) == latest
    assert parameter not in app.query_params


@hypothesis_settings(max_examples=25)
@given(st.text(max_size=200))
@example("..")
@example("v1-" + "a" * 12 + "\n")
@example("<script>alert(1)</script>")
@example("CURRENT")
@example("geo")
def test_whatever_stands_as_version_the_page_is_shown(folder: Path, text: str) -> None:
    app = opened("mal", version=text)
    expect_no_error(app)
    assert [t.value for t in app.title] == ["Mål"]
    assert len(app.warning) == (1 if text else 0)
    assert "version" not in app.query_params


def test_a_version_that_is_cleared_away_under_a_session_is_told_at_the_next_choice(
    folder: Path, latest: str
) -> None:
    passing = f"v{SCHEMA_VERSION}-0000000000dd"
    shutil.copytree(folder / latest, folder / passing)
    manifest = versions.read_manifest(folder, latest)
    sizes = {p.replace(latest, passing): size for p, size in manifest.sizes.items()}
    versions.write_manifest(folder / passing, replace(manifest, version=passing, sizes=sizes))
    app = opened("lan", version=passing)
    assert shown_version(app) == passing
    shutil.rmtree(folder / passing)
    app.selectbox(key="filter_year").select(2021).run()
    expect_no_error(app)
    (warning,) = [w.value for w in app.warning]
    assert "inte finns kvar" in warning
    assert shown_version(app) == latest and app.query_params["ar"] == "2021"


def test_what_has_changed_is_shown_on_the_three_pages(folder: Path, earlier: str, latest: str) -> None:
    app = opened("lan", omrade="24", **{"del": "vad-har-andrats"})
    expect_no_error(app)
    assert [h.value for h in app.header] == [
        "Ändrade summor, Västerbottens län",
        "Ändrade uppgifter, Västerbottens län",
    ]
    assert app.selectbox(key="choice_version_county").value == latest
    assert app.selectbox(key="choice_jamfor_county").value == earlier
    app = opened("kallor", **{"del": "vad-har-andrats"})
    expect_no_error(app)
    assert [h.value for h in app.header] == ["Tabell för tabell", "Ändrade uppgifter, hela landet"]
    app = opened("kommun", omrade=UMEA_CODE, jamfor=earlier)
    expect_no_error(app)
    assert "Ändrade uppgifter, Umeå" in [h.value for h in app.header]


def test_choosing_the_version_to_look_at_holds_the_view_to_it(earlier: str, latest: str) -> None:
    app = opened("lan", omrade="24", **{"del": "vad-har-andrats"})
    app.selectbox(key="choice_version_county").select(earlier).run()
    expect_no_error(app)
    assert shown_version(app) == earlier and app.query_params["version"] == earlier
    app.selectbox(key="choice_version_county").select(latest).run()
    assert shown_version(app) == latest and "version" not in app.query_params


def test_the_whole_address_of_a_view_is_held_or_follows(earlier: str, latest: str) -> None:
    def script() -> None:
        import streamlit as st

        from dashboard.ui import addresses, state

        st.text(addresses.view_address(frozen=True))
        st.text(addresses.view_address(frozen=False))
        state.ask_for_version(state.kept("earlier"))
        st.text(addresses.view_address(frozen=True))
        st.text(addresses.view_address(frozen=False))

    app = AppTest.from_function(script)
    app.session_state["kept_earlier"] = earlier
    app.session_state["filters"] = answers.state.filters().but(year=2021, area_code=UMEA_CODE)
    app.run()
    assert [e.message for e in app.exception] == []
    read = [dict(parse_qsl(urlsplit(t.value).query)) for t in app.text]
    filters = {"ar": "2021", "omrade": UMEA_CODE}
    assert read == [filters | {"version": latest}, filters, filters | {"version": earlier}, filters]
