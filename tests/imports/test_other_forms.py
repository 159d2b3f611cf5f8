"""Lists and registers beside the reports: what each takes the place of, and what it leaves alone."""

from office import UMEA, Office, amounts, silent

from dashboard.build.imports import batches
from dashboard.build.imports.apply import apply
from dashboard.build.imports.examine import examine, keep
from dashboard.build.imports.publish import publish
from dashboard.core.filters import Filters
from dashboard.dataset import store
from dashboard.queries import QUERIES

POPULATION = (
    "region;Folkmängd 2026;Folkmängd 2024\n2480 Umeå;134500;1\n2460 Vännäs;9000;9000\n0980 Gotland;61000;\n"
)
INDICATORS = "Öppna jämförelser 2022;;\nKommunkod;Kommun;Antal platser\n2480;Umeå;12,5\n2460;Vännäs;..\n0180;Stockholm;.\n0114;Upplands Väsby;x\n"
AMOUNTS = "Fördelning av utvecklingsmedel 2022;;\nKommunkod;Kommun;Belopp (kr)\n2480;Umeå;1 700 000\n2460;Vännäs;1 000\n"


def _rows(office: Office, sql: str) -> list[dict[str, object]]:
    return office.rows(sql).to_dict("records")


def test_population_indicators_and_amounts_are_published_with_their_source(office: Office) -> None:
    printed = _rows(office, "SELECT * FROM population WHERE year = 2024 AND area_code = '2480'")
    used = _rows(
        office,
        f"SELECT * FROM allocation WHERE recipient_id = '{UMEA}' AND year = 2022 AND measure <> 'available' ORDER BY measure",
    )
    key_2021 = _rows(
        office,
        f"SELECT * FROM allocation WHERE recipient_id = '{UMEA}' AND year = 2021 AND measure = 'available'",
    )
    files = [
        (f"{n}.csv", text.encode())
        for n, text in (("scb", POPULATION), ("oj", INDICATORS), ("lista", AMOUNTS))
    ]
    examination = examine(office.settings, files)
    assert [one.received.form_id for one in examination.files] == [
        "population",
        "indicators",
        "allocation_list",
    ]
    assert not examination.is_stopped, [str(f) for f in examination.findings]
    stands = [f for f in examination.findings if f.code == "differs_from_published"]
    assert [(f.file, f.text_sv.split(":")[0]) for f in stands] == [
        ("scb.csv", "Umeå 2024"),
        ("scb.csv", "Vännäs 2024"),
    ]
    publish(office.settings, [b.batch_id for b in keep(office.settings, examination, "Anna")], "Anna", silent)

    people = {
        (r["area_code"], r["year"]): r
        for r in _rows(office, "SELECT * FROM population WHERE source_id LIKE 'import-%'")
    }
    # Gotland is a county of one municipality; of the other county most municipalities are not known, so neither is their sum.
    assert {k: (r["population"], r["status"], r["key_year"]) for k, r in people.items()} == {
        ("2480", 2026): (134_500, "published", 2027),
        ("2460", 2026): (9_000, "published", 2027),
        ("0980", 2026): (61_000, "published", 2027),
        ("09", 2026): (61_000, "published", 2027),
    }
    assert _rows(office, "SELECT * FROM population WHERE year = 2024 AND area_code = '2480'") == printed
    assert (
        _rows(
            office,
            f"SELECT * FROM allocation WHERE recipient_id = '{UMEA}' AND year = 2021 AND measure = 'available'",
        )
        == key_2021
    )

    signs = {r["area_code"]: r for r in _rows(office, "SELECT * FROM indicator")}
    assert {code: r["sign"] for code, r in signs.items()} == {
        "2480": "value", "2460": "missing", "0180": "not_applicable", "0114": "withheld",
    }  # fmt: skip
    assert signs["2480"]["value"] == 12.5 and signs["2480"]["locator"].endswith("cell C3")

    for code, shown in (
        ("2480", "12,5"),
        ("2460", "uppgift saknas"),
        ("0180", "inte tillämpligt"),
        ("0114", "skyddad uppgift"),
    ):
        asked = QUERIES["municipality_indicators"](
            store.open_reader(office.settings.dataset_dir, office.version), Filters(area_code=code)
        )
        (row,) = asked.rows.to_dict("records")
        assert (row["name_sv"], row["year"], row["shown"], row["n"]) == ("Antal platser", "2022", shown, 1)
        assert asked.provenance[0].locator.startswith("blad") or "cell" in asked.provenance[0].locator

    listed = _rows(
        office,
        "SELECT recipient_id, amount_sek, status FROM allocation WHERE source_id LIKE 'import-%' ORDER BY amount_sek",
    )
    assert [(r["recipient_id"], r["amount_sek"], r["status"]) for r in listed] == [
        ("municipality-2460", 1_000, "reported"),
        (UMEA, 1_700_000, "reported"),
    ]
    assert (
        _rows(
            office,
            f"SELECT * FROM allocation WHERE recipient_id = '{UMEA}' AND year = 2022 AND measure <> 'available' ORDER BY measure",
        )
        == used
    )
    left = _rows(
        office, "SELECT measure FROM allocation WHERE recipient_id = 'municipality-2460' AND year = 2022"
    )
    assert [r["measure"] for r in left] == ["available"], (
        "an invented requisition above the given amount may not stand"
    )

    again = examine(office.settings, files)
    assert not again.has_news


def test_of_two_batches_the_later_wins_in_whatever_order_they_come(office: Office) -> None:
    (first,) = keep(
        office.settings, office.examine(office.workbook(*amounts(UMEA, 2022, received=5, used=5))), "A"
    )
    (second,) = keep(
        office.settings, office.examine(office.workbook(*amounts(UMEA, 2022, used=4, repaid=1))), "B"
    )
    names = ("allocation", "activity", "self_assessment", "population", "indicator")
    current = {name: office.rows(f"SELECT * FROM {name}") for name in names}

    def told(*order: batches.Batch) -> dict[str, int]:
        rows = apply(current, batches.read_rows(office.settings.imports_dir, order)).tables["allocation"]
        mine = rows[(rows["recipient_id"] == UMEA) & (rows["year"] == 2022) & (rows["status"] == "reported")]
        assert not mine["measure"].duplicated().any()
        return dict(zip(mine["measure"], mine["amount_sek"], strict=True))

    assert told(first, second) == {"received": 5, "used": 4, "repaid": 1}
    assert told(second, first) == {"received": 5, "used": 5, "repaid": 1}


def test_indicators_stand_in_the_preview_and_on_the_page_in_their_own_units(office: Office) -> None:
    heading = "Kommunkod;Kommun;Handlingsplan 2022;Andel utbildade 2022 (%);Antal platser 2022"
    text = f"{heading}\n2480;Umeå;Ja;12,25;120\n2460;Vännäs;Nej;50;1234,5\n"
    examination = examine(office.settings, [("oj.csv", text.encode())])
    changes = examination.preview.changes
    after = {
        name: [written.replace("\u00a0", " ") for written in changes[changes["name"] == name]["after"]]
        for name in ("Umeå", "Vännäs")
    }
    assert after == {"Umeå": ["12,25 %", "120", "ja"], "Vännäs": ["50 %", "1 234,50", "nej"]}
    publish(office.settings, [b.batch_id for b in keep(office.settings, examination, "Anna")], "Anna", silent)
    asked = QUERIES["municipality_indicators"](
        store.open_reader(office.settings.dataset_dir, office.version), Filters(area_code="2460")
    )
    assert asked.rows.set_index("name_sv")["shown"]["Handlingsplan"] == "nej"
