"""Printed figures: each is on a card, and a card says what the document says."""

import re
from inspect import signature

import pandas as pd
import pytest

from dashboard.core import printed_figure
from dashboard.core.filters import Filters, from_address
from dashboard.core.numbers import in_unit
from dashboard.dataset.store import Reader
from dashboard.exports import charts
from dashboard.figures import bars, catalogue
from dashboard.locale import speak_in
from dashboard.queries import QUERIES, printed


@pytest.fixture(scope="module")
def card_ids(tables: dict[str, pd.DataFrame]) -> list[str]:
    return tables["printed_card"]["card_id"].tolist()


def test_every_printed_figure_stands_on_a_card_but_for_repetitions(tables: dict[str, pd.DataFrame]) -> None:
    ledger = tables["published_figure"]
    shown = set(tables["printed_card_figure"]["figure_id"])
    assert set(ledger.loc[ledger["same_as"].isna(), "figure_id"]) == shown
    assert set(ledger["same_as"].dropna()) <= shown


def test_a_card_shows_the_ledgers_values(
    reader: Reader, tables: dict[str, pd.DataFrame], card_ids: list[str]
) -> None:
    ledger = tables["published_figure"].set_index("figure_id")
    members = tables["printed_card_figure"]
    for card_id in card_ids:
        rows = printed.listed(reader, Filters(), card_id).rows
        ids = members[members["card_id"] == card_id].sort_values("position")["figure_id"]
        assert rows["figure_id"].tolist() == ids.tolist()
        assert rows["value"].fillna(-1).tolist() == ledger.loc[ids, "value"].fillna(-1).tolist()


def test_no_two_cards_share_a_name(reader: Reader, card_ids: list[str]) -> None:
    """A card's name chooses its figure and stands in links to it: a printed card must not be drawn as another answer."""
    alone = [
        query
        for query in QUERIES.values()
        if all(p.default is not p.empty for p in list(signature(query).parameters.values())[2:])
    ]
    names = [query(reader, Filters()).result_id for query in alone]
    names += [printed.card(reader, Filters(), card_id).result_id for card_id in card_ids]
    assert len(names) > 100
    assert [name for name in set(names) if names.count(name) > 1] == []


def test_a_printed_card_and_the_answer_made_of_it_have_figures_of_their_own(reader: Reader) -> None:
    """The figures of whom the support of 2016 reached stand in both; the answer pairs them, the card is a table."""
    card, answer = printed.card(reader, Filters(), "reach-2016"), QUERIES["reach_2016"](reader, Filters())
    assert card.rows["figure_id"].tolist() == answer.rows["figure_id"].tolist()
    paired = catalogue.draw(answer, {})
    assert paired is not None
    assert {trace.type for trace in paired.data} == {"scatter"}
    assert catalogue.draw(card, {}) is None


def test_every_card_can_be_linked_to(reader: Reader, card_ids: list[str]) -> None:
    """A card's name can stand in an address."""
    for name in [*card_ids, *QUERIES]:
        assert from_address({"kort": name}, Filters(), ()) == (Filters(card=name), []), name


def test_names_on_a_card_differ(reader: Reader, card_ids: list[str]) -> None:
    for card_id in card_ids:
        labels = printed.listed(reader, Filters(), card_id).rows["label"]
        assert not labels.duplicated().any(), (card_id, labels[labels.duplicated()].tolist())


def test_exact_figures_are_written_as_printed(reader: Reader, card_ids: list[str]) -> None:
    for card_id in card_ids:
        rows = printed.listed(reader, Filters(), card_id).rows
        exact = rows[~rows["is_approximate"] & rows["value"].notna()]
        for row in exact.itertuples():
            two_decimals = row.unit == "percent" and round(row.value, 1) != row.value
            written = f"{row.value:.2f} %".replace(".", ",") if two_decimals else in_unit(row.value, row.unit)
            assert row.value_text.startswith(written), (card_id, row.figure_id)


