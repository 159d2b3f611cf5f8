"""The tables of the dataset. Table and column names are a contract: they stay; columns may be added.

The schema drives the writing of the dataset, the checks before publication and the data dictionary.
"""

from dataclasses import dataclass

from dashboard.core.measures import VIOLENCE_AREAS
from dashboard.core.printed_figure import BOUNDS, UNITS, WORDINGS
from dashboard.core.status import Status

SCHEMA_VERSION = 4
STATUSES = tuple(s.value for s in Status)
KINDS = ("municipality", "region", "ngo", "county_board", "agency", "district")
MONEY_MEASURES = ("available", "received", "redistributed", "used", "repaid", "granted")
ARITHMETIC = ("sum", "difference", "share", "count_positive")
SIGNS = ("value", "missing", "not_applicable", "withheld")
GOAL_LEVELS = ("policy", "strategy", "mission", "development_area", "county_boards")
CONSULTED = ("agency", "county_board", "municipality", "region", "ngo", "consultation_partner", "other")
DIRECTIONS = ("supports", "partly", "unclear")
STREAMS = (
    "development", "stimulus", "implementation", "strategy", "prevention", "resource_centres", "shelter_organisations",
    "sheltered_housing", "honour", "coordination", "parental_support",
)  # fmt: skip
GRANT_MEASURES = ("set_aside", "available", "allocated", "distributed", "granted", "received")
GRANT_SCOPES = ("country", "county")
_MARK = "the publisher's mark beside the value: preliminary, revised, corrected, or its own word for it"
# How a column's values are read in another language: a text, several separated by semicolons, a place in a document, or a name
# or code that stays as it is unless it has a translation. Columns named `..._sv` hold texts, and `locator` places.
TEXT, TEXTS, PLACE, NAME = "text", "texts", "place", "name"


