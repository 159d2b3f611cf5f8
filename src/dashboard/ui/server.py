"""What the server does beside running pages: boundaries as static files, the language of the page, and errors that get an id."""

import logging
import uuid
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from threading import Timer
from typing import Any
from urllib.parse import parse_qs

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from dashboard.core.errors import UserError
from dashboard.core.filters import LANGUAGE_PARAMETER
from dashboard.core.language import LANGUAGES, SOURCE_LANGUAGE, _
from dashboard.core.settings import from_environment
from dashboard.dataset.versions import GEOGRAPHY
from dashboard.ui import data_routes
from dashboard.ui.lost_pages import LostPages

_LOG = logging.getLogger("medelkartan")
_YEAR_SECONDS = 31_536_000
# The first visitor's page comes before what only downloads need.
_DRAWING_WAITS_SECONDS = 10
# Streamlit writes lang="en" into the page and again after load; screen readers need the real language. It also adds a step to
# the browser's history each time the server completes the address; then Back would lead to a view that nobody has seen.
_SHELL_SCRIPT = b"""(() => {
  const root = document.documentElement;
  const wanted = () => new URLSearchParams(location.search).get("sprak") === "en" ? "en" : "sv";
  const set = () => { if (root.lang !== wanted()) root.lang = wanted(); };
  new MutationObserver(set).observe(root, { attributes: true, attributeFilter: ["lang"] });
  set();
  let acted = false, moved = false;
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => { acted = true; }, true);
  for (const kind of ["pointerdown", "keydown", "wheel", "touchmove"]) addEventListener(kind, () => { moved = true; }, true);
  const push = history.pushState.bind(history), replace = history.replaceState.bind(history);
  history.pushState = (...step) => { (acted ? push : replace)(...step); acted = false; set(); };
  history.replaceState = (...step) => { replace(...step); set(); };
  addEventListener("popstate", set);
  // What a button opens is placed while it is still empty: with room of its own it opens upwards where there is none below.
  // A table in it is as wide as there is room for.
  const style = document.createElement("style");
  style.textContent = `
    [data-testid="stPopoverBody"]:not(:has([data-testid="stElementContainer"])) { min-height: 20rem; }
    [data-testid="stPopoverBody"]:has([data-testid="stDataFrame"]) { width: min(44rem, 94vw); }`;
  document.head.append(style);
  // A link may lead to a card. The page grows above and below it while it is drawn: the card is kept in sight until someone acts.
  const card = new URLSearchParams(location.search).get("kort") || "";
  let met = 0;
  const show = () => {
    if (moved) return;
    const found = document.querySelector(`.st-key-card_${card}`), now = performance.now();
    if (found) {
      met ||= now;
      // Room for the bar with the pages, which stays at the top of the window.
      found.style.scrollMarginTop = document.querySelector(".st-key-example_band") ? "8.5rem" : "5rem";
      found.scrollIntoView();
    }
    if (now - met < (met ? 8000 : 60000)) setTimeout(show, 250);
  };
  if (/^[a-z0-9_-]+$/.test(card)) show();
  // On the stage of a presentation keys and clickers press its buttons, and the stage is as large as the window lets it be.
  const keys = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", Enter: "next",
    ArrowLeft: "previous", ArrowUp: "previous", PageUp: "previous", Backspace: "previous",
    Home: "first", End: "last", Escape: "leave",
  };
  const isIdle = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning";
  const presses = [];
  let pressed = 0, waiting = false, from = "";
  const press = () => {
    if (!document.querySelector(".st-key-stage")) presses.length = 0;
    waiting = presses.length > 0;
    if (!waiting) return;
    // A step is drawn before the next press counts: the address names it by then. At either end there is no other step to wait for.
    if (isIdle() && (location.search !== from || Date.now() - pressed > 3000)) {
      const button = document.querySelector(`.st-key-stage_${presses.shift()} button`);
      if (button && !button.disabled) {
        from = location.search;
        pressed = Date.now();
        button.click();
      }
    }
    setTimeout(press, 30);
  };
  addEventListener("keydown", event => {
    const wanted = keys[event.key];
    if (!wanted || event.ctrlKey || event.altKey || event.metaKey || !document.querySelector(".st-key-stage")) return;
    if ([" ", "Enter"].includes(event.key) && event.target.closest("button, a")) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    presses.push(wanted);
    if (!waiting) press();
  }, true);
  const magnify = () => root.style.setProperty("--stage-zoom", Math.min(innerWidth / 1280, innerHeight / 720));
  addEventListener("resize", magnify);
  magnify();
})();
"""


