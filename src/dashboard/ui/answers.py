"""The one home of caches: the open dataset, and the answers to questions already asked."""

from dataclasses import replace
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from dashboard import queries
from dashboard.core.errors import DatasetMissing, DatasetUnusable
from dashboard.core.filters import Filters
from dashboard.core.language import language
from dashboard.core.result import Result
from dashboard.core.settings import Settings, from_environment
from dashboard.core.story import Step, Story
from dashboard.core.years import Years
from dashboard.dataset import store, versions
from dashboard.figures import catalogue
from dashboard.queries import areas, stories
from dashboard.queries import years as of_dataset
from dashboard.ui import state

# What people search for has no end; keeping every answer would fill the memory.
_NOT_KEPT = frozenset({"activity_search", "support_products"})


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """The server's settings."""
    return from_environment()


def latest() -> str:
    """The name of the dataset version that the server gives to those who ask for none. Raises DatasetMissing."""
    return versions.current_version(settings().dataset_dir)


def version() -> str:
    """The dataset version in use right now: the one that the session is held to, or the latest. Raises DatasetMissing."""
    return state.asked_version() or latest()


@st.cache_resource(max_entries=64, show_spinner=False)
def _manifest(dataset_version: str) -> versions.Manifest:
    return versions.read_manifest(settings().dataset_dir, dataset_version)


# Two versions are kept, so that a session in mid-run can finish on the old one while others move on. Versions that links hold
# to have places of their own: whoever looks at an old one must not make the others wait for the latest to be opened again.
@st.cache_resource(max_entries=2, show_spinner=False)
def _reader(dataset_version: str) -> store.Reader:
    return store.open_reader(settings().dataset_dir, dataset_version)


@st.cache_resource(max_entries=4, show_spinner=False)
def _held_reader(dataset_version: str) -> store.Reader:
    return store.open_reader(settings().dataset_dir, dataset_version)


def open_version(dataset_version: str) -> store.Reader:
    """A version, opened. Raises DatasetUnusable."""
    return (_reader if dataset_version == latest() else _held_reader)(dataset_version)


@st.cache_data(max_entries=3000, show_spinner=False)
def _answer(step: Step, dataset_version: str, spoken: str) -> Result:
    return queries.answer(open_version(dataset_version), step)


@st.cache_data(max_entries=500, show_spinner=False)
def _held_answer(step: Step, dataset_version: str, spoken: str) -> Result:
    return queries.answer(open_version(dataset_version), step)


@st.cache_resource(max_entries=8, show_spinner=False)
def _areas(dataset_version: str, spoken: str) -> dict[str, str]:
    return areas.names(open_version(dataset_version))


def reader() -> store.Reader:
    """The dataset in use, opened."""
    return open_version(version())


@st.cache_resource(max_entries=8, show_spinner=False)
def _years(dataset_version: str) -> Years:
    return of_dataset.offered(open_version(dataset_version))


@st.cache_resource(max_entries=500, show_spinner=False)
def _opened(step: Step, dataset_version: str) -> Step:
    return queries.opened(open_version(dataset_version), step)


def years() -> Years:
    """The years that the dataset in use has figures of."""
    return _years(version())


def chosen_filters() -> Filters:
    """The filters, with example data hidden where the server hides it."""
    chosen = state.filters()
    return chosen if settings().examples else chosen.but(examples=False)


def opened(step: Step) -> Step:
    """The step with the year that its answer opens in, where nobody chose one."""
    return _opened(step, version())


def opened_filters(question: str) -> Filters:
    """The filters with the year that the answer to a question opens in, where nobody chose one."""
    chosen = chosen_filters()
    return chosen.opening_in(opened(Step(question, chosen.without_page())).filters.year)


def ask(question: str, **arguments: str) -> Result:
    """The answer to a question for the chosen filters and, where the question takes any, its own arguments."""
    return ask_step(Step(question, chosen_filters().without_page(), tuple(sorted(arguments.items()))))


