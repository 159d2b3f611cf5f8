"""Form a: the report template, filled in by one recipient or by many."""

from dashboard.core.status import Status
from dashboard.sources.forms import values
from dashboard.sources.forms.findings import Notes
from dashboard.sources.forms.grid import Book, Cell, ErrorValue, Sheet, cell_name
from dashboard.sources.forms.limits import MAX_TEXT_IN_A_CELL
from dashboard.sources.forms.matching import Directory, Problem, failed
from dashboard.sources.forms.places import Places
from dashboard.sources.forms.records import Records
from dashboard.sources.forms.report_layout import ANSWERS, EXAMPLE_MARK, LAYOUTS, LISTS, MONEY, Layout
from dashboard.sources.forms.tables import find_heading, heading_key, note_odd_headings, rows_below
from dashboard.sources.forms.words import clean, free_text, is_blank, looks_like_formula, same

FORM_ID = "report"
NAME = "återrapportering"
STATUS = Status.REPORTED
_EXAMPLE = same(EXAMPLE_MARK)
_KIND_WORDS = {
    "municipality": "kommuner",
    "region": "regioner",
    "ngo": "ideella organisationer",
    "district": "stadsdelsnämnder",
}


def fits(book: Book) -> bool:
    """Whether a sheet has the headings of one of the template's sheets."""
    return any(_layout_of(sheet) for sheet in book.visible)


def read(book: Book, places: Places, notes: Notes) -> Records:
    """The facts of all the template's sheets in the file."""
    records = Records(STATUS, notes)
    for sheet in book.visible:
        found = _layout_of(sheet)
        if found:
            _Reader(sheet, *found, places, notes, records, book.kind).read()
        elif sheet.name != LISTS:
            _say_why_not(sheet, notes)
    return records


def _layout_of(sheet: Sheet) -> tuple[Layout, int, dict[str, int]] | None:
    """The layout of the sheet, the row of its headings, and the column of each field."""
    for layout in (*LAYOUTS[1:], LAYOUTS[0]):
        fields = {heading_key(c.title): c.field for c in layout.columns}
        heading = find_heading(sheet, fields.keys(), _needed(layout))
        if heading and {"kod", "mottagare"} & set(heading[1]):
            return layout, heading[0], {fields[key]: column for key, column in heading[1].items()}
    return None


def _needed(layout: Layout) -> set[str]:
    own = {c.title for c in layout.columns if c.required}
    own |= {"Förbrukat"} if layout.table == "allocation" else {"Kommentar"} if not layout.table else set()
    return {heading_key(title) for title in own}


def _say_why_not(sheet: Sheet, notes: Notes) -> None:
    layout = next((one for one in LAYOUTS if same(one.sheet) == same(sheet.name)), None)
    if not layout or not sheet.rows:
        notes.add("sheet_not_read", sheet.name, form=NAME)
        return
    present = {heading_key(value) for row in sheet.rows[:30] for value in row}
    missing = [c.title for c in layout.columns if heading_key(c.title) in _needed(layout) - present]
    for title in missing or ["Kod eller Mottagare"]:
        notes.add("column_missing", sheet.name, column=title)


