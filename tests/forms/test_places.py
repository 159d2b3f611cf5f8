"""Which place a code or a name stands for."""

import pytest

from dashboard.sources.forms.places import Places


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Stockholms stad", "0180"),
        ("Stockholm", "0180"),
        ("Stockholms kommun", "0180"),
        ("STOCKHOLMS  STAD", "0180"),
        ("Borås Stad", "1490"),
        ("Borås kommun", "1490"),
        ("Upplands Väsbys kommun", "0114"),
        ("0114 Upplands Väsby", "0114"),
        ("Upplands-Bro", "0139"),
        ("Upplands Bro", "0139"),
        ("Habo", "0643"),
        ("Håbo", "0305"),
        ("Malung-Sälens kommun", "2023"),
        ("Riket", "00"),
        ("Stockholms län", "01"),
        ("Hallands län", "13"),
        ("Kalmar", "0880"),
        ("Kalmar län", "08"),
    ],
)
def test_a_name_as_people_write_it(places: Places, name: str, code: str) -> None:
    match = places.areas.find("", name)
    assert match.entry is not None and match.entry.id == code
    assert match.problem is None


@pytest.mark.parametrize(
    ("name", "code"), [("Sodertalje", "0181"), ("Ostersund", "2380"), ("UpplandsVäsby", "0114")]
)
def test_a_name_without_its_dots_is_read_and_told(places: Places, name: str, code: str) -> None:
    match = places.areas.find("", name)
    assert match.entry is not None and match.entry.id == code
    assert match.problem is not None and match.problem.code == "name_spelled_differently"


def test_every_municipality_is_found_by_name_kommun_genitive_and_code(places: Places) -> None:
    wrong = []
    for row in places.municipality.itertuples():
        genitive = row.name if row.name.endswith(("s", "x", "z")) else f"{row.name}s"
        for code, name in (
            ("", row.name),
            ("", f"{genitive} kommun"),
            (row.municipality_code, ""),
            (row.municipality_code, row.name),
        ):
            match = places.areas.find(code, name)
            if match.problem or match.entry is None or match.entry.id != row.municipality_code:
                wrong.append((code, name))
    assert wrong == []


def test_an_unknown_name_gets_the_nearest_ones(places: Places) -> None:
    problem = places.areas.find("", "Skelefteå").problem
    assert problem is not None and problem.code == "unknown_place"
    assert "Skellefteå" in problem.facts["suggestions"]


def test_a_name_of_two_recipients_is_not_guessed(places: Places) -> None:
    match = places.recipients.find("", "Region Gotland")
    assert match.entry is None
    assert match.problem is not None and match.problem.code == "ambiguous_place"
    assert "0980" in match.problem.facts["choices"] and "09" in match.problem.facts["choices"]


@pytest.mark.parametrize(
    ("code", "found"), [(114, "0114"), (114.0, "0114"), ("114", "0114"), ("0114", "0114"), (1, "01")]
)
def test_a_code_that_lost_its_zero(places: Places, code: object, found: str) -> None:
    match = places.areas.find(code, "")
    assert match.entry is not None and match.entry.id == found
    assert (match.problem is None) == (code == found)


def test_a_region_is_named_by_its_code_and_its_old_name(places: Places) -> None:
    for code, name in (("01", ""), ("", "Region Stockholm"), ("", "Stockholms läns landsting")):
        match = places.recipients.find(code, name)
        assert match.entry is not None and match.entry.id == "region-01"


def test_what_is_remembered_of_one_file_is_not_seen_by_the_next(places: Places) -> None:
    first = places.for_one_file()
    for number in range(150):
        first.areas.find("", f"Skelefteå{number}")
    assert first.areas.find("", "Skelefteåå").problem.facts["suggestions"] == ""
    assert "Skellefteå" in places.for_one_file().areas.find("", "Skelefteåå").problem.facts["suggestions"]
