"""The build from end to end: read, check, compute, reconcile, write."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pandas as pd

from dashboard.build import (
    allocations,
    arithmetic,
    checks,
    coverage,
    geography,
    grants,
    population,
    printed_cards,
    recipients,
    translations,
    write,
)
from dashboard.build.examples import activities, assessments, money, organisations
from dashboard.build.findings import ChecksFailed, DoesNotAddUp, Finding
from dashboard.build.imports import active, batches
from dashboard.build.imports.join import IMPORT_WORDS, join
from dashboard.build.reconcile import NAMES, reconcile
from dashboard.build.typing import typed
from dashboard.build.world import World
from dashboard.core.settings import Settings
from dashboard.core.status import Status
from dashboard.dataset.schema import BY_NAME
from dashboard.dataset.versions import GEOGRAPHY, Manifest, point_to
from dashboard.sources import files
from dashboard.sources.inputs import INPUTS, ITEMS, LEDGER, read_all

HASHES = "hashes.csv"
Progress = Callable[[float, str], None]


def _silent(share: float, text: str) -> None:
    """Progress that nobody listens to."""


def build(settings: Settings, progress: Progress = _silent) -> Manifest:
    """Build and publish a version with the active imports. Raises ChecksFailed, with nothing published, when any check fails."""
    with active.only_one(settings, lambda: progress(0.0, "Väntar på att en annan publicering blir klar")):
        active.settle(settings)
        manifest = make(settings, active.in_force(settings), progress)
        point_to(settings.dataset_dir, manifest.version)
        write.clear_away(settings.dataset_dir, settings.keep_versions)
    progress(1.0, "Klart")
    return manifest


def make(settings: Settings, batch_ids: Sequence[str], progress: Progress = _silent) -> Manifest:
    """Build a version with these imports and write it, without making it the current one. Raises ChecksFailed."""
    tables, boundaries = prepare(settings, progress, batch_ids)
    progress(0.8, "Skriver datamängden")
    names = dict(
        zip(tables["municipality"]["municipality_code"], tables["municipality"]["name"], strict=True)
    )
    names |= dict(zip(tables["county"]["county_code"], tables["county"]["name"], strict=True))
    written = geography.write(boundaries, names, settings, settings.dataset_dir / GEOGRAPHY)
    inputs = input_hashes(settings) | batches.hashes(settings.imports_dir, batch_ids)
    return write.store(tables, written, inputs, settings.dataset_dir, batch_ids)


def prepare(
    settings: Settings, progress: Progress = _silent, batch_ids: Sequence[str] | None = None
) -> tuple[dict[str, pd.DataFrame], geography.Boundaries]:
    """All tables of the dataset, checked and reconciled, and the boundaries. Writes nothing. Without `batch_ids` with the active imports."""
    progress(0.05, "Läser källfilerna")
    _stop_on(hash_findings(settings))
    read = _read(settings)
    progress(0.2, "Läser och förenklar gränserna")
    boundaries = geography.read(settings)
    progress(0.4, "Räknar ut belopp och exempeldata")
    tables = _with_places(read, boundaries)
    _stop_on(population.findings(read[population.FILE]))
    tables["population"] = population.complete(read[population.FILE])
    tables["recipient"] = recipients.everyone(
        tables["municipality"], tables["county"], read["recipients.csv"]
    )
    tables["published_figure"] = read[LEDGER].assign(
        status=Status.PUBLISHED.value, is_approximate=read[LEDGER]["bound"] != "exact"
    )
    tables["disagreement"] = read["published/disagreements.csv"]
    for table, file in ITEMS.items():
        tables[table] = read[f"published/*/{file}.csv"].assign(status=Status.PUBLISHED.value)
    rules = read["published/arithmetic.csv"]
    _stop_on(arithmetic.unknown_figures(rules, tables["published_figure"]))
    tables["arithmetic_check"] = arithmetic.work_out(rules, tables["published_figure"])
    printed_numbers = coverage.numbers(settings.data_dir)
    tables["coverage"] = coverage.by_section(printed_numbers)
    _stop_on(coverage.findings(tables["statement"], printed_numbers))
    _stop_on(arithmetic.unexplained(tables["arithmetic_check"], tables["disagreement"]))
    _stop_on(grants.findings(tables["grant"], tables["grant_amount"], tables["published_figure"]))
    tables |= printed_cards.tables(read["vocabulary/printed_cards.csv"], tables["published_figure"])
    _stop_on(printed_cards.findings(read["vocabulary/printed_cards.csv"], tables))
    world = _world(tables, geography.neighbours(boundaries.municipalities))
    _stop_on(_unknown_figures(read["published/allocations.csv"], world))
    printed_amounts = allocations.published(read["published/allocations.csv"], tables["published_figure"])
    _stop_on(_unknown_recipients(read, tables) + checks.negative_amounts(printed_amounts))
    # From here on the rows are numbered anew, so a line of the file would be another row's.
    world = _with_rows(world, printed_amounts.drop(columns="file"))
    with _ledger_that_adds_up():
        world = _with_rows(world, allocations.by_key(world))
        tables["key_reading"] = allocations.readings(world)
        tables["key_comparison"] = allocations.comparisons(world, read[allocations.PROPOSED])
        _add_examples(tables, world, read, settings)
    # Before the imports: what they say in words of their own is not translated.
    written = read[translations.FILE]
    untranslated = translations.findings(written, tables, {**NAMES, **IMPORT_WORDS})
    tables["translation"] = translations.table(written, tables)
    progress(0.6, "Lägger in importerade uppgifter")
    tables["indicator"] = pd.DataFrame(columns=BY_NAME["indicator"].field_names)
    # After the example: what is invented for the others does not change with what one of them reports.
    joined = join(tables, settings, active.in_force(settings) if batch_ids is None else batch_ids)
    tables = joined.tables
    _stop_on(joined.findings)
    # Every amount, printed, worked out, invented or imported, gets its grant by stream and year.
    tables["allocation"] = grants.assigned(tables["allocation"], tables["grant"])
    _stop_on(grants.without_grant(tables["allocation"], tables["grant"]))
    progress(0.7, "Kontrollerar och stämmer av")
    world = replace(world, allocation=tables["allocation"])
    tables["reconciliation"], differences = reconcile(world, joined.touched)
    _stop_on(checks.all_findings(tables) + differences)
    # Last: a text that breaks another rule is mended before it is translated.
    _stop_on(untranslated)
    return tables, boundaries


def _read(settings: Settings) -> dict[str, pd.DataFrame]:
    found: dict[str, pd.DataFrame] = {}
    findings = []
    for kind, sources in zip(INPUTS, read_all(settings.data_dir).values(), strict=True):
        if not sources:
            findings.append(
                Finding("fil saknas", kind.pattern, "", "", "Filen saknas. Hämta den ur versionshanteringen.")
            )
        frames = []
        for source in sources:
            frame, wrong = typed(source, kind)
            frames.append(frame)
            findings += wrong
        # The line number stays as index; the file column tells lines of different files apart.
        found[kind.pattern] = pd.concat(frames) if frames else pd.DataFrame()
    _stop_on(findings)
    _stop_on(_input_findings(found))
    return found


def _input_findings(read: dict[str, pd.DataFrame]) -> list[Finding]:
    """Repeated keys and unknown codes in what was read. What is computed later relies on there being none."""
    # Most recipients come from the geography; references to them are checked when they are all there.
    tables = {kind.table: read[kind.pattern] for kind in INPUTS if kind.table != "recipient"}
    findings = []
    for kind in INPUTS:
        table, rows = BY_NAME[kind.table], read[kind.pattern]
        findings += checks.duplicate_keys(table, rows) + checks.unknown_references(table, rows, tables)
    return findings


def _with_places(read: dict[str, pd.DataFrame], boundaries: geography.Boundaries) -> dict[str, pd.DataFrame]:
    tables = {kind.table: read[kind.pattern] for kind in INPUTS if kind.table in _TAKEN_AS_READ}
    tables["source"] = read["sources.csv"].assign(file_name=_files_of(read))
    tables["municipality"] = read["geography/municipalities.csv"].join(
        geography.points(boundaries.municipalities), on="municipality_code"
    )
    tables["county"] = read["geography/counties.csv"].join(
        geography.points(boundaries.counties), on="county_code"
    )
    return tables


_TAKEN_AS_READ = (
    "violence_area",
    "development_area",
    "activity_type",
    "target_group",
    "method",
    "question",
    "key_figure",
    "grant",
    "grant_amount",
)


def _files_of(read: dict[str, pd.DataFrame]) -> pd.Series:
    sources = read["sources.csv"]
    files_by_source: dict[str, set[str]] = {source: {"sources.csv"} for source in sources["source_id"]}
    for rows in read.values():
        if "source_id" in rows and "file" in rows:
            for source, file in set(zip(rows["source_id"], rows["file"], strict=True)):
                files_by_source.setdefault(source, set()).add(file)
    return sources["source_id"].map(
        lambda s: ", ".join(sorted(files_by_source[s] - {"sources.csv"})) or "sources.csv"
    )


def _world(tables: dict[str, pd.DataFrame], neighbours: dict[str, list[str]]) -> World:
    return World(
        figures=tables["published_figure"].drop_duplicates("figure_id").set_index("figure_id"),
        recipients=tables["recipient"].drop_duplicates("recipient_id").set_index("recipient_id"),
        population=tables["population"],
        neighbours=neighbours,
        allocation=pd.DataFrame(columns=[*BY_NAME["allocation"].field_names, "file"]),
    )


def _with_rows(world: World, rows: pd.DataFrame) -> World:
    return replace(
        world, allocation=pd.concat([r for r in (world.allocation, rows) if not r.empty], ignore_index=True)
    )


def _add_examples(
    tables: dict[str, pd.DataFrame], world: World, read: dict[str, pd.DataFrame], settings: Settings
) -> None:
    invented = organisations.invent(world)
    tables["recipient"] = pd.concat([tables["recipient"], invented], ignore_index=True)
    money_rows = money.invent(world, invented)
    tables["allocation"] = pd.concat([world.allocation, money_rows], ignore_index=True)
    world = replace(world, allocation=tables["allocation"])
    printed = read["published/*/activities.csv"].assign(status=Status.PUBLISHED.value)
    margins = files.read(settings.data_dir, activities.MARGINS).rows
    tables["activity"] = pd.concat([printed, activities.invent(world, invented, margins)])
    answers = read["published/*/answers.csv"].assign(status=Status.PUBLISHED.value)
    tables["self_assessment"] = pd.concat([answers, assessments.invent(world, tables["activity"])])


def _unknown_recipients(read: dict[str, pd.DataFrame], tables: dict[str, pd.DataFrame]) -> list[Finding]:
    known = {"recipient": tables["recipient"]}
    return [
        finding
        for kind in INPUTS
        for finding in checks.unknown_references(BY_NAME[kind.table], read[kind.pattern], known)
    ]


@contextmanager
def _ledger_that_adds_up() -> Iterator[None]:
    try:
        yield
    except DoesNotAddUp as error:
        raise ChecksFailed(
            [
                Finding(
                    "liggaren går ihop",
                    LEDGER,
                    "",
                    "value",
                    f"Tryckta tal går inte ihop med varandra, så exempeldata kan inte räknas fram. {error}",
                )
            ]
        ) from error


def _unknown_figures(links: pd.DataFrame, world: World) -> list[Finding]:
    return [
        Finding(
            "känd siffra",
            row["file"],
            str(line),
            "figure_id",
            f"Siffran ”{row['figure_id']}” finns inte i liggaren. Rätta namnet.",
        )
        for line, row in links.iterrows()
        if not set(row["figure_id"].split()) <= set(world.figures.index)
    ]


def input_hashes(settings: Settings) -> dict[str, str]:
    """The SHA-256 of every data file that a build reads, by path inside the data folder."""
    return {
        path: files.sha256(settings.data_dir / path)
        for path in files.input_files(settings.data_dir, settings.dataset_dir, settings.imports_dir)
        if path != HASHES
    }


def hash_findings(settings: Settings) -> list[Finding]:
    """Files that have changed, come or gone since their hash was written down."""
    how = "Granska ändringen och skriv in den nya hashen med ”python -m dashboard check --accept”."
    if not (settings.data_dir / HASHES).is_file():
        return [Finding("källhash", HASHES, "", "", f"Filen saknas. {how}")]
    written_down = files.read(settings.data_dir, HASHES).rows.set_index("path")["sha256"].to_dict()
    now = input_hashes(settings)
    return [
        Finding("källhash", path, "", "", text)
        for path in sorted({*written_down, *now})
        for text in _hash_problem(written_down.get(path), now.get(path), how)
    ]


def _hash_problem(written_down: str | None, now: str | None, how: str) -> list[str]:
    if written_down is None:
        return [f"Filen är ny och har ingen hash. {how}"]
    if now is None:
        return [f"Filen finns i {HASHES} men saknas på disk. {how}"]
    return [] if written_down == now else [f"Filens innehåll stämmer inte med hashen i {HASHES}. {how}"]


def accept_hashes(settings: Settings) -> int:
    """Write down the hash of every data file as it is now. Returns how many files there are."""
    now = input_hashes(settings)
    lines = ["path,sha256", *(f"{path},{digest}" for path, digest in sorted(now.items()))]
    (settings.data_dir / HASHES).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(now)


def _stop_on(findings: list[Finding]) -> None:
    if findings:
        raise ChecksFailed(findings)
