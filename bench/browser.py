"""The browser that measures. The clock is the page's own: it starts at the pointer and stops when the change is painted."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, WebSocket, sync_playwright

# A machine without a graphics card draws in software; the map is SVG and needs none.
_ARGUMENTS = ["--no-sandbox", "--disable-gpu"]
_KNOWN_PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
_PATIENCE_MS = 120_000
# Longer than any pause between the messages of one change.
_QUIET_MS = 700
# Longer than any pause in drawing them.
_STILL_MS = 400

# A reader gives a list of texts, one for each part that a change of year changes; null while not all is there.
TEXT = """() => {
  const texts = [...document.querySelectorAll('[data-testid="stMarkdownContainer"] p')].map(p => p.textContent);
  const text = texts.find(text => text.startsWith('Valt år'));
  return text ? [text] : null;
}"""
AT_REST = """() =>
  document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning' ? ['rest'] : null"""
SENTENCE_AND_MAP = """() => {
  const sentence = document.querySelector('[data-testid="stMarkdownContainer"] strong')?.textContent;
  const places = [...document.querySelectorAll('.choroplethlayer path')];
  const drawn = places.filter(place => place.getAttribute('d') && place.getAttribute('fill'));
  if (!sentence || drawn.length < 290 || drawn.length < places.length) return null;
  return [sentence, drawn.map(place => place.getAttribute('fill')).join()];
}"""
# The clock starts when the list is opened, and again at the pick in it.
_CLOCK = """(whenPicked) => {
  const clock = window.clock = {};
  const start = event => {
    clock.opened ??= performance.now();
    if (!event.target.closest('[role="option"]')) return;
    removeEventListener('pointerup', start, { capture: true });
    clock.picked = performance.now();
    eval(whenPicked)(() => requestAnimationFrame(() => { clock.painted = performance.now(); }));
  };
  addEventListener('pointerup', start, { capture: true });
}"""
# A frame after every part differs from what was shown before, it is painted.
_UNTIL_ALL_IS_NEW = """(() => {
  const read = eval(READER), before = read();
  return done => {
    const look = () => {
      const now = read();
      if (now === null || now.some((part, i) => part === before[i])) return requestAnimationFrame(look);
      done();
    };
    requestAnimationFrame(look);
  };
})()"""
# Everything is painted with the last change to what is seen before the script has ended and nothing has moved for a while: texts, elements
# and shapes, not the hidden copies of tables for screen readers, which follow later. That the script runs cannot be waited for: a
# short run may begin and end between two frames.
_UNTIL_REST = """done => {
  const app = document.querySelector('[data-testid="stApp"]'), main = document.querySelector('[data-testid="stMain"]');
  let last = performance.now();
  const isSeen = change => !(change.target.closest ? change.target : change.target.parentElement)?.closest('canvas');
  const changes = new MutationObserver(found => { if (found.some(isSeen)) last = performance.now(); });
  changes.observe(main, {
    attributes: true, attributeFilter: ['d', 'fill', 'points', 'width', 'height', 'x', 'y', 'transform'],
    characterData: true, childList: true, subtree: true,
  });
  const look = () => {
    if (app.dataset.testScriptState !== 'notRunning' || performance.now() - last < STILL_MS)
      return setTimeout(look, 50);
    changes.disconnect();
    window.clock.painted = last;
  };
  look();
}""".replace("STILL_MS", str(_STILL_MS))
_FIRST = """
  const read = READER;
  const look = () => {
    if (!document.body || read() === null) return requestAnimationFrame(look);
    requestAnimationFrame(() => { window.firstShown = performance.now(); });
  };
  requestAnimationFrame(look);
"""


@dataclass(frozen=True)
class Change:
    """One change of a filter: milliseconds to the repaint, from opening the list and from picking in it, and bytes received."""

    gesture_ms: float
    pick_ms: float
    received_bytes: int


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium: the one in MEDELKARTAN_CHROMIUM, the system's, or Playwright's own."""
    places = (os.environ.get("MEDELKARTAN_CHROMIUM", ""), *_KNOWN_PLACES)
    path = next((place for place in places if place and Path(place).exists()), None)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        browser.close()


def new_page(browser: Browser) -> Page:
    """A page of the size that the interface is designed for, without anything kept from before."""
    return browser.new_page(viewport={"width": 1280, "height": 720}, locale="sv-SE")


def milliseconds_to_first(browser: Browser, address: str, reader: str) -> float:
    """From navigation until what the reader reads is painted, for a visitor who has never been here."""
    page = new_page(browser)
    page.add_init_script(_FIRST.replace("READER", reader))
    page.goto(address)
    page.wait_for_function("window.firstShown", timeout=_PATIENCE_MS)
    shown = float(page.evaluate("window.firstShown"))
    page.close()
    return shown


@dataclass
class Sitting:
    """A page that stays open while one value after the other is chosen on it."""

    page: Page
    reader: str
    _received: list[int] = field(default_factory=list)

    @classmethod
    def begin(cls, browser: Browser, address: str, reader: str) -> "Sitting":
        """Open the address and wait until everything is shown."""
        sitting = cls(new_page(browser), reader)
        sitting.page.on("websocket", sitting._listen)
        sitting.page.goto(address)
        sitting.page.wait_for_function(f"({reader})() !== null", timeout=_PATIENCE_MS)
        sitting.page.wait_for_timeout(2 * _QUIET_MS)
        return sitting

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda payload: self._received.append(len(payload)))

    def choose(self, label: str, option: str) -> Change:
        """Open a list and pick what is not chosen already."""
        self._received.clear()
        until = (
            _UNTIL_REST
            if self.reader == AT_REST
            else _UNTIL_ALL_IS_NEW.replace("READER", json.dumps(self.reader))
        )
        # What is shown before the pick is read now, not when the list is open.
        self.page.evaluate(f"window.whenPicked = {until}; ({_CLOCK})('window.whenPicked')")
        self.page.get_by_role("combobox", name=label, exact=True).click()
        self.page.get_by_role("option", name=option, exact=True).click()
        self.page.wait_for_function("window.clock.painted", timeout=_PATIENCE_MS)
        if self.reader != AT_REST:
            self.page.wait_for_timeout(_QUIET_MS)
        clock = self.page.evaluate("window.clock")
        return Change(
            clock["painted"] - clock["opened"], clock["painted"] - clock["picked"], sum(self._received)
        )
