"""Amounts that are imported get the grant of their year, and are no sum with those of another."""

import pytest
from office import UMEA, Office, silent

from dashboard.build.imports.examine import examine, keep
from dashboard.build.imports.publish import publish

LIST = "Fördelning av utvecklingsmedel {year};;\nKommunkod;Kommun;Belopp (kr)\n2480;Umeå;1 700 000\n"


@pytest.mark.parametrize(("year", "grant"), [(2024, "lansstyrelsernas-medel"), (2026, "forordning-2025-838")])
def test_a_list_after_the_documents_is_of_the_grant_of_its_year(
    office: Office, year: int, grant: str
) -> None:
    examination = examine(office.settings, [("lista.csv", LIST.format(year=year).encode())])
    assert not examination.is_stopped, [str(f) for f in examination.findings]
    publish(office.settings, [b.batch_id for b in keep(office.settings, examination, "Anna")], "Anna", silent)
    rows = office.rows(
        f"SELECT grant_id, stream, measure, amount_sek FROM allocation WHERE recipient_id = '{UMEA}' AND year = {year}"
    )
    assert rows["grant_id"].tolist() == [grant]
    assert rows["stream"].tolist() == ["development"] and rows["amount_sek"].tolist() == [1_700_000]
    before = office.rows(
        f"SELECT DISTINCT grant_id FROM allocation WHERE recipient_id = '{UMEA}' AND year = 2022"
    )
    assert before["grant_id"].tolist() == ["utvecklingsmedel-socialstyrelsen"]
