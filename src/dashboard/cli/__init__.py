"""The command line. Exit codes: 0 well, 1 findings or a problem to mend, 2 wrong usage."""

import argparse
import getpass
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.cli import exporting
from dashboard.cli.files import save
from dashboard.core.errors import UserError
from dashboard.core.filters import Filters
from dashboard.core.settings import Settings, from_environment
from dashboard.dataset import dictionary, store, versions
from dashboard.queries import QUERIES

if TYPE_CHECKING:
    from dashboard.build.imports.examine import Examination


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options, from_environment()))
    except UserError as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dashboard", description="Medelkartan: bygg, kontrollera och fråga datamängden."
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    build = verbs.add_parser("build", help="bygg datamängden och gör den till den gällande")
    build.add_argument("--progress", action="store_true", help="skriv en rad per steg")
    build.set_defaults(run=_build)
    check = verbs.add_parser("check", help="kontrollera källfilerna utan att publicera")
    check.add_argument("--accept", action="store_true", help="skriv in källfilernas hashar som de är nu")
    check.add_argument(
        "--coverage", action="store_true", help="visa vilka av dokumentens tal som inte är med, och varför"
    )
    check.set_defaults(run=_check)
    info = verbs.add_parser("info", help="visa version, radantal och källor")
    info.set_defaults(run=_info)
    sql = verbs.add_parser("sql", help="ställ en fråga till datamängden; den kan inte ändra något")
    sql.add_argument("query", help="frågan, i anföringstecken")
    sql.add_argument("--json", action="store_true", help="skriv raderna som JSON")
    sql.set_defaults(run=_sql)
    opened = verbs.add_parser(
        "open-data", help="skriv hela datamängden som en zip-fil med beskrivning och villkor"
    )
    opened.add_argument("file", type=Path, metavar="FILE.zip")
    opened.add_argument("--version", default="", metavar="VERSION", help="en tidigare version på disk")
    opened.set_defaults(run=_open_data)
    words = verbs.add_parser("dictionary", help="skriv ut vad varje tabell och kolumn betyder, som Markdown")
    words.add_argument(
        "--findings", action="store_true", help="i stället allt som importen kan säga om en fil"
    )
    words.set_defaults(run=_dictionary)
    _add_import_verbs(verbs)
    return parser


