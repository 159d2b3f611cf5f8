"""The items that the documents list: agencies, plan, support products, goals and the county boards' work."""

import pandas as pd
import pytest

from dashboard.core.codes import slug
from dashboard.core.filters import Filters
from dashboard.core.measures import VIOLENCE_AREAS
from dashboard.core.numbers import million_kronor
from dashboard.core.result import Result
from dashboard.dataset.store import Reader
from dashboard.exports import tables as files
from dashboard.figures import agencies as agency_figures
from dashboard.figures import answers, dots, timeline
from dashboard.queries import agencies, county_boards, goals, plan, products, reach

Tables = dict[str, pd.DataFrame]

EVERY_QUERY = {
    "funds": lambda reader, filters: agencies.funds(reader, filters),
    "roles": lambda reader, filters: agencies.roles(reader, filters),
    "timeline": lambda reader, filters: plan.timeline(reader, filters),
    "by_goal": lambda reader, filters: plan.by_goal(reader, filters),
    "catalogue": lambda reader, filters: products.catalogue(reader, filters),
    "tree": lambda reader, filters: goals.tree(reader, filters),
    "said": lambda reader, filters: goals.said_about(reader, filters, "policy strategy"),
    "recommendations": lambda reader, filters: goals.recommendations(reader, filters),
    "conclusions": lambda reader, filters: goals.conclusions(reader, filters),
    "boards_goals": lambda reader, filters: county_boards.goals(reader, filters),
    "indicators": lambda reader, filters: county_boards.indicators(reader, filters),
    "examples": lambda reader, filters: county_boards.examples(reader, filters),
    "needs": lambda reader, filters: county_boards.needs(reader, filters),
    "proposals": lambda reader, filters: county_boards.proposals(reader, filters),
    "reach": lambda reader, filters: reach.in_2016(reader, filters),
}


@pytest.mark.parametrize("name", EVERY_QUERY)
def test_every_row_has_its_source_place_and_status(reader: Reader, name: str) -> None:
    result: Result = EVERY_QUERY[name](reader, Filters())
    assert result.sentence
    assert result.provenance
    assert (result.rows["status"] == "published").all()
    assert result.rows["locator"].str.len().gt(0).all()
    exported = files.for_export(result)
    assert len(exported) == len(result.rows)
    assert not exported.columns.duplicated().any()


@pytest.mark.parametrize("name", EVERY_QUERY)
def test_the_violence_area_filter_changes_the_rows_or_says_why_not(reader: Reader, name: str) -> None:
    everything = EVERY_QUERY[name](reader, Filters())
    for area in VIOLENCE_AREAS:
        filtered = EVERY_QUERY[name](reader, Filters(violence_area_id=area))
        assert set(filtered.notes) - set(everything.notes), (name, area)


# Agencies


def test_funds_are_the_published_allocations(reader: Reader, tables: Tables) -> None:
    rows = agencies.funds(reader, Filters()).rows
    paid = tables["allocation"].merge(tables["recipient"], on="recipient_id", suffixes=("", "_r"))
    paid = paid[paid["kind"].isin(["agency", "county_board"]) & paid["source_id"].eq("vardanalys-2023")]
    for stream in agencies.STREAMS:
        assert rows[stream].sum() == paid.loc[paid["stream"] == stream, "amount_sek"].sum()
        assert rows[stream].notna().sum() == (paid["stream"] == stream).sum()
    assert len(rows) == 5 * 3


def test_what_cannot_be_told_apart_is_not_a_dash(reader: Reader) -> None:
    rows = agencies.funds(reader, Filters()).rows
    boards = rows[rows["agency"] == "Länsstyrelserna"]
    assert (boards["implementation_text"] == "går inte att särskilja").all()
    assert boards.set_index("year").at[2022, "stimulus_text"] == "–"
    assert boards.set_index("year").at[2021, "stimulus_text"] == "1\xa0880\xa0435 kr"
    drawn = agency_figures.funds(agencies.funds(reader, Filters()))
    said = [a.text for a in drawn.layout.annotations if "går inte att särskilja" in a.text]
    assert len(said) == 1 and said[0].startswith("<b>Länsstyrelserna</b>")


def test_funds_sentence_gives_the_sums(reader: Reader) -> None:
    result = agencies.funds(reader, Filters())
    for stream in agencies.STREAMS:
        assert million_kronor(result.rows[stream].sum()) in result.sentence


def test_roles_name_all_parties_in_document_order(reader: Reader, tables: Tables) -> None:
    result = agencies.roles(reader, Filters())
    assert (
        result.rows["agency"].tolist()
        == tables["agency_role"].sort_values("agency_role_id")["agency"].tolist()
    )
    assert result.sentence.startswith("8 aktörer") and "5 av dem" in result.sentence


