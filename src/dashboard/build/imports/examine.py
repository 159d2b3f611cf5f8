"""Received files set against the dataset in use: findings, what would change, and the batches that would be published."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.build import grants
from dashboard.build.imports import active, batches, checks, corrections, matching, plausible
from dashboard.build.imports.apply import apply
from dashboard.build.imports.places import places_from
from dashboard.build.imports.preview import Preview, preview
from dashboard.core.errors import UserError
from dashboard.core.findings import Finding, Severity, stops
from dashboard.core.settings import Settings
from dashboard.core.status import Status
from dashboard.dataset import store, versions
from dashboard.sources.forms import Received, read_file
from dashboard.sources.forms.findings import Notes
from dashboard.sources.forms.records import COLUMNS

Progress = Callable[[float, str], None]
_READ = (
    "source", "county", "municipality", "population", "violence_area", "recipient", "activity_type", "target_group", "method",
    "question", "key_figure", "grant", "allocation", "activity", "self_assessment", "indicator", "published_figure", "import_batch",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Examined:
    """One file: as received, with the rows that would be kept of it and everything that was found. No rows when nothing in it is new."""

    content: bytes
    received: Received
    rows: pd.DataFrame
    findings: list[Finding]


@dataclass(frozen=True, eq=False)
class Examination:
    """Files examined together against one version of the dataset."""

    base_version: str
    files: tuple[Examined, ...]
    general: list[Finding]
    preview: Preview
    replaced: dict[str, int]

    @property
    def findings(self) -> list[Finding]:
        """Everything that was found, file by file, and what is about all of them last."""
        return [f for one in self.files for f in one.findings] + self.general

    @property
    def fingerprint(self) -> str:
        """Tells this examination from one of other files, or of the same files against another version."""
        hashes = [
            f"{one.received.file_name} {one.received.sha256} {one.received.form_id}" for one in self.files
        ]
        return hashlib.sha256("\n".join([self.base_version, *hashes]).encode()).hexdigest()[:12]

    @property
    def is_stopped(self) -> bool:
        """Whether something has to be mended before anything can be published."""
        return stops(self.findings)

    @property
    def warnings(self) -> int:
        """How many findings have to be confirmed."""
        return sum(f.severity is Severity.WARNING for f in self.findings)

    @property
    def has_news(self) -> bool:
        """Whether publishing would change anything."""
        return any(not one.rows.empty for one in self.files)


def _silent(share: float, text: str) -> None:
    """Progress that nobody listens to."""


def examine(
    settings: Settings,
    files: Sequence[tuple[str, bytes]],
    progress: Progress = _silent,
    forms: Sequence[str] = (),
) -> Examination:
    """Read files and set them against the dataset in use. Changes nothing.

    `forms` are the ids of the forms that a person chose, one for each file; an empty one leaves it to the content.
    Raises DatasetMissing when there is none, and UserError when nothing could be published since what decides the active imports is lost.
    """
    active.in_force(settings)
    version = versions.current_version(settings.dataset_dir)
    versions.read_manifest(settings.dataset_dir, version)
    reader = store.open_reader(settings.dataset_dir, version)
    current = {name: reader.stored_rows(f"SELECT * FROM {name}") for name in _READ}
    invented = current["recipient"]["status"] == Status.SYNTHETIC.value
    places = places_from(current | {"recipient": current["recipient"][~invented]})
    received = []
    chosen = forms or [""] * len(files)
    for number, ((name, content), form) in enumerate(zip(files, chosen, strict=True), start=1):
        received.append(read_file(name, content, places, form))
        progress(0.7 * number / len(files), f"Läser fil {number} av {len(files)}")
    progress(0.75, "Jämför med datamängden")
    return _set_against(settings, version, current, received, [content for _name, content in files], progress)


def _set_against(
    settings: Settings,
    version: str,
    current: dict[str, pd.DataFrame],
    received: list[Received],
    contents: list[bytes],
    progress: Progress,
) -> Examination:
    notes = [Notes(one.file_name) for one in received]
    general = Notes("")
    names = checks.Names(current)
    incoming = _incoming(received)
    checks.across_files(incoming, names, notes)
    verdict = matching.news(current, incoming)
    has_news = set(incoming.loc[verdict == matching.NEW, "batch_no"])
    kept = incoming[(verdict != matching.SAME) & incoming["batch_no"].isin(has_news)]
    applied = apply(current, kept)
    whole = applied if len(kept) == len(incoming) else apply(current, incoming)
    checks.printed_rows(whole, names, notes)
    checks.leaps(current["population"], incoming, names, notes)
    checks.money(applied.tables["allocation"], incoming, names, notes)
    plausible.amounts(current, kept, names, notes)
    checks.earlier_imports(current, applied.tables, kept, names, notes)
    checks.totals(current, applied.tables["allocation"], applied, general)
    _known_files(current, received, has_news, notes)
    listed, unusable = corrections.read(settings.imports_dir)
    after, unfit = corrections.apply(applied.tables, corrections.affected(listed, current, applied.tables))
    after["allocation"] = grants.assigned(after["allocation"], after["grant"])
    checks.what_would_stop(after, kept, general, notes)
    progress(0.9, "Räknar ut vad som skulle ändras")
    shown = preview(current, after, names)
    by_file = {number: rows for number, rows in kept.groupby("batch_no")}
    examined = tuple(
        Examined(content, one, by_file.get(number, kept.iloc[:0]), one.findings + notes[number].all())
        for number, (one, content) in enumerate(zip(received, contents, strict=True))
    )
    progress(1.0, "Granskningen är klar")
    return Examination(version, examined, general.all() + unusable + unfit, shown, applied.replaced)


def _incoming(received: Sequence[Received]) -> pd.DataFrame:
    frames = []
    for number, one in enumerate(received):
        rows = batches.placed(one.records, None, number)
        frames.append(rows.assign(form_id=one.form_id, source_id=_provisional(number)))
    joined = pd.concat(
        [f for f in frames if not f.empty]
        or frames[:1]
        or [batches.placed(pd.DataFrame(columns=list(COLUMNS)), None, 0)]
    )
    joined.index = pd.RangeIndex(len(joined))
    typed = batches.typed(joined)
    rest = joined.drop(columns=list(COLUMNS))
    return typed.join(rest).assign(activity_id=[f"{b}.{i}" for i, b in enumerate(rest["batch_no"])])


def _provisional(number: int) -> str:
    return f"import-{number}"


def _known_files(
    current: dict[str, pd.DataFrame], received: Sequence[Received], has_news: set[int], notes: Sequence[Notes]
) -> None:
    earlier = current["import_batch"].drop_duplicates("sha256", keep="last").set_index("sha256")
    first: dict[str, str] = {}
    for number, one in enumerate(received):
        if one.sha256 in first:
            notes[number].add("same_file_twice", other=first[one.sha256])
        first.setdefault(one.sha256, one.file_name)
        if one.sha256 in earlier.index:
            notes[number].add("file_already_published", when=str(earlier.at[one.sha256, "received_at"])[:10])
        if not one.records.empty and number not in has_news:
            notes[number].add("nothing_new")


def keep(settings: Settings, examination: Examination, who: str) -> list[batches.Batch]:
    """Keep what is new as waiting batches, ready to be published. Raises UserError when something stops it or no one stands for it."""
    if not who.strip():
        raise UserError("Ange vem som importerar.")
    if examination.is_stopped:
        raise UserError("Filerna har fel som måste rättas innan de kan publiceras.")
    when, kept = active.now(), []
    for number, one in enumerate(examination.files):
        if one.rows.empty:
            continue
        records = batches.records_csv(one.rows)
        digest = hashlib.sha256(f"{one.received.sha256} {number} {who}".encode() + records).hexdigest()
        batch = batches.Batch(
            batch_id=batches.new_id(when, digest),
            file_name=one.received.file_name,
            original=batches.safe_name(one.received.file_name),
            sha256=one.received.sha256,
            records_sha256=hashlib.sha256(records).hexdigest(),
            received_at=when,
            imported_by=who.strip()[:100],
            form_id=one.received.form_id,
            rows=len(one.rows),
            replaced=examination.replaced.get(_provisional(number), 0),
            findings={s.value: sum(f.severity is s for f in one.findings) for s in Severity},
            base_version=examination.base_version,
        )
        batches.write_waiting(settings.imports_dir, batch, records, one.content)
        kept.append(batch)
    return kept
