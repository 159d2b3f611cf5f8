"""The page Importera: received files, what was found in them and what they would change. Only names and texts from files pass here as data."""

import hashlib
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.build.imports import texts
from dashboard.build.imports.examine import Examination, Examined, examine
from dashboard.build.imports.export import reported_workbook
from dashboard.build.imports.places import places_of
from dashboard.build.imports.preview import sum_label, sum_unit
from dashboard.core.codes import is_county
from dashboard.core.errors import UserError
from dashboard.core.findings import Finding, Severity
from dashboard.core.language import _
from dashboard.core.measures import label_of_recipient_kind
from dashboard.core.numbers import MISSING, in_unit, number
from dashboard.core.status import sign
from dashboard.exports.tables import harmless
from dashboard.sources.forms import NAMES, name_of
from dashboard.sources.forms.marked import marked_workbook
from dashboard.sources.forms.report_files import findings_json, findings_xlsx
from dashboard.sources.forms.template import write_template
from dashboard.sources.forms.words import shown
from dashboard.ui import answers, state
from dashboard.ui.markdown import escape

KINDS = ["xlsx", "xls", "ods", "csv", "json"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXAMINED, ROUND, TAKEN_UP, FORMS = "import_examined", "import_round", "import_taken_up", "import_forms"
_GROUPS = 20
_READABLE = 30
_ROWS = 5000
_SHORT = 20
_BOXES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "success"}


def only_where_allowed() -> None:
    """Raise UserError where the server does not let its visitors import; the page may be reached by more ways than the menu."""
    if not answers.settings().imports:
        raise UserError(_("Import är avstängd på den här servern."))


def downloads() -> None:
    """The template to fill in, empty or for a county, and the reported figures as a filled in one."""
    counties = {"": _("Tom mall"), **{c: n for c, n in answers.area_names().items() if is_county(c)}}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        county = st.selectbox(
            _("Mall för återrapportering"),
            list(counties),
            format_func=lambda code: counties[code],
            key="import_county",
            width=260,
            help=_("Med ett län står länets kommuner och region redan i mallen."),
        )
        st.download_button(
            _("Hämta mallen"),
            data=lambda: write_template(places_of(answers.open_version(answers.latest())), county),
            file_name=f"aterrapportering{f'-{county}' if county else ''}.xlsx",
            mime=XLSX,
            on_click="ignore",
            key="import_template",
        )
        st.download_button(
            _("Hämta återrapporterade uppgifter"),
            data=lambda: reported_workbook(answers.open_version(answers.latest())),
            file_name=f"aterrapporterat-{answers.latest()}.xlsx",
            mime=XLSX,
            on_click="ignore",
            key="import_reported",
        )


def examined_files() -> Examination | None:
    """The dropped files, examined against the dataset in use; None before there are any."""
    uploaded = st.file_uploader(
        _("Filer att granska (xlsx, xls, ods, csv eller json)"),
        type=KINDS,
        accept_multiple_files=True,
        key=f"import_files_{state.kept(ROUND, 0)}",
        help=_("Filerna läses och granskas. Inget ändras förrän du publicerar."),
    )
    files = [(file.name, file.getvalue()) for file in uploaded] or state.kept(TAKEN_UP, [])
    if not files:
        state.keep(EXAMINED, None)
        return None
    chosen: dict[str, str] = state.kept(FORMS, {})
    hashes = [hashlib.sha256(content).hexdigest() for _name, content in files]
    forms = [chosen.get(digest, "") for digest in hashes]
    name = (
        answers.latest(),
        *((n, digest, form) for (n, _c), digest, form in zip(files, hashes, forms, strict=True)),
    )
    known = state.kept(EXAMINED)
    if known is None or known[0] != name:
        overtaken = known is not None and known[0][1:] == name[1:]
        bar = st.progress(0.0, text=_("Granskar filerna"))

        def tell(share: float, text: str) -> None:
            bar.progress(share, text=text)

        known = (name, examine(answers.settings(), files, tell, forms))
        bar.empty()
        state.keep(EXAMINED, known)
        if overtaken:
            st.warning(
                _(
                    "Någon annan publicerade medan du granskade. Dina filer är granskade igen mot den nya versionen; inget är "
                    "publicerat av dem och inget är förlorat."
                )
            )
    examination: Examination = known[1]
    return examination