# The plan


def test_the_timeline_has_every_row_of_the_plan_once(reader: Reader, tables: Tables) -> None:
    result = plan.timeline(reader, Filters())
    assert sorted(result.rows["plan_activity_id"]) == sorted(tables["plan_activity"]["plan_activity_id"])
    assert result.rows["main_activity_no"].is_monotonic_increasing
    whole = tables["plan_activity"].query("year_from == 2020 and year_to == 2022")
    assert f"; {len(whole)} pågår hela perioden" in result.sentence


def test_bars_of_the_timeline_cover_the_years(reader: Reader) -> None:
    result = plan.timeline(reader, Filters())
    drawn = timeline.by_main_activity(result)
    spans = [(b, b + x) for trace in drawn.data for b, x in zip(trace.base, trace.x, strict=True)]
    assert spans == list(zip(result.rows["year_from"], result.rows["year_to"] + 1, strict=True))
    assert len({trace.marker.color for trace in drawn.data}) == result.rows["main_activity_no"].nunique()


def test_two_areas_have_no_main_activity_and_the_sentence_names_them(reader: Reader, tables: Tables) -> None:
    result = plan.by_goal(reader, Filters())
    areas = tables["goal"].query("level == 'development_area'").set_index("goal_id")["goal_sv"]
    without = areas.drop(tables["main_activity"]["goal_id"].unique())
    assert len(without) == 2
    assert all(name.lower() in result.sentence for name in without)
    assert result.rows["activities"].sum() == len(tables["plan_activity"])
    assert result.rows.loc[result.rows["goal_sv"].isin(without), "remark"].str.len().gt(0).all()


def test_a_plan_that_covers_all_areas_says_so() -> None:
    assert plan._by_goal_sentence(5, []) == "Planen har huvudaktiviteter för alla 5 områden."


# Support products


def test_the_catalogue_holds_every_product(reader: Reader, tables: Tables) -> None:
    result = products.catalogue(reader, Filters())
    assert result.rows["support_product_id"].tolist() == list(range(1, len(tables["support_product"]) + 1))
    assert result.sentence == "Bilagan räknar upp 55 stöd. Flest kommer från Socialstyrelsen: 21."


def test_each_choice_gives_as_many_products_as_it_says(reader: Reader) -> None:
    for choice in products.choices(reader, Filters()).rows.itertuples():
        rows = products.catalogue(reader, Filters(), **{choice.field: choice.slug}).rows
        assert len(rows) == choice.products > 0, choice
        if choice.field == "provider":
            assert {slug(provider) for provider in rows["provider"]} == {choice.slug}


def test_choices_narrow_together(reader: Reader, tables: Tables) -> None:
    rows = products.catalogue(reader, Filters(), provider="nck", product_kind="utbildningsmaterial").rows
    wanted = tables["support_product"].query("provider == 'NCK' and kind == 'Utbildningsmaterial'")
    assert rows["support_product_id"].tolist() == wanted["support_product_id"].tolist()


def test_search_folds_as_the_search_over_activities_does(reader: Reader) -> None:
    def found(text: str) -> list[str]:
        return products.catalogue(reader, Filters(), text=text).rows["name_sv"].tolist()

    assert found("freda") == found("FREDA")
    assert len(found("FREDA")) == 1
    # a is found for å where nothing has a plain a there, and å is never a plain a.
    assert found("aldre kvinnor") == found("äldre kvinnor")
    assert len(found("äldre kvinnor")) == 1
    assert found("våldsprevention") == ["Våldsprevention i Sverige: En forskningsöversikt"]
    assert found("åtbildningsmaterial") == []


def test_loose_search_says_so(reader: Reader) -> None:
    loose = "Inget stämde exakt; a har fått stå för å och ä, och o för ö."
    assert loose in products.catalogue(reader, Filters(), text="aldre kvinnor").notes
    assert loose not in products.catalogue(reader, Filters(), text="äldre kvinnor").notes


def test_sentences_of_none_one_and_one_provider(reader: Reader) -> None:
    none = products.catalogue(reader, Filters(), text="finnsinte")
    assert none.is_empty and none.sentence == "" and "Inget stöd stämmer" in none.notes[0]
    one = products.catalogue(reader, Filters(), provider="barnafrid")
    assert one.sentence == "Ett av 55 stöd stämmer med urvalet: Basprogrammet om våld mot barn, Barnafrid."
    nck = products.catalogue(reader, Filters(), provider="nck")
    assert nck.sentence == "9 av 55 stöd stämmer med urvalet. Alla kommer från NCK."


