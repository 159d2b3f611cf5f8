"""`python -m bench.screenshot`: take the picture of the map page that README shows."""

from bench.browser import SENTENCE_AND_MAP, Sitting, chromium
from bench.servers import serving
from dashboard.core.settings import ROOT

PICTURE = ROOT / "docs" / "images" / "karta.png"


def main() -> None:
    """Open the map page as a visitor does and keep what is seen without scrolling."""
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with serving("app.py") as app, chromium() as browser:
        page = Sitting.begin(browser, f"{app}/karta", SENTENCE_AND_MAP).page
        page.screenshot(path=PICTURE)


if __name__ == "__main__":
    main()
