"""The English catalogue: every text is translated, none is left over, and the values of a text are the same in both languages."""

import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from dashboard import locale
from dashboard.core.language import LANGUAGES, SOURCE_LANGUAGE

OTHERS = [language for language in LANGUAGES if language != SOURCE_LANGUAGE]
POT = locale.FOLDER / f"{locale.DOMAIN}.pot"
# Words and patterns that are written alike in both languages.
ALIKE = {
    "0", "CSV", "Cell", "Excel", "Gini", "Medelkartan", "Median", "Region", "Version", "median", "prostitution", "Organisation", "Presentation", "under {value}", "{label}: {value}.",
    "{label} ({count})", "{name} ({county})", "{kinds} {year}", "{measure} {year}", "{count} ({share})", "{label} ({base})",
    "{count} region", "{count} organisation", "Stockholm 2017", "organisation", "patient", "person", "region",
}  # fmt: skip


def read(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def messages(catalogue: Catalog) -> dict[tuple[str | None, object], Message]:
    return {(m.context, m.id): m for m in catalogue if m.id}


def fields(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", text))


def forms(message: Message) -> list[tuple[str, str]]:
    """Each form of the text beside its translation."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    return list(zip(message.id, message.string, strict=True))


@pytest.fixture(scope="module", params=OTHERS)
def translated(request: pytest.FixtureRequest) -> dict[tuple[str | None, object], Message]:
    return messages(read(locale.path_of(request.param), request.param))


def test_no_text_is_missing_and_none_is_left_over(
    translated: dict[tuple[str | None, object], Message],
) -> None:
    texts = set(messages(read(POT)))
    assert len(texts) > 700
    assert texts - set(translated) == set(), "run `make text` and translate what is new"
    assert set(translated) - texts == set(), "run `make text`"


def test_every_text_is_translated_for_certain(translated: dict[tuple[str | None, object], Message]) -> None:
    assert [m.id for m in translated.values() if m.fuzzy or not all(there for _text, there in forms(m))] == []


def test_a_translation_has_the_values_and_the_spaces_of_its_text(
    translated: dict[tuple[str | None, object], Message],
) -> None:
    wrong = [
        (here, there)
        for message in translated.values()
        for here, there in forms(message)
        if fields(here) != fields(there)
        or (here.strip() == here) != (there.strip() == there)
        or here.count("<br>") != there.count("<br>")
    ]
    assert wrong == []


def test_a_translation_is_not_the_swedish_text(translated: dict[tuple[str | None, object], Message]) -> None:
    pairs = [pair for message in translated.values() for pair in forms(message)]
    left = [
        here
        for here, there in pairs
        if here == there and here not in ALIKE and re.search("[a-zåäö]{2}", re.sub(r"\{\w+\}", "", here))
    ]
    assert left == []
    # The only Swedish letters are those that are spoken about.
    assert [there for _here, there in pairs if re.search("[åäöÅÄÖ]", there)] == [
        "Nothing matched exactly; a was taken to stand for å and ä too, and o for ö."
    ]


@pytest.mark.parametrize("language", OTHERS)
def test_the_catalogue_in_use_is_the_file_that_translators_write(language: str) -> None:
    catalogue = locale.catalogue(language)
    assert isinstance(catalogue, GNUTranslations)
    for message in messages(read(locale.path_of(language), language)).values():
        if isinstance(message.id, str):
            found = (
                catalogue.pgettext(message.context, message.id)
                if message.context
                else catalogue.gettext(message.id)
            )
            assert found == message.string
        else:
            one, many = message.id
            assert [catalogue.ngettext(one, many, n) for n in (1, 2)] == list(message.string)


def test_swedish_needs_no_catalogue() -> None:
    assert not isinstance(locale.catalogue(SOURCE_LANGUAGE), GNUTranslations)