def test_a_tie_names_all_who_share_it(reader: Reader) -> None:
    rows = products.catalogue(reader, Filters()).rows
    tie = pd.concat([rows[rows["provider"] == p].head(2) for p in ("NCK", "Länsstyrelserna")])
    assert products._sentence(tie, 55).endswith("Flest, 2 var, kommer från Länsstyrelserna och NCK.")


def test_a_violence_area_leaves_only_products_about_it(reader: Reader, tables: Tables) -> None:
    for area in VIOLENCE_AREAS:
        result = products.catalogue(reader, Filters(violence_area_id=area))
        about = tables["support_product"]["violence_area_id"] == area
        assert len(result.rows) == about.sum()
        # Intimate-partner violence is the frame of the whole mission; no product is set apart for it.
        assert result.is_empty == (area == "intimate_partner")
        assert any(f" {(~about).sum()} andra" in note for note in result.notes)


# Goals


def test_the_tree_has_every_goal_once_under_its_parent(reader: Reader, tables: Tables) -> None:
    rows = goals.tree(reader, Filters()).rows
    assert sorted(rows["goal_id"]) == sorted(tables["goal"]["goal_id"])
    place = {goal_id: index for index, goal_id in enumerate(rows["goal_id"])}
    for row in tables["goal"].dropna(subset=["parent_goal_id"]).itertuples():
        assert place[row.parent_goal_id] < place[row.goal_id]
    assert (rows["goal"].eq("") == rows["parent_goal_id"].notna()).all()
    assert rows["level"].value_counts().to_dict() == {
        "policy": 1, "strategy": 4, "mission": 2, "development_area": 5, "county_boards": 4,
    }  # fmt: skip


def test_the_tree_counts_the_evidence(reader: Reader, tables: Tables) -> None:
    rows = goals.tree(reader, Filters()).rows.set_index("goal_id")
    counted = tables["goal_evidence"].groupby(["goal_id", "direction"]).size()
    for (goal_id, direction), count in counted.items():
        assert rows.at[goal_id, direction] == count
    assert rows[list(goals.DIRECTIONS)].to_numpy().sum() == len(tables["goal_evidence"])


def test_a_goal_has_at_most_one_conclusion(tables: Tables) -> None:
    concluded = tables["goal_evidence"].query("is_conclusion")["goal_id"]
    assert not concluded.duplicated().any()
    judged = tables["goal"].query("level in ('policy', 'strategy', 'mission')")["goal_id"]
    assert set(concluded) == set(judged)


def test_the_trees_sentence_counts_the_conclusions(reader: Reader, tables: Tables) -> None:
    verdicts = tables["goal_evidence"].query("is_conclusion and goal_id.str.startswith('strategy')")[
        "direction"
    ]
    counts = verdicts.value_counts()
    assert (
        f"bidrar till {counts['supports']} av strategins 4 mål och delvis till {counts['partly']}; för {counts['unclear']}"
        in goals.tree(reader, Filters()).sentence
    )


def test_evidence_is_shared_out_between_the_cards(reader: Reader, tables: Tables) -> None:
    cards = [
        goals.said_about(reader, Filters(), levels)
        for levels in ("policy strategy", "mission development_area")
    ]
    ids = pd.concat([card.rows["goal_evidence_id"] for card in cards])
    assert sorted(ids) == sorted(tables["goal_evidence"]["goal_evidence_id"])
    assert len({card.result_id for card in cards}) == 2
    for card in cards:
        assert card.sentence.startswith(f"{len(card.rows)} iakttagelser")


def test_parts_of_a_recommendation_follow_it(reader: Reader, tables: Tables) -> None:
    result = goals.recommendations(reader, Filters())
    whole = 0
    for row in result.rows.itertuples():
        if pd.isna(row.parent_recommendation_id):
            whole = row.recommendation_id
            assert row.to and row.recommendation
        else:
            assert row.parent_recommendation_id == whole
            assert row.part and not row.to
    assert result.sentence == "Utvärderingen lämnar 4 rekommendationer, här delade i 13 punkter."
    assert len(result.rows) == len(tables["recommendation"])


def test_recommendations_without_parts_and_just_one(reader: Reader) -> None:
    whole = goals.recommendations(reader, Filters()).rows.dropna(subset=["to"]).head(1)
    assert goals._recommendation_sentence(whole, 0) == "Utvärderingen lämnar 1 rekommendation."


