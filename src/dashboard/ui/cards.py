"""How an answer is shown: sentence, figure, table, signs, source and downloads, always in the same order."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from pandas.io.formats.style import Styler

from dashboard.core.language import _
from dashboard.core.result import Result
from dashboard.core.status import Status, sign
from dashboard.exports import tables
from dashboard.figures import theme
from dashboard.figures.describe import text_alternative
from dashboard.queries import evidence
from dashboard.ui import answers, presenting, state
from dashboard.ui import card_foot as the_foot
from dashboard.ui.markdown import escape

_COLOURS = {
    Status.SYNTHETIC: "orange",
    Status.MODELLED: "gray",
    Status.REPORTED: "gray",
}
_SHORT = 30
_LONG_TEXT = 45
_LONG_WORD = 30
# Pixels of a row, and how many are shown before the table scrolls.
_ROW = 35
_MOST_ROWS = 25
FEW_ROWS = 10


def columns(*widths: int) -> Sequence[Any]:
    """Columns side by side, in these proportions; below each other on a narrow screen."""
    return st.columns(widths, gap="medium")


def heading(
    title: str, sentence: str = "", line: str = "", result: Result | None = None, presents: bool = True
) -> None:
    """The page's title with the signs of its main answer, the line under it, and the sentence that says what matters.

    Beside it stands the way to a presentation, unless the page itself is that (`presents`).
    """
    with st.container(gap=None):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
                st.title(escape(title), anchor=False, width="content")
                if result is not None:
                    signs(result)
            if presents:
                presenting.menu(title)
        if line:
            st.caption(line)
        if sentence:
            st.markdown(f"**{escape(sentence)}**")


def card(
    result: Result,
    shows_table: bool = False,
    sentence: bool = True,
    whole: bool = False,
) -> None:
    """A card: title with signs, sentence, figure, table, notes, source and downloads.

    Without a figure, or with `shows_table`, the table stands open. An empty answer says why.
    `whole` sets a long table, too, so that every text in it can be read.
    """
    with st.container(border=True, key=f"card_{result.result_id}"):
        title(result)
        if sentence and result.sentence:
            st.markdown(escape(result.sentence))
        if result.is_empty:
            nothing(result)
            return
        drawn = answers.figure(result)
        if drawn is not None:
            plot(drawn, result)
        if drawn is None or shows_table:
            table(result, whole)
        foot(result, table_below=drawn is not None and not shows_table)


def known_cards(*results: Result) -> None:
    """The answers that have something to show, or say why they do not, side by side; those of which nothing is known are left out."""
    shown = [result for result in results if not evidence.is_unknown(result)]
    for column, result in zip(st.columns(len(shown), gap="medium") if shown else (), shown, strict=True):
        with column:
            card(result)


def unknown_card(result: Result) -> None:
    """What is not known of a place, with what is printed of the country beside it; nothing where all is known."""
    if not result.is_empty:
        card(result)


def title(result: Result) -> None:
    """The card's title, a badge for every status that needs a sign, and the mark of the card that the address leads to."""
    state.note_shown(result.result_id)
    marked = result.result_id == state.filters().card
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.header(escape(result.title), anchor=False, width="content")
        signs(result)
        if marked:
            st.badge(_("kortet som adressen pekar på"), icon=":material/link:", color="blue")
    if marked:
        frame = f"outline: 3px solid {theme.ACCENT}; outline-offset: 3px"
        st.html(f"<style>.st-key-card_{result.result_id} {{ {frame} }}</style>")


def signs(result: Result) -> None:
    """A badge for every sign, which says what it means here."""
    for mark in result.signs:
        st.badge(mark.word, color=_COLOURS[mark.status], help=mark.meaning)  # type: ignore[arg-type]


def nothing(result: Result) -> None:
    """What to show when there is nothing to show."""
    st.info("\n\n".join(escape(n) for n in result.notes) or _("Det finns inga uppgifter att visa här."))


def plot(figure: go.Figure, result: Result) -> None:
    """A figure, with its text alternative."""
    st.plotly_chart(
        figure,
        key=f"figure_{result.result_id}",
        theme=None,
        config=theme.config(),
        alt=text_alternative(result),
    )


