"""Open data from a running server: the links on the page, the addresses under /data, ranges, and what is not there."""

import hashlib
import io
import json
import urllib.error
import urllib.request
import zipfile
from http.client import HTTPMessage
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect
from rdflib import Graph
from rdflib.namespace import DCAT
from visitor import Visit

from dashboard.dataset.versions import DATABASE, Manifest

pytestmark = pytest.mark.browser


def fetch(address: str, **headers: str) -> tuple[int, HTTPMessage, bytes, str]:
    """Status, headers, content and the address that it came from in the end."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=60) as answer:
            return answer.status, answer.headers, answer.read(), answer.url
    except urllib.error.HTTPError as problem:
        return problem.code, problem.headers, problem.read(), address


def test_the_page_leads_to_the_zip_file(visit: Visit, manifest: Manifest, tmp_path: Path) -> None:
    visitor = visit("/kallor?del=oppna-data")
    with visitor.page.expect_download() as saved:
        visitor.page.get_by_role("link", name="Allt i en zip-fil").click()
    assert saved.value.suggested_filename == f"medelkartan-{manifest.version}.zip"
    saved.value.save_as(tmp_path / "alla.zip")
    with zipfile.ZipFile(tmp_path / "alla.zip") as whole:
        assert whole.testzip() is None
        assert {"README.md", "datapackage.json", "dcat.ttl", DATABASE} <= set(whole.namelist())
    expect(visitor.page.get_by_test_id("stApp")).to_contain_text(
        "Exempeldata är påhittad och är inte med i filerna."
    )
    visitor.expect_well()


def test_every_link_of_the_page_leads_to_a_file(visit: Visit, app: str) -> None:
    visitor = visit("/kallor?del=oppna-data")
    links = [a.get_attribute("href") or "" for a in visitor.page.locator('a[href*="/data/"]').all()]
    assert len(links) == 6
    for link in links:
        status, _headers, content, _url = fetch(urljoin(app, link))
        assert status == 200 and content, link


def test_the_short_addresses_lead_to_the_latest_version(app: str, manifest: Manifest) -> None:
    _status, headers, content, url = fetch(f"{app}/data/medelkartan.zip")
    assert url == f"{app}/data/medelkartan-{manifest.version}.zip"
    assert headers["Content-Type"] == "application/zip"
    _status, _headers, text, url = fetch(f"{app}/data/datapackage.json")
    assert url == f"{app}/data/{manifest.version}/datapackage.json"
    # The paths of the package lead to the files from where it stands, and each is as it says.
    resources = json.loads(text)["resources"]
    for resource in (r for r in resources if r["name"] in ("allocation", "source", "allocation-parquet")):
        status, headers, file, _url = fetch(urljoin(url, resource["path"]))
        assert status == 200 and headers["Content-Type"].startswith(resource["mediatype"])
        assert resource["hash"] == f"sha256:{hashlib.sha256(file).hexdigest()}"
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        assert whole.read("datapackage.json") == text


def test_the_metadata_points_to_this_server(app: str) -> None:
    status, headers, text, _url = fetch(f"{app}/data/dcat.ttl")
    assert status == 200 and headers["Content-Type"].startswith("text/turtle")
    graph = Graph().parse(data=text, format="turtle")
    addresses = [str(a) for a in graph.objects(None, DCAT.downloadURL)]
    assert len(addresses) == 3
    for address in addresses:
        assert address.startswith(f"{app}/data/")
        assert fetch(address)[0] == 200


def test_a_part_of_the_file_can_be_asked_for_and_the_rest_kept(app: str, manifest: Manifest) -> None:
    address = f"{app}/data/medelkartan-{manifest.version}.zip"
    _status, headers, whole, _url = fetch(address)
    assert headers["Accept-Ranges"] == "bytes" and "max-age=" in headers["Cache-Control"]
    status, headers, part, _url = fetch(address, Range="bytes=100-199")
    assert status == 206 and part == whole[100:200]
    assert headers["Content-Range"] == f"bytes 100-199/{len(whole)}"


@pytest.mark.parametrize(
    "path",
    [
        "medelkartan-v1-000000000000.zip",
        "medelkartan-geo.zip",
        "v1-000000000000/README.md",
        "{version}/csv/finns_inte.csv",
        "geo/CURRENT",
    ],
)
def test_what_is_not_there_is_a_sentence(app: str, manifest: Manifest, path: str) -> None:
    status, headers, content, _url = fetch(f"{app}/data/{path.format(version=manifest.version)}")
    assert status == 404
    assert "Filen finns inte" in content.decode("utf-8")
    assert headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize(
    "path",
    [
        "medelkartan-..%2f..%2fCURRENT.zip",
        "{version}/../../CURRENT",
        "{version}/..%2f..%2fCURRENT",
        "{version}/../manifest.json",
        "%2e%2e/CURRENT",
        "..%2fCURRENT/CURRENT",
    ],
)
def test_no_path_leads_out_of_the_zip_file(app: str, manifest: Manifest, path: str) -> None:
    """Nothing of the server's disk comes back, whatever the address climbs to; an address of no file may be the app's own shell."""
    status, _headers, content, _url = fetch(f"{app}/data/{path.format(version=manifest.version)}")
    assert status < 500
    assert content.strip() != manifest.version.encode() and b"content_hash" not in content
