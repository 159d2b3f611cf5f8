"""A document: answers under headings, with what it says about itself. PDF, slides and workbooks are made from the same one."""

from dataclasses import dataclass

from dashboard.core.result import Result
from dashboard.core.stamp import Stamp


@dataclass(frozen=True)
class Document:
    """Answers to be read in order; each one's title is the heading of its part.

    `document_id` is `riket`, a county's or a municipality's code, or empty for a person's own story; it is meant for file names.
    `subtitle` says what kind of document it is.
    """

    document_id: str
    title: str
    subtitle: str
    stamp: Stamp
    results: tuple[Result, ...]

    @property
    def has_examples(self) -> bool:
        """Whether any of the answers holds example data; the document then says so on each of its pages, slides and sheets."""
        return any(result.has_examples for result in self.results)
