"""The report template: its sheets and columns, used alike by the writer and the reader."""

from dataclasses import dataclass

from dashboard.sources.forms.matching import Directory, Entry


@dataclass(frozen=True)
class Column:
    """A column of the template. `list_name` names the list its values are chosen from; `field` is its name in the records."""

    field: str
    title: str
    guidance: str
    width: int = 16
    list_name: str = ""
    required: bool = False
    example: str | int = ""


@dataclass(frozen=True)
class Layout:
    """A sheet of the template. `table` is the table of the dataset that its rows belong to, if any."""

    sheet: str
    table: str
    guidance: str
    columns: tuple[Column, ...]


LISTS = "Listor"
EXAMPLE_MARK = "Exempel"
MONEY = ("received", "redistributed", "used", "repaid")

_WHO = (
    Column(
        "code",
        "Kod",
        "Kommunkod med fyra siffror, regionens länskod med två siffror eller organisationens kod.",
        12,
        example=EXAMPLE_MARK,
    ),
    Column(
        "name", "Mottagare", "Kommunens, regionens eller organisationens namn.", 26, example="Exempelkommun"
    ),
    Column("year", "År", "Det år medlen gäller, med fyra siffror.", 8, required=True, example=2022),
)

LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "Mottagare",
        "",
        "En rad för varje mottagare och år som rapporterar.",
        (
            *_WHO,
            Column(
                "note",
                "Kommentar",
                "Frivilligt. Skriv inga namn, telefonnummer eller e-postadresser.",
                50,
                example="Rapporten gäller hela kommunen.",
            ),
        ),
    ),
    Layout(
        "Medel",
        "allocation",
        "En rad för varje mottagare och år. Skriv belopp i hela kronor. Lämna tomt det som inte är känt; skriv 0 för inget.",
        (
            *_WHO,
            Column(
                "received",
                "Rekvirerat (kr)",
                "Det belopp ni rekvirerade eller beviljades.",
                18,
                example=500000,
            ),
            Column(
                "redistributed",
                "Omfördelat (kr)",
                "Tillskott av medel som andra inte rekvirerade.",
                18,
                example=0,
            ),
            Column("used", "Förbrukat (kr)", "Det ni använde.", 18, example=450000),
            Column("repaid", "Återbetalt (kr)", "Det ni betalade tillbaka.", 18, example=50000),
        ),
    ),
    Layout(
        "Insatser",
        "activity",
        "En rad för varje insats. Välj i listorna; lämna målgrupp, metod och övrigt tomt om det inte är känt.",
        (
            *_WHO,
            Column("activity_type_id", "Insats", "Välj i listan.", 50, "activity_type", True, "Samverkan"),
            Column(
                "violence_area_id",
                "Våldsområde",
                "Välj i listan, eller lämna tomt om insatsen gäller flera.",
                30,
                "violence_area",
                example="Våld i nära relationer",
            ),
            Column(
                "target_group_id",
                "Målgrupp",
                "Välj i listan, eller lämna tomt.",
                30,
                "target_group",
                example="Personal",
            ),
            Column("method_id", "Metod", "Välj i listan, eller lämna tomt.", 24, "method", example=""),
            Column("partner_sv", "Samverkar med", "Frivilligt, till exempel Polisen.", 24, example="Polisen"),
            Column(
                "description_sv",
                "Beskrivning",
                "Frivilligt, en eller två meningar. Skriv inga personuppgifter.",
                60,
                example="Gemensam rutin med polisen.",
            ),
        ),
    ),
    Layout(
        "Resultat",
        "self_assessment",
        "En rad för varje fråga ni svarar på. Poäng för frågor med skala, annars svar.",
        (
            *_WHO,
            Column(
                "question_id",
                "Fråga",
                "Välj i listan.",
                60,
                "question",
                True,
                "Medlen har bidragit till kvalitetsförbättringar",
            ),
            Column(
                "violence_area_id",
                "Våldsområde",
                "Välj i listan om frågan gäller ett område.",
                30,
                "violence_area",
                example="",
            ),
            Column(
                "score",
                "Poäng (1–5)",
                "Heltal från 1 (i låg utsträckning) till 5 (i stor utsträckning).",
                12,
                example=4,
            ),
            Column("answer", "Svar", "Välj i listan för frågor utan skala.", 34, "answer", example=""),
        ),
    ),
)

_ANSWERS = {
    "ja": "ja",
    "nej": "nej",
    "all": "samtliga",
    "majority": "en majoritet",
    "minority": "en minoritet",
    "unknown_share": "ja, okänt hur många",
    "none": "inga",
    "dont_know": "vet ej",
    "full": "helt eller i stor utsträckning",
    "partly": "delvis",
    "little": "i liten utsträckning",
    "part": "en del",
    "not_stated": "framgår inte",
}
_ALSO = {
    "none": ("inget", "ingen"),
    "partly": ("delvis eller i liten utsträckning",),
    "unknown_share": ("okänt hur många",),
    "full": ("i stor utsträckning", "helt"),
}
ANSWERS = Directory([Entry(id_, id_, name, "", _ALSO.get(id_, ())) for id_, name in _ANSWERS.items()])
