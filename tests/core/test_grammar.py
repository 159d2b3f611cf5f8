"""The parts of sentences, on their edges (none, one, all, ties, missing) and in both languages."""

from collections.abc import Callable, Iterator

import pytest

from dashboard.core import grammar
from dashboard.core.grammar import Extremes, counties, municipalities, organisations, regions
from dashboard.locale import speak_in

NAN = float("nan")


@pytest.fixture(autouse=True)
def in_swedish() -> Iterator[None]:
    """Each test begins and ends in Swedish."""
    yield
    speak_in("sv")


def in_both(made: Callable[[], str]) -> tuple[str, str]:
    """The text in Swedish and in English."""
    texts = []
    for language in ("sv", "en"):
        speak_in(language)
        texts.append(made().replace("\u00a0", " "))
    speak_in("sv")
    return texts[0], texts[1]


@pytest.mark.parametrize(
    ("names", "swedish", "english"),
    [
        ([], "", ""),
        (["Umeå"], "Umeå", "Umeå"),
        (["Umeå", "Malå"], "Umeå och Malå", "Umeå and Malå"),
        (["Umeå", "Malå", "Åsele"], "Umeå, Malå och Åsele", "Umeå, Malå and Åsele"),
        (
            ["vård, skola", "polis", "domstol"],
            "vård, skola; polis och domstol",
            "vård, skola; polis and domstol",
        ),
    ],
)
def test_names_in_a_row(names: list[str], swedish: str, english: str) -> None:
    assert in_both(lambda: grammar.listed(names)) == (swedish, english)
    either = (swedish.replace(" och ", " eller "), english.replace(" and ", " or "))
    assert in_both(lambda: grammar.either(names)) == either


def test_many_names_are_cut_to_the_first() -> None:
    names = ["Umeå", "Malå", "Åsele", "Norsjö", "Sorsele"]
    assert in_both(lambda: grammar.some(names)) == (
        "Umeå, Malå, Åsele och 2 till",
        "Umeå, Malå, Åsele and 2 more",
    )
    assert in_both(lambda: grammar.examples(names, 2)) == ("Umeå, Malå med flera", "Umeå, Malå and others")
    assert in_both(lambda: grammar.some(names, 5)) == (
        "Umeå, Malå, Åsele, Norsjö och Sorsele",
        "Umeå, Malå, Åsele, Norsjö and Sorsele",
    )
    assert grammar.examples([]) == grammar.some([]) == ""


def test_few_are_named_and_more_are_counted() -> None:
    names = ["Umeå", "Malå", "Åsele"]
    assert in_both(lambda: grammar.who(names, municipalities)) == (
        "Umeå, Malå och Åsele",
        "Umeå, Malå and Åsele",
    )
    assert in_both(lambda: grammar.who([*names, "Norsjö"], municipalities)) == (
        "4 kommuner",
        "4 municipalities",
    )


@pytest.mark.parametrize(
    ("counted", "one", "many"),
    [
        (municipalities, ("1 kommun", "1 municipality"), ("1 290 kommuner", "1,290 municipalities")),
        (regions, ("1 region", "1 region"), ("1 290 regioner", "1,290 regions")),
        (
            organisations,
            ("1 organisation", "1 organisation"),
            ("1 290 organisationer", "1,290 organisations"),
        ),
        (counties, ("1 län", "1 county"), ("1 290 län", "1,290 counties")),
    ],
)
def test_a_count_has_the_form_of_its_noun(
    counted: Callable[[int], str], one: tuple[str, str], many: tuple[str, str]
) -> None:
    assert in_both(lambda: counted(1)) == one
    assert in_both(lambda: counted(1290)) == many
    assert in_both(lambda: counted(0)) == (many[0].replace("1 290", "0"), many[1].replace("1,290", "0"))


