"""Writing the report template: empty, prefilled for a county, or filled with facts."""

from collections.abc import Iterable
from io import BytesIO

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.core.errors import UserError
from dashboard.sources.forms.matching import Directory, Entry
from dashboard.sources.forms.places import Places
from dashboard.sources.forms.report_layout import ANSWERS, LAYOUTS, LISTS, MONEY, Column, Layout
from dashboard.sources.forms.words import looks_like_formula

_HEADING_ROW = 3
_FIRST_ROW = _HEADING_ROW + 2
_PREPARED_ROWS = 1000
_ACCENT, _PALE = "#1f4e79", "#f2f2f2"
_LIST_TITLES = {
    "activity_type": "Insatser",
    "violence_area": "Våldsområden",
    "target_group": "Målgrupper",
    "method": "Metoder",
    "question": "Frågor",
    "answer": "Svar",
}
Row = dict[str, object]


def write_template(places: Places, county_code: str = "", records: pd.DataFrame | None = None) -> bytes:
    """The template as an Excel workbook.

    With a county its municipalities and region stand in the sheets, ready to be filled in. With records (as `read_file`
    gives them) the sheets are filled; reading the workbook gives the same facts. Raises UserError for an unknown county.
    """
    if county_code and county_code not in set(places.county["county_code"]):
        raise UserError(
            f"Länskoden ”{county_code}” finns inte. Skriv två siffror, till exempel 24 för Västerbottens län."
        )
    rows = _rows_of(records, places) if records is not None else _prefilled(county_code, places)
    buffer = BytesIO()
    # Texts are written as texts, whatever they begin with: nothing a recipient wrote becomes a formula or a link.
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        sheets = {layout.sheet: book.add_worksheet(layout.sheet) for layout in LAYOUTS}
        lists = _write_lists(book, places)
        for layout in LAYOUTS:
            _Writer(book, sheets[layout.sheet], layout, lists).write(rows[layout.sheet])
    return buffer.getvalue()


def _prefilled(county_code: str, places: Places) -> dict[str, list[Row]]:
    inside = places.municipality[places.municipality["county_code"] == county_code]
    names = [
        *places.county[places.county["county_code"] == county_code][
            ["county_code", "region_name"]
        ].itertuples(index=False),
        *inside.sort_values("municipality_code")[["municipality_code", "name"]].itertuples(index=False),
    ]
    rows: list[Row] = [{"code": code, "name": name} for code, name in names]
    return {layout.sheet: rows if layout.sheet in ("Mottagare", "Medel") else [] for layout in LAYOUTS}


def _rows_of(records: pd.DataFrame, places: Places) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {layout.sheet: [] for layout in LAYOUTS}
    who = {entry.id: entry for entry in places.recipients.entries}
    names = {
        "activity_type_id": _names(places.activities[""]),
        "violence_area_id": _names(places.violence_areas),
        "target_group_id": _names(places.target_groups),
        "method_id": _names(places.methods),
        "question_id": _names(places.questions),
        "answer": _names(ANSWERS),
    }
    money = records[records["table"] == "allocation"]
    for (recipient, year), amounts in money.groupby(["recipient_id", "year"], sort=False):
        found = dict(zip(amounts["measure"], amounts["amount_sek"], strict=True))
        rows["Medel"].append(_who(who[recipient], year) | {m: int(found[m]) for m in MONEY if m in found})
    for layout in LAYOUTS:
        if layout.table in ("activity", "self_assessment"):
            fields = [c.field for c in layout.columns if c.field in records]
            for row in records[records["table"] == layout.table].to_dict("records"):
                facts = {
                    f: names[f].get(row[f], row[f]) if f in names else row[f]
                    for f in fields
                    if pd.notna(row[f])
                }
                rows[layout.sheet].append(facts | _who(who[row["recipient_id"]], row["year"]))
    reporting = dict.fromkeys(
        (row["code"], row["name"], row["year"]) for sheet in rows.values() for row in sheet
    )
    rows["Mottagare"] = [{"code": code, "name": name, "year": year} for code, name, year in reporting]
    return rows


def _names(words: Directory) -> dict[object, str]:
    return {entry.id: entry.name for entry in words.entries}


def _who(entry: Entry, year: object) -> Row:
    return {"code": entry.code, "name": entry.name, "year": int(str(year))}