def read_as(examination: Examination) -> None:
    """As what each file was read, and the choice to read it as something else. JSON tells its form itself."""
    with st.expander(_("Lästa som"), expanded=True):
        for position, one in enumerate(examination.files[:_GROUPS]):
            _form_of(position, one)
        rest = examination.files[_GROUPS:]
        if rest:
            st.caption(" ".join(escape(line) for line in texts.read_as(examination)[_GROUPS:][:_READABLE]))


def _form_of(position: int, one: Examined) -> None:
    name, form = one.received.file_name, one.received.form_id
    if form and form not in NAMES:
        st.markdown(_("{file} är läst som {form}.").format(file=escape(name), form=name_of(form)))
        return
    options = [form, *(other for other in NAMES if other != form)]
    key = f"import_form_{one.received.sha256[:16]}_{position}_{form}"
    st.selectbox(
        _("{file} är läst som").format(file=escape(name)),
        options,
        format_func=lambda one: name_of(one) or _("inget: innehållet känns inte igen"),
        key=key,
        on_change=_choose_form,
        args=(one.received.sha256, key),
        help=_("Formen känns igen på innehållet. Välj en annan om det är fel; filen läses då om."),
        width=420,
    )


def _choose_form(digest: str, key: str) -> None:
    state.keep(FORMS, {**state.kept(FORMS, {}), digest: str(state.from_widget(key))})


def findings(examination: Examination) -> None:
    """What was found, sheet by sheet, and the files to mend it in."""
    st.header(_("Fynd"), anchor=False)
    worst = _worst(examination.findings)
    box = getattr(st, _BOXES[worst])
    box(f"{escape(texts.summary(examination))} {_advice(examination)}")
    groups = _grouped(examination.findings)
    for position, ((file, sheet), found) in enumerate(list(groups.items())[:_GROUPS]):
        place = file or _("Alla filer")
        label = escape(f"{place} – {sheet}" if sheet else place)
        with st.expander(f"{label} ({len(found)})", expanded=position == 0):
            _table(found, f"import_findings_{position}", f"{place} {sheet}".strip())
    if len(groups) > _GROUPS:
        st.caption(_("Fynd i {n} blad till står i filen med alla fynd.").format(n=len(groups) - _GROUPS))
    _finding_files(examination)


def _worst(found: list[Finding]) -> Severity:
    return next((s for s in Severity if any(f.severity is s for f in found)), Severity.INFO)


def _advice(examination: Examination) -> str:
    if examination.is_stopped:
        return _("Felen måste rättas innan något kan publiceras.")
    if examination.warnings:
        return _("Varningarna måste bekräftas innan filerna publiceras.")
    return "" if examination.has_news else _("Det finns inget nytt att publicera.")


def _grouped(found: list[Finding]) -> dict[tuple[str, str], list[Finding]]:
    groups: dict[tuple[str, str], list[Finding]] = {}
    for one in found:
        groups.setdefault((one.file, one.sheet), []).append(one)
    return groups


def _table(found: list[Finding], key: str, label: str) -> None:
    headings = [_("Allvar"), _("Cell"), _("Värde"), _("Vad, och vad du kan göra")]
    if len(found) <= _READABLE:
        # Three columns, and few words in the first two, are what a phone has room for.
        rows = [
            (
                escape(f.cell),
                escape(shown(f.value, _SHORT)),
                f"**{texts.SEVERITIES[f.severity]}.** {escape(f.text_sv)} *{escape(f.advice_sv)}*",
            )
            for f in found
        ]
        table = pd.DataFrame(rows, columns=headings[1:])
        st.table(table.loc[:, (table != "").any()], border="horizontal", hide_index=True, alt=label)
        return
    plain = [(texts.SEVERITIES[f.severity], f.cell, f.value, f"{f.text_sv} {f.advice_sv}") for f in found]
    widths = {
        headings[2]: st.column_config.TextColumn(width=160),
        headings[3]: st.column_config.TextColumn(width=760),
    }
    st.dataframe(
        pd.DataFrame(plain, columns=headings), hide_index=True, column_config=widths, key=key, alt=label
    )


