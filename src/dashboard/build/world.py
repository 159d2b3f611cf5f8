"""What the steps of the build hand to each other: the published facts and what has been computed from them so far."""

from dataclasses import dataclass

import pandas as pd

from dashboard.build.findings import ChecksFailed, missing_figure


@dataclass(frozen=True)
class World:
    """Facts about recipients and places.

    `figures` is the ledger, indexed by figure_id. `recipients` is the recipient table, indexed by recipient_id.
    `population` is the population table. `neighbours` maps a municipality code to those it
    borders on. `allocation` holds the allocation rows so far, published and modelled.
    """

    figures: pd.DataFrame
    recipients: pd.DataFrame
    population: pd.DataFrame
    neighbours: dict[str, list[str]]
    allocation: pd.DataFrame

    def value(self, figure_id: str) -> float:
        """A number of the ledger. Raises ChecksFailed for an id that is not in it."""
        if figure_id not in self.figures.index:
            raise ChecksFailed([missing_figure(figure_id)])
        return float(self.figures.at[figure_id, "value"])

    def count(self, figure_id: str) -> int:
        """A whole number of the ledger."""
        return round(self.value(figure_id))

    def inhabitants(self, key_year: int) -> pd.Series:
        """The inhabitants that the grants of a year are divided by, by area code in order."""
        rows = self.population[self.population["key_year"] == key_year]
        return rows.set_index("area_code")["population"].astype(int).sort_index()

    def counted_in(self, key_year: int) -> int:
        """The year in which those inhabitants were counted."""
        return int(self.population.loc[self.population["key_year"] == key_year, "year"].iloc[0])

    def of_kind(self, kind: str) -> pd.DataFrame:
        """The real recipients of a kind, in id order."""
        rows = self.recipients[(self.recipients["kind"] == kind) & (self.recipients["status"] == "published")]
        return rows.sort_index()

    def amounts(self, kind: str, year: int, measure: str, column: str = "amount_sek") -> pd.Series:
        """Amounts of development grants in kronor per recipient_id, for one kind, year and measure; `column` may be an end of their interval."""
        rows = self.allocation
        chosen = rows[
            (rows["year"] == year)
            & (rows["measure"] == measure)
            & (rows["stream"] == "development")
            & rows["recipient_id"].isin(self.of_kind(kind).index)
        ]
        return chosen.set_index("recipient_id")[column].astype(int).sort_index()
