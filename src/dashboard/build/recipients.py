"""Everyone who can receive grants: places from the geography, organisations from their list."""

import pandas as pd

from dashboard.core.status import Status


def municipality_id(code: str) -> str:
    """The recipient id of a municipality."""
    return f"municipality-{code}"


def region_id(county_code: str) -> str:
    """The recipient id of the region with the borders of a county."""
    return f"region-{county_code}"


def county_board_id(county_code: str) -> str:
    """The recipient id of a county's administrative board."""
    return f"county_board-{county_code}"


def everyone(municipalities: pd.DataFrame, counties: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """The `recipient` table: municipalities, regions, county boards, and those in data/recipients.csv."""
    places = [
        (municipality_id(row.municipality_code), "municipality", row.name_, row.municipality_code)
        for row in municipalities.rename(columns={"name": "name_"}).itertuples()
    ]
    for row in counties.rename(columns={"name": "name_"}).itertuples():
        places.append((region_id(row.county_code), "region", row.region_name, row.county_code))
        places.append(
            (
                county_board_id(row.county_code),
                "county_board",
                f"Länsstyrelsen i {row.name_}",
                row.county_code,
            )
        )
    frame = pd.DataFrame(places, columns=["recipient_id", "kind", "name", "area_code"]).assign(
        parent_recipient_id=None
    )
    return pd.concat([frame, listed], ignore_index=True).assign(status=Status.PUBLISHED.value)
