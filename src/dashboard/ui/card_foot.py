"""The foot of a card: reservations, table, sources, downloads, and what is needed to send the card on or to cite it."""

from collections.abc import Callable

import streamlit as st

from dashboard.core.language import _, in_this_language
from dashboard.core.result import Result
from dashboard.core.stamp import Stamp
from dashboard.core.status import Status
from dashboard.exports import tables
from dashboard.exports.citation import citation
from dashboard.ui import addresses, answers, stamps, tray
from dashboard.ui.markdown import escape

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(
    result: Result,
    table: Callable[[], None] | None = None,
    is_page: bool = False,
    about_picture: str = "",
) -> None:
    """Notes, and a row with the table, if one is given, the sources, the downloads and the ways to share.

    `is_page` says that the card is all of its page, so that the page's address leads to it. `about_picture` is what there is to
    say about how the picture differs from the screen. What a button opens is made when it is opened.
    """
    for note in result.notes:
        st.caption(escape(note))
    card = "" if is_page else result.result_id
    with st.container(horizontal=True, gap="small"):
        if table:
            with st.popover(_("Tabell"), key=f"open_{result.result_id}", on_change="rerun") as opened:
                if opened.open:
                    table()
        with st.popover(
            _("Varifrån kommer siffran?"), key=f"sources_{result.result_id}", on_change="rerun"
        ) as asking:
            if asking.open:
                _sources(result)
        with st.popover(_("Ladda ner"), key=f"save_{result.result_id}", on_change="rerun") as saving:
            if saving.open:
                _downloads(result, stamps.of_view(card), about_picture)
        with st.popover(_("Dela"), key=f"share_{result.result_id}", on_change="rerun") as sharing:
            if sharing.open:
                _sharing(result, card)
        tray.collect_button(result)


def _sources(result: Result) -> None:
    """Where the figures come from and what their signs mean."""
    for place in result.provenance:
        st.markdown(f"**{escape(place.title)}**  \n{escape(place.locator)}")
    if Status.PUBLISHED in result.statuses:
        st.caption(f"{_('tryckt uppgift')}: {result.meaning_of(Status.PUBLISHED)}")
    for mark in result.signs:
        st.caption(f"{mark.word}: {escape(mark.meaning)}")


def _downloads(result: Result, stamp: Stamp, about_picture: str) -> None:
    """The answer as pictures and files."""
    has_picture = answers.figure(result) is not None
    with st.container(horizontal=True, gap="small"):
        if has_picture:
            svg, png = _pictures(result, stamp)
            _button(_("Bild (PNG)"), png, result, "png", "image/png")
            _button(_("Bild (SVG)"), svg, result, "svg", "image/svg+xml")
        _button(_("Excel"), lambda: tables.to_xlsx(result), result, "xlsx", _XLSX)
        _button(_("CSV"), lambda: tables.to_csv(result), result, "csv", "text/csv")
    if has_picture:
        st.caption(
            about_picture
            or _("Bilden har rubrik, tecken, källa och datum i sig. SVG kan förstoras utan att bli suddig.")
        )
    else:
        st.caption(
            _("Kortet är en tabell och har ingen figur att spara som bild. Alla rader finns i filerna.")
        )


def _pictures(result: Result, stamp: Stamp) -> tuple[Callable[[], bytes], Callable[[], bytes]]:
    """Makers of the card as SVG and as PNG."""
    folder, files = answers.boundary_files()

    def made(kind: str) -> bytes:
        # What draws takes a second to load: the app does not wait for it, and the server has loaded it beforehand.
        from dashboard.exports import framed
        from dashboard.exports.still import boundaries

        draw_as = framed.svg if kind == "svg" else framed.png
        picture = draw_as(result, boundaries.read(folder, files), stamp)
        assert picture is not None
        return picture

    return lambda: made("svg"), lambda: made("png")


def _button(label: str, made: Callable[[], bytes], result: Result, ending: str, kind: str) -> None:
    """A button that makes a file when it is pressed."""
    st.download_button(
        label,
        data=in_this_language(made),
        file_name=f"medelkartan-{result.result_id}-{answers.version()}.{ending}",
        mime=kind,
        on_click="ignore",
        key=f"{ending}_{result.result_id}",
    )


def _sharing(result: Result, card: str) -> None:
    """The two links to the card, and how to cite it; each can be copied with a button."""
    _copyable(_("Länk som följer de senaste uppgifterna"), addresses.view_address(frozen=False, card=card))
    _copyable(
        _("Länk som är frusen till datamängd {version}").format(version=answers.version()),
        addresses.view_address(frozen=True, card=card),
    )
    st.caption(_("Den visar samma siffror så länge versionen finns kvar på servern."))
    _copyable(_("Text att citera med"), citation(result, stamps.of_view(card), answers.ask("sources")))


def _copyable(heading: str, text: str) -> None:
    st.markdown(f"**{escape(heading)}**")
    st.code(text, language=None, wrap_lines=True)