def ask_step(step: Step) -> Result:
    """The answer to a step of a story, with example data hidden where the server hides it."""
    if not settings().examples:
        step = replace(step, filters=step.filters.but(examples=False))
    if step.question in _NOT_KEPT:
        return queries.answer(reader(), step)
    kept = _answer if version() == latest() else _held_answer
    return kept(replace(step, title=""), version(), language())


@st.cache_data(max_entries=200, show_spinner=False)
def _difference(question: str, filters: Filters, scope: str, before: str, after: str, spoken: str) -> Result:
    return queries.compare(question, open_version(before), open_version(after), filters, scope)


@st.cache_data(max_entries=500, show_spinner=False)
def _story(code: str, told_with: Filters, dataset_version: str, spoken: str) -> Story:
    return stories.ready(open_version(dataset_version), code, told_with)


def ready_story(code: str, told_with: Filters) -> Story:
    """The ready story of a place: which steps it has depends on what is known of the place, and is asked once."""
    return _story(code, told_with, version(), language())


def compare(question: str, scope: str) -> Result:
    """What differs between the version in use and the one that it is compared with."""
    filters = chosen_filters().without_page()
    return _difference(question, filters, scope, compared_version(), version(), language())


def compare_shown(steps: tuple[Step, ...]) -> Result:
    """Which of the given views differ between the version in use and the one that it is compared with."""
    return queries.compare_answers(open_version(compared_version()), open_version(version()), steps)


def kept_versions() -> list[versions.Manifest]:
    """The versions on disk that can be shown, the latest built first."""
    return versions.on_disk(settings().dataset_dir)


def compared_version() -> str:
    """The version that the one in use is compared with: the one asked for, else the one built before it, else the latest other.

    Empty where there is no other.
    """
    asked = state.asked_version(state.COMPARED)
    others = [m for m in kept_versions() if m.version != version()]
    built_at = dataset_version().built_at
    earlier = [m for m in others if m.built_at <= built_at]
    return asked or next((m.version for m in (*earlier, *others)), "")


def area_names() -> dict[str, str]:
    """The names of all counties and municipalities by code."""
    return _areas(version(), language())


def geometry() -> dict[str, str]:
    """The addresses that the browser fetches boundaries from, by level."""
    return {level: f"/geo/{name}" for level, name in _manifest(version()).geography.items()}


@st.cache_resource(max_entries=500, show_spinner=False)
def _figure(asked: Step, dataset_version: str, spoken: str, _result: Result) -> go.Figure | None:
    return catalogue.draw(_result, geometry())


def figure(result: Result) -> go.Figure | None:
    """The figure of an answer, drawn once for everyone who asks the same; None where a table says it better."""
    if result.asked is None:
        return catalogue.draw(result, geometry())
    return _figure(result.asked, version(), language(), result)


def boundary_files() -> tuple[Path, dict[str, str]]:
    """The folder that holds the boundaries, and the file of each level."""
    return settings().dataset_dir / versions.GEOGRAPHY, _manifest(version()).geography


def dataset_version() -> versions.Manifest:
    """What the dataset in use holds."""
    return _manifest(version())


def latest_version() -> versions.Manifest:
    """What the latest dataset holds."""
    return _manifest(latest())


def is_on_disk(dataset_version: str) -> bool:
    """Whether a version of that name is on disk; whether it is whole is another matter."""
    return versions.is_on_disk(settings().dataset_dir, dataset_version)


def is_dataset_whole() -> bool:
    """Whether the dataset on disk can be opened as it is now."""
    try:
        store.open_reader(settings().dataset_dir, latest())
    except (DatasetMissing, DatasetUnusable):
        return False
    return True


def forget_dataset() -> None:
    """Let go of the open dataset, so that a repaired one is opened afresh."""
    _reader.clear()
    _held_reader.clear()
    _manifest.clear()