def table(result: Result, whole: bool = False, most_rows: int = _MOST_ROWS) -> None:
    """The answer as a table, numbers to the right; beyond `most_rows` it scrolls. A table with long texts that is short, or wanted `whole`, is set so that it can be read without scrolling."""
    shown = tables.readable(result)
    shown = shown.loc[:, (shown != "").any()] if not shown.empty else shown
    # A column that only stands in the files may share its heading with one on the screen.
    columns = [c for c in result.columns if c.on_screen and c.label in shown]
    numbers = [c.label for c in columns if c.is_number]
    texts = shown.drop(columns=numbers)
    if (whole or len(shown) <= _SHORT) and not texts.empty and texts.map(len).max().max() > _LONG_TEXT:
        written = shown.assign(**{label: texts[label].map(escape) for label in texts})
        st.table(
            _aligned(written, numbers),
            alt=result.title,
            border="horizontal",
            hide_index=True,
        )
        return
    config = {
        c.label: st.column_config.TextColumn(c.label, alignment="right" if c.is_number else "left")
        for c in columns
    }
    st.dataframe(
        shown,
        hide_index=True,
        column_config=config,
        key=f"table_{result.result_id}",
        alt=result.title,
        height=_ROW * (min(len(shown), most_rows) + 1) + 3 if len(shown) else "auto",
    )


def _aligned(written: pd.DataFrame, numbers: list[str]) -> Styler:
    """The table with its numbers to the right, headings too, each on one line, and its texts as wide as there is room for."""
    places = {label: written.columns.get_loc(label) for label in written}
    # Streamlit sets every cell of text to the left, keeps it narrow and folds it, whatever there is room for.
    styles = [
        {"selector": "td", "props": "white-space: normal"},
        {"selector": "td div", "props": "max-width: none"},
        {"selector": "td div, td p", "props": "white-space: inherit"},
    ]
    for label in numbers:
        right = "text-align: right !important"
        styles += [
            {"selector": f"th.col{places[label]}", "props": right},
            {"selector": f"td:nth-child({places[label] + 1})", "props": f"{right}; white-space: nowrap"},
        ]
    # A word as long as an address would push the table out of its card.
    for label in written.columns.difference(numbers):
        if written[label].map(_longest_word).max() > _LONG_WORD:
            cell = f"td:nth-child({places[label] + 1})"
            styles += [
                {"selector": cell, "props": "min-width: 9rem"},
                {"selector": f"{cell} *", "props": "overflow-wrap: anywhere"},
            ]
    # One column of long texts takes the room that the others leave; several share it.
    longest = written.drop(columns=numbers).map(len).max()
    roomy = longest.index[longest > _LONG_TEXT].tolist()
    if len(roomy) == 1:
        styles.append(
            {"selector": f"td:nth-child({places[roomy[0]] + 1})", "props": "min-width: min(34rem, 50vw)"}
        )
    return written.style.set_table_styles(styles).hide(axis="index")


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def card_foot(result: Result, about_picture: str = "") -> None:
    """The foot of the card that is all of its page, its figure drawn elsewhere on it.

    `about_picture` is what there is to say about how the picture to download differs from the screen.
    """
    state.note_shown(result.result_id)
    the_foot.draw(
        result, lambda: table(result, most_rows=FEW_ROWS), is_page=True, about_picture=about_picture
    )


def foot(result: Result, table_below: bool) -> None:
    """Notes, and a row with the table, the sources, the downloads and the ways to share."""
    the_foot.draw(result, (lambda: table(result, most_rows=FEW_ROWS)) if table_below else None)


def key_figures(result: Result) -> None:
    """A row of numbers, each with its label and its sign; a word where there are none."""
    if result.is_empty:
        nothing(result)
        return
    for column, row in zip(st.columns(len(result.rows)), result.rows.itertuples(), strict=True):
        label = f"{row.label} ({sign(row.status)})" if sign(row.status) else row.label
        column.metric(label, row.text, border=True)


def ranking(result: Result, height: int = 430) -> None:
    """The places in order of value. Choosing a row chooses the place, with the keyboard too."""
    # Each row says what it is where kinds are mixed, and always where any of it is invented; else the title says it.
    mixed = ("status",) if len(result.statuses) > 1 or result.has_examples else ()
    columns_shown = tuple(c for c in result.columns if c.name in ("rank", "name", "value", "n", *mixed))
    config = {
        c.label: st.column_config.TextColumn(
            c.label, alignment="right" if c.is_number else "left", width="small" if c.name == "rank" else None
        )
        for c in columns_shown
    }
    codes = result.rows["code"].tolist()
    area = answers.chosen_filters().area_code
    ticked = [codes.index(area)] if area in codes else []
    # A key of its own for each place and row, or the tick would stay on a row number and name another place.
    key = "_".join(["ranking", area, *map(str, ticked)])
    st.dataframe(
        tables.readable(replace(result, columns=columns_shown)),
        hide_index=True,
        column_config=config,
        key=key,
        height=height,
        alt=result.title,
        selection_mode="single-row",
        selection_default={"selection": {"rows": ticked}},
        on_select=lambda: state.picked_in_table(key, codes),
    )
