"""Questions to the dataset. Each takes a reader, the filters and what the question itself asks for, and gives a `Result`."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import replace

from dashboard.core.filters import Filters
from dashboard.core.result import Result
from dashboard.core.story import Step
from dashboard.dataset.store import Reader
from dashboard.queries import (
    activities,
    activity_years,
    agencies,
    allocation_key,
    areas,
    changed_answers,
    changed_sums,
    changed_tables,
    changes,
    consulted,
    counties,
    country,
    county,
    county_actors,
    county_boards,
    county_work,
    districts,
    equity,
    example_values,
    goals,
    grants,
    indicators,
    method,
    municipality,
    municipality_work,
    not_known,
    pairs,
    plan,
    printed,
    products,
    reach,
    recipients,
    reported,
    results,
    search,
    statements,
    survey,
    white_spots,
    years,
)

Query = Callable[..., Result]

QUERIES: dict[str, Query] = {
    "area_values": areas.values,
    "area_choices": areas.choices,
    "country_key_figures": country.key_figures,
    "country_ladder": country.ladder,
    "country_development": country.development,
    "country_recipients": country.recipients,
    "county_choices": counties.choices,
    "county_ladder": county.ladder,
    "county_comparison": county.comparison,
    "county_region_ladder": county.region_ladder,
    "county_municipalities": county.municipalities,
    "county_violence_areas": county_work.violence_areas,
    "county_training": county_work.training,
    "county_kinds_of_work": county_work.kinds_of_work,
    "county_pairs": pairs.of_county,
    "county_unknown": not_known.of_county,
    "county_other_grants": grants.other_of_county,
    "county_board_projects": county_actors.board_projects,
    "county_board_funds": county_actors.board_funds,
    "county_board_examples": county_actors.board_examples,
    "county_region_years": county_actors.region_years,
    "county_ngos": county_actors.ngos,
    "white_spots_money": white_spots.money,
    "white_spots_work": white_spots.work,
    "equity_by_size": equity.by_size,
    "equity_lorenz": equity.lorenz_curve,
    "equity_gini_years": equity.gini_years,
    "equity_within_counties": equity.within_counties,
    "equity_between_counties": equity.between_counties,
    "statements": statements.statements,
    "county_statements": statements.of_county,
    "municipality_statements": statements.of_municipality,
    "statement_cards": statements.cards,
    "consulted": consulted.everyone,
    "county_consulted": consulted.of_county,
    "municipality_choices": municipality.choices,
    "municipality_ladder": municipality.ladder,
    "municipality_years": municipality.years,
    "municipality_violence_areas": municipality_work.violence_areas,
    "municipality_activities": municipality_work.activities,
    "municipality_assessments": municipality_work.assessments,
    "municipality_alike": municipality.alike,
    "municipality_unknown": not_known.of_municipality,
    "municipality_other_grants": grants.other_of_municipality,
    "municipality_indicators": indicators.of_municipality,
    "activity_methods": activities.methods,
    "activity_years": activity_years.by_year,
    "activity_search": search.activities,
    "reported_activities": reported.activities,
    "reported_scores": reported.scores,
    "regions": recipients.regions,
    "regions_over_years": recipients.regions_over_years,
    "organisations": recipients.organisations,
    "recipient_points": recipients.points,
    "self_assessed_scores": results.scores,
    "expected_results": results.expected,
    "survey_questions": survey.questions,
    "district_boards": districts.boards,
    "district_work": districts.work,
    "agency_funds": agencies.funds,
    "agency_roles": agencies.roles,
    "plan_timeline": plan.timeline,
    "plan_by_goal": plan.by_goal,
    "product_choices": products.choices,
    "support_products": products.catalogue,
    "reach_2016": reach.in_2016,
    "goal_tree": goals.tree,
    "goal_evidence": goals.said_about,
    "recommendations": goals.recommendations,
    "evaluation_conclusions": goals.conclusions,
    "county_boards_goals": county_boards.goals,
    "county_boards_indicators": county_boards.indicators,
    "county_boards_examples": county_boards.examples,
    "county_boards_needs": county_boards.needs,
    "county_boards_proposals": county_boards.proposals,
    "printed_cards": printed.cards,
    "printed_card": printed.card,
    "sources": method.sources,
    "statuses": method.statuses,
    "key_predictions": allocation_key.key_predictions,
    "key_regions": allocation_key.key_regions,
    "key_arguments": allocation_key.key_arguments,
    "reconciliations": method.reconciliations,
    "coverage": method.coverage,
    "arithmetic": method.arithmetic,
    "disagreements": method.disagreements,
    "country_money": country.money,
    "grants": grants.grants,
    "grant_amounts": grants.amounts,
    "ledger": method.ledger,
}

# What differs between two versions: these take a reader of the version before and one of the version after.
COMPARISONS: dict[str, Query] = {
    "changed_rows": changes.rows,
    "changed_sums": changed_sums.sums,
    "changed_tables": changed_tables.tables,
}
# Lists to choose from; they are not answers that anyone shows.
_CHOICES = frozenset(
    {
        "area_choices",
        "county_choices",
        "municipality_choices",
        "product_choices",
        "printed_cards",
        "statement_cards",
    }
)


def for_stories() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """The questions that a story may ask, each with the names of its own arguments and of those that must be given."""
    own = {name: list(inspect.signature(QUERIES[name]).parameters.values())[2:] for name in QUERIES}
    return {
        name: (
            frozenset(p.name for p in parameters),
            frozenset(p.name for p in parameters if p.default is p.empty),
        )
        for name, parameters in own.items()
        if name not in _CHOICES
    }


def opened(reader: Reader, step: Step) -> Step:
    """The step with the year that its answer opens in; unchanged where one is chosen, or the answer is about no year."""
    return replace(step, filters=years.opened(reader, QUERIES[step.question], step.filters))


def answer(reader: Reader, step: Step) -> Result:
    """The answer to one step of a story; it says what was asked, with the year that it opens in where the step has none.

    What it says in words is true without example data; see `example_values`.
    """
    step = opened(reader, step)

    def asked(filters: Filters) -> Result:
        return QUERIES[step.question](reader, filters, **dict(step.arguments))

    shown = asked(step.filters)
    if step.filters.examples:
        shown = example_values.retold(shown, asked(step.filters.but(examples=False)))
    return replace(shown, asked=step)


def compare(question: str, before: Reader, after: Reader, filters: Filters, scope: str) -> Result:
    """What differs between two versions, in words that know of no example data, like every answer."""
    shown, known = (
        COMPARISONS[question](before, after, chosen, scope=scope)
        for chosen in (filters, filters.but(examples=False))
    )
    return example_values.retold(shown, known)


def compare_answers(before: Reader, after: Reader, steps: Sequence[Step]) -> Result:
    """Which of the answers to the steps differ between the two versions; see `changed_answers.differences`."""
    pairs = [(answer(before, step), answer(after, step)) for step in steps]
    return changed_answers.differences(pairs, before.version, after.version)
