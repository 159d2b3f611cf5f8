"""Which of a page's answers differ between two versions of the dataset."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from dashboard.core.language import _
from dashboard.core.result import Column, Provenance, Result


def differences(pairs: Sequence[tuple[Result, Result]], before: str, after: str) -> Result:
    """The answers, each from both versions, that differ in what they show.

    Rows: `title`, `before` and `after` (rows in all), `gone` and `new` (rows that stand in one version alone; a changed row counts in
    both), `sentence` (as it reads now). Empty where every answer is the same.
    """
    shown = pd.DataFrame(
        [_of_answer(old, new) for old, new in pairs],
        columns=["title", "before", "after", "gone", "new", "sentence", "differs"],
    )
    shown = shown[shown["differs"].astype(bool)].reset_index(drop=True)
    sentence = (
        _("{count} av sidans {all} vyer skiljer sig mellan {before} och {after}.").format(
            count=len(shown), all=len(pairs), before=before, after=after
        )
        if len(shown)
        else _("Inget på sidan skiljer version {after} från {before}.").format(after=after, before=before)
    )
    return Result(
        "changed_answers",
        _("Sidans vyer, en för en"),
        sentence,
        shown,
        (
            Column("title", _("Vy")),
            Column("before", _("Rader före"), "count"),
            Column("after", _("Rader efter"), "count"),
            Column("gone", _("Bara före"), "count"),
            Column("new", _("Bara efter"), "count"),
            Column("sentence", _("Så lyder den nu")),
        ),
        "count",
        (
            Provenance(
                "",
                _("Medelkartans datamängd"),
                _("version {before} och {after}").format(before=before, after=after),
            ),
        ),
        notes=() if len(shown) else (_("Sidan visar detsamma i båda versionerna."),),
    )


def _of_answer(old: Result, new: Result) -> tuple[str, int, int, int, int, str, bool]:
    was, is_now = _rows(old), _rows(new)
    gone, added = (was - is_now).total(), (is_now - was).total()
    differs = bool(gone or added or old.sentence != new.sentence)
    return new.title, was.total(), is_now.total(), gone, added, new.sentence, differs


def _rows(answer: Result) -> Counter[tuple[str, ...]]:
    shown = [name for column in answer.columns for name in (column.name, column.low, column.high)]
    columns = [name for name in shown if name in answer.rows]
    return Counter(answer.rows[columns].astype(str).itertuples(index=False, name=None))
