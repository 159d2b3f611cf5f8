"""A person's own story as text: a file to keep, and a link that holds all of it.

Both may come from anyone, cut off, or from another version of the program. What can be read is read, and there is a sentence for
what cannot.
"""

import base64
import binascii
import json
import re
import unicodedata
import zlib
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.core.codes import COUNTRY
from dashboard.core.errors import UserError
from dashboard.core.filters import PARAMETER_NAMES, Filters, from_address, to_address
from dashboard.core.language import _, ngettext
from dashboard.core.story import Step, Story

VERSION = 1
MOST_STEPS = 200
LONGEST_TITLE = 120
# What a browser, a mail program and the server take in an address.
LONGEST_LINK = 8000
LARGEST_FILE_BYTES = 2_000_000
_MOST_NAMED = 5
_KIND = "bildspel"


@dataclass(frozen=True)
class Known:
    """What a story may ask for: the questions with the names of their arguments, those that must be there, the places and the years."""

    questions: Mapping[str, tuple[frozenset[str], frozenset[str]]]
    areas: Container[str]
    years: Collection[int]
    dataset: str


def tidy_title(text: object) -> str:
    """A title as it is kept: composed letters, single spaces, no control characters, and not longer than a line or two."""
    if not isinstance(text, str):
        return ""
    # Unpaired surrogates cannot be written as UTF-8; they have category C, like control characters.
    printable = "".join(
        " " if unicodedata.category(c).startswith("C") else c for c in text[: LONGEST_TITLE * 10]
    )
    return " ".join(unicodedata.normalize("NFC", printable).split())[:LONGEST_TITLE].rstrip()


def to_file(story: Story, dataset: str) -> bytes:
    """The story as a JSON file; `dataset` is the version of the data it was made with."""
    whole = {**_head(story, dataset), "steps": [_step_as_data(step) for step in story.steps]}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8")


def to_link(story: Story, dataset: str) -> str:
    """The story as text for an address. A line for each step: of a link that is cut, the steps before the cut can be read."""
    lines = [_head(story, dataset), *map(_step_as_data, story.steps)]
    text = "\n".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines)
    packed = zlib.compress(text.encode("utf-8"), 9)
    return base64.urlsafe_b64encode(packed).decode("ascii").rstrip("=")


def _head(story: Story, dataset: str) -> dict[str, Any]:
    return {
        "medelkartan": _KIND,
        "version": VERSION,
        "dataset": dataset,
        "title": story.title,
        "count": len(story.steps),
    }


def _step_as_data(step: Step) -> dict[str, Any]:
    parts = {
        "question": step.question,
        "filters": {k: v for k, v in to_address(step.filters).items() if k in PARAMETER_NAMES},
        "arguments": dict(step.arguments),
        "title": step.title,
    }
    return {name: part for name, part in parts.items() if part}


def from_file(content: bytes, known: Known) -> tuple[Story, list[str]]:
    """The story in a file, and a sentence for everything that could not be taken over. Raises UserError when there is no story in it."""
    if len(content) > LARGEST_FILE_BYTES:
        raise UserError(
            _("Filen är för stor för att vara ett bildspel. Välj en fil som sparats från sidan Presentation.")
        )
    try:
        whole = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise UserError(
            _(
                "Filen går inte att läsa: den är skadad eller är inget bildspel. Välj en fil som sparats från sidan Presentation."
            )
        ) from None
    if not isinstance(whole, dict) or not isinstance(whole.get("steps"), list):
        raise UserError(_no_story())
    return _read(whole, whole["steps"], known)


