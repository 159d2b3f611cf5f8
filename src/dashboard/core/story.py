"""A story: answers in an order, each asked with its own filters. Slides, documents and workbooks are made from the same one."""

from dataclasses import dataclass

from dashboard.core.filters import Filters


@dataclass(frozen=True)
class Step:
    """One answer of a story: a question, the filters it is asked with, and the question's own arguments.

    `title` is a person's own heading; empty for the answer's.
    """

    question: str
    filters: Filters
    arguments: tuple[tuple[str, str], ...] = ()
    title: str = ""


@dataclass(frozen=True)
class Story:
    """Steps with a title. `story_id` names a ready story; it is empty for a person's own."""

    story_id: str
    title: str
    steps: tuple[Step, ...]