def test_conclusions_cover_chapter_8_in_order(reader: Reader) -> None:
    sections = goals.conclusions(reader, Filters()).rows["locator"].str.extract(r"Avsnitt (8\.\d)")[0]
    assert sections.is_monotonic_increasing
    assert set(sections) == {f"8.{number}" for number in range(1, 9)}


# The county boards


def test_indicators_are_the_ledgers_and_add_up(reader: Reader, tables: Tables) -> None:
    result = county_boards.indicators(reader, Filters())
    ledger = tables["published_figure"].set_index("figure_id")["value"]
    by_label = result.rows.set_index("label")
    for row in tables["coordination_indicator"].itertuples():
        assert by_label.at[row.indicator_sv, "yes"] == ledger[row.yes_figure_id]
        assert by_label.at[row.indicator_sv, "partly"] == ledger[row.partly_figure_id]
    assert (result.rows[["yes", "partly", "other"]].sum(axis=1) == 21).all()
    assert (result.rows["other"] >= 0).all()
    assert "15 av 21" in result.sentence and "Minst, 6," in result.sentence


def test_drawn_answers_are_the_rows(reader: Reader) -> None:
    result = county_boards.indicators(reader, Filters())
    drawn = answers.yes_partly_rest(result)
    assert [list(trace.x) for trace in drawn.data] == [
        result.rows[c].tolist() for c in ("yes", "partly", "other")
    ]


def test_equal_answers_are_not_called_most_and_least(reader: Reader) -> None:
    rows = county_boards.indicators(reader, Filters()).rows
    assert "Minst" not in county_boards._indicator_sentence(rows[rows["yes"] == 10])


def test_examples_stand_by_county_with_all_boards_first(reader: Reader, tables: Tables) -> None:
    result = county_boards.examples(reader, Filters())
    of_the_report = tables["example"].query("source_id == 'lansstyrelserna-2015'")
    assert sorted(result.rows["example_id"]) == sorted(of_the_report["example_id"])
    assert result.rows["county"].iloc[0] == "Alla länsstyrelser"
    assert result.rows["county_code"].dropna().is_monotonic_increasing
    # An example that several boards share is told once.
    told = of_the_report["example_sv"].nunique()
    assert told < len(of_the_report)
    assert result.sentence == f"Slutredovisningen lyfter {told} exempel, från 14 län."


def test_examples_of_a_violence_area(reader: Reader, tables: Tables) -> None:
    told = tables["example"].query("source_id == 'lansstyrelserna-2015'")["example_sv"].nunique()
    one = county_boards.examples(reader, Filters(violence_area_id="prostitution_trafficking"))
    assert one.sentence == "Slutredovisningen lyfter ett exempel, från 1 län."
    none = county_boards.examples(reader, Filters(violence_area_id="sexual_violence"))
    assert none.is_empty and none.sentence == "" and f"Inget av de {told} exemplen" in none.notes[0]


def test_needs_say_what_was_named_both_years(reader: Reader) -> None:
    result = county_boards.needs(reader, Filters())
    assert (
        result.sentence
        == "13 behov pekas ut. Både 2012 och 2014 nämns: kompetensutveckling och nationell strategi."
    )


def test_proposals_without_an_addressee_say_so(reader: Reader, tables: Tables) -> None:
    result = county_boards.proposals(reader, Filters())
    missing = tables["proposal"]["addressee"].isna().sum()
    assert (result.rows["addressee"] == "anges inte").sum() == missing
    assert (
        result.sentence
        == f"{len(result.rows)} förslag; {len(result.rows) - missing} av dem säger vem de riktas till."
    )


# Reach


def test_pairs_of_reach_are_the_ledgers(reader: Reader, tables: Tables) -> None:
    result = reach.in_2016(reader, Filters())
    ledger = tables["published_figure"].set_index("figure_id")["value"]
    offered = ledger[ledger.index.str.match(r"sos-2017\.regional-support\..*\.offered$")]
    pairs = result.context["pairs"]
    assert sorted(pairs["offered"]) == sorted(offered)
    assert (pairs["received"] <= pairs["offered"]).all()
    assert "185 av de 277" in result.sentence
    drawn = dots.offered_and_received(result)
    assert drawn is not None and list(drawn.data[-2].x) == sorted(pairs["received"], reverse=True)


def test_reach_without_any_pair_draws_nothing() -> None:
    assert reach.pairs(pd.DataFrame({"figure_id": [], "value": [], "subcategory_sv": []})).empty
    assert (
        reach._sentence(reach.pairs(pd.DataFrame({"figure_id": [], "value": [], "subcategory_sv": []}))) == ""
    )
