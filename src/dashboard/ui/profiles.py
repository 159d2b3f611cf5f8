"""The whole profile of a place as a file: what the ready story tells, in the format that the reader needs."""

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.core.codes import COUNTRY
from dashboard.core.filters import Filters, in_words
from dashboard.core.language import _, in_this_language
from dashboard.core.stamp import Stamp
from dashboard.dataset.store import Reader
from dashboard.dataset.versions import GEOGRAPHY, Manifest
from dashboard.queries import documents, stories
from dashboard.ui import answers, navigation
from dashboard.ui.addresses import view_address

if TYPE_CHECKING:
    from dashboard.exports.formats import Format

_IN_WORDS = frozenset({"year", "examples"})


def profile_downloads(area_code: str, place: str) -> None:
    """A button that opens the formats; a file is made when it is asked for."""
    label = _("Ladda ner sammanfattning") if area_code == COUNTRY else _("Ladda ner profil")
    with st.popover(label, key="profile", on_change="rerun") as opened:
        if not opened.open:
            return
        manifest = answers.dataset_version()
        filters = answers.opened_filters(navigation.shown().opening).but(area_code=area_code)
        if area_code == COUNTRY:
            filters = filters.but(examples=False)
        stamp = Stamp(
            manifest.version, date.today(), in_words(filters, _IN_WORDS, place), view_address(frozen=True)
        )
        st.caption(
            _("Det viktigaste om {place}, med källor och tecken, som fil.").format(place=place)
            + " "
            + _("Ur datamängd {version}.").format(version=manifest.version)
        )
        # What makes the files takes a second to load; who only looks at a page need not wait for it.
        from dashboard.exports.formats import FORMATS

        with st.container(horizontal=True, gap="small"):
            for made in FORMATS.values():
                _button(made, answers.reader(), filters, stamp, manifest)


def _button(made: "Format", reader: Reader, filters: Filters, stamp: Stamp, manifest: Manifest) -> None:
    from dashboard.exports.formats import file_name
    from dashboard.exports.still import boundaries

    folder = answers.settings().dataset_dir / GEOGRAPHY

    def content() -> bytes:
        story = stories.ready(reader, filters.area_code, filters)
        geometry = boundaries.read(folder, manifest.geography)
        return made.write(documents.document(reader, story, stamp), geometry)

    st.download_button(
        made.label,
        data=in_this_language(content),
        file_name=file_name(
            filters.area_code if filters.area_code != COUNTRY else stories.COUNTRY_STORY,
            filters.year,
            manifest.version,
            made,
        ),
        mime=made.media_type,
        on_click="ignore",
        key=f"profile_{made.name}",
    )
