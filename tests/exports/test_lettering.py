"""Plain text broken into lines: nothing is lost, and every line fits."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.exports.still.lettering import Run, run_width, wrapped

WIDTH = 120.0
TEXT = st.text(st.characters(codec="latin-1", exclude_categories=("Cc",)), max_size=80)


@given(TEXT)
def test_lines_hold_all_letters_in_their_order(text: str) -> None:
    assert "".join("".join(wrapped(text, 13, WIDTH)).split()) == "".join(text.split())


@given(TEXT)
def test_no_line_is_too_wide(text: str) -> None:
    assert all(run_width(Run(line), 13) <= WIDTH for line in wrapped(text, 13, WIDTH))


def test_words_are_kept_whole_where_they_fit() -> None:
    assert wrapped("ett två tre", 13, run_width(Run("ett två"), 13) + 1) == ["ett två", "tre"]
    assert wrapped("", 13, WIDTH) == []