# The words of the documents, and of ours, for each bound.
WORDS = {
    "about": ("omkring", "ett tiotal", "ett tjugotal", "ett nittiotal", "ett hundratal", "fyra av tio", "sex av tio", "nio av tio"),
    "nearly": ("nära",),
    "just_over": ("drygt",),
    "at_least": ("minst",),
    "more_than": ("mer än", "fler än"),
    "at_most": ("högst",),
    "fewer_than": ("färre än", "mindre än"),
}  # fmt: skip


def test_a_figure_with_a_bound_is_written_with_it(reader: Reader, card_ids: list[str]) -> None:
    rows = pd.concat([printed.listed(reader, Filters(), card_id).rows for card_id in card_ids])
    bounded = rows[(rows["bound"] != "exact") & rows["value"].notna()]
    assert len(bounded) > 60
    for row in bounded.itertuples():
        assert row.value_text.startswith(WORDS[row.bound]), (row.figure_id, row.value_text)
    assert not rows[rows["bound"] == "exact"]["value_text"].str.startswith(sum(WORDS.values(), ())).any()
    assert (bounded["bound_text"] != "").all()


def test_a_number_in_words_is_never_exact(tables: dict[str, pd.DataFrame]) -> None:
    ledger = tables["published_figure"]
    in_words = ledger[ledger["wording"].notna()]
    assert len(in_words) > 30
    assert not (in_words["bound"] == "exact").any()
    assert (ledger["is_approximate"] == (ledger["bound"] != "exact")).all()
    for row in in_words.itertuples():
        assert row.value in printed_figure.IN_WORDS[row.wording], row.figure_id


def test_what_the_documents_say_twice_agrees_with_the_bounds(tables: dict[str, pd.DataFrame]) -> None:
    """A repetition is often rounded: 58 per cent is nearly 60, 34 is just over a third."""
    ledger = tables["published_figure"].set_index("figure_id")
    known = " ".join(tables["disagreement"]["figure_ids"].dropna()).split()
    agrees = {
        "exact": lambda first, again: first == again,
        "about": lambda first, again: abs(first - again) <= again / 10,
        "nearly": lambda first, again: 0.9 * again <= first <= again,
        "just_over": lambda first, again: again <= first <= 1.1 * again,
        "at_least": lambda first, again: first >= again,
    }
    looked_at = 0
    for figure_id, row in ledger.dropna(subset=["same_as"]).iterrows():
        first = ledger.loc[row["same_as"]]
        assert first["measure_sv"] and pd.isna(first["same_as"])
        if row["unit"] == first["unit"] and figure_id not in known:
            looked_at += 1
            assert agrees[row["bound"]](first["value"], row["value"]), figure_id
    assert looked_at >= 12


def test_a_note_says_nothing_that_the_bound_or_the_years_say(tables: dict[str, pd.DataFrame]) -> None:
    notes = tables["published_figure"]["note_sv"].dropna()
    assert not notes.str.contains(r"^\d{4}[-–]\d{4}(?:;|$)").any()
    words = "drygt|nära|cirka|ca|runt|över|minst|hälften|en tredjedel|ett hundratal|färre än hälften"
    assert not notes.str.contains(rf"text: (?:{words})(?:;|$)").any()


def test_a_figure_of_several_years_says_so_wherever_its_name_does(tables: dict[str, pd.DataFrame]) -> None:
    ledger = tables["published_figure"]
    spans = ledger[ledger["figure_id"].str.contains("2020-2022")]
    assert len(spans) > 10
    assert set(zip(spans["year_from"], spans["year_to"], strict=True)) == {(2020, 2022)}
    totals = ledger[ledger["figure_id"].str.fullmatch(r"vardanalys-2023\.(t3\..*\.(total|years)|t6\..*)")]
    assert len(totals) == 2 * 23 + 4 * 6
    assert set(zip(totals["year_from"], totals["year_to"], strict=True)) == {(2020, 2022)}