class Boundaries(StaticFiles):
    """Files with a hash in their name, which a browser may keep for a year."""

    async def get_response(self, path: str, scope: MutableMapping[str, Any]) -> Response:
        """The file, with caching that fits its name."""
        response = await super().get_response(path, scope)
        hashed = path.count(".") == 2
        response.headers["Cache-Control"] = (
            f"public, max-age={_YEAR_SECONDS}, immutable" if hashed else "public, max-age=3600"
        )
        return response


class PageLanguage:
    """Writes the page's language into the HTML shell, and a script that keeps it."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        """Pass everything on; rewrite HTML on its way out."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start: dict[str, Any] | None = None
        chunks: list[bytes] = []

        async def rewrite(message: dict[str, Any]) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_html(message):
                start = message
                return
            if message["type"] == "http.response.body" and start is not None:
                chunks.append(message.get("body", b""))
                if not message.get("more_body"):
                    body = _in_language(b"".join(chunks), _language_of(scope))
                    await send({**start, "headers": _headers(start, len(body))})
                    await send({"type": "http.response.body", "body": body})
                return
            await send(message)

        await self.app(_asking_for_plain_html(scope), receive, rewrite)


def _asking_for_plain_html(scope: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    # A compressed page could not be rewritten; the shell is a few kilobytes.
    headers = scope["headers"]
    if not any(k == b"accept" and b"text/html" in v for k, v in headers):
        return scope
    return {**scope, "headers": [(k, v) for k, v in headers if k != b"accept-encoding"]}


def _is_html(message: dict[str, Any]) -> bool:
    return bool(dict(message["headers"]).get(b"content-type", b"").startswith(b"text/html"))


def _language_of(scope: MutableMapping[str, Any]) -> str:
    named = parse_qs(scope["query_string"].decode("latin-1")).get(LANGUAGE_PARAMETER, [SOURCE_LANGUAGE])[0]
    return named if named in LANGUAGES else SOURCE_LANGUAGE


def _in_language(body: bytes, spoken: str) -> bytes:
    body = body.replace(b'<html lang="en">', f'<html lang="{spoken}">'.encode(), 1)
    return body.replace(b"</head>", b'<script src="/shell.js"></script></head>', 1)


def _headers(start: dict[str, Any], length: int) -> list[tuple[bytes, bytes]]:
    stale = (b"content-length", b"etag", b"last-modified", b"accept-ranges")
    return [
        *((k, v) for k, v in start["headers"] if k not in stale),
        (b"content-length", str(length).encode()),
    ]


async def _shell_script(request: object) -> Response:
    return Response(
        _SHELL_SCRIPT, media_type="text/javascript", headers={"Cache-Control": "public, max-age=3600"}
    )


def routes() -> list[BaseRoute]:
    """Boundaries under /geo, open data under /data, and the shell's script."""
    folder = from_environment().dataset_dir / GEOGRAPHY
    return [
        Mount("/geo", Boundaries(directory=folder, check_dir=False)),
        *data_routes.routes(),
        Route("/shell.js", _shell_script),
    ]


def middleware() -> list[Middleware]:
    """What every request passes through."""
    return [Middleware(LostPages), Middleware(PageLanguage)]


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[dict[str, Any]]:
    """Load what the first visitor would otherwise wait for."""
    import dashboard.ui  # noqa: F401

    loading = Timer(_DRAWING_WAITS_SECONDS, _load_drawing)
    loading.daemon = True
    loading.start()
    yield {}
    loading.cancel()


def _load_drawing() -> None:
    """What draws pictures for downloads, so that the first who wants one does not wait for it."""
    import dashboard.exports.framed  # noqa: F401


def report(error: Exception) -> bool:
    """Show what went wrong: a person's mistake as a sentence, a bug as a number that stands in the log too."""
    if isinstance(error, UserError):
        st.error(str(error))
        return True
    error_id = uuid.uuid4().hex[:8]
    _LOG.error("error %s", error_id, exc_info=error)
    st.error(
        _(
            "Något gick fel på sidan. Felet är antecknat som {id}; uppge numret om du hör av dig. Ladda om sidan eller välj en annan."
        ).format(id=error_id)
    )
    return True