class _Reader:
    """Reads one sheet of the template."""

    def __init__(
        self,
        sheet: Sheet,
        layout: Layout,
        heading: int,
        columns: dict[str, int],
        places: Places,
        notes: Notes,
        records: Records,
        kind: str,
    ) -> None:
        self.sheet, self.layout, self.heading, self.columns = sheet, layout, heading, columns
        self.places, self.notes, self.records = places, notes, records
        self.titles = {c.field: c.title for c in layout.columns}
        self.text_is_normal = kind == "csv"
        self.row_index, self.row = 0, list[Cell]()

    def read(self) -> None:
        """Read every row below the headings, except the example."""
        wanted = {heading_key(c.title) for c in self.layout.columns}
        note_odd_headings(self.sheet, self.heading, wanted, NAME, self.notes)
        read_row = {
            "allocation": self._money,
            "activity": self._activity,
            "self_assessment": self._answer,
            "": self._nothing,
        }
        read_facts = read_row[self.layout.table]
        for index, row in rows_below(self.sheet, self.heading):
            self.row_index, self.row = index, row
            if self._has_facts() and same(self._value("code")) != _EXAMPLE:
                who, year = self._recipient(), self._year()
                read_facts(who, year)

    def _has_facts(self) -> bool:
        """Whether the row says more than whom it is about: a row that was filled in beforehand may be left as it is."""
        beforehand = ("code", "name", "year") if self.layout.table else ("code", "name")
        return any(
            not is_blank(self._value(c.field)) for c in self.layout.columns if c.field not in beforehand
        )

    def _value(self, field: str) -> Cell:
        column = self.columns.get(field)
        return "" if column is None else self.row[column]

    def _cell(self, field: str) -> str:
        return cell_name(self.row_index, self.columns.get(field, 0))

    def _tell(self, field: str, problem: Problem | None) -> None:
        if problem:
            self.notes.problem(problem, self.sheet.name, self._cell(field))

    def _recipient(self) -> str | None:
        code, name = self._value("code"), self._value("name")
        for field, value in (("code", code), ("name", name)):
            if isinstance(value, ErrorValue):
                self._tell(field, failed(value))
                return None
        match = self.places.recipients.find(code, name)
        if match.problem:
            about_name = match.problem.code in (
                "unknown_place",
                "ambiguous_place",
                "name_not_recognised",
                "name_spelled_differently",
            )
            self._tell("name" if about_name or is_blank(code) else "code", match.problem)
        return match.entry.id if match.entry else None

    def _year(self) -> int | None:
        reading = values.year(
            self._value("year"), self.places.first_year, self.places.last_year, programme=True
        )
        self._tell("year", reading.problem)
        return int(reading.value) if reading.value is not None else None

    def _nothing(self, who: str | None, year: int | None) -> None:
        self._text("note")

    def _money(self, who: str | None, year: int | None) -> None:
        for measure in MONEY:
            reading = values.amount(self._value(measure), column=self.titles[measure])
            self._tell_number(measure, reading)
            if reading.value is not None and who and year:
                self._add(measure, who, year, stream="development", measure=measure, amount_sek=reading.value)

    def _activity(self, who: str | None, year: int | None) -> None:
        kind = self.places.kind_of.get(who or "", "")
        activities = self.places.activities.get(kind) or self.places.activities[""]
        activity = self._word(
            "activity_type_id", activities, "unknown_activity", kind=_KIND_WORDS.get(kind, "mottagaren")
        )
        area = self._word("violence_area_id", self.places.violence_areas, "unknown_violence_area")
        group = self._word("target_group_id", self.places.target_groups, "unknown_target_group")
        method = self._word("method_id", self.places.methods, "unknown_method")
        if activity == "":
            self._missing("activity_type_id")
        words = {
            "activity_type_id": activity,
            "violence_area_id": area,
            "target_group_id": group,
            "method_id": method,
        }
        texts = {field: self._text(field) for field in ("partner_sv", "description_sv")}
        if who and year and activity and None not in words.values():
            self._add("activity_type_id", who, year, **{k: v or None for k, v in (words | texts).items()})

    def _answer(self, who: str | None, year: int | None) -> None:
        question = self._word("question_id", self.places.questions, "unknown_question")
        area = self._word("violence_area_id", self.places.violence_areas, "unknown_violence_area")
        if question == "":
            self._missing("question_id")
        score = values.score(self._value("score"))
        self._tell_number("score", score)
        answer = (
            ANSWERS.word(self._value("answer"), "score_or_answer").entry
            if not is_blank(self._value("answer"))
            else None
        )
        if (
            not is_blank(self._value("answer"))
            and not answer
            or score.value is None
            and not answer
            and not score.problem
        ):
            self._tell("answer", Problem("score_or_answer", clean(self._value("answer"))))
            return
        if who and year and question and area is not None and (score.value is not None or answer):
            field = "score" if score.value is not None else "answer"
            self._add(
                field,
                who,
                year,
                question_id=question,
                violence_area_id=area or None,
                score=score.value,
                answer=answer.id if answer else None,
            )

    def _word(self, field: str, words: Directory, unknown: str, **facts: str) -> str | None:
        """The id of a word from a list; empty when nothing is written, None when it is not in the list."""
        value = self._value(field)
        if is_blank(value):
            return ""
        if isinstance(value, ErrorValue):
            self._tell(field, failed(value))
            return None
        match = words.word(value, unknown, **facts)
        self._tell(field, match.problem)
        return match.entry.id if match.entry else None

    def _text(self, field: str) -> str:
        value = self._value(field)
        if isinstance(value, ErrorValue):
            self._tell(field, failed(value))
            return ""
        text = free_text(value)
        if looks_like_formula(text):
            self._tell(field, Problem("formula_like_text", text))
        if len(text) > MAX_TEXT_IN_A_CELL:
            self._tell(
                field,
                Problem("text_too_long", "", {"length": str(len(text)), "limit": str(MAX_TEXT_IN_A_CELL)}),
            )
        return text

    def _missing(self, field: str) -> None:
        self._tell(field, Problem("value_missing", "", {"column": self.titles[field]}))

    def _tell_number(self, field: str, reading: values.Reading) -> None:
        self._tell(field, reading.problem)
        if reading.is_text and not reading.problem and not self.text_is_normal:
            self._tell(
                field, Problem("number_as_text", clean(self._value(field)), {"read": str(reading.value)})
            )

    def _add(self, field: str, who: str, year: int, **facts: object) -> None:
        self.records.add(
            self.layout.table,
            self.sheet.name,
            self._cell(field),
            clean(self._value(field)),
            recipient_id=who,
            year=year,
            **facts,
        )