def test_a_cards_title_has_a_year_of_its_rows(reader: Reader, card_ids: list[str]) -> None:
    for card_id in card_ids:
        result = printed.listed(reader, Filters(), card_id)
        years = {int(y) for y in result.rows[["year_from", "year_to"]].stack().dropna()}
        told = [int(y) for y in re.findall(r"\b20\d\d\b", result.title)]
        assert told or not years, card_id
        if len(years) == 1:
            assert years <= set(told), (card_id, result.title)
        assert set(told) & years or not told, (card_id, result.title)


def test_no_card_says_the_same_thing_twice(reader: Reader, card_ids: list[str]) -> None:
    what = ["measure_sv", "category_sv", "subcategory_sv", "recipient_kind", "violence_area_id", "period"]
    for card_id in card_ids:
        rows = printed.listed(reader, Filters(), card_id).rows
        assert not rows[what].duplicated().any(), card_id
        assert rows["same_as"].isna().all(), card_id


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_picture_has_those_that_lack_beside_those_that_have(
    reader: Reader, card_ids: list[str], language: str
) -> None:
    def lacking(card_id: str) -> set[bool]:
        speak_in(language)
        result = printed.listed(reader, Filters(), card_id)
        lack = result.rows["measure_sv"].str.contains(r"\b(?:saknar|that lack|without a)\b", case=False)
        return set(lack) if bars.printed(result) is not None else set()

    try:
        mixed = [card_id for card_id in card_ids if len(lacking(card_id)) > 1]
        assert lacking("use-municipal-2016") == {False}
    finally:
        speak_in("sv")
    assert mixed == []


def test_amounts_of_one_year_and_of_several_are_not_in_one_picture(
    reader: Reader, card_ids: list[str]
) -> None:
    drawn = 0
    for card_id in card_ids:
        result = printed.listed(reader, Filters(), card_id)
        if bars.printed(result) is not None and set(result.rows["unit"]) == {"sek"}:
            drawn += 1
            assert result.rows["period"].map(printed_figure.is_span).nunique() == 1, card_id
    assert drawn >= 3


# Written numbers, with the unit that a sentence gives an amount: not years, not parts of names.
NUMBER = re.compile(r"(?<![\w.,-])(?:SEK )?(\d(?:[\d\u00a0,.]*\d)?)(?:[\u00a0 ]mnkr|m\b)?")


def numbers_in(sentence: str, language: str) -> set[float]:
    """The numbers of a sentence as values, years left out."""
    found = set()
    for match in NUMBER.finditer(sentence):
        text = match[1].strip("., \u00a0")
        plain = text.replace("\u00a0", "").replace(" ", "")
        plain = plain.replace(",", ".") if language == "sv" else plain.replace(",", "")
        value = float(plain) * (1_000_000 if re.search(r"mnkr|\dm\b", match[0]) else 1)
        if not re.fullmatch(r"20\d\d", text):
            found.add(round(value, 2))
    return found


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_number_in_a_sentence_is_one_of_the_cards_figures(
    reader: Reader, card_ids: list[str], language: str
) -> None:
    speak_in(language)
    try:
        looked_at = 0
        for card_id in card_ids:
            result = printed.listed(reader, Filters(), card_id)
            assert result.sentence.endswith("."), card_id
            known = {
                round(float(v), 2) for v in [*result.rows["value"], *result.rows["respondents"]] if v == v
            }
            told = numbers_in(result.sentence, language)
            assert told <= known, (card_id, told - known, result.sentence)
            looked_at += len(told)
        assert looked_at > 150
    finally:
        speak_in("sv")


def test_a_number_that_is_no_figure_is_noticed() -> None:
    assert numbers_in("2022 fanns 193,75\u00a0mnkr, mot 1\u00a0234\u00a0kr 2021.", "sv") == {
        193_750_000,
        1234,
    }
    assert numbers_in("SEK 55.5m for 1,234 users; 85% in 2016.", "en") == {55_500_000, 1234, 85}


