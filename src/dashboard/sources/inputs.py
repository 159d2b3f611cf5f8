"""All inputs of a build, read from the data folder: one file for each table, or several that are put together."""

from dataclasses import dataclass
from pathlib import Path

from dashboard.sources.files import SourceFile, read

LEDGER = "published/*/figures.csv"


@dataclass(frozen=True)
class Input:
    """A kind of input: the pattern of its files inside the data folder, the table its columns belong to, the table's
    columns that it leaves out, and columns of its own that the table does not have."""

    pattern: str
    table: str
    leaves_out: tuple[str, ...] = ()
    own_columns: tuple[str, ...] = ()


# Items that a document lists or states in words: one table, one file name.
ITEMS = {
    "goal": "goals",
    "goal_evidence": "goal_evidence",
    "main_activity": "main_activities",
    "plan_activity": "plan_activities",
    "support_product": "support_products",
    "recommendation": "recommendations",
    "coordination_indicator": "coordination_indicators",
    "example": "examples",
    "need": "needs",
    "proposal": "proposals",
    "agency_role": "agency_roles",
    "survey_question": "survey_questions",
    "statement": "statements",
    "consulted": "consulted",
}

# The places in numbers.csv of the numbers that a statement shows: line and ordinal.
_OWN_COLUMNS = {"statement": ("numbers",)}

INPUTS: tuple[Input, ...] = (
    Input("sources.csv", "source", leaves_out=("file_name",)),
    Input("geography/counties.csv", "county", leaves_out=("lon", "lat")),
    Input("geography/municipalities.csv", "municipality", leaves_out=("lon", "lat")),
    Input("geography/population.csv", "population", leaves_out=("status", "key_year", "mark")),
    Input("vocabulary/violence_areas.csv", "violence_area"),
    Input("vocabulary/development_areas.csv", "development_area"),
    Input("vocabulary/activity_types.csv", "activity_type"),
    Input("vocabulary/target_groups.csv", "target_group"),
    Input("vocabulary/methods.csv", "method"),
    Input("vocabulary/key_figures.csv", "key_figure"),
    Input("vocabulary/questions.csv", "question"),
    Input("vocabulary/grants.csv", "grant"),
    Input("vocabulary/grant_amounts.csv", "grant_amount"),
    Input("vocabulary/printed_cards.csv", "printed_card", leaves_out=("position",), own_columns=("figures",)),
    Input(
        "published/arithmetic.csv",
        "arithmetic_check",
        leaves_out=("figure_id", "computed", "printed", "agrees"),
        own_columns=("result", "parts"),
    ),
    Input("published/disagreements.csv", "disagreement"),
    *(
        Input(
            f"published/*/{file}.csv", table, leaves_out=("status",), own_columns=_OWN_COLUMNS.get(table, ())
        )
        for table, file in ITEMS.items()
    ),
    Input(
        "published/proposed_amounts.csv",
        "key_comparison",
        leaves_out=("limit_persons", "rounds", "by_key_sek", "is_proposed", "status"),
    ),
    Input("translations/en.csv", "translation"),
    Input("recipients.csv", "recipient", leaves_out=("status",)),
    Input(LEDGER, "published_figure", leaves_out=("status", "is_approximate")),
    Input("published/*/activities.csv", "activity", leaves_out=("status",)),
    Input("published/*/answers.csv", "self_assessment", leaves_out=("status",)),
    Input(
        "published/allocations.csv",
        "allocation",
        leaves_out=(
            "grant_id",
            "amount_sek",
            "amount_low_sek",
            "amount_high_sek",
            "has_point",
            "status",
            "source_id",
            "locator",
        ),
        own_columns=("figure_id",),
    ),
)


def read_all(data_dir: Path) -> dict[str, list[SourceFile]]:
    """The files of every input, by pattern. A pattern without files gives an empty list."""
    return {
        one.pattern: [
            read(data_dir, p.relative_to(data_dir).as_posix()) for p in sorted(data_dir.glob(one.pattern))
        ]
        for one in INPUTS
    }
