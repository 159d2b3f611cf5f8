"""The zip file of open data: a valid data package with every row, its terms and sources, and metadata that a catalogue can take in."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless
import pandas as pd
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, XSD
from rdflib.query import ResultRow
from rdflib.term import Node

from dashboard.build.open_data import archive
from dashboard.core.errors import DatasetUnusable
from dashboard.core.settings import ROOT, Settings
from dashboard.dataset import store
from dashboard.dataset.schema import BY_NAME, TABLES
from dashboard.dataset.versions import DATABASE, Manifest

DCAT = Namespace("http://www.w3.org/ns/dcat#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SITE = "https://medelkartan.example.se"


@pytest.fixture(scope="module", params=[True, False], ids=["a server with the switch", "a server without it"])
def own(
    request: pytest.FixtureRequest,
    settings: Settings,
    manifest: Manifest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Settings:
    """The built version, on a server that lets visitors turn example data on and on one that does not."""
    return replace(
        settings,
        examples=request.param,
        site=SITE,
        publisher="Länsstyrelsen Å & Ö",
        contact="data@example.se",
    )


@pytest.fixture(scope="module")
def unpacked(own: Settings, manifest: Manifest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a person has after unpacking the file."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(archive.make(own, manifest.version)) as whole:
        assert whole.testzip() is None
        whole.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def package(unpacked: Path) -> dict[str, Any]:
    """The descriptor."""
    read: dict[str, Any] = json.loads((unpacked / "datapackage.json").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def expected(own: Settings, tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The rows that are to be in the file."""
    given = {
        name: rows if "status" not in rows else rows[rows["status"] != "synthetic"]
        for name, rows in tables.items()
    }
    return given | {"source": tables["source"].query("source_id != 'exempel'")}


def test_the_package_is_valid(unpacked: Path) -> None:
    """Every file is there with its size and hash, every value of its type, every key holds, every reference leads somewhere."""
    report = frictionless.Package(str(unpacked / "datapackage.json")).validate()
    assert report.flatten(["name", "type", "message"]) == []
    assert len(report.tasks) == 2 * len(TABLES) + 1


def test_the_check_of_the_package_sees_a_wrong_value(unpacked: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "copy.zip", "w") as copy:
        for path in unpacked.rglob("*"):
            copy.write(path, path.relative_to(unpacked))
    with zipfile.ZipFile(tmp_path / "copy.zip") as copy:
        copy.extractall(tmp_path / "copy")
    allocation = tmp_path / "copy" / "csv" / "allocation.csv"
    first, *lines = allocation.read_text(encoding="utf-8").splitlines()
    _recipient, rest = lines[0].split(",", 1)
    lines[0] = f"municipality-9999,{rest}"
    allocation.write_text("\n".join([first, *lines]) + "\n", encoding="utf-8")
    report = frictionless.Package(str(tmp_path / "copy" / "datapackage.json")).validate()
    assert {kind for (kind,) in report.flatten(["type"])} == {"foreign-key", "byte-count", "hash-count"}


