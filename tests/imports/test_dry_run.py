"""Examining finds what publishing would find, and asks about what cannot be told from the file alone."""

import json

import pandas as pd
from office import UMEA, Office, silent

from dashboard.build.imports import checks
from dashboard.build.imports.examine import examine, keep
from dashboard.build.imports.publish import publish
from dashboard.core.filters import Filters
from dashboard.dataset import store
from dashboard.locale import speak_in
from dashboard.queries import QUERIES
from dashboard.sources.forms.findings import Notes

KOLADA = json.dumps(
    {
        "values": [
            {
                "kpi": "N07402",
                "municipality": "2480",
                "period": 2024,
                "values": [
                    {"gender": "T", "count": 1, "status": "Preliminary", "value": 12.5, "isdeleted": False}
                ],
            }
        ]
    }
).encode()
YEARS = "Antal platser i skyddat boende;;;\nKommunkod;Kommun;2022;2023\n2480;Umeå;12;14 p\n2460;Vännäs;–;3\n"
PEOPLE = "region;Folkmängd 2026\n2480 Umeå;134500 p\n"


def test_what_passes_the_dry_run_is_published_and_stands_on_the_page_with_its_mark(office: Office) -> None:
    files = [("k.json", KOLADA), ("ar.csv", YEARS.encode()), ("scb.csv", PEOPLE.encode())]
    examination = examine(office.settings, files)
    assert not examination.is_stopped, [str(f) for f in examination.findings]
    publish(office.settings, [b.batch_id for b in keep(office.settings, examination, "Anna")], "Anna", silent)

    marks = office.rows("SELECT mark FROM population WHERE area_code = '2480' AND year = 2026")
    assert list(marks["mark"]) == ["preliminary"]
    reader = store.open_reader(office.settings.dataset_dir, office.version)
    shown = QUERIES["municipality_indicators"](reader, Filters(area_code="2480")).rows
    assert {(r["name_sv"], r["year"]): r["shown"] for r in shown.to_dict("records")} == {
        ("Antal platser i skyddat boende", "2022"): "12",
        ("Antal platser i skyddat boende", "2023"): "14 (preliminärt)",
        (
            "Anmälda brott om grov kvinnofridskränkning i kommunen, antal/100 000 inv",
            "2024",
        ): "12,5 (Preliminary)",
    }
    speak_in("en")
    try:
        english = QUERIES["municipality_indicators"](reader, Filters(area_code="2480")).rows
    finally:
        speak_in("sv")
    assert (
        "Reported gross violations of a woman's integrity in the municipality, number per 100,000 inhabitants"
        in set(english["name_sv"])
    )


def test_a_number_that_is_no_persons_passes_both_and_a_persons_stops_the_first(office: Office) -> None:
    facts = {
        "table": "activity", "recipient_id": UMEA, "year": 2021, "activity_type_id": office.kinds[0], "violence_area_id": "intimate_partner",
    }  # fmt: skip
    passes = office.examine(office.workbook(facts | {"description_sv": "Ärende 212000-2627 om samverkan."}))
    assert not passes.is_stopped, [str(f) for f in passes.findings]
    publish(office.settings, [b.batch_id for b in keep(office.settings, passes, "Anna")], "Anna", silent)

    stopped = office.examine(office.workbook(facts | {"description_sv": "Ärende 811218-9876 om samverkan."}))
    assert {f.code for f in stopped.findings if f.code.startswith("personal")} == {"personal_number"}


def test_a_row_that_the_builds_rules_would_stop_is_told_at_its_cell(office: Office) -> None:
    reader = store.open_reader(office.settings.dataset_dir, office.version)
    names = (
        "source",
        "county",
        "municipality",
        "recipient",
        "allocation",
        "activity",
        "self_assessment",
        "published_figure",
        "indicator",
    )
    tables = {name: reader.stored_rows(f"SELECT * FROM {name}") for name in names}
    row = {
        "table": "indicator", "area_code": "2480", "year": 2022, "indicator_id": "oj.", "name_sv": None, "value": 1.0, "sign": "value",
        "status": "published", "source_id": "import-0", "locator": "cell C2", "file": "imports//records.csv", "batch_no": 0, "sheet": "Blad1",
        "cell": "C2", "raw": "1",
    }  # fmt: skip
    kept = pd.DataFrame([row], dtype=object)
    general, notes = Notes(""), Notes("a.xlsx")
    checks.what_would_stop(tables | {"indicator": kept}, kept, general, [notes])
    assert [(f.code, f.cell) for f in notes.all()] == [("would_not_publish", "C2")]
    assert "name_sv" in notes.all()[0].text_sv and general.all() == []


def test_inhabitants_far_from_the_last_count_are_a_question(office: Office) -> None:
    def asked(text: str) -> list[str]:
        found = examine(office.settings, [("a.csv", text.encode())]).findings
        return [f.text_sv for f in found if f.code == "population_leap"]

    half = asked("region;Folkmängd 2026\n2480 Umeå;67000\n2460 Vännäs;9300\n")
    assert len(half) == 1 and "1 av 2" in half[0] and "Umeå 2026 med 67 000" in half[0]
    assert asked("region;Folkmängd 2026\n2480 Umeå;134500\n2460 Vännäs;9300\n") == []
    assert len(asked("region;Folkmängd 2026\n2480 Umeå;134\n2460 Vännäs;9\n")) == 1


def test_a_key_figure_gets_its_name_when_it_is_written_down(office: Office) -> None:
    page = KOLADA.replace(b"N07402", b"N99999")
    examination = examine(office.settings, [("k.json", page)])
    assert [f.code for f in examination.findings] == ["kpi_without_name"]
    publish(office.settings, [b.batch_id for b in keep(office.settings, examination, "Anna")], "Anna", silent)
    assert list(office.rows("SELECT name_sv FROM indicator")["name_sv"]) == ["Kolada N99999"]

    known = office.settings.data_dir / "vocabulary" / "key_figures.csv"
    known.write_text(known.read_text() + 'N99999,"Exempel, andel (%)","Example, share (%)"\n')
    assert office.run("check", "--accept").returncode == 0
    built = office.run("build")
    assert built.returncode == 0, built.stderr
    rows = office.rows("SELECT name_sv, unit, value FROM indicator")
    assert rows.to_dict("records") == [{"name_sv": "Exempel, andel (%)", "unit": "percent", "value": 12.5}]