def test_a_sentence_is_written_without_numbers_of_its_own(tables: dict[str, pd.DataFrame]) -> None:
    english = dict(zip(tables["translation"]["text_sv"], tables["translation"]["text_en"], strict=True))
    sentences = tables["printed_card"]["sentence_sv"].dropna()
    assert len(sentences) == len(tables["printed_card"])
    for sentence in sentences:
        assert printed_figure.named_in(sentence) == printed_figure.named_in(english[sentence])
        for text in (sentence, english[sentence]):
            own = re.sub(r"\{[^}]*\}", "", text)
            assert re.findall(r"\d+", re.sub(r"\b20\d\d\b", "", own)) == [], text


def test_a_card_narrowed_to_other_figures_has_no_sentence_about_those_it_hides(reader: Reader) -> None:
    narrowed = printed.card(reader, Filters(violence_area_id="honour"), "survey-trained")
    assert narrowed.sentence == ""


def test_nouns_agree_with_their_number(reader: Reader, card_ids: list[str]) -> None:
    texts = [t for card_id in card_ids for t in printed.listed(reader, Filters(), card_id).rows["value_text"]]
    ones = [t for t in texts if t.startswith("1 ")]
    assert {t.split(" ")[1] for t in ones} >= {"organisation", "person", "länsstyrelse", "stadsdelsnämnd"}
    assert not any(re.match(r"1 \w+(?:er|or|ar)\b", t) for t in ones)
    assert any(t == "97 patienter" for t in texts)


def test_a_name_on_a_card_keeps_the_measure(reader: Reader, card_ids: list[str]) -> None:
    """Where figures measure different things, each name has its measure in it."""
    mixed = 0
    for card_id in card_ids:
        rows = printed.listed(reader, Filters(), card_id).rows
        if rows["measure_sv"].nunique() > 1:
            mixed += 1
            assert all(m in label for m, label in zip(rows["measure_sv"], rows["label"], strict=True)), (
                card_id
            )
    assert mixed > 40
    work = printed.card(reader, Filters(), "survey-work-2023").rows["label"]
    assert work.str.contains("mindre").sum() == 1


def test_a_bound_stands_in_the_names_of_a_slides_bars(reader: Reader) -> None:
    """A native chart writes bare numbers at its bars."""
    chart = charts.chart(printed.card(reader, Filters(), "equity-shelter"))
    assert chart is not None
    assert sum("färre än hälften" in name for name in chart.categories) == 1
    assert sum("fyra av tio" in name for name in chart.categories) == 1


def test_the_answer_of_whom_the_support_reached_has_a_chart_of_pairs(reader: Reader) -> None:
    chart = charts.chart(QUERIES["reach_2016"](reader, Filters()))
    assert chart is not None and len(chart.series) == 2


def test_every_chart_and_figure_belongs_to_an_answer(reader: Reader) -> None:
    assert set(charts._CHARTS) <= set(QUERIES)
    assert set(catalogue._DRAWERS) <= set(QUERIES)


def test_a_base_is_never_left_out(reader: Reader, card_ids: list[str]) -> None:
    rows = pd.concat([printed.listed(reader, Filters(), card_id).rows for card_id in card_ids])
    with_base = rows[rows["respondents"].notna() & rows["value"].notna()]
    assert len(with_base) > 100
    assert with_base["value_text"].str.contains(" av | \\(bas ").all()


def test_a_violence_area_narrows_a_card_that_tells_areas_apart(reader: Reader) -> None:
    rows = printed.card(reader, Filters(violence_area_id="honour"), "survey-trained").rows
    assert rows["violence_area_id"].tolist() == ["honour"]


def test_a_violence_area_that_a_card_does_not_tell_apart_changes_nothing_and_says_so(reader: Reader) -> None:
    plain = printed.listed(reader, Filters(), "access")
    narrowed = printed.card(reader, Filters(violence_area_id="honour"), "access")
    assert narrowed.rows["figure_id"].tolist() == plain.rows["figure_id"].tolist()
    assert any("våldsområden" in note for note in narrowed.notes)


