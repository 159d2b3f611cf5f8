"""Amounts a thousand times off are asked about before they are published, whichever way they are off."""

import re

import pytest
from office import Office

from dashboard.build.imports.examine import Examination, examine
from dashboard.core.findings import Severity

KEY_2022 = "SELECT recipient_id, amount_sek FROM allocation WHERE measure = 'available' AND year = 2022 AND recipient_id LIKE 'municipality-24%'"


def _list(heading: str, amounts: dict[str, float]) -> bytes:
    rows = [
        f"{recipient.removeprefix('municipality-')};{amount:.0f}" for recipient, amount in amounts.items()
    ]
    return "\n".join([f"Kommunkod;{heading}", *rows]).encode()


def _examined(office: Office, content: bytes) -> Examination:
    return examine(office.settings, [("lista.csv", content)])


def _asked(examination: Examination) -> list[str]:
    return [
        f.text_sv.replace("\u00a0", " ") for f in examination.findings if f.code == "amount_unlike_others"
    ]


@pytest.mark.parametrize(
    ("factor", "is_asked"),
    [(0.001, True), (0.0011, True), (1000, True), (20_000, True), (1, False), (0.3, False), (4, False)],
)
@pytest.mark.parametrize("heading", ["Tilldelat 2024 (kr)", "Rekvirerat 2024 (kr)"])
def test_a_column_in_another_unit_than_the_year_before_is_one_question(
    office: Office, factor: float, is_asked: bool, heading: str
) -> None:
    key = {r["recipient_id"]: r["amount_sek"] for r in office.rows(KEY_2022).to_dict("records")}
    examination = _examined(office, _list(heading, {one: round(sek * factor) for one, sek in key.items()}))
    asked = _asked(examination)
    assert len(asked) == is_asked
    if is_asked:
        assert f"Detsamma gäller {len(key) - 1} belopp till" in asked[0] and "2022" in asked[0]
        assert not examination.is_stopped and examination.warnings == 1


def test_a_single_slip_is_asked_about_at_its_cell(office: Office) -> None:
    key = {r["recipient_id"]: float(r["amount_sek"]) for r in office.rows(KEY_2022).to_dict("records")}
    key["municipality-2480"] *= 1000
    (found,) = [
        f
        for f in _examined(office, _list("Tilldelat 2024 (kr)", key)).findings
        if f.code == "amount_unlike_others"
    ]
    assert (
        found.severity is Severity.WARNING
        and "Umeå 2024" in found.text_sv
        and "till i kolumnen" not in found.text_sv
    )
    # What came with a list is not by the key, and what the key gives that year has no point.
    assert "enligt nyckeln" not in found.text_sv
    assert re.search(r"För 2022 ger nyckeln mellan [\d\s]+ och [\d\s]+\skr\.", found.text_sv)


def test_one_that_was_never_given_anything_before_is_held_against_its_neighbours(office: Office) -> None:
    boards = office.rows("SELECT name FROM recipient WHERE kind = 'county_board' ORDER BY name LIMIT 6")[
        "name"
    ].tolist()
    lines = [f"{name};{200_000 + n}" for n, name in enumerate(boards[:5])] + [f"{boards[5]};210"]
    content = "\n".join(["Mottagare;Beviljat 2024 (kr)", *lines]).encode()
    (asked,) = _asked(_examined(office, content))
    assert asked.startswith(f"{boards[5]} 2024") and "De andra beloppen i kolumnen" in asked


def test_little_that_is_repaid_is_no_question(office: Office) -> None:
    content = b"Kommunkod;Rekvirerat 2024 (kr);\xc3\x85terbetalt 2024 (kr)\n2480;1 700 000;12"
    assert _asked(_examined(office, content)) == []
