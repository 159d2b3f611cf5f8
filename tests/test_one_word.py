"""One English word for one Swedish one: what is förbrukat is used, in the interface and in the dataset alike."""

import re
from pathlib import Path

import pandas as pd
from babel.messages.pofile import read_po

REPOSITORY = Path(__file__).parents[1]
_SPENT = re.compile(r"(?<![\w.{-])(spent|spend)(?![\w-])", re.I)
_USED_UP = re.compile(r"(?<![\w.{-])[Ff]örbruk")


def test_what_is_used_is_never_called_spent() -> None:
    with (REPOSITORY / "src/dashboard/locale/en/LC_MESSAGES/medelkartan.po").open("rb") as file:
        interface = [
            (str(text), str(m.string))
            for m in read_po(file, locale="en")
            for text in [m.id if isinstance(m.id, str) else m.id[0]]
        ]
    dataset = pd.read_csv(REPOSITORY / "data/translations/en.csv", dtype=str, keep_default_na=False)
    ledger = pd.concat(
        [pd.read_csv(f, dtype=str) for f in sorted((REPOSITORY / "data/published").glob("*/figures.csv"))]
    )
    texts = [
        *interface,
        *dataset.iloc[:, :2].itertuples(index=False, name=None),
        *ledger[["measure_sv", "measure_en"]].fillna("").itertuples(index=False, name=None),
    ]
    told = [(swedish, english) for swedish, english in texts if _USED_UP.search(swedish)]
    assert len(told) > 20
    assert [english for _swedish, english in told if _SPENT.search(english)] == []
