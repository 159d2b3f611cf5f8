"""What a document says in words stands on the page that asks for it, with its place."""

import pandas as pd

from dashboard.core.codes import slug
from dashboard.core.filters import Filters
from dashboard.dataset.store import Reader
from dashboard.queries import statements


def test_each_statement_is_shown_in_its_part(reader: Reader, tables: dict[str, pd.DataFrame]) -> None:
    parts = tables["statement"].groupby(["page", "section_sv"])
    assert len(parts) > 0
    for (page, section), rows in parts:
        result = statements.statements(reader, Filters(), page, slug(section))
        assert sorted(result.rows["statement_id"]) == sorted(rows["statement_id"])
        assert section in result.title or result.title.startswith("Vad ")
        assert str(len(rows)) in result.sentence or len(rows) == 1


def test_statements_of_evenness_come_from_chapter_seven(reader: Reader) -> None:
    result = statements.statements(reader, Filters(), "likvardighet", "vad-siffrorna-inte-sager")
    assert set(result.rows["source_id"]) == {"vardanalys-2023"}
    assert result.rows["locator"].str.match(r"(Avsnitt 7\.[1-6]|Kapitel 7)").all()


def test_no_statement_is_taken_word_for_word(tables: dict[str, pd.DataFrame]) -> None:
    lengths = tables["statement"]["statement_sv"].str.len()
    assert lengths.between(40, 260).all()


def test_a_part_without_statements_says_so(reader: Reader) -> None:
    result = statements.statements(reader, Filters(), "karta", "ingenting")
    assert result.is_empty
    assert result.notes