def _add_import_verbs(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    take_in = verbs.add_parser("import", help="granska inlämnade filer och publicera dem")
    take_in.add_argument("files", nargs="*", metavar="FILE", type=Path, help="xlsx, xls, ods, csv eller json")
    take_in.add_argument(
        "--waiting", nargs="+", default=[], metavar="ID", help="importer som redan är granskade och väntar"
    )
    take_in.add_argument(
        "--dry-run", action="store_true", help="granska bara; det är vad som sker utan --publish"
    )
    take_in.add_argument("--publish", action="store_true", help="publicera om inget hindrar")
    take_in.add_argument(
        "--report", type=Path, metavar="FILE", help="skriv fynden till en fil, .xlsx eller .json"
    )
    take_in.add_argument(
        "--as", dest="form", default="", metavar="FORM",
        help="läs filerna som report, allocation_list, indicators eller population i stället för efter innehållet",
    )  # fmt: skip
    take_in.add_argument("--by", default="", metavar="NAME", help="vem som importerar")
    take_in.add_argument("--yes", action="store_true", help="bekräfta varningarna")
    take_in.add_argument("--progress", action="store_true", help="skriv en rad per steg")
    take_in.set_defaults(run=_import, usage=take_in.error)
    exporting.add_verb(verbs)
    template = verbs.add_parser("template", help="skriv mallen för återrapportering som en Excelarbetsbok")
    template.add_argument("--county", default="", metavar="NN", help="förifylld för ett län, två siffror")
    template.add_argument("file", type=Path, metavar="FILE.xlsx")
    template.set_defaults(run=_template)
    history = verbs.add_parser("history", help="visa vad som publicerats, av vem och när")
    history.set_defaults(run=_history)
    rollback = verbs.add_parser("rollback", help="gå tillbaka till en tidigare version")
    rollback.add_argument("version", help="versionen, som history visar den")
    rollback.add_argument("--by", default="", metavar="NAME", help="vem som går tillbaka")
    rollback.add_argument("--progress", action="store_true", help="skriv en rad per steg")
    rollback.set_defaults(run=_rollback)


def _teller(options: argparse.Namespace) -> Callable[[float, str], None]:
    """Where the steps of long work are told: a line each for a program that reads them, one line that changes for a person."""
    if options.progress:
        return lambda share, text: print(f"{share:.2f} {text}", flush=True)
    if not sys.stderr.isatty():
        return lambda share, text: None
    return lambda share, text: print(
        f"\r{share:4.0%} {text:<70.70}", end="\n" if share >= 1 else "", file=sys.stderr, flush=True
    )


# The build is imported where it is used: it pulls in geopandas, which reading the dataset never needs.
def _build(options: argparse.Namespace, settings: Settings) -> int:
    from dashboard.build.pipeline import build

    start = time.perf_counter()
    manifest = build(settings, _teller(options))
    print(
        f"Datamängd {manifest.version} är byggd på {time.perf_counter() - start:.1f} s: {sum(manifest.rows.values())} rader."
    )
    return 0


def _check(options: argparse.Namespace, settings: Settings) -> int:
    from dashboard.build import coverage
    from dashboard.build.pipeline import accept_hashes, prepare

    if options.accept:
        print(f"Hashar för {accept_hashes(settings)} filer är inskrivna.")
    if options.coverage:
        report, unaccounted = coverage.report(settings.data_dir)
        print(report)
        return 1 if unaccounted else 0
    prepare(settings)
    print("Kontrollen hittade inga fel.")
    return 0


def _info(options: argparse.Namespace, settings: Settings) -> int:
    version = versions.current_version(settings.dataset_dir)
    reader = store.open_reader(settings.dataset_dir, version)
    manifest = versions.read_manifest(settings.dataset_dir, version)
    print(f"Version {manifest.version}, schema {manifest.schema_version}, byggd {manifest.built_at}")
    print(f"Innehållshash {manifest.content_hash}")
    for name, rows in manifest.rows.items():
        print(f"  {name:<20}{rows:>8}")
    for source in QUERIES["sources"](reader, Filters()).rows.itertuples():
        print(f"  {source.source_id}: {source.title}")
    return 0


def _sql(options: argparse.Namespace, settings: Settings) -> int:
    version = versions.current_version(settings.dataset_dir)
    rows = store.open_reader(settings.dataset_dir, version).user_rows(options.query)
    print(rows.to_json(orient="records", force_ascii=False) if options.json else rows.to_string(index=False))
    return 0


def _dictionary(options: argparse.Namespace, settings: Settings) -> int:
    if options.findings:
        from dashboard.sources.forms import findings_document

        print(findings_document.markdown(), end="")
    else:
        print(dictionary.markdown(), end="")
    return 0


def _open_data(options: argparse.Namespace, settings: Settings) -> int:
    from dashboard.build.open_data import archive

    version = options.version or versions.current_version(settings.dataset_dir)
    if not versions.is_on_disk(settings.dataset_dir, version):
        raise UserError(
            f"Versionen ”{version[:40]}” finns inte på disk. Kör ”python -m dashboard history” för att se vad som publicerats."
        )
    content = archive.make(settings, version).read_bytes()
    try:
        options.file.write_bytes(content)
    except OSError as error:
        raise UserError(f"Filen gick inte att spara som {options.file}: {error.strerror}.") from error
    print(f"Datamängd {version} är skriven till {options.file}: {len(content)} byte.")
    return 0


def _import(options: argparse.Namespace, settings: Settings) -> int:
    from dashboard.build.imports import batches
    from dashboard.build.imports.examine import examine, keep
    from dashboard.sources.forms import NAMES

    if options.form and options.form not in NAMES:
        options.usage(f"--as ska vara ett av {', '.join(sorted(NAMES))}")
    if bool(options.files) == bool(options.waiting):
        options.usage("ange filer eller --waiting, och inte båda")
    if options.report and options.report.suffix not in (".xlsx", ".json"):
        options.usage("--report ska sluta på .xlsx eller .json")
    if options.dry_run and options.publish:
        options.usage("--dry-run och --publish kan inte användas tillsammans")
    if options.waiting and options.publish:
        return _publish(options, settings, options.waiting)
    if options.waiting:
        kept = [batches.read(settings.imports_dir, batch_id) for batch_id in options.waiting]
        files = [(batch.file_name, batches.original(settings.imports_dir, batch)) for batch in kept]
        forms = [options.form or batch.form_id for batch in kept]
    else:
        files = [(path.name, _content(path)) for path in options.files]
        forms = [options.form] * len(files)
    examination = examine(settings, files, _teller(options), forms)
    _show(examination, options)
    unconfirmed = examination.warnings > 0 and not options.yes
    if not options.publish or examination.is_stopped or not examination.has_news:
        return 1 if examination.is_stopped or unconfirmed else 0
    if unconfirmed and not _confirmed():
        print(
            "Varningarna är inte bekräftade, så inget publicerades. Kör igen med --yes för att bekräfta dem.",
            file=sys.stderr,
        )
        return 1
    return _publish(
        options, settings, [batch.batch_id for batch in keep(settings, examination, _who(options))]
    )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"Filen {path} går inte att öppna: {error.strerror}.") from error


def _publish(options: argparse.Namespace, settings: Settings, batch_ids: list[str]) -> int:
    from dashboard.build.imports.publish import publish

    manifest = publish(settings, batch_ids, _who(options), _teller(options))
    print(f"Publicerat: datamängd {manifest.version}, {sum(manifest.rows.values())} rader.")
    return 0


def _who(options: argparse.Namespace) -> str:
    return str(options.by.strip() or getpass.getuser())


def _confirmed() -> bool:
    return sys.stdin.isatty() and input("Publicera trots varningarna? (ja/nej) ").strip().lower() in (
        "ja",
        "j",
    )


def _show(examination: "Examination", options: argparse.Namespace) -> None:
    from dashboard.build.imports import texts

    if options.report:
        from dashboard.sources.forms import report_files

        write = report_files.findings_json if options.report.suffix == ".json" else report_files.findings_xlsx
        save(options.report, write(examination.findings))
    for line in texts.lines(examination):
        print(line)


def _history(options: argparse.Namespace, settings: Settings) -> int:
    from dashboard.build.imports import active, texts

    for line in texts.history_lines(active.history(settings.imports_dir), active.base_version(settings)):
        print(line)
    return 0


def _rollback(options: argparse.Namespace, settings: Settings) -> int:
    from dashboard.build.imports.publish import roll_back

    manifest = roll_back(settings, options.version, _who(options), _teller(options))
    print(f"Datamängd {manifest.version} gäller nu.")
    return 0


def _template(options: argparse.Namespace, settings: Settings) -> int:
    from dashboard.build.imports.places import places_of
    from dashboard.sources.forms.template import write_template

    reader = store.open_reader(settings.dataset_dir, versions.current_version(settings.dataset_dir))
    save(options.file, write_template(places_of(reader), options.county))
    print(f"Mallen är sparad som {options.file}.")
    return 0
