"""Example answers to the self-assessments, adding up to the printed counts and percentages."""

from collections.abc import Mapping
from decimal import Decimal
from math import ceil

import pandas as pd

from dashboard.build.examples.cast import printed_in
from dashboard.build.examples.landscape import chance, pick
from dashboard.build.examples.money import EXAMPLE_SOURCE, half_up, restless
from dashboard.build.findings import DoesNotAddUp
from dashboard.build.world import World
from dashboard.core.status import Status

_QUALITY = "vardanalys-2023.f5.municipalities.quality-4-5.count.2022"
_NOT_WITHOUT = "vardanalys-2023.municipalities.quality-not-without-funds.count.2022"
_SURVEY = "vardanalys-2023.data.survey.responses.2023"
_TRAINING = "vardanalys-2023.t6."
_MANAGEMENT = "sos-2017.municipalities.management-system"
_NGOS = "sos-2017.ngos"
_TRAINING_ANSWERS = {"unknown-number": "unknown_share", "dont-know": "dont_know"}
_BY_INCLINATION = ("all", "majority", "minority", "none")
_RESULTS = ("full", "partly", "little")


def invent(world: World, activity: pd.DataFrame) -> pd.DataFrame:
    """Rows of `self_assessment` whose sums the documents print: quality and training 2022, results and management system 2016.

    `world.allocation` must hold what every municipality claimed, and `activity` the rows of 2016, each with the
    figure that it helps to meet as locator. Raises ValueError when the claimants or the active are too few.
    """
    rows = [
        *_quality(world),
        *_staff_training(world),
        _management_system(world, activity),
        *_expected_results(world, activity),
    ]
    given = pd.concat(rows, ignore_index=True).assign(status=Status.SYNTHETIC.value, source_id=EXAMPLE_SOURCE)
    return given.astype({"score": object}).where(given.notna(), None)


def training_counts(percentages: dict[str, int], n: int) -> dict[str, int]:
    """Whole counts that add up to `n` and whose percentages, rounded half up, are the given ones, as near them as can be.

    Raises ValueError when there are none.
    """
    exact = {answer: p * n / 100 for answer, p in percentages.items()}
    counts = {answer: max(0, ceil(Decimal(2 * p - 1) * n / 200)) for answer, p in percentages.items()}
    while sum(counts.values()) < n:
        free = [a for a in counts if half_up(Decimal(100 * (counts[a] + 1)) / n) == percentages[a]]
        if not free:
            break
        # The cost of one more is convex in each answer, so the cheapest step each time gives the least sum of deviations.
        step = min(free, key=lambda a: abs(counts[a] + 1 - exact[a]) - abs(counts[a] - exact[a]))
        counts[step] += 1
    if sum(counts.values()) != n:
        raise DoesNotAddUp(f"Inga hela antal av {n} ger andelarna {percentages}.")
    return counts


def _claimants_2022(world: World) -> list[str]:
    """Those that claimed money, but for those whose claim is printed: nothing is invented beside it."""
    received = world.amounts("municipality", 2022, "received")
    return list(received[received > 0].index.difference(printed_in(world, 2022)))


def _respondents(world: World, figure_id: str) -> int:
    return int(world.figures.at[figure_id, "respondents"])


def _quality(world: World) -> list[pd.DataFrame]:
    claimants = _claimants_2022(world)
    answered = pick(_respondents(world, _QUALITY), restless(world, "2022 report")[claimants])
    # Those who used what they got see more come of it.
    used_part = world.amounts("municipality", 2022, "used") / world.amounts("municipality", 2022, "received")
    content = (restless(world, "2022 quality") + 2 * used_part)[answered]
    high = set(pick(world.count(_QUALITY), content))
    scores = [_score(one, one in high) for one in answered]
    # Small municipalities have less of their own to do it with.
    dependent = set(pick(world.count(_NOT_WITHOUT), -restless(world, "2022 without funds")[answered]))
    return [
        _rows({one: None for one in answered}, 2022, "quality", _QUALITY).assign(score=scores),
        _rows(
            {one: "ja" if one in dependent else "nej" for one in answered},
            2022,
            "not_possible_without",
            _NOT_WITHOUT,
        ),
    ]


def _score(recipient: str, is_high: bool) -> int:
    """A score in the upper or the lower part of the scale; the documents do not print the parts further."""
    drawn = chance("2022 score", recipient)
    if is_high:
        return 5 if drawn < 0.5 else 4
    return 3 if drawn < 0.7 else 2 if drawn < 0.9 else 1