def test_every_form_has_every_row(unpacked: Path, expected: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    with store.open_writer(Path(shutil.copy(unpacked / DATABASE, tmp_path))) as connection:
        for name, rows in expected.items():
            csv = pd.read_csv(unpacked / "csv" / f"{name}.csv", dtype=str, keep_default_na=False)
            assert len(csv) == len(rows), name
            assert len(pd.read_parquet(unpacked / "parquet" / f"{name}.parquet")) == len(rows), name
            assert connection.execute(f"SELECT count(*) FROM {name}").fetchone() == (len(rows),), name
            assert list(csv.columns) == BY_NAME[name].field_names


def test_amounts_are_written_to_the_krona(unpacked: Path, expected: dict[str, pd.DataFrame]) -> None:
    csv = pd.read_csv(unpacked / "csv" / "allocation.csv", dtype=str)
    assert csv["amount_sek"].str.fullmatch(r"\d+").all()
    by = ["recipient_id", "year", "stream", "measure"]
    ours = expected["allocation"].sort_values(by)["amount_sek"].astype(str).tolist()
    assert csv.assign(year=csv["year"].astype(int)).sort_values(by)["amount_sek"].tolist() == ours
    figures = pd.read_csv(unpacked / "csv" / "published_figure.csv", keep_default_na=False, dtype=str)
    known = expected["published_figure"].set_index("figure_id")["value"].dropna()
    written = figures.set_index("figure_id")["value"]
    assert written[known.index].astype(float).tolist() == known.tolist()
    assert (written.drop(known.index) == "").all()


def test_nothing_invented_is_among_open_data(
    unpacked: Path, package: dict[str, Any], tables: dict[str, pd.DataFrame]
) -> None:
    readme = (unpacked / "README.md").read_text(encoding="utf-8")
    assert "påhittad och ingår inte" in readme and "invented and not included" in readme
    assert "invented and not in the package" in package["description"]
    left_out = 0
    for name, rows in tables.items():
        left_out += (rows["status"] == "synthetic").sum() if "status" in rows else 0
        given = pd.read_csv(unpacked / "csv" / f"{name}.csv", dtype=str, keep_default_na=False)
        assert "synthetic" not in given.get("status", pd.Series(dtype=str)).tolist(), name
    assert left_out > 1000
    for name in ("LICENCES.md", "dcat.ttl", "csv/source.csv"):
        assert "exempel" not in (unpacked / name).read_text(encoding="utf-8"), name
    assert "exempel" not in [source["source_id"] for source in package["sources"]]


def test_the_text_says_what_can_be_told_of_estimates(
    unpacked: Path, expected: dict[str, pd.DataFrame]
) -> None:
    readme = (unpacked / "README.md").read_text(encoding="utf-8")
    pointless = expected["allocation"].query("has_point == False")["year"].unique()
    swedish, english = readme.split("## In English")
    for text in (swedish, english):
        assert all(column in text for column in ("has_point", "amount_low_sek", "amount_high_sek"))
        assert all(str(year) in text for year in pointless) and len(pointless)


def test_the_descriptor_says_what_the_schema_says(package: dict[str, Any]) -> None:
    resources = {r["name"]: r for r in package["resources"]}
    for table in TABLES:
        described = resources[table.name]
        fields = described["schema"]["fields"]
        assert [f["name"] for f in fields] == table.field_names
        assert all(f["description"] for f in fields)
        assert described["schema"]["primaryKey"] == list(table.key)
        assert described["dialect"]["delimiter"] == "," and described["encoding"] == "utf-8"
    amounts = {f["name"]: f for f in resources["allocation"]["schema"]["fields"]}
    assert amounts["amount_sek"]["unit"] == "SEK" and "kronor" in amounts["amount_sek"]["description"]


def test_every_table_says_its_sources_and_their_terms(
    package: dict[str, Any], expected: dict[str, pd.DataFrame]
) -> None:
    resources = {r["name"]: r for r in package["resources"]}
    terms_of = expected["source"].set_index("source_id")["licence"]
    for name, rows in expected.items():
        used = set(rows["source_id"]) if "source_id" in rows and name != "source" else set()
        if not used:
            continue
        said = {s["source_id"]: s["licence"] for s in resources[name]["sources"]}
        assert said == {source: terms_of[source] for source in used}, name
        assert all(licence.get("path") for licence in resources[name]["licenses"])
    assert {s["source_id"] for s in package["sources"]} == set(terms_of.index)


def test_the_terms_of_every_source_stand_in_words(unpacked: Path, expected: dict[str, pd.DataFrame]) -> None:
    text = (unpacked / "LICENCES.md").read_text(encoding="utf-8")
    for source in expected["source"].itertuples():
        assert f"| `{source.source_id}` | {source.title} | {source.publisher} | {source.licence} |" in text


def test_sizes_and_hashes_are_those_of_the_files(unpacked: Path, package: dict[str, Any]) -> None:
    described = {r["path"]: r for r in package["resources"]}
    there = {p.relative_to(unpacked).as_posix() for p in unpacked.rglob("*") if p.is_file()}
    assert there - set(described) == {
        "README.md",
        "LICENCES.md",
        "data-dictionary.md",
        "datapackage.json",
        "dcat.ttl",
    }
    for path, resource in described.items():
        content = (unpacked / path).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


@pytest.fixture(scope="module")
def graph(unpacked: Path) -> Graph:
    """The metadata, read by a library that knows Turtle."""
    return Graph().parse(unpacked / "dcat.ttl", format="turtle")


def one(graph: Graph, kind: URIRef) -> Node:
    (found,) = graph.subjects(RDF.type, kind)
    return found


def languages(graph: Graph, subject: Node, predicate: URIRef) -> set[str | None]:
    return {
        text.language for text in graph.objects(subject, predicate) if isinstance(text, Literal) and str(text)
    }


def test_the_metadata_has_what_the_swedish_profile_asks_for(
    graph: Graph, manifest: Manifest, expected: dict[str, pd.DataFrame]
) -> None:
    catalogue, dataset = one(graph, DCAT.Catalog), one(graph, DCAT.Dataset)
    assert (catalogue, DCAT.dataset, dataset) in graph
    for subject in (catalogue, dataset):
        for predicate in (DCTERMS.title, DCTERMS.description):
            assert languages(graph, subject, predicate) == {"sv", "en"}
        (publisher,) = graph.objects(subject, DCTERMS.publisher)
        assert (publisher, RDF.type, FOAF.Agent) in graph
        assert str(graph.value(publisher, FOAF.name)) == "Länsstyrelsen Å & Ö"
        assert set(graph.objects(subject, DCTERMS.language))
    (contact,) = graph.objects(dataset, DCAT.contactPoint)
    assert (contact, RDF.type, VCARD.Organization) in graph
    assert (
        str(graph.value(contact, VCARD.fn))
        and str(graph.value(contact, VCARD.hasEmail)) == "mailto:data@example.se"
    )
    assert all(
        str(t).startswith("http://publications.europa.eu/resource/authority/data-theme/")
        for t in graph.objects(dataset, DCAT.theme)
    )
    assert len(set(graph.objects(dataset, DCAT.theme))) == 2
    assert languages(graph, dataset, DCAT.keyword) == {"sv", "en"}
    assert str(graph.value(dataset, DCAT.version)) == manifest.version
    (period,) = graph.objects(dataset, DCTERMS.temporal)
    years = expected["published_figure"][["year_from", "year_to"]].stack().dropna().astype(int)
    assert str(graph.value(period, DCAT.startDate)) == f"{years.min()}-01-01"
    assert str(graph.value(period, DCAT.endDate)) == f"{years.max()}-12-31"
    assert all(d.datatype == XSD.date for d in graph.objects(None, DCTERMS.issued) if isinstance(d, Literal))


def test_every_distribution_has_its_address_format_and_terms(graph: Graph, manifest: Manifest) -> None:
    dataset = one(graph, DCAT.Dataset)
    distributions = set(graph.objects(dataset, DCAT.distribution))
    assert distributions == set(graph.subjects(RDF.type, DCAT.Distribution)) and len(distributions) == 3
    for distribution in distributions:
        for predicate in (DCAT.accessURL, DCAT.downloadURL):
            assert str(graph.value(distribution, predicate)).startswith(f"{SITE}/data/")
            assert manifest.version in str(graph.value(distribution, predicate))
        assert "/" in str(graph.value(distribution, DCTERMS["format"]))
        assert isinstance(graph.value(distribution, DCAT.mediaType), URIRef)
        licence = graph.value(distribution, DCTERMS.license)
        assert (licence, RDF.type, DCTERMS.LicenseDocument) in graph


def test_the_metadata_names_every_source_with_its_terms(
    graph: Graph, expected: dict[str, pd.DataFrame]
) -> None:
    found = graph.query(
        """SELECT ?title ?rights WHERE { ?dataset a dcat:Dataset ; dcterms:source ?source . ?source dcterms:title ?title ; dcterms:rights ?rights }""",
        initNs={"dcat": DCAT, "dcterms": DCTERMS},
    )
    assert {(str(r[0]), str(r[1])) for r in found if isinstance(r, ResultRow)} == set(
        zip(expected["source"]["title"], expected["source"]["licence"], strict=True)
    )


def test_without_an_e_mail_the_contact_is_the_page_of_sources(settings: Settings, manifest: Manifest) -> None:
    graph = Graph().parse(data=archive.catalogue(settings, manifest.version, f"{SITE}/"), format="turtle")
    (contact,) = graph.objects(one(graph, DCAT.Dataset), DCAT.contactPoint)
    assert graph.value(contact, VCARD.hasEmail) is None
    assert str(graph.value(contact, VCARD.hasURL)) == f"{SITE}/kallor"


def test_the_same_version_gives_the_same_bytes(own: Settings, manifest: Manifest) -> None:
    """But for the database, which is written without example data: DuckDB lays its blocks out as it comes."""
    path = archive.make(own, manifest.version)
    first = members(path)
    path.unlink()
    again = members(archive.make(own, manifest.version))
    for kept in (first, again):
        del kept[DATABASE]
        kept["datapackage.json"] = b"tells the size and hash of the database"
    assert again == first


def members(path: Path) -> dict[str, bytes]:
    """The files in a zip file, by path."""
    with zipfile.ZipFile(path) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def test_two_who_ask_at_once_get_one_whole_file(own: Settings, manifest: Manifest) -> None:
    archive.make(own, manifest.version).unlink()
    made: list[Path] = []
    asking = [
        threading.Thread(target=lambda: made.append(archive.make(own, manifest.version))) for _ in range(4)
    ]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert len(made) == 4 and len(set(made)) == 1
    with zipfile.ZipFile(made[0]) as whole:
        assert whole.testzip() is None


@pytest.fixture
def settings_of_a_server(own: Settings) -> Iterator[dict[str, str]]:
    """The same settings as environment variables."""
    yield {
        **os.environ,
        "MEDELKARTAN_DATASET": str(own.dataset_dir),
        "MEDELKARTAN_EXAMPLES": str(int(own.examples)),
        "MEDELKARTAN_ADDRESS": own.site,
        "MEDELKARTAN_PUBLISHER": own.publisher,
        "MEDELKARTAN_CONTACT": own.contact,
    }


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dashboard", *arguments],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


def test_the_command_writes_the_same_file(
    own: Settings, manifest: Manifest, settings_of_a_server: dict[str, str], tmp_path: Path
) -> None:
    done = run(settings_of_a_server, "open-data", str(tmp_path / "alla.zip"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "alla.zip").read_bytes() == archive.make(own, manifest.version).read_bytes()
    assert manifest.version in done.stdout


def test_a_version_or_a_folder_that_does_not_exist_is_a_sentence(
    settings_of_a_server: dict[str, str], tmp_path: Path
) -> None:
    done = run(settings_of_a_server, "open-data", str(tmp_path / "x.zip"), "--version", "../geo")
    assert done.returncode == 1 and "finns inte på disk" in done.stderr and "Traceback" not in done.stderr
    done = run(settings_of_a_server, "open-data", str(tmp_path / "ingen" / "x.zip"))
    assert done.returncode == 1 and "gick inte att spara" in done.stderr and "Traceback" not in done.stderr


def test_a_damaged_version_is_not_given_out(settings: Settings, manifest: Manifest, tmp_path: Path) -> None:
    copy = replace(settings, dataset_dir=Path(shutil.copytree(settings.dataset_dir, tmp_path / "dataset")))
    shutil.rmtree(copy.dataset_dir / archive.FOLDER, ignore_errors=True)
    (copy.dataset_dir / manifest.version / "allocation.parquet").write_bytes(b"half")
    with pytest.raises(DatasetUnusable, match=r"allocation\.parquet"):
        archive.make(copy, manifest.version)
    assert not (copy.dataset_dir / archive.FOLDER).exists()
