"""What the forms are read against: places, recipients and the words of the lists. Handed in; the forms read no dataset."""

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from dashboard.core.codes import COUNTRY
from dashboard.sources.forms.matching import Directory, Entry

FIRST_YEAR = 2012
LAST_YEAR = 2026


@dataclass(frozen=True, eq=False)
class Places:
    """Tables of the dataset with the columns that the forms need, and the years of the programme.

    `municipality`: municipality_code, name, county_code. `county`: county_code, name, region_name. `recipient`:
    recipient_id, kind, name, area_code. `activity_type`: activity_type_id, name_sv, recipient_kind. `violence_area`,
    `target_group`, `method`, `question`, `key_figure`: id and name_sv.
    """

    municipality: pd.DataFrame
    county: pd.DataFrame
    recipient: pd.DataFrame
    activity_type: pd.DataFrame
    violence_area: pd.DataFrame
    target_group: pd.DataFrame
    method: pd.DataFrame
    question: pd.DataFrame
    key_figure: pd.DataFrame
    first_year: int = FIRST_YEAR
    last_year: int = LAST_YEAR

    def for_one_file(self) -> "Places":
        """The same places with nothing remembered from other files. Costs little: what has been built is shared."""
        twin = replace(self)
        twin.__dict__["activities"] = {kind: words.fresh() for kind, words in self.activities.items()}
        for name in ("areas", "recipients", "violence_areas", "target_groups", "methods", "questions"):
            twin.__dict__[name] = getattr(self, name).fresh()
        return twin

    @cached_property
    def areas(self) -> Directory:
        """Municipalities, counties and the country, by area code."""
        country = Entry(COUNTRY, COUNTRY, "Riket", "country", ("hela riket", "sverige", "hela landet"))
        return Directory(
            [country, *(self._county(r) for r in _rows(self.county)), *self._municipalities("{code}")]
        )

    @cached_property
    def recipients(self) -> Directory:
        """Everyone who can receive grants, by recipient id; a municipality also by its code, a region by its county's."""
        listed = [r for r in _rows(self.recipient) if r["kind"] not in ("municipality", "region")]
        others = [Entry(r["recipient_id"], r["recipient_id"], r["name"], r["kind"]) for r in listed]
        regions = [
            Entry(
                f"region-{r['county_code']}", r["county_code"], r["region_name"], "region", _region_aliases(r)
            )
            for r in _rows(self.county)
        ]
        return Directory([*self._municipalities("municipality-{code}"), *regions, *others])

    @cached_property
    def kind_of(self) -> dict[str, str]:
        """The kind of each recipient."""
        return {entry.id: entry.kind for entry in self.recipients.entries}

    @cached_property
    def county_of(self) -> dict[str, str]:
        """The county code of each municipality, by the municipality's recipient id."""
        return {f"municipality-{r['municipality_code']}": r["county_code"] for r in _rows(self.municipality)}

    @cached_property
    def activities(self) -> dict[str, Directory]:
        """The activity types, by the kind of recipient that reports them; the empty kind holds all."""
        kinds = {"", *self.activity_type["recipient_kind"]}
        return {kind: self._words(self._activities_of(kind)) for kind in kinds}

    def _activities_of(self, kind: str) -> pd.DataFrame:
        return self.activity_type[self.activity_type["recipient_kind"].isin([kind]) | (kind == "")]

    @cached_property
    def violence_areas(self) -> Directory:
        """The violence areas, by id and name."""
        return self._words(self.violence_area)

    @cached_property
    def target_groups(self) -> Directory:
        """The target groups, by id and name."""
        return self._words(self.target_group)

    @cached_property
    def methods(self) -> Directory:
        """The methods, by id and name."""
        return self._words(self.method)

    @cached_property
    def questions(self) -> Directory:
        """The questions of a self-assessment, by id and name."""
        return self._words(self.question)

    @cached_property
    def key_figures(self) -> dict[str, str]:
        """The names of Kolada's key figures that are known, by id."""
        return {r["key_figure_id"]: r["name_sv"] for r in _rows(self.key_figure)}

    def _municipalities(self, id_pattern: str) -> list[Entry]:
        return [
            Entry(
                id_pattern.format(code=r["municipality_code"]),
                r["municipality_code"],
                r["name"],
                "municipality",
                _municipality_aliases(r["name"]),
            )
            for r in _rows(self.municipality)
        ]

    @staticmethod
    def _county(row: dict[str, str]) -> Entry:
        stem = row["name"].removesuffix(" län")
        return Entry(
            row["county_code"], row["county_code"], row["name"], "county", (f"{stem.removesuffix('s')} län",)
        )

    @staticmethod
    def _words(table: pd.DataFrame) -> Directory:
        id_column = table.columns[0]
        return Directory([Entry(r[id_column], r[id_column], r["name_sv"], "") for r in _rows(table)])


def _rows(table: pd.DataFrame) -> list[dict[str, str]]:
    return table.to_dict("records")


def _municipality_aliases(name: str) -> tuple[str, ...]:
    genitive = name if name.endswith(("s", "x", "z")) else f"{name}s"
    aliases = [genitive, *(f"{form} {word}" for form in {name, genitive} for word in ("kommun", "stad"))]
    # Gotland calls itself a region, and is a municipality in lists of municipalities.
    return tuple(aliases + ([f"Region {name}"] if name == "Gotland" else []))


def _region_aliases(row: dict[str, str]) -> tuple[str, ...]:
    stem = row["region_name"].removeprefix("Region ")
    return (
        f"{row['name']}s landsting",
        f"Landstinget i {row['name']}",
        f"Landstinget {stem}",
        f"Region {row['name']}",
    )
