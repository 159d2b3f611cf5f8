"""Texts from data reach the page as they were written, and nothing in them acts."""

import pytest

from dashboard.ui.markdown import escape


@pytest.mark.parametrize(
    "text", ["https://example.com", "HTTP://example.com", "www.example.com", "anna@example.com"]
)
def test_an_address_is_kept_from_becoming_a_link(text: str) -> None:
    written = escape(text)
    assert "\u2060" in written
    assert written.replace("\u2060", "").replace("\\", "") == text


def test_markup_is_escaped_and_nothing_is_lost() -> None:
    text = "a|b *c* _d_ `e` <img src=x> [f](g) #1 $h$ ~i~ :red[j] \\k {l}"
    written = escape(text)
    assert all(f"\\{sign}" in written for sign in "|*_`<>[]#$~:{}")
    assert written.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\") == text
