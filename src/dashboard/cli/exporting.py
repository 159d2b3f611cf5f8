"""The verb `export`: profiles and summaries as files, for one place or all, and what was reported as a filled-in report."""

import argparse
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from dashboard.cli.files import save
from dashboard.core import address
from dashboard.core.codes import COUNTRY, is_county, is_municipality
from dashboard.core.errors import UserError
from dashboard.core.filters import NO_YEAR, Filters, in_words
from dashboard.core.language import LANGUAGES, SOURCE_LANGUAGE, _
from dashboard.core.settings import Settings
from dashboard.core.stamp import Stamp
from dashboard.dataset import store, versions
from dashboard.exports.formats import FORMATS, file_name
from dashboard.exports.still import boundaries
from dashboard.locale import speak_in
from dashboard.queries import areas, documents, opened, stories, years

_ALL = "all"
_IN_WORDS = frozenset({"year", "examples"})
_AT_ONCE = 2


def add_verb(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `export` to the command line."""
    verb = verbs.add_parser(
        "export",
        help="skriv länsprofiler, kommunprofiler och nationell sammanfattning som filer, eller återrapporterade uppgifter",
        usage="%(prog)s --county all|NN[,NN] | --municipality CODE[,CODE] | --country  --format FORMAT[,FORMAT] [...]\n"
        "       %(prog)s FILE.xlsx [--county NN]",
        description="Första formen skriver en fil per plats och format. Andra formen skriver återrapporterade uppgifter "
        "som en ifylld återrapportering.",
    )
    verb.add_argument("file", nargs="?", type=Path, metavar="FILE.xlsx", help="en ifylld återrapportering")
    verb.add_argument("--county", metavar="NN", help="ett eller flera län, två siffror, eller all")
    verb.add_argument("--municipality", metavar="CODE", help="en eller flera kommuner, fyra siffror")
    verb.add_argument("--country", action="store_true", help="hela riket")
    verb.add_argument("--format", metavar="FORMAT", help=f"ett eller flera av {', '.join(FORMATS)}")
    verb.add_argument(
        "--year",
        type=int,
        metavar="YEAR",
        help="ett år som datamängden har uppgifter om; annars det senaste för varje plats",
    )
    verb.add_argument("--language", choices=LANGUAGES, help="språket i filerna")
    verb.add_argument(
        "--examples", action="store_true", help="ta med exempeldata, som är påhittad och märks på varje sida"
    )
    verb.add_argument("--folder", type=Path, metavar="DIR", help="mappen för filerna; annars den du står i")
    verb.set_defaults(run=_export, usage=verb.error)


def _export(options: argparse.Namespace, settings: Settings) -> int:
    return _reported(options, settings) if options.file else _profiles(options, settings)


def _reported(options: argparse.Namespace, settings: Settings) -> int:
    from dashboard.build.imports.export import reported_workbook

    county = options.county or ""
    for_files = ("municipality", "country", "format", "year", "language", "examples", "folder")
    given = [f"--{name}" for name in for_files if getattr(options, name)]
    if given:
        options.usage(f"{given[0]} hör till profilerna och kan inte användas tillsammans med {options.file}")
    if county and not is_county(county):
        options.usage(f"med {options.file} tar --county ett län, två siffror")
    version = versions.current_version(settings.dataset_dir)
    versions.read_manifest(settings.dataset_dir, version)
    content = reported_workbook(store.open_reader(settings.dataset_dir, version), county)
    save(options.file, content)
    print(f"Återrapporterade uppgifter ur datamängd {version} är skrivna till {options.file}.")
    return 0


def _profiles(options: argparse.Namespace, settings: Settings) -> int:
    if sum(map(bool, (options.county, options.municipality, options.country))) != 1:
        options.usage("ange en av --county, --municipality och --country, eller en fil")
    formats = _parts(options.format)
    if not formats or set(formats) - set(FORMATS):
        options.usage(f"--format tar ett eller flera av {', '.join(FORMATS)}, med komma emellan")
    if options.examples and not settings.examples:
        raise UserError(
            "Exempeldata går inte att ta med: inställningen MEDELKARTAN_EXAMPLES är 0. Kör utan --examples, eller sätt den till 1."
        )
    version = versions.current_version(settings.dataset_dir)
    versions.read_manifest(settings.dataset_dir, version)
    reader = store.open_reader(settings.dataset_dir, version)
    there = years.offered(reader).every
    if options.year and options.year not in there:
        options.usage(f"--year tar ett år som datamängden har uppgifter om: {', '.join(map(str, there))}")
    names = {**areas.names(reader), COUNTRY: "hela riket"}
    base = Filters(year=options.year or NO_YEAR, examples=options.examples)
    jobs = [
        _Job(
            code,
            names[code],
            base.but(area_code=code),
            formats,
            version,
            settings,
            options.language or SOURCE_LANGUAGE,
        )
        for code in _codes(options, names)
    ]
    folder = options.folder or Path()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Mappen {folder} går inte att skapa: {error.strerror}.") from error
    start = time.perf_counter()
    count = 0
    for number, (job, files) in enumerate(_made(jobs), start=1):
        for name, content in files.items():
            save(folder / name, content)
        count += len(files)
        print(f"{number} av {len(jobs)}: {job.name}, {', '.join(files)}", flush=True)
    print(f"{count} filer ur datamängd {version} är skrivna på {time.perf_counter() - start:.1f} s.")
    return 0


def _codes(options: argparse.Namespace, names: dict[str, str]) -> list[str]:
    if options.country:
        return [COUNTRY]
    if options.county == _ALL:
        return sorted(code for code in names if is_county(code))
    is_right, kind = (is_county, "Län") if options.county else (is_municipality, "Kommun")
    codes = _parts(options.county or options.municipality)
    for code in codes:
        if not is_right(code) or code not in names:
            options.usage(f"{kind} med koden {code} finns inte")
    return list(codes)


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in (text or "").split(",") if part.strip()))


@dataclass(frozen=True)
class _Job:
    """One place's files, with all that a process of its own needs to make them."""

    code: str
    name: str
    filters: Filters
    formats: tuple[str, ...]
    version: str
    settings: Settings
    language: str


def _made(jobs: list[_Job]) -> Iterator[tuple[_Job, dict[str, bytes]]]:
    """Each job with its files by name, in order; several are made by two processes, one is made here."""
    if len(jobs) == 1:
        yield jobs[0], _files(jobs[0])
        return
    with ProcessPoolExecutor(_AT_ONCE, mp_context=get_context("spawn")) as pool:
        yield from zip(jobs, pool.map(_files, jobs), strict=True)


def _files(job: _Job) -> dict[str, bytes]:
    speak_in(job.language)
    reader = store.open_reader(job.settings.dataset_dir, job.version)
    story = stories.ready(reader, job.code, job.filters)
    # A profile is of the year that its first answer is of.
    filters = opened(reader, story.steps[0]).filters
    stamp = Stamp(
        job.version,
        date.today(),
        in_words(
            filters, _IN_WORDS, _("hela riket") if job.code == COUNTRY else areas.names(reader)[job.code]
        ),
        address.of_profile(job.settings.site, job.filters, job.version),
    )
    document = documents.document(reader, story, stamp)
    geography = versions.read_manifest(job.settings.dataset_dir, job.version).geography
    geometry = boundaries.read(job.settings.dataset_dir / versions.GEOGRAPHY, geography)
    return {
        file_name(document.document_id, filters.year, job.version, made): made.write(document, geometry)
        for made in (FORMATS[name] for name in job.formats)
    }
