"""What the tests of questions share: the built version with other amounts in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from dashboard.dataset.store import Reader, open_writer


@pytest.fixture
def with_reports(dataset_folder: Path, tmp_path: Path) -> Iterator[Callable[[dict[str, int], int], Reader]]:
    """The built version, read from its Parquet files, in which only these municipalities have requisitioned that year, as they report."""
    connection = open_writer(tmp_path / "made.duckdb")
    for file in dataset_folder.glob("*.parquet"):
        connection.execute(f"CREATE TABLE {file.stem} AS SELECT * FROM read_parquet('{file}')")

    def made(amounts: dict[str, int], year: int) -> Reader:
        connection.execute(
            "DELETE FROM allocation WHERE year = $year AND measure = 'received' AND recipient_id LIKE 'municipality-%'",
            {"year": year},
        )
        connection.register(
            "given", pd.DataFrame({"code": list(amounts), "amount": list(amounts.values())}, dtype=object)
        )
        connection.execute(
            """INSERT INTO allocation BY NAME SELECT 'municipality-' || code AS recipient_id, $year AS year, 'development' AS stream,
               'received' AS measure, CAST(amount AS BIGINT) AS amount_sek, 'reported' AS status, 'vardanalys-2023' AS source_id,
               'Tabell 1' AS locator FROM given""",
            {"year": year},
        )
        return Reader(connection, "made")

    yield made
    connection.close()