def _finding_files(examination: Examination) -> None:
    with st.container(horizontal=True, gap="small"):
        for position, one in enumerate(examination.files[:_GROUPS]):
            if one.findings:
                st.download_button(
                    _("{file} med felen markerade").format(file=escape(one.received.file_name)),
                    data=lambda one=one: marked_workbook(one.received.file_name, one.content, one.findings),  # type: ignore[misc]
                    file_name=f"granskad-{position + 1}.xlsx",
                    mime=XLSX,
                    on_click="ignore",
                    key=f"import_marked_{position}",
                )
        st.download_button(
            _("Alla fynd (Excel)"), data=lambda: findings_xlsx(examination.findings), file_name="fynd.xlsx", mime=XLSX,
            on_click="ignore", key="import_findings_xlsx",
        )  # fmt: skip
        st.download_button(
            _("Alla fynd (JSON)"), data=lambda: findings_json(examination.findings), file_name="fynd.json", mime="application/json",
            on_click="ignore", key="import_findings_json",
        )  # fmt: skip


def changes(examination: Examination) -> None:
    """What would change: row by row, and as sums per county, before beside after."""
    preview = examination.preview
    if preview.changes.empty:
        return
    st.header(_("Vad som ändras"), anchor=False)
    rows, sums = st.tabs([_("Rad för rad"), _("Summor per län")])
    with rows:
        shown = _readable_changes(preview.changes)
        st.dataframe(
            shown.head(_ROWS),
            hide_index=True,
            column_config=_widths({_("Uppgift"): 300}, _("Före"), _("Efter")),
            key="import_changes",
            alt=_("Ändringar rad för rad"),
        )
        if len(shown) > _ROWS:
            st.caption(_("De första {n} raderna visas. Alla finns i filen.").format(n=number(_ROWS)))
        st.download_button(
            _("Alla ändringar (CSV)"),
            data=lambda: shown.map(harmless).to_csv(index=False, sep=";").encode("utf-8-sig"),
            file_name="andringar.csv",
            mime="text/csv",
            on_click="ignore",
            key="import_changes_csv",
        )
    with sums:
        by_county = _readable_sums(preview.sums)
        st.dataframe(
            by_county,
            hide_index=True,
            column_config=_widths({}, *by_county.columns[4:]),
            key="import_sums",
            alt=_("Summor per län"),
        )


def _widths(wide: dict[str, int], *numbers: str) -> dict[str, Any]:
    """How wide some columns are, and which stand to the right."""
    columns = {label: st.column_config.TextColumn(label, width=width) for label, width in wide.items()}
    return columns | {label: st.column_config.TextColumn(label, alignment="right") for label in numbers}


def _readable_changes(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Mottagare eller område"): rows["name"],
            _("År"): rows["year"].astype(str),
            _("Uppgift"): rows["what"],
            _("Före"): rows["before"].where(rows["before"].notna(), MISSING),
            _("Tecken före"): [_sign(s) for s in rows["before_status"]],
            _("Efter"): rows["after"].where(rows["after"].notna(), MISSING),
            _("Tecken efter"): [_sign(s) for s in rows["after_status"]],
            _("Ändring"): rows["change"],
        }
    )


def _sign(status: object) -> str:
    return sign(status) or _("tryckt uppgift") if isinstance(status, str) else ""


def _readable_sums(rows: pd.DataFrame) -> pd.DataFrame:
    def written(column: str) -> list[str]:
        return [in_unit(float(v), sum_unit(m)) for v, m in zip(rows[column], rows["measure"], strict=True)]

    return pd.DataFrame(
        {
            _("Län"): [county or _("utan län") for county in rows["county"]],
            _("Mottagare"): [label_of_recipient_kind(kind) for kind in rows["kind"]],
            _("År"): rows["year"].astype(str),
            _("Mått"): [sum_label(measure) for measure in rows["measure"]],
            _("Före"): written("before"),
            _("Varav exempeldata före"): written("before_examples"),
            _("Efter"): written("after"),
            _("Varav exempeldata efter"): written("after_examples"),
            _("Skillnad"): written("difference"),
        }
    )
