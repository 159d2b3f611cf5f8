"""Under which terms each source may be used. The terms are the sources' own; the dataset has none beside them."""

from collections.abc import Iterable

import pandas as pd

FILE = "LICENCES.md"
_KNOWN = {
    "CC0": {
        "name": "CC0-1.0",
        "title": "Creative Commons Zero 1.0",
        "path": "https://creativecommons.org/publicdomain/zero/1.0/",
    },
    "MIT": {"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"},
}


def licence(text: str) -> dict[str, str]:
    """Terms as a data package writes them: a licence by its name, or the words of the source and where they stand."""
    return _KNOWN.get(text, {"title": text, "path": FILE})


def licences(texts: Iterable[str]) -> list[dict[str, str]]:
    """The distinct terms, in the order they come."""
    return [licence(text) for text in dict.fromkeys(texts)]


def markdown(sources: pd.DataFrame) -> str:
    """The file that says the terms of every source."""
    lines = [
        "# Villkor per källa / Terms per source",
        "",
        "Varje rad i datamängden har en källa (`source_id`). Villkoren är källans egna. Ange källan när du använder uppgifterna.",
        "Every row has a source (`source_id`). The terms are those of the source. Name the source when you use the data.",
        "",
        "| source_id | källa / source | utgivare / publisher | villkor / terms |",
        "|---|---|---|---|",
        *(f"| `{s.source_id}` | {s.title} | {s.publisher} | {s.licence} |" for s in sources.itertuples()),
    ]
    return "\n".join(lines) + "\n"
