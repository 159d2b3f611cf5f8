"""Open data under `/data`: the whole dataset as one zip file, each of its files by itself, and metadata for catalogues."""

import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard.build.open_data import archive, datapackage, dcat
from dashboard.core.errors import DatasetMissing, DatasetUnusable, UserError
from dashboard.core.settings import Settings, from_environment
from dashboard.dataset import versions

# A version stays what it is; who publishes it, and whether example data is in it, is the server's to change.
_LASTING = {"Cache-Control": "public, max-age=3600"}
_FRESH = {"Cache-Control": "no-cache"}
_MEDIA_TYPES = {
    ".json": "application/json",
    ".ttl": "text/turtle; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    **{f".{kind}": media_type for kind, media_type in datapackage.MEDIA_TYPES.items()},
}
_NOT_FOUND = "Filen finns inte, eller hör till en version som inte finns kvar. De filer som finns står på sidan Källor och metod, delen Öppna data."


def routes() -> list[BaseRoute]:
    """What is served under /data. Every answer is made outside the event loop."""
    return [
        Route("/data/medelkartan.zip", _in_words(_latest_zip)),
        Route(f"/data/{datapackage.FILE}", _in_words(_latest_datapackage)),
        Route(f"/data/{dcat.FILE}", _in_words(_catalogue)),
        Route("/data/medelkartan-{version}.zip", _in_words(_zip)),
        Route("/data/{version}/{path:path}", _in_words(_member)),
    ]


def _in_words(answer: Callable[[Request, Settings], Response]) -> Callable[[Request], Response]:
    """The answer, or a plain sentence where there is none to give."""

    def respond(request: Request) -> Response:
        try:
            return answer(request, from_environment())
        except UserError as problem:
            code = 503 if isinstance(problem, DatasetMissing | DatasetUnusable) else 404
            return PlainTextResponse(f"{problem}\n", code, headers=_FRESH)

    return respond


def _latest_zip(request: Request, settings: Settings) -> Response:
    version = versions.current_version(settings.dataset_dir)
    return RedirectResponse(f"/data/medelkartan-{version}.zip", 307, headers=_FRESH)


def _latest_datapackage(request: Request, settings: Settings) -> Response:
    # Beside the files that it names, so that their paths lead to them.
    version = versions.current_version(settings.dataset_dir)
    return RedirectResponse(f"/data/{version}/{datapackage.FILE}", 307, headers=_FRESH)


def _catalogue(request: Request, settings: Settings) -> Response:
    site = settings.site if settings.site != Settings.site else str(request.base_url)
    text = archive.catalogue(settings, versions.current_version(settings.dataset_dir), site)
    return Response(text, media_type=_MEDIA_TYPES[".ttl"], headers=_FRESH)


def _asked_version(request: Request, settings: Settings) -> str:
    version = str(request.path_params["version"])
    if not versions.is_on_disk(settings.dataset_dir, version):
        raise UserError(_NOT_FOUND)
    return version


def _zip(request: Request, settings: Settings) -> Response:
    version = _asked_version(request, settings)
    return FileResponse(
        archive.make(settings, version),
        media_type="application/zip",
        filename=f"medelkartan-{version}.zip",
        headers=_LASTING,
    )


def _member(request: Request, settings: Settings) -> Response:
    path = str(request.path_params["path"])
    with zipfile.ZipFile(archive.make(settings, _asked_version(request, settings))) as whole:
        if path not in whole.namelist():
            raise UserError(_NOT_FOUND)
        content = whole.read(path)
    media_type = _MEDIA_TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")
    return Response(content, media_type=media_type, headers=_LASTING)