def _write_lists(book: xlsxwriter.Workbook, places: Places) -> dict[str, str]:
    """Write the sheet of lists. Returns where each list stands, as a reference for drop-down lists."""
    sheet = book.add_worksheet(LISTS)
    bold = book.add_format({"bold": True, "bg_color": _PALE})
    words: dict[str, Iterable[str]] = {
        # An activity of several kinds of recipients stands once.
        "activity_type": dict.fromkeys(places.activities[""].names),
        "violence_area": places.violence_areas.names,
        "target_group": places.target_groups.names,
        "method": places.methods.names,
        "question": places.questions.names,
        "answer": ANSWERS.names,
    }
    found = {}
    for column, (name, values) in enumerate(words.items()):
        texts = list(values)
        sheet.set_column(column, column, 44)
        sheet.write_string(0, column, _LIST_TITLES[name], bold)
        for row, text in enumerate(texts, start=1):
            sheet.write_string(row, column, text)
        letter = chr(ord("A") + column)
        found[name] = f"={LISTS}!${letter}$2:${letter}${len(texts) + 1}"
    sheet.freeze_panes(1, 0)
    return found


class _Writer:
    """Writes one sheet: title, guidance, headings, an example, and rows."""

    def __init__(
        self, book: xlsxwriter.Workbook, sheet: Worksheet, layout: Layout, lists: dict[str, str]
    ) -> None:
        self.sheet, self.layout, self.lists = sheet, layout, lists
        wrap = {"text_wrap": True, "valign": "top"}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.guidance = book.add_format(wrap)
        self.heading = book.add_format({**wrap, "bold": True, "font_color": "white", "bg_color": _ACCENT})
        self.example = book.add_format({"italic": True, "font_color": "#595959", "bg_color": _PALE})
        self.text = book.add_format({"num_format": "@"})
        self.amount = book.add_format({"num_format": "#,##0"})

    def write(self, rows: list[Row]) -> None:
        """Write the sheet with these rows under the example."""
        self._write_head()
        for index, row in enumerate(rows, start=_FIRST_ROW):
            for column, about in enumerate(self.layout.columns):
                if about.field in row:
                    self._write_value(index, column, about, row[about.field])
        last = max(_FIRST_ROW + _PREPARED_ROWS, _FIRST_ROW + len(rows) + 100)
        for column, about in enumerate(self.layout.columns):
            self._prepare(column, about, last)

    def _write_head(self) -> None:
        self.sheet.write_string(
            0, 0, f"Återrapportering av utvecklingsmedel: {self.layout.sheet}", self.title
        )
        self.sheet.merge_range(1, 0, 1, len(self.layout.columns) - 1, self.layout.guidance, self.guidance)
        self.sheet.set_row(1, 32)
        self.sheet.write_string(2, 0, "Den grå raden är ett exempel och läses inte in.")
        for column, about in enumerate(self.layout.columns):
            self.sheet.write_string(_HEADING_ROW, column, about.title, self.heading)
            self.sheet.write_comment(_HEADING_ROW, column, about.guidance, {"x_scale": 2})
            self._write_value(_HEADING_ROW + 1, column, about, about.example, self.example)
        self.sheet.freeze_panes(_HEADING_ROW + 1, 3)

    def _write_value(
        self, row: int, column: int, about: Column, value: object, shape: Format | None = None
    ) -> None:
        if isinstance(value, str):
            # The apostrophe keeps a text from becoming a formula when the cell is edited; reading takes it away again.
            text = f"'{value}" if looks_like_formula(value) else value
            self.sheet.write_string(row, column, text, shape)
        else:
            self.sheet.write_number(row, column, int(str(value)), shape)

    def _prepare(self, column: int, about: Column, last: int) -> None:
        shape = self.text if about.field == "code" else self.amount if about.field in MONEY else None
        self.sheet.set_column(column, column, about.width, shape)
        rule: dict[str, object] | None = None
        if about.list_name:
            rule = {
                "validate": "list",
                "source": self.lists[about.list_name],
                "error_title": about.title,
                "error_message": "Välj i listan.",
            }
        elif about.field in MONEY:
            rule = {
                "validate": "integer",
                "criteria": ">=",
                "value": 0,
                "error_title": about.title,
                "error_message": "Skriv beloppet i hela kronor.",
            }
        elif about.field == "score":
            rule = {
                "validate": "integer",
                "criteria": "between",
                "minimum": 1,
                "maximum": 5,
                "error_title": about.title,
                "error_message": "Skriv ett heltal från 1 till 5.",
            }
        if rule:
            self.sheet.data_validation(_HEADING_ROW + 1, column, last, column, rule)