def test_an_area_without_figures_gives_an_answer_that_says_so(reader: Reader) -> None:
    narrowed = printed.card(
        reader, Filters(violence_area_id="sexual_violence"), "survey-trained-funds-honour"
    )
    assert narrowed.is_empty
    assert any("sexuellt våld" in note for note in narrowed.notes)


def test_bars_are_drawn_only_for_figures_in_the_same_unit(reader: Reader, card_ids: list[str]) -> None:
    for card_id in card_ids:
        result = printed.listed(reader, Filters(), card_id)
        if bars.printed(result) is not None:
            assert result.rows["printed_unit"].nunique() == 1


def test_a_disagreement_is_told_on_the_card_that_shows_it(reader: Reader) -> None:
    survey = printed.card(reader, Filters(), "cb-survey")
    texts = survey.rows.set_index("figure_id")["value_text"]
    # Printed as 72,9, 16,28 and 11,63 percent, which is 100,81 together.
    assert [t.split("\u00a0")[0].split(" ")[0] for t in texts] == ["72,9", "16,28", "11,63"]
    assert any("100,81" in note for note in survey.notes)


@pytest.mark.parametrize(
    ("card_id", "column", "total"),
    [
        ("money-table-1", "2020", 121_500_000),
        ("money-table-1", "2022", 193_750_000),
        ("money-table-3", "2022", 15_500_000),
    ],
)
def test_a_table_by_year_adds_up_as_the_document_says(
    reader: Reader, card_id: str, column: str, total: int
) -> None:
    result = printed.card(reader, Filters(), card_id)
    name = next(c.name for c in result.columns if c.label == column)
    parts = result.rows[result.rows["label"] != "Totalt"]
    assert parts[name].sum() == total


def test_a_title_that_names_tables_names_those_that_the_figures_stand_in(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    named = tables["printed_card"].query("title_sv.str.contains('tabell')")
    assert len(named) >= 3
    for card_id, title in zip(named["card_id"], named["title_sv"], strict=True):
        places = printed.listed(reader, Filters(), card_id).rows["locator"]
        tables_of_places = {number for place in places for number in re.findall(r"[Tt]abell (\d+)", place)}
        assert set(re.findall(r"\d+", title.partition("(")[2])) == tables_of_places, card_id


def test_a_table_by_year_holds_every_figure_of_the_card(
    reader: Reader, tables: dict[str, pd.DataFrame]
) -> None:
    laid_out = tables["printed_card"].query("layout == 'years'")["card_id"]
    assert len(laid_out) == 3
    for card_id in laid_out:
        listed = printed.listed(reader, Filters(), card_id)
        result = printed.card(reader, Filters(), card_id)
        cells = result.rows[[c.name for c in result.columns if c.is_number]]
        assert sorted(cells.stack().dropna()) == sorted(listed.rows["value"])
        # A table by year has no room for the word "omkring".
        assert not listed.rows["is_approximate"].any()


def test_only_judgements_are_called_judgements(reader: Reader, card_ids: list[str]) -> None:
    """How many answered, were asked or used a course is no judgement; and what outsiders said is not the recipients' own."""
    about_the_answers = {"survey-base", "survey-lasting", "results-ngos-n", "cb-survey-base", "web-course"}
    of_outsiders = {"cb-survey", "cb-role", "need-2016"}
    told = {card_id: " ".join(printed.listed(reader, Filters(), card_id).notes) for card_id in card_ids}
    assert not [c for c in about_the_answers if "bedömningar" in told[c]]
    assert not [c for c in of_outsiders if "mottagarnas egna" in told[c] or "bedömningar" not in told[c]]
    assert [c for c in card_ids if c.startswith("quality-") and "mottagarnas egna" not in told[c]] == []
