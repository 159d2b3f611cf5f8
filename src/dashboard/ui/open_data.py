"""The page Källor och metod: the whole dataset to take away."""

from collections.abc import Iterable

import streamlit as st

from dashboard.build.open_data import archive, datapackage, dcat, terms
from dashboard.core.language import _
from dashboard.core.numbers import number
from dashboard.dataset.versions import DATABASE
from dashboard.ui import answers, cards


def open_data() -> None:
    """The files of the version in use, with their sizes, and the terms of every source."""
    version = answers.version()
    with st.spinner(_("Filen görs i ordning")):
        sizes = archive.sizes(answers.settings(), version)
    with st.container(border=True, key="open_data"):
        st.header(_("Ladda ner hela datamängden"), anchor=False)
        st.markdown(
            cards.escape(
                _(
                    "Hela datamängden är öppen: {tables} tabeller, version {version}. Varje uppgift har källa och tecken. Villkoren är källornas egna och står nedan."
                ).format(
                    tables=number(len(answers.dataset_version().rows)),
                    version=version,
                )
            )
        )
        st.markdown(_listed(_files(version, sizes)))
        st.caption(_("Exempeldata är påhittad och är inte med i filerna."))
    cards.card(answers.ask("sources"), sentence=False)


def _files(version: str, sizes: dict[str, int]) -> Iterable[tuple[str, str, str, int]]:
    """Address, name, what it is, and bytes."""
    inside = f"/data/{version}"
    return (
        (
            f"/data/medelkartan-{version}.zip",
            _("Allt i en zip-fil"),
            _("CSV, Parquet och DuckDB, med beskrivning och villkor"),
            sizes[""],
        ),
        (
            f"{inside}/{DATABASE}",
            _("DuckDB-fil"),
            _("alla tabeller i en fil att ställa frågor till"),
            sizes[DATABASE],
        ),
        (
            f"{inside}/{datapackage.FILE}",
            _("Datapaket"),
            _("tabeller, kolumner, nycklar, källor och villkor, enligt Frictionless"),
            sizes[datapackage.FILE],
        ),
        (
            f"{inside}/{archive.DICTIONARY}",
            _("Datalexikon"),
            _("vad varje tabell och kolumn betyder, på engelska"),
            sizes[archive.DICTIONARY],
        ),
        (f"{inside}/{terms.FILE}", _("Villkor"), _("per källa"), sizes[terms.FILE]),
        (
            f"/data/{dcat.FILE}",
            _("Metadata för dataportaler"),
            _("DCAT-AP-SE 3, alltid den senaste versionen"),
            sizes[dcat.FILE],
        ),
    )


def _listed(files: Iterable[tuple[str, str, str, int]]) -> str:
    return "\n".join(f"- [{name}]({address}), {_size(size)}: {what}" for address, name, what, size in files)


def _size(size: int) -> str:
    if size >= 1_000_000:
        return _("{number} MB").format(number=number(size / 1_000_000, 1))
    return _("{number} kB").format(number=number(max(1, size / 1000)))
