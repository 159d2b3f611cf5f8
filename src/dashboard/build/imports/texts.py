"""An examination and the history as lines of text, for the command line."""

from collections.abc import Iterator, Sequence

from dashboard.build.imports.active import Publication
from dashboard.build.imports.examine import Examination
from dashboard.build.imports.preview import sum_label, sum_unit
from dashboard.core.findings import Severity
from dashboard.core.language import _, ngettext
from dashboard.core.measures import label_of_recipient_kind
from dashboard.core.numbers import in_unit, number
from dashboard.sources.forms import name_of

SHOWN = 40
SEVERITIES = {Severity.ERROR: "Fel", Severity.WARNING: "Varning", Severity.INFO: "Upplysning"}
ACTIONS = {"build": "byggd", "publish": "publicerad", "rollback": "återgång"}


def lines(examination: Examination) -> Iterator[str]:
    """Findings, what would change row by row, and sums per county; long lists are cut and say so."""
    yield from _cut(
        [f"{SEVERITIES[f.severity]}: {str(f).removeprefix(': ')}" for f in examination.findings], 200
    )
    yield from read_as(examination)
    yield summary(examination)
    changes = examination.preview.changes
    if len(changes):
        yield "Ändringar:"
        yield from _cut(
            [
                f"  {c.name} {c.year}, {c.what}: {_text(c.before)} -> {_text(c.after)} ({c.change})"
                for c in changes.itertuples()
            ],
            SHOWN,
        )
    if len(examination.preview.sums):
        yield "Summor per län, före och efter:"
        yield from _cut([f"  {line}" for line in _sums(examination)], SHOWN)


def read_as(examination: Examination) -> list[str]:
    """As what each file was read, in a sentence each."""
    return [
        _("{file} är läst som {form}.").format(
            file=one.received.file_name, form=name_of(one.received.form_id)
        )
        for one in examination.files
        if one.received.form_id
    ]


def summary(examination: Examination) -> str:
    """How many files and new rows, and how many findings of each severity, in one sentence."""
    counts = {s: sum(f.severity is s for f in examination.findings) for s in Severity}
    rows = sum(len(one.rows) for one in examination.files)
    files, changes = len(examination.files), len(examination.preview.changes)
    errors, warnings, infos = (counts[s] for s in (Severity.ERROR, Severity.WARNING, Severity.INFO))
    parts = (
        ngettext("{n} fil", "{n} filer", files).format(n=files),
        ngettext("{n} ny rad", "{n} nya rader", rows).format(n=number(rows)),
        ngettext("{n} ändring", "{n} ändringar", changes).format(n=number(changes)),
        _("{n} fel").format(n=number(errors)),
        ngettext("{n} varning", "{n} varningar", warnings).format(n=number(warnings)),
        ngettext("{n} upplysning", "{n} upplysningar", infos).format(n=number(infos)),
    )
    return ", ".join(parts) + "."


def history_lines(history: Sequence[Publication], current: str) -> Iterator[str]:
    """The history, newest first."""
    if not history:
        yield "Inget har importerats än."
    in_use = current
    for entry in reversed(history):
        mark, in_use = ("  (gäller nu)", "") if entry.version == in_use else ("", in_use)
        who = f" av {entry.who}" if entry.who else ""
        yield f"{entry.when}  {entry.version}  {ACTIONS[entry.action]}{who}, {entry.rows} rader{mark}"
        for file in entry.files:
            yield f"    {file['name']}  sha256 {file['sha256'][:16]}  {file['rows']} rader, {file['replaced']} ersatta"


def _sums(examination: Examination) -> list[str]:
    def shown(value: int, measure: str) -> str:
        return in_unit(value, sum_unit(measure))

    return [
        f"{s.county or 'Utan län'}, {label_of_recipient_kind(s.kind).lower()} {s.year} {sum_label(s.measure)}: {shown(s.before, s.measure)} -> "
        f"{shown(s.after, s.measure)} (varav exempeldata {shown(s.before_examples, s.measure)} -> {shown(s.after_examples, s.measure)})"
        for s in examination.preview.sums.itertuples()
    ]


def _cut(found: Sequence[str], shown: int) -> Iterator[str]:
    yield from found[:shown]
    if len(found) > shown:
        yield f"  … och {len(found) - shown} till"


def _text(value: object) -> str:
    return value if isinstance(value, str) else "–"
