"""An answer that holds example values, in words that know of none: what is invented is shown in rows, and never told as a fact."""

from dataclasses import replace

from dashboard.core import grammar
from dashboard.core.language import _
from dashboard.core.result import Result


def said() -> str:
    """The sentence that an answer with example values ends with."""
    return _("Påhittade exempelvärden visas.")


def retold(shown: Result, known: Result) -> Result:
    """The answer `shown` in the words of `known`, the answer to the same question asked without example data.

    Title and sentence are those of `known`; of the notes stay those that both have. That nothing is invented of a place where of others
    it is may be the generator's doing, too, and is not told either.
    """
    sentence = grammar.paragraph(known.sentence, said()) if shown.has_examples else known.sentence
    notes = tuple(note for note in shown.notes if note in known.notes)
    return replace(shown, title=known.title, sentence=sentence, notes=notes)