def from_link(text: str, known: Known) -> tuple[Story, list[str]]:
    """The story in the text of a link, as `from_file`."""
    packed = re.sub(r"[^A-Za-z0-9_-]", "", text)
    unpacking = zlib.decompressobj()
    try:
        data = base64.urlsafe_b64decode(packed[: len(packed) // 4 * 4] + _rest(packed))
        content = unpacking.decompress(data, LARGEST_FILE_BYTES)
    except (binascii.Error, zlib.error, ValueError):
        content = b""
    head, *lines = (_parsed(line) for line in content.decode("utf-8", errors="ignore").split("\n"))
    if not isinstance(head, dict):
        raise UserError(
            _("Länken till bildspelet är skadad eller avklippt. Be om en ny, eller öppna bildspelet som fil.")
        )
    # The last line of a link that was cut is not whole.
    steps = [line for line in lines if line is not None]
    story, complaints = _read(head, steps, known)
    missing = head.get("count", 0) if isinstance(head.get("count"), int) else 0
    if not unpacking.eof or missing > len(steps):
        complaints.insert(
            0,
            _("Länken är avklippt: {count} av {all} steg följde med. Be om en ny länk.").format(
                count=len(steps), all=max(missing, len(steps))
            ),
        )
    return story, complaints


def _rest(packed: str) -> str:
    rest = packed[len(packed) // 4 * 4 :]
    return rest + "=" * (4 - len(rest)) if len(rest) > 1 else ""


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _no_story() -> str:
    return _("Filen är inget bildspel från Medelkartan. Välj en fil som sparats från sidan Presentation.")


def _read(head: Mapping[str, Any], steps: Sequence[Any], known: Known) -> tuple[Story, list[str]]:
    if head.get("medelkartan") != _KIND:
        raise UserError(_no_story())
    complaints = list(_about_versions(head, known))
    if len(steps) > MOST_STEPS:
        complaints.append(
            _("Bildspelet har {count} steg; vi tar med de {most} första.").format(
                count=len(steps), most=MOST_STEPS
            )
        )
    read: list[Step] = []
    skipped: list[str] = []
    for number, data in enumerate(steps[:MOST_STEPS], start=1):
        step, reason = _step(data, known)
        if step is not None:
            read.append(step)
        else:
            name = tidy_title(data.get("title") or data.get("question")) if isinstance(data, dict) else ""
            skipped.append(
                _("steg {number} {name}({reason})").format(
                    number=number, name=f"”{name}” " if name else "", reason=reason
                )
            )
    if skipped:
        complaints.append(_about_skipped(skipped))
    return Story("", tidy_title(head.get("title")) or _("Eget bildspel"), tuple(read)), complaints


def _about_versions(head: Mapping[str, Any], known: Known) -> Iterable[str]:
    if head.get("version") != VERSION:
        yield _(
            "Bildspelet är sparat i en annan version av Medelkartan. Det som känns igen visas; gå igenom stegen innan du visar det."
        )
    dataset = tidy_title(head.get("dataset"))
    if dataset and dataset != known.dataset:
        yield _(
            "Bildspelet sparades med datamängd {then}. Siffrorna är nu ur {now} och kan skilja sig."
        ).format(then=dataset, now=known.dataset)


def _about_skipped(skipped: Sequence[str]) -> str:
    named = ", ".join(skipped[:_MOST_NAMED])
    if len(skipped) > _MOST_NAMED:
        named = _("{named} och {count} till").format(named=named, count=len(skipped) - _MOST_NAMED)
    return ngettext(
        "Ett steg hoppas över: {named}.", "{count} steg hoppas över: {named}.", len(skipped)
    ).format(count=len(skipped), named=named)


def _step(data: Any, known: Known) -> tuple[Step | None, str]:
    """The step, or none and why."""
    if not isinstance(data, dict) or not isinstance(data.get("question"), str):
        return None, _("går inte att läsa")
    question, filters, arguments = data["question"], data.get("filters", {}), data.get("arguments", {})
    if question not in known.questions:
        return None, _("frågan finns inte")
    allowed, needed = known.questions[question]
    if not _is_texts(arguments) or not needed <= arguments.keys() <= allowed:
        return None, _("frågan är ställd på ett sätt som inte finns")
    if not _is_texts(filters) or not filters.keys() <= set(PARAMETER_NAMES):
        return None, _("ett filter finns inte")
    read, complaints = from_address(filters, Filters(), known.years)
    if complaints:
        return None, _("ett filter har ett värde som inte finns")
    if read.area_code != COUNTRY and read.area_code not in known.areas:
        return None, _("området {code} finns inte").format(code=read.area_code)
    return Step(
        question, read.without_page(), tuple(sorted(arguments.items())), tidy_title(data.get("title"))
    ), ""


def _is_texts(values: Any) -> bool:
    return isinstance(values, dict) and all(
        isinstance(v, str) and len(v) <= LONGEST_TITLE for v in values.values()
    )