def _staff_training(world: World) -> list[pd.DataFrame]:
    responding = pick(world.count(_SURVEY), restless(world, "2023 survey")[_claimants_2022(world)])
    table = world.figures[world.figures.index.str.startswith(_TRAINING)]
    return [_training_in(world, cells, responding) for _, cells in table.groupby("violence_area_id")]


def _training_in(world: World, cells: pd.DataFrame, responding: list[str]) -> pd.DataFrame:
    """One row of the table: its cells hold the percentages, and the base that they are taken of."""
    area, n = cells["violence_area_id"].iloc[0], int(cells["respondents"].iloc[0])
    names = {_training_answer(figure_id): figure_id for figure_id in cells.index}
    counts = training_counts({answer: int(cells.at[names[answer], "value"]) for answer in names}, n)
    inclined = (restless(world, "staff training") + restless(world, f"staff training {area}"))[responding]
    answers = _dealt(counts, inclined[pick(n, restless(world, f"answers on {area}")[responding])], area)
    frame = _rows(answers, 2022, "staff_training", "").assign(violence_area_id=area)
    return frame.assign(locator=frame["answer"].map(names))


def _training_answer(figure_id: str) -> str:
    name = figure_id.rsplit(".", 1)[1]
    return _TRAINING_ANSWERS.get(name, name)


def _dealt(counts: dict[str, int], inclined: pd.Series, salt: str) -> dict[str, str]:
    """An answer for each: those who do not know by chance, the others from all to none by how inclined they are."""
    by_chance = sorted(inclined.index, key=lambda one: chance("does not know", salt, one))
    dealt = [a for a in counts if a not in _BY_INCLINATION for _ in range(counts[a])]
    answers = dict(zip(by_chance, dealt, strict=False))
    rest = inclined.drop(list(answers)).sort_values(ascending=False, kind="stable").index
    return answers | dict(zip(rest, [a for a in _BY_INCLINATION for _ in range(counts[a])], strict=True))


def _management_system(world: World, activity: pd.DataFrame) -> pd.DataFrame:
    """Those of the active who did not work on their management system since it already covered the violence."""
    at = f"{_MANAGEMENT}.already-covered"
    active = set(activity.loc[activity["year"] == 2016, "recipient_id"]) & set(
        world.of_kind("municipality").index
    )
    others = sorted(active - set(_those_with(activity, _MANAGEMENT)))
    covered = pick(world.count(at), restless(world, "2016 management system")[others])
    return _rows({one: "ja" for one in covered}, 2016, "management_system_covers", at)


def _expected_results(world: World, activity: pd.DataFrame) -> list[pd.DataFrame]:
    """The answers of the organisations that worked in each area. Where the text leaves one out, one gives no answer."""
    areas = [
        i.split(".")[2]
        for i in world.figures.index
        if i.startswith(f"{_NGOS}.") and i.endswith(".result-full")
    ]
    return [_results_in(world, area, _those_with(activity, f"{_NGOS}.{area}")) for area in areas]


def _results_in(world: World, area: str, working: list[str]) -> pd.DataFrame:
    printed = {result: f"{_NGOS}.{area}.result-{result}" for result in _RESULTS}
    counts = {result: world.count(name) for result, name in printed.items() if name in world.figures.index}
    if list(counts) == ["full"]:
        # The document says "all but one" and not how that one judged; partly is the mildest reading.
        counts["partly"], printed["partly"] = (
            _respondents(world, printed["full"]) - counts["full"],
            printed["full"],
        )
    dealt = [result for result in counts for _ in range(counts[result])]
    if len(working) < len(dealt):
        raise DoesNotAddUp(f"{len(working)} organisationer kan inte ge {len(dealt)} svar om {area}.")
    shuffled = sorted(working, key=lambda one: chance("2016 result", area, one))
    frame = _rows(dict(zip(shuffled, dealt, strict=False)), 2016, f"expected_result.{area}", "")
    return frame.assign(locator=frame["answer"].map(printed))


def _those_with(activity: pd.DataFrame, figure_id: str) -> list[str]:
    """The recipients with an activity that the margin counts."""
    return sorted(set(activity.loc[activity["locator"] == figure_id, "recipient_id"]))


def _rows(answers: Mapping[str, str | None], year: int, question_id: str, locator: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "recipient_id": list(answers),
            "year": year,
            "question_id": question_id,
            "violence_area_id": None,
            "score": None,
            "answer": list(answers.values()),
            "locator": locator,
        }
    ).astype(object)
