"""A story answered: the document that PDF, slides and workbooks are made from."""

from dataclasses import replace

from dashboard.core.codes import is_county, is_municipality
from dashboard.core.document import Document
from dashboard.core.language import _
from dashboard.core.result import Result
from dashboard.core.stamp import Stamp
from dashboard.core.story import Step, Story
from dashboard.dataset.store import Reader
from dashboard.queries import answer
from dashboard.queries.stories import COUNTRY_STORY


def document(reader: Reader, story: Story, stamp: Stamp) -> Document:
    """The answers to all steps of a story, in its order. A person's own heading of a step is its answer's title."""
    results = tuple(_titled(answer(reader, step), step) for step in story.steps)
    return Document(story.story_id, story.title, _kind(story.story_id), stamp, results)


def _titled(result: Result, step: Step) -> Result:
    return replace(result, title=step.title) if step.title else result


def _kind(story_id: str) -> str:
    if is_county(story_id):
        return _("Länsprofil")
    if is_municipality(story_id):
        return _("Kommunprofil")
    return _("Nationell sammanfattning") if story_id == COUNTRY_STORY else _("Egen sammanställning")
