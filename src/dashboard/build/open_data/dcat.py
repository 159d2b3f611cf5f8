"""Metadata for catalogues of open data, by the Swedish profile DCAT-AP-SE 3, as RDF in Turtle."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, XSD

from dashboard.build.open_data import datapackage, terms
from dashboard.dataset.versions import DATABASE, Manifest

FILE = "dcat.ttl"
# Version 3 of the vocabulary, which the library's own list of terms does not have yet.
_DCAT = Namespace("http://www.w3.org/ns/dcat#")
_VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_EU = "http://publications.europa.eu/resource/authority"
_LANGUAGES = [URIRef(f"{_EU}/language/{code}") for code in ("SWE", "ENG")]
_THEMES = [URIRef(f"{_EU}/data-theme/{code}") for code in ("SOCI", "GOVE")]
_SWEDEN = URIRef("http://sws.geonames.org/2661886")
_LICENCES = {"sv": "Villkor per källa", "en": "Terms per source"}
_KEYWORDS = {
    "sv": ["utvecklingsmedel", "våld i nära relationer", "kommuner", "regioner"],
    "en": ["development grants", "violence against women", "municipalities", "regions"],
}


@dataclass(frozen=True)
class Publisher:
    """Who answers for the data: a name, and an e-mail address or an empty text."""

    name: str
    email: str


def turtle(manifest: Manifest, tables: Mapping[str, pd.DataFrame], site: str, publisher: Publisher) -> str:
    """The catalogue with its one dataset. `site` is the address of the app, which everything is found under."""
    data = f"{site.rstrip('/')}/data"
    graph = Graph()
    for prefix, namespace in (("dcat", _DCAT), ("dcterms", DCTERMS), ("foaf", FOAF), ("vcard", _VCARD)):
        graph.bind(prefix, namespace)
    names = {
        name: URIRef(f"{data}/{FILE}#{name}")
        for name in ("catalog", "dataset", "publisher", "contact", "terms", "period")
    }
    _catalogue(graph, names, manifest, site)
    _dataset(graph, names, manifest, tables, data)
    for distribution in _DISTRIBUTIONS:
        _distribution(graph, names, manifest, data, *distribution)
    _people(graph, names, publisher, site)
    graph.add((names["terms"], RDF.type, DCTERMS.LicenseDocument))
    _in_both(graph, names["terms"], DCTERMS.title, _LICENCES)
    graph.add((names["terms"], FOAF.page, URIRef(f"{data}/{manifest.version}/{terms.FILE}")))
    return graph.serialize(format="turtle")


def _catalogue(graph: Graph, names: Mapping[str, URIRef], manifest: Manifest, site: str) -> None:
    catalogue = names["catalog"]
    graph.add((catalogue, RDF.type, _DCAT.Catalog))
    _in_both(
        graph,
        catalogue,
        DCTERMS.title,
        {"sv": "Medelkartans öppna data", "en": "The open data of Medelkartan"},
    )
    _in_both(graph, catalogue, DCTERMS.description, datapackage.DESCRIPTION)
    graph.add((catalogue, DCTERMS.publisher, names["publisher"]))
    graph.add((catalogue, DCTERMS.license, names["terms"]))
    graph.add((catalogue, _DCAT.dataset, names["dataset"]))
    graph.add((catalogue, _DCAT.themeTaxonomy, URIRef(f"{_EU}/data-theme")))
    graph.add((catalogue, FOAF.homepage, URIRef(f"{site.rstrip('/')}/")))
    graph.add((catalogue, DCTERMS.modified, _date(manifest)))
    for language in _LANGUAGES:
        graph.add((catalogue, DCTERMS.language, language))


def _dataset(
    graph: Graph,
    names: Mapping[str, URIRef],
    manifest: Manifest,
    tables: Mapping[str, pd.DataFrame],
    data: str,
) -> None:
    dataset = names["dataset"]
    graph.add((dataset, RDF.type, _DCAT.Dataset))
    _in_both(graph, dataset, DCTERMS.title, datapackage.TITLE)
    _in_both(graph, dataset, DCTERMS.description, datapackage.DESCRIPTION)
    graph.add((dataset, DCTERMS.publisher, names["publisher"]))
    graph.add((dataset, _DCAT.contactPoint, names["contact"]))
    graph.add((dataset, _DCAT.landingPage, URIRef(f"{data.removesuffix('/data')}/kallor?del=oppna-data")))
    graph.add((dataset, _DCAT.version, Literal(manifest.version)))
    graph.add((dataset, DCTERMS.identifier, Literal(f"{data}/{manifest.version}")))
    graph.add((dataset, DCTERMS.issued, _date(manifest)))
    graph.add((dataset, DCTERMS.modified, _date(manifest)))
    graph.add((dataset, DCTERMS.spatial, _SWEDEN))
    graph.add((dataset, DCTERMS.accessRights, URIRef(f"{_EU}/access-right/PUBLIC")))
    graph.add((dataset, DCTERMS.accrualPeriodicity, URIRef(f"{_EU}/frequency/IRREG")))
    for language, words in _KEYWORDS.items():
        for word in words:
            graph.add((dataset, _DCAT.keyword, Literal(word, lang=language)))
    for theme in _THEMES:
        graph.add((dataset, _DCAT.theme, theme))
    for language in _LANGUAGES:
        graph.add((dataset, DCTERMS.language, language))
    years = tables["published_figure"][["year_from", "year_to"]].stack().dropna()
    graph.add((dataset, DCTERMS.temporal, names["period"]))
    graph.add((names["period"], RDF.type, DCTERMS.PeriodOfTime))
    for when, day in (
        (_DCAT.startDate, f"{int(years.min())}-01-01"),
        (_DCAT.endDate, f"{int(years.max())}-12-31"),
    ):
        graph.add((names["period"], when, Literal(day, datatype=XSD.date)))
    for source in tables["source"].itertuples():
        node = URIRef(f"{data}/{FILE}#{source.source_id}")
        graph.add((dataset, DCTERMS.source, node))
        graph.add((node, DCTERMS.title, Literal(source.title)))
        graph.add((node, DCTERMS.creator, Literal(source.publisher)))
        graph.add((node, DCTERMS.rights, Literal(source.licence, lang="sv")))


_DISTRIBUTIONS = (
    ("zip", "medelkartan-{version}.zip", "application/zip",
     {"sv": "Allt i en zip-fil: CSV, Parquet och DuckDB", "en": "Everything in one zip file: CSV, Parquet and DuckDB"}),
    ("duckdb", "{version}/" + DATABASE, datapackage.MEDIA_TYPES["duckdb"],
     {"sv": "Hela datamängden som en DuckDB-fil", "en": "The whole dataset as a DuckDB file"}),
    ("csv", "{version}/" + datapackage.FILE, "text/csv",
     {"sv": "Alla tabeller som CSV, beskrivna i ett datapaket", "en": "All tables as CSV, described by a data package"}),
)  # fmt: skip


def _distribution(
    graph: Graph,
    names: Mapping[str, URIRef],
    manifest: Manifest,
    data: str,
    name: str,
    path: str,
    media_type: str,
    title: Mapping[str, str],
) -> None:
    node = URIRef(f"{data}/{FILE}#{name}")
    address = URIRef(f"{data}/{path.format(version=manifest.version)}")
    graph.add((names["dataset"], _DCAT.distribution, node))
    graph.add((node, RDF.type, _DCAT.Distribution))
    _in_both(graph, node, DCTERMS.title, title)
    graph.add((node, _DCAT.accessURL, address))
    graph.add((node, _DCAT.downloadURL, address))
    graph.add((node, DCTERMS["format"], Literal(media_type)))
    graph.add((node, _DCAT.mediaType, URIRef(f"https://www.iana.org/assignments/media-types/{media_type}")))
    graph.add((node, DCTERMS.license, names["terms"]))
    graph.add((node, DCTERMS.issued, _date(manifest)))
    for language in _LANGUAGES:
        graph.add((node, DCTERMS.language, language))


def _people(graph: Graph, names: Mapping[str, URIRef], publisher: Publisher, site: str) -> None:
    graph.add((names["publisher"], RDF.type, FOAF.Agent))
    graph.add((names["publisher"], FOAF.name, Literal(publisher.name)))
    graph.add((names["contact"], RDF.type, _VCARD.Organization))
    graph.add((names["contact"], _VCARD.fn, Literal(publisher.name)))
    if publisher.email:
        graph.add((names["contact"], _VCARD.hasEmail, URIRef(f"mailto:{publisher.email}")))
    else:
        graph.add((names["contact"], _VCARD.hasURL, URIRef(f"{site.rstrip('/')}/kallor")))


def _in_both(graph: Graph, subject: URIRef, predicate: URIRef, texts: Mapping[str, str]) -> None:
    for language, text in texts.items():
        graph.add((subject, predicate, Literal(text, lang=language)))


def _date(manifest: Manifest) -> Literal:
    return Literal(manifest.built_at[:10], datatype=XSD.date)