@dataclass(frozen=True)
class Field:
    """One column: DuckDB type, meaning, and the rules its values keep.

    `refers_to` names `table.column` that every value must exist in; `allowed` lists the only values; `required`
    forbids missing values. `text` says how its values are read in another language: see `is_content` and the constants.
    """

    name: str
    sql_type: str
    meaning: str
    required: bool = True
    refers_to: str = ""
    allowed: tuple[str, ...] = ()
    text: str = ""

    @property
    def is_content(self) -> bool:
        """Whether the values are Swedish texts for the reader, which are translated one by one."""
        return self.text in (TEXT, TEXTS) or (self.name.endswith("_sv") and not self.text)

    @property
    def is_place(self) -> bool:
        """Whether the values are places in documents, which are translated part by part."""
        return self.text == PLACE or (self.name == "locator" and not self.text)


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its columns, and the columns that together name a row."""

    name: str
    row_is: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]

    @property
    def field_names(self) -> list[str]:
        """The column names in order."""
        return [f.name for f in self.fields]


def _status() -> Field:
    return Field("status", "VARCHAR", "how the figure came to be", allowed=STATUSES)


def _source() -> tuple[Field, Field]:
    return (
        Field("source_id", "VARCHAR", "where the figure comes from", refers_to="source.source_id"),
        Field("locator", "VARCHAR", "chapter, table, figure or cell in the source"),
    )


def _violence_area() -> Field:
    return Field(
        "violence_area_id",
        "VARCHAR",
        "the one violence area that the row is about, if any",
        required=False,
        refers_to="violence_area.violence_area_id",
    )


_RECIPIENT = Field("recipient_id", "VARCHAR", "the recipient", refers_to="recipient.recipient_id")
_YEAR = Field("year", "INTEGER", "calendar year of the grant")
ROUNDS = ("one_pot", "first_round", "two_rounds")
_READING = (
    Field(
        "limit_persons",
        "INTEGER",
        "most inhabitants of a municipality with a fixed part; missing where everyone has one",
        required=False,
    ),
    Field(
        "rounds",
        "VARCHAR",
        "how the year's money was divided: all at once, the first round alone, or two rounds each by itself",
        allowed=ROUNDS,
    ),
)

TABLES: tuple[Table, ...] = (
    Table(
        "source",
        "a document, register or rule that figures come from",
        (
            Field("source_id", "VARCHAR", "short identifier"),
            Field("title", "VARCHAR", "title in the original language", text=NAME),
            Field("publisher", "VARCHAR", "who published it", text=TEXT),
            Field("published_year", "INTEGER", "year of publication", required=False),
            Field("file_name", "VARCHAR", "data files in the repository that hold what was taken"),
            Field("licence", "VARCHAR", "terms of use", text=TEXT),
            Field("covers_sv", "VARCHAR", "what it covers, in Swedish"),
            Field("address", "VARCHAR", "where it was read, for what was read on the web", required=False),
        ),
        ("source_id",),
    ),
    Table(
        "county",
        "a county (län)",
        (
            Field("county_code", "VARCHAR", "two digits"),
            Field("name", "VARCHAR", "name with the word län", text=TEXT),
            Field("region_name", "VARCHAR", "the region with the same borders", text=NAME),
            Field("lon", "DOUBLE", "longitude of a point inside, degrees"),
            Field("lat", "DOUBLE", "latitude of the same point, degrees"),
        ),
        ("county_code",),
    ),
    Table(
        "municipality",
        "a municipality",
        (
            Field("municipality_code", "VARCHAR", "four digits"),
            Field("name", "VARCHAR", "name without the word kommun", text=NAME),
            Field("county_code", "VARCHAR", "its county", refers_to="county.county_code"),
            Field("lon", "DOUBLE", "longitude of a point inside, degrees"),
            Field("lat", "DOUBLE", "latitude of the same point, degrees"),
        ),
        ("municipality_code",),
    ),
    Table(
        "population",
        "inhabitants of a place on 31 December of a year",
        (
            Field("area_code", "VARCHAR", "municipality, county or 00 for the country"),
            Field("year", "INTEGER", "calendar year"),
            Field("key_year", "INTEGER", "year of the grants that this count divides: the year after"),
            Field("population", "INTEGER", "inhabitants"),
            Field("mark", "VARCHAR", _MARK, required=False),
            _status(),
            Field("source_id", "VARCHAR", "where the figure comes from", refers_to="source.source_id"),
            Field("note_sv", "VARCHAR", "reservation in Swedish", required=False),
        ),
        ("area_code", "year"),
    ),
    Table(
        "violence_area",
        "one of the four kinds of violence",
        (
            Field("violence_area_id", "VARCHAR", "identifier", allowed=VIOLENCE_AREAS),
            Field("name_sv", "VARCHAR", "Swedish name"),
            Field("name_en", "VARCHAR", "English name"),
        ),
        ("violence_area_id",),
    ),
    Table(
        "recipient",
        "someone who can receive grants",
        (
            Field("recipient_id", "VARCHAR", "identifier"),
            Field("kind", "VARCHAR", "kind of recipient", allowed=KINDS),
            Field("name", "VARCHAR", "name", text=NAME),
            Field(
                "area_code",
                "VARCHAR",
                "municipality or county it belongs to, 00 for national",
                required=False,
            ),
            Field(
                "parent_recipient_id",
                "VARCHAR",
                "for a city-district board, its municipality",
                required=False,
                refers_to="recipient.recipient_id",
            ),
            Field(
                "status",
                "VARCHAR",
                "published for real recipients, synthetic for invented ones",
                allowed=STATUSES,
            ),
        ),
        ("recipient_id",),
    ),
    Table(
        "activity_type",
        "a kind of activity that recipients report",
        (
            Field("activity_type_id", "VARCHAR", "identifier"),
            Field("name_sv", "VARCHAR", "Swedish name"),
            Field("name_en", "VARCHAR", "English name"),
            Field("recipient_kind", "VARCHAR", "who reports it", allowed=KINDS),
            Field("round_id", "VARCHAR", "the grant round whose form has it"),
            Field("development_area_id", "VARCHAR", "the heading it stands under"),
        ),
        ("activity_type_id",),
    ),
    Table(
        "development_area",
        "a heading that activity types stand under",
        (
            Field("development_area_id", "VARCHAR", "identifier"),
            Field("name_sv", "VARCHAR", "Swedish name"),
            Field("name_en", "VARCHAR", "English name"),
        ),
        ("development_area_id",),
    ),
    Table(
        "target_group",
        "a group that activities are meant for",
        (
            Field("target_group_id", "VARCHAR", "identifier"),
            Field("name_sv", "VARCHAR", "Swedish name"),
            Field("name_en", "VARCHAR", "English name"),
        ),
        ("target_group_id",),
    ),
    Table(
        "method",
        "a named method or instrument",
        (
            Field("method_id", "VARCHAR", "identifier"),
            Field("name_sv", "VARCHAR", "Swedish name"),
            Field("name_en", "VARCHAR", "English name"),
            Field("explanation_sv", "VARCHAR", "what it is, in one line of Swedish"),
        ),
        ("method_id",),
    ),
    Table(
        "key_figure",
        "a key figure of Kolada that is known by name",
        (
            Field("key_figure_id", "VARCHAR", "Kolada's own identifier"),
            Field("name_sv", "VARCHAR", "Kolada's title"),
            Field("name_en", "VARCHAR", "English name"),
        ),
        ("key_figure_id",),
    ),
    Table(
        "question",
        "a question of a self-assessment",
        (
            Field("question_id", "VARCHAR", "identifier"),
            Field("name_sv", "VARCHAR", "the question in short, Swedish"),
            Field("name_en", "VARCHAR", "the question in short, English"),
            Field("scale_sv", "VARCHAR", "the scale, Swedish"),
        ),
        ("question_id",),
    ),
    Table(
        "grant",
        "a grant: money by one set of rules and from one distributor, over its years",
        (
            Field("grant_id", "VARCHAR", "identifier"),
            Field("stream", "VARCHAR", "the stream that it is part of", allowed=STREAMS),
            Field("name_sv", "VARCHAR", "Swedish name"),
            Field("name_en", "VARCHAR", "English name"),
            Field("legal_basis_sv", "VARCHAR", "the rules, Swedish; missing where not known", required=False),
            Field(
                "distributed_by_sv",
                "VARCHAR",
                "who distributes it, Swedish; missing where not known",
                required=False,
            ),
            Field(
                "may_receive_sv",
                "VARCHAR",
                "who may get it, Swedish; missing where not known",
                required=False,
            ),
            Field("year_from", "INTEGER", "first year, or the first that is known"),
            Field(
                "year_to",
                "INTEGER",
                "last year, or the last that is known; missing while it goes on",
                required=False,
            ),
            Field(
                "follows",
                "VARCHAR",
                "the grant that it took over from, of the same stream",
                required=False,
                refers_to="grant.grant_id",
            ),
            *_source(),
            Field("note_sv", "VARCHAR", "reservation in Swedish", required=False),
        ),
        ("grant_id",),
    ),
    Table(
        "allocation",
        "an amount for a recipient, year and measure",
        (
            _RECIPIENT,
            _YEAR,
            Field(
                "stream",
                "VARCHAR",
                "which money it is, of those that are never added to each other: grants that follow on each other are one stream",
                allowed=STREAMS,
            ),
            Field("grant_id", "VARCHAR", "the grant it was paid from", refers_to="grant.grant_id"),
            Field("measure", "VARCHAR", "step of the money ladder", allowed=MONEY_MEASURES),
            Field("amount_sek", "BIGINT", "whole kronor; of an estimate what the printed rule gives"),
            Field(
                "amount_low_sek",
                "BIGINT",
                "of an estimate the lowest of its readings, whole kronor",
                required=False,
            ),
            Field(
                "amount_high_sek",
                "BIGINT",
                "of an estimate the highest of its readings, whole kronor",
                required=False,
            ),
            Field(
                "has_point",
                "BOOLEAN",
                "of an estimate whether amount_sek can be told; false where its readings divide different sums, so that only the ends can",
                required=False,
            ),
            _status(),
            *_source(),
            Field("note_sv", "VARCHAR", "reservation in Swedish", required=False),
        ),
        ("recipient_id", "year", "stream", "measure"),
    ),
    Table(
        "key_reading",
        "an amount by one reading of the allocation key, for every municipality whose amounts are estimates",
        (
            Field(
                "reading_id",
                "VARCHAR",
                "the reading: limit of inhabitants, and how the year's money was divided",
            ),
            _YEAR,
            _RECIPIENT,
            *_READING,
            Field("amount_sek", "BIGINT", "by this reading, whole kronor"),
            _status(),
            *_source(),
        ),
        ("reading_id", "year", "recipient_id"),
    ),
    Table(
        "key_comparison",
        "an amount that is known, beside what each reading of the allocation key gives",
        (
            _RECIPIENT,
            _YEAR,
            *_READING,
            Field("by_key_sek", "BIGINT", "by the reading, whole kronor"),
            Field("known_sek", "BIGINT", "as printed or proposed, whole kronor"),
            Field("is_proposed", "BOOLEAN", "whether the known amount is a proposal, not a decision"),
            _status(),
            *_source(),
            Field("note_sv", "VARCHAR", "reservation in Swedish", required=False),
        ),
        ("recipient_id", "year", "limit_persons", "rounds"),
    ),
    Table(
        "activity",
        "an activity that a recipient reports for a year",
        (
            Field("activity_id", "VARCHAR", "identifier"),
            _RECIPIENT,
            _YEAR,
            Field(
                "activity_type_id", "VARCHAR", "kind of activity", refers_to="activity_type.activity_type_id"
            ),
            _violence_area(),
            Field(
                "target_group_id",
                "VARCHAR",
                "group it is meant for",
                required=False,
                refers_to="target_group.target_group_id",
            ),
            Field("method_id", "VARCHAR", "method used", required=False, refers_to="method.method_id"),
            Field("partner_sv", "VARCHAR", "whom the recipient cooperates with", required=False),
            Field("description_sv", "VARCHAR", "description in Swedish", required=False),
            _status(),
            *_source(),
        ),
        ("activity_id",),
    ),
    Table(
        "self_assessment",
        "a recipient's own answer to a question",
        (
            _RECIPIENT,
            _YEAR,
            Field("question_id", "VARCHAR", "the question", refers_to="question.question_id"),
            _violence_area(),
            Field("score", "INTEGER", "1 to 5, where the question has a scale", required=False),
            Field("answer", "VARCHAR", "the answer, where it is not a score", required=False, text=NAME),
            _status(),
            *_source(),
        ),
        ("recipient_id", "year", "question_id", "violence_area_id"),
    ),
    Table(
        "indicator",
        "an indicator of a place and year, imported from a list or register",
        (
            Field("area_code", "VARCHAR", "municipality, county or 00 for the country"),
            Field("year", "INTEGER", "calendar year"),
            Field("indicator_id", "VARCHAR", "identifier"),
            Field("name_sv", "VARCHAR", "the indicator's name, Swedish"),
            Field("value", "DOUBLE", "the value, where there is one", required=False),
            Field("sign", "VARCHAR", "whether there is a value, and if not, why", allowed=SIGNS),
            Field("unit", "VARCHAR", "unit of the value", required=False),
            Field("mark", "VARCHAR", _MARK, required=False),
            _status(),
            *_source(),
        ),
        ("area_code", "year", "indicator_id"),
    ),
    Table(
        "published_figure",
        "a number printed in a source document",
        (
            Field("figure_id", "VARCHAR", "identifier"),
            Field(
                "year_from",
                "INTEGER",
                "the first year the figure is about; missing where the document gives none",
                required=False,
            ),
            Field(
                "year_to",
                "INTEGER",
                "the last year the figure is about, the same as the first for a single year; missing where it has no end",
                required=False,
            ),
            Field(
                "bound",
                "VARCHAR",
                "what the document says of the number's precision and direction: drygt is just_over, färre än is fewer_than",
                allowed=BOUNDS,
            ),
            Field(
                "wording",
                "VARCHAR",
                "how the number is worded where not in digits: fraction (hälften), of_ten (nio av tio), tens (ett hundratal)",
                required=False,
                allowed=WORDINGS,
            ),
            Field("topic", "VARCHAR", "what the figure is about"),
            Field("recipient_kind", "VARCHAR", "whom it is about", required=False),
            Field("measure_sv", "VARCHAR", "what is measured, Swedish"),
            Field("measure_en", "VARCHAR", "what is measured, English"),
            Field("category_sv", "VARCHAR", "area or table row", required=False),
            Field("subcategory_sv", "VARCHAR", "finer item", required=False),
            _violence_area(),
            Field(
                "value",
                "DOUBLE",
                "the number; missing where the document prints a dash or says it cannot be told",
                required=False,
            ),
            Field("unit", "VARCHAR", "unit of the value", allowed=UNITS),
            Field("respondents", "INTEGER", "how many answered, or the base of the count", required=False),
            Field("is_approximate", "BOOLEAN", "whether the bound is other than exact"),
            _status(),
            *_source(),
            Field("note_sv", "VARCHAR", "reservation in Swedish", required=False),
            Field(
                "same_as",
                "VARCHAR",
                "the figure that states the same fact, where the documents say it again; a repetition stands on no card",
                required=False,
                refers_to="published_figure.figure_id",
            ),
        ),
        ("figure_id",),
    ),
    Table(
        "grant_amount",
        "a printed amount of a whole grant, in the country or a county, or of a part of one",
        (
            Field("grant_id", "VARCHAR", "the grant", refers_to="grant.grant_id"),
            Field(
                "measure",
                "VARCHAR",
                "what is told of the money: each is another thing, and none follows from another",
                allowed=GRANT_MEASURES,
            ),
            Field("scope", "VARCHAR", "whether it is about the country or a county", allowed=GRANT_SCOPES),
            Field("area_code", "VARCHAR", "the county, or 00 for the country"),
            Field(
                "is_whole",
                "BOOLEAN",
                "whether it is all of the grant's there and then, or a part: one kind of recipient, one round",
            ),
            Field("figure_id", "VARCHAR", "the figure of the ledger", refers_to="published_figure.figure_id"),
        ),
        ("figure_id",),
    ),
    Table(
        "printed_card",
        "a group of printed figures that are shown together on a page",
        (
            Field("card_id", "VARCHAR", "identifier"),
            Field("page", "VARCHAR", "the page it is shown on"),
            Field("section_sv", "VARCHAR", "the part of the page, Swedish"),
            Field("title_sv", "VARCHAR", "the card's title, Swedish"),
            Field(
                "sentence_sv",
                "VARCHAR",
                "what the card says, Swedish, with a figure's identifier in braces for its number; missing where a list speaks for itself",
                required=False,
            ),
            Field("position", "INTEGER", "its place on the page"),
            Field(
                "layout",
                "VARCHAR",
                "years: set as a table with the years across; missing for a list",
                required=False,
                allowed=("years",),
            ),
            Field(
                "judged_by",
                "VARCHAR",
                "whose own judgements its figures are, those of recipients or of others; missing where they are none",
                required=False,
                allowed=("recipients", "others"),
            ),
        ),
        ("card_id",),
    ),
    Table(
        "printed_card_figure",
        "a printed figure on a card",
        (
            Field("card_id", "VARCHAR", "the card", refers_to="printed_card.card_id"),
            Field("figure_id", "VARCHAR", "the figure", refers_to="published_figure.figure_id"),
            Field("position", "INTEGER", "its place on the card"),
        ),
        ("card_id", "figure_id"),
    ),
    Table(
        "statement",
        "a finding or reservation of a source document that is no number, in words of our own",
        (
            Field("statement_id", "VARCHAR", "identifier"),
            Field("page", "VARCHAR", "the page it is shown on"),
            Field("section_sv", "VARCHAR", "the part of the page, Swedish"),
            Field("card_sv", "VARCHAR", "the card in that part, Swedish"),
            Field("subject_sv", "VARCHAR", "what it is about, Swedish"),
            Field("statement_sv", "VARCHAR", "what the document says, Swedish"),
            Field(
                "recipient_id",
                "VARCHAR",
                "the one recipient that it is about, if any: it stands on the pages of that place alone",
                required=False,
                refers_to="recipient.recipient_id",
            ),
            _status(),
            *_source(),
        ),
        ("statement_id",),
    ),
    Table(
        "consulted",
        "somebody that a source document names as interviewed, or as having answered in writing",
        (
            Field("consulted_id", "INTEGER", "running number in document order"),
            Field("name", "VARCHAR", "as the document names it", text=NAME),
            Field("kind", "VARCHAR", "what it is, as the document groups them", allowed=CONSULTED),
            Field("how", "VARCHAR", "how it was asked", allowed=("interview", "writing")),
            Field(
                "recipient_id",
                "VARCHAR",
                "the same as a recipient of funds, if it is one",
                required=False,
                refers_to="recipient.recipient_id",
            ),
            _status(),
            *_source(),
        ),
        ("consulted_id",),
    ),
    Table(
        "goal",
        "a goal, or an area to strengthen, that a document states",
        (
            Field("goal_id", "VARCHAR", "identifier"),
            Field("level", "VARCHAR", "whose goal it is", allowed=GOAL_LEVELS),
            Field("goal_sv", "VARCHAR", "the goal in short, Swedish"),
            Field(
                "parent_goal_id",
                "VARCHAR",
                "the goal that it is part of",
                required=False,
                refers_to="goal.goal_id",
            ),
            Field("position", "INTEGER", "its place among all goals"),
            Field("note_sv", "VARCHAR", "what the document says beside it, Swedish", required=False),
            _status(),
            *_source(),
        ),
        ("goal_id",),
    ),
    Table(
        "goal_evidence",
        "something the evaluation says about how the mission has contributed to a goal",
        (
            Field("goal_evidence_id", "INTEGER", "running number in document order"),
            Field("goal_id", "VARCHAR", "the goal", refers_to="goal.goal_id"),
            Field("evidence_sv", "VARCHAR", "what it says, in words of our own, Swedish"),
            Field("direction", "VARCHAR", "which way it speaks", allowed=DIRECTIONS),
            Field("is_conclusion", "BOOLEAN", "whether it is the evaluation's judgement of the whole goal"),
            _status(),
            *_source(),
        ),
        ("goal_evidence_id",),
    ),
    Table(
        "main_activity",
        "a main activity of the implementation plan, or one of its lettered parts",
        (
            Field("main_activity_no", "INTEGER", "number in the plan"),
            Field("letter", "VARCHAR", "letter of the part; missing for the whole", required=False),
            Field("activity_sv", "VARCHAR", "the activity in short, Swedish"),
            Field("goal_id", "VARCHAR", "the area it is to strengthen", refers_to="goal.goal_id"),
            _status(),
            *_source(),
        ),
        ("main_activity_no", "letter"),
    ),
    Table(
        "plan_activity",
        "a row of the implementation plan's time and activity plan",
        (
            Field("plan_activity_id", "INTEGER", "running number in document order"),
            Field("activity_sv", "VARCHAR", "the activity in short, Swedish"),
            Field("responsible", "VARCHAR", "who is responsible, as printed", text=TEXT),
            Field("year_from", "INTEGER", "first year"),
            Field("year_to", "INTEGER", "last year"),
            Field(
                "main_activity_no",
                "INTEGER",
                "the main activity it belongs to",
                refers_to="main_activity.main_activity_no",
            ),
            _status(),
            *_source(),
        ),
        ("plan_activity_id",),
    ),
    Table(
        "support_product",
        "a product in the implementation plan's list of the agencies' knowledge support",
        (
            Field("support_product_id", "INTEGER", "running number in document order"),
            Field("name_sv", "VARCHAR", "name, Swedish", text=NAME),
            Field("provider", "VARCHAR", "the agency it stands under", text=TEXT),
            Field(
                "kind",
                "VARCHAR",
                "the sub-heading it stands under; Övrigt stöd where that is its name",
                text=TEXT,
            ),
            Field("year", "INTEGER", "year of the product, where printed", required=False),
            Field("audience_sv", "VARCHAR", "whom it is for, where printed", required=False),
            Field(
                "audience_groups",
                "VARCHAR",
                "the same in broad groups, separated by semicolons",
                required=False,
                text=TEXTS,
            ),
            _violence_area(),
            Field("note_sv", "VARCHAR", "what is printed beside it, Swedish", required=False),
            _status(),
            *_source(),
        ),
        ("support_product_id",),
    ),
    Table(
        "recommendation",
        "a recommendation of the evaluation, or a part of one",
        (
            Field("recommendation_id", "INTEGER", "running number in document order"),
            Field("addressee", "VARCHAR", "whom it is addressed to", text=TEXT),
            Field("recommendation_sv", "VARCHAR", "the recommendation in short, Swedish"),
            Field(
                "parent_recommendation_id",
                "INTEGER",
                "the recommendation that it is part of",
                required=False,
                refers_to="recommendation.recommendation_id",
            ),
            _status(),
            *_source(),
        ),
        ("recommendation_id",),
    ),
    Table(
        "coordination_indicator",
        "an indicator by which the county boards judged in 2012 whether coordination had improved since 2010",
        (
            Field("coordination_indicator_id", "INTEGER", "running number in document order"),
            Field("indicator_sv", "VARCHAR", "the indicator in short, Swedish"),
            Field(
                "yes_figure_id",
                "VARCHAR",
                "how many answered yes",
                refers_to="published_figure.figure_id",
            ),
            Field(
                "partly_figure_id",
                "VARCHAR",
                "how many answered partly",
                refers_to="published_figure.figure_id",
            ),
            _status(),
            *_source(),
        ),
        ("coordination_indicator_id",),
    ),
    Table(
        "example",
        "an example of a county board's work: of its coordination 2011-2014, a project of 2016, or a use of stimulus funds 2020-2022",
        (
            Field("example_id", "INTEGER", "running number in document order"),
            Field(
                "county_code",
                "VARCHAR",
                "the county; missing where it is all of them",
                required=False,
                refers_to="county.county_code",
            ),
            Field("example_sv", "VARCHAR", "the example in short, Swedish"),
            Field("year", "VARCHAR", "year or period, where printed", required=False),
            _violence_area(),
            _status(),
            *_source(),
        ),
        ("example_id",),
    ),
    Table(
        "survey_question",
        "a question of the survey to the municipalities in 2023, and what the report prints of the answers",
        (
            Field("question_no", "INTEGER", "number in the questionnaire"),
            Field("theme_sv", "VARCHAR", "what the part of the questionnaire is about, Swedish"),
            Field("question_sv", "VARCHAR", "the question in words of our own, Swedish"),
            Field(
                "printed_as",
                "VARCHAR",
                "figure or table that the report shows the answers in",
                required=False,
                text=PLACE,
            ),
            Field(
                "figures",
                "VARCHAR",
                "patterns over figure_id, separated by spaces, of the printed answers; missing where none are",
                required=False,
            ),
            Field(
                "said_sv", "VARCHAR", "what the report says of the answers without numbers", required=False
            ),
            _status(),
            *_source(),
        ),
        ("question_no",),
    ),
    Table(
        "need",
        "a need of development that the county boards name",
        (
            Field("need_id", "INTEGER", "running number in document order"),
            Field("area_sv", "VARCHAR", "the area it is about"),
            Field("need_sv", "VARCHAR", "the need in short, Swedish"),
            Field("year", "INTEGER", "the year it was named"),
            _status(),
            *_source(),
        ),
        ("need_id",),
    ),
    Table(
        "proposal",
        "a proposal that the county boards make or stand behind",
        (
            Field("proposal_id", "INTEGER", "running number in document order"),
            Field(
                "addressee",
                "VARCHAR",
                "whom it is addressed to, where the text says so",
                required=False,
                text=TEXT,
            ),
            Field("proposal_sv", "VARCHAR", "the proposal in short, Swedish"),
            _status(),
            *_source(),
        ),
        ("proposal_id",),
    ),
    Table(
        "agency_role",
        "what an agency did in the mission of 2020-2022",
        (
            Field("agency_role_id", "INTEGER", "running number in document order"),
            Field("agency", "VARCHAR", "the agency or party", text=TEXT),
            Field(
                "recipient_id",
                "VARCHAR",
                "the same as a recipient of funds, if it is one",
                required=False,
                refers_to="recipient.recipient_id",
            ),
            Field("role_sv", "VARCHAR", "what it did, in words of our own, Swedish"),
            _status(),
            *_source(),
        ),
        ("agency_role_id",),
    ),
    Table(
        "coverage",
        "a section of a source document: how many numbers it prints and where they went",
        (
            Field("source_id", "VARCHAR", "the document", refers_to="source.source_id"),
            Field("section_sv", "VARCHAR", "the section's heading"),
            Field("position", "INTEGER", "its place in the document"),
            Field("numbers", "INTEGER", "numbers printed, number words included"),
            Field("in_ledger", "INTEGER", "of these, behind a figure of the ledger"),
            Field("in_statements", "INTEGER", "of the others, in a statement that a page shows"),
            Field(
                "left_out", "INTEGER", "of these, left out with a reason (years, references, section numbers)"
            ),
        ),
        ("source_id", "position"),
    ),
    Table(
        "arithmetic_check",
        "a sum, difference or share that the documents imply, worked out from their own figures",
        (
            Field("rule_id", "VARCHAR", "identifier"),
            Field("rule", "VARCHAR", "kind of arithmetic", allowed=ARITHMETIC),
            Field("note_sv", "VARCHAR", "what is worked out, Swedish"),
            Field(
                "figure_id",
                "VARCHAR",
                "the figure it concerns: the printed result, or the first part of a whole that is a plain number",
            ),
            Field("computed", "DOUBLE", "worked out from the parts"),
            Field("printed", "DOUBLE", "as printed"),
            Field("tolerance", "DOUBLE", "difference that rounding in the document allows"),
            Field("agrees", "BOOLEAN", "whether the two agree within the tolerance"),
        ),
        ("rule_id",),
    ),
    Table(
        "disagreement",
        "a place where a document disagrees with itself or leaves something unclear",
        (
            Field("disagreement_id", "VARCHAR", "identifier"),
            *_source(),
            Field("text_sv", "VARCHAR", "what disagrees and what is shown, Swedish"),
            Field("figure_ids", "VARCHAR", "the figures it concerns, separated by spaces", required=False),
            Field(
                "rule_ids",
                "VARCHAR",
                "the arithmetic checks it explains, separated by spaces",
                required=False,
            ),
        ),
        ("disagreement_id",),
    ),
    Table(
        "reconciliation",
        "a sum of rows set beside the sum that a document prints",
        (
            Field("reconciliation_id", "VARCHAR", "identifier"),
            Field("name_sv", "VARCHAR", "what is compared, Swedish"),
            Field("year", "INTEGER", "calendar year"),
            Field("computed", "DOUBLE", "sum or count of the dataset's rows"),
            Field("published", "DOUBLE", "as printed"),
            Field("unit", "VARCHAR", "unit of both"),
            Field("tolerance", "DOUBLE", "largest difference that the wording of the document allows"),
            _status(),
            *_source(),
        ),
        ("reconciliation_id",),
    ),
    Table(
        "translation",
        "a Swedish text of the dataset in another language; texts of tables that have a column for each language included",
        (
            Field(
                "text_sv",
                "VARCHAR",
                "the text as it stands in the other tables, or a heading that places in documents name",
                text=NAME,
            ),
            Field("text_en", "VARCHAR", "the same in English"),
        ),
        ("text_sv",),
    ),
    Table(
        "import_batch",
        "a received file whose rows are in the dataset",
        (
            Field("batch_id", "VARCHAR", "identifier; its source is import- and this"),
            Field("file_name", "VARCHAR", "name of the file as it was received"),
            Field("sha256", "VARCHAR", "SHA-256 of the file"),
            Field("form_id", "VARCHAR", "the form that it was read as"),
            Field("received_at", "VARCHAR", "when, UTC, ISO 8601"),
            Field("imported_by", "VARCHAR", "who imported it"),
            Field("rows", "INTEGER", "rows kept of the file"),
            Field("replaced", "INTEGER", "rows of the dataset that they took the place of"),
            Field("findings", "INTEGER", "warnings and notes that were accepted"),
        ),
        ("batch_id",),
    ),
)
BY_NAME = {t.name: t for t in TABLES}
