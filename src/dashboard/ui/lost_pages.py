"""Addresses of pages that do not exist: led to the first page, which says so in words. Streamlit would say it in English."""

import re
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.responses import RedirectResponse

from dashboard.core.settings import from_environment
from dashboard.ui.navigation import BY_NAME, IMPORT_PAGE
from dashboard.ui.state import LOST

# One word, as the addresses of pages are; what the server itself answers to has more parts, a dot or an underscore.
_PAGE = re.compile(r"/([^/._][^/.]*)/?")
_OTHERS = frozenset({"geo", "data", "media", "static", "component", "app", "healthz"})
_LONGEST = 40


class LostPages:
    """Leads an address of no page to the first page, with its parameters and with the name that was asked for."""

    def __init__(self, app: Any) -> None:
        self.app = app
        imports = from_environment().imports
        self.known = _OTHERS | {s.url_path for s in BY_NAME.values() if imports or s is not IMPORT_PAGE}

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        """Pass on everything but a browser's visit to a page that is not there."""
        name = _asked_page(scope)
        if not name or name in self.known:
            await self.app(scope, receive, send)
            return
        asked = [*parse_qsl(scope["query_string"].decode("latin-1")), (LOST, name[:_LONGEST])]
        await RedirectResponse(f"/?{urlencode(asked)}", 307)(scope, receive, send)


def _asked_page(scope: MutableMapping[str, Any]) -> str:
    if scope["type"] != "http" or scope["method"] != "GET":
        return ""
    if not any(k == b"accept" and b"text/html" in v for k, v in scope["headers"]):
        return ""
    found = _PAGE.fullmatch(scope["path"])
    return found.group(1) if found else ""