@pytest.mark.parametrize(
    ("part", "whole", "counted", "swedish", "english"),
    [
        (0, 15, municipalities, "ingen av 15 kommuner", "none of 15 municipalities"),
        (0, 21, counties, "inget av 21 län", "none of 21 counties"),
        (1, 15, municipalities, "1 av 15 kommuner", "1 of 15 municipalities"),
        (15, 15, municipalities, "alla 15 kommuner", "all 15 municipalities"),
        (1, 1, municipalities, "1 av 1 kommun", "1 of 1 municipality"),
        (0, 1, municipalities, "0 av 1 kommun", "0 of 1 municipality"),
    ],
)
def test_a_part_of_a_whole(
    part: int, whole: int, counted: Callable[[int], str], swedish: str, english: str
) -> None:
    assert in_both(lambda: grammar.out_of(part, whole, counted)) == (swedish, english)


def test_a_part_of_what_was_just_counted() -> None:
    said = [in_both(lambda part=part: grammar.of_them(part, 9)) for part in (0, 1, 9)]  # type: ignore[misc]
    assert said == [("ingen av dem", "none of them"), ("1 av dem", "1 of them"), ("alla", "all")]


def extremes(*values: float) -> Extremes | None:
    names = ["Umeå", "Malå", "Åsele", "Norsjö", "Sorsele"][: len(values)]
    return grammar.extremes(names, values, [f"{value:.0f} %" for value in values], municipalities)


def test_highest_and_lowest() -> None:
    assert extremes(40, 90, 10) == Extremes("Malå", "90 %", "Åsele", "10 %", 3)


def test_those_that_share_a_place_are_named_together() -> None:
    assert extremes(90, 90, 10) == Extremes("Umeå och Malå", "90 %", "Åsele", "10 %", 3)
    assert extremes(0, 0, 10, 0, 0) == Extremes("Åsele", "10 %", "4 kommuner", "0 %", 5)


def test_values_that_a_reader_cannot_tell_apart_share_the_place() -> None:
    assert extremes(90.4, 89.8, 10) == Extremes("Umeå och Malå", "90 %", "Åsele", "10 %", 3)


def test_missing_values_are_neither_highest_nor_lowest() -> None:
    assert extremes(NAN, 90, 10) == Extremes("Malå", "90 %", "Åsele", "10 %", 2)
    assert extremes(NAN, NAN) is None
    assert extremes() is None


def test_equal_values_are_both() -> None:
    found = extremes(7, 7, NAN)
    assert found == Extremes("Umeå och Malå", "7 %", "Umeå och Malå", "7 %", 2)
    assert found.are_equal
    only = extremes(NAN, 7)
    assert only is not None and (only.top, only.count, only.are_equal) == ("Malå", 1, True)
    different = extremes(7, 8)
    assert different is not None and not different.are_equal


def test_a_label_inside_and_first_in_a_sentence() -> None:
    assert [grammar.lowered(t) for t in ("Våld i nära relationer", "NCK:s kurs", "Å ena sidan", "")] == [
        "våld i nära relationer",
        "NCK:s kurs",
        "å ena sidan",
        "",
    ]
    assert (grammar.raised("ingen av dem"), grammar.raised("")) == ("Ingen av dem", "")


def test_sentences_after_each_other() -> None:
    assert grammar.paragraph("Ett.", "", "Två.") == "Ett. Två."
    assert grammar.paragraph() == ""


@pytest.mark.parametrize(
    ("found", "swedish", "english"),
    [
        ([], "", ""),
        ([2016], "2016", "2016"),
        ([2022, 2021, 2020], "2020–2022", "2020–2022"),
        ([2016, 2020, 2021, 2022, 2022], "2016 och 2020–2022", "2016 and 2020–2022"),
        ([2010, 2012, 2014, 2015], "2010, 2012 och 2014–2015", "2010, 2012 and 2014–2015"),
    ],
)
def test_years_in_a_row_are_a_span(found: list[int], swedish: str, english: str) -> None:
    assert in_both(lambda: grammar.years(found)) == (swedish, english)
