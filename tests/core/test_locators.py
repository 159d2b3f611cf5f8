"""Places in a document, in English: what is numbered by rule, what is named by translation, what has neither as it stands."""

import pytest

from dashboard.core.locators import in_english, parts

NAMES = {
    "Användning av medlen": "Use of the funds",
    "Kommuner": "Municipalities",
    "Personal har fått, men vet inte hur många": "Staff have received it, but it is not known how many",
    "brödtext och fotnot 1": "body text and footnote 1",
}


@pytest.mark.parametrize(
    ("place", "english"),
    [
        ("Avsnitt 3.2.1", "Section 3.2.1"),
        ("Avsnitt 4.1 och 4.1.1", "Sections 4.1 and 4.1.1"),
        ("Avsnitt 6.2, figur 23; även avsnitt 8.6", "Section 6.2, figure 23; also section 8.6"),
        ("Bilaga 3, fråga 33; avsnitt 3.2.1, 3.2.3 och 6.8", "Appendix 3, question 33; sections 3.2.1, 3.2.3 and 6.8"),
        ("Bilaga 3, fråga 7 och tabell 6", "Appendix 3, question 7 and table 6"),
        ("Figur 14 och figur 15, n", "Figure 14 and figure 15, n"),
        ("Användning av medlen, område 1, rad 201-203", "Use of the funds, area 1, rows 201–203"),
        ("Tabell 2, Kommuner, 2020", "Table 2, Municipalities, 2020"),
        ("huvudaktivitet 4 a", "main activity 4 a"),
        ("Avsnitt 2.1; folkmängd 31 december 2017; 20 miljoner kronor",
         "Section 2.1; population on 31 December 2017; SEK 20 million"),
        ("Avsnitt 2.1; folkmängd 31 december 2021; 144,75 miljoner kronor",
         "Section 2.1; population on 31 December 2021; SEK 144.75 million"),
        ("Kommuner, brödtext och fotnot 1", "Municipalities, body text and footnote 1"),
        ("Bilaga 3, Personal har fått, men vet inte hur många",
         "Appendix 3, Staff have received it, but it is not known how many"),
        ("Avsnitt 3.4.1, faktaruta ASOV Stockholm", "Section 3.4.1, box ASOV Stockholm"),
        ("blad Medel, cell B7; rättelse 3", "sheet Medel, cell B7; correction 3"),
        ("hela filen", "the whole file"),
        ("vardanalys-2023.t2.municipalities.received.2020", "vardanalys-2023.t2.municipalities.received.2020"),
        ("Tabell 3, Kvinno- och tjejjourer i Norrbotten, Antal år", "Table 3, Kvinno- och tjejjourer i Norrbotten, Antal år"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_place_in_english(place: str, english: str) -> None:
    assert in_english(place, NAMES) == english


def test_the_parts_of_a_place_are_the_place() -> None:
    place = "Avsnitt 4.1 och 4.1.1, Kommuner; även Medel mot våld, punkt 1"
    assert "".join(part.text for part in parts(place, NAMES)) == place


def test_what_must_be_translated_is_told_from_what_follows_a_rule() -> None:
    """A heading is asked for whether or not it is known; numbers, marks of the ledger and separators are not."""
    found = parts("Tabell 2, Kommuner, Okänd rubrik, 2020; sos-2017.ngos.women", NAMES)
    assert [part.text for part in found if part.is_name] == ["Kommuner", "Okänd rubrik"]
