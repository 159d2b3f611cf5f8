"""Addresses of views, as they stand in files: whole, and naming the dataset version that the file was made from."""

from urllib.parse import urlencode

from dashboard.core.codes import is_county, is_municipality
from dashboard.core.filters import LANGUAGE_PARAMETER, Filters, to_address
from dashboard.core.language import SOURCE_LANGUAGE, language

VERSION = "version"


def of_profile(site: str, filters: Filters, version: str) -> str:
    """The address of the page about the filters' area: country, county or municipality. `site` is where the app is served."""
    code = filters.area_code
    page = "kommun" if is_municipality(code) else "lan" if is_county(code) else ""
    spoken = {} if language() == SOURCE_LANGUAGE else {LANGUAGE_PARAMETER: language()}
    return f"{site.rstrip('/')}/{page}?{urlencode({**to_address(filters), **spoken, VERSION: version})}"
