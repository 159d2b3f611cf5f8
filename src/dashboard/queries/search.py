"""Search over what recipients did: descriptions, kinds of activity, development areas, methods, target groups, partners.

A text is found where every word of it stands. Letters are compared without case and accents, but å, ä and ö are letters of
their own: å finds å alone. Whoever
reads another language may write either: the translations are searched, too. Only when nothing at all is found does a plain a stand for å and ä too, and a plain o for ö.
"""

from dashboard.core.filters import Filters, tidy_search
from dashboard.core.language import SOURCE_LANGUAGE, _, language, pgettext
from dashboard.core.measures import label_of_recipient_kind
from dashboard.core.numbers import number
from dashboard.core.result import Column, Result, statuses_of
from dashboard.dataset.store import Reader
from dashboard.queries import evidence

# As many rows as a page can be sent without delay; the sentence says how many there are.
MOST_ROWS = 250

# Letters with accents that Swedish does not count as letters of their own.
_ACCENTED = "éèêëáàâãúùûüíìîïóòôõñç"
_PLAIN = "eeeeaaaauuuuiiiioooonc"

FOLDED = f"translate(lower(nfc_normalize({{text}})), '{_ACCENTED}', '{_PLAIN}')"


def folded(*texts: str, english: tuple[str, ...]) -> str:
    """SQL for what is searched in, folded: the texts and, with $translated, the same in English."""
    own, other = (FOLDED.format(text=f"concat_ws(chr(10), {', '.join(some)})") for some in (texts, english))
    return f"{own} || CASE WHEN $translated THEN chr(10) || {other} ELSE '' END"


# Of the items of `everything` (item, folded): those that $text is found in, and whether only loosely. In the loose comparison å, ä and
# ö of the searched word keep to themselves: each is compared with the folded text as it stands.
_MATCHING = f"""
words AS (SELECT unnest(string_split({FOLDED.format(text="$text")}, ' ')) AS word),
strict AS (SELECT item FROM everything e WHERE NOT EXISTS (SELECT 1 FROM words WHERE NOT contains(e.folded, word))),
loose AS (
  SELECT item FROM everything e WHERE NOT EXISTS (SELECT 1 FROM strict) AND NOT EXISTS (
    SELECT 1 FROM words WHERE NOT regexp_matches(e.folded, replace(replace(regexp_escape(word), 'a', '[aåä]'), 'o', '[oö]')))),
found AS (SELECT item, FALSE AS is_loose FROM strict UNION ALL SELECT item, TRUE FROM loose)
"""

_TOLD_OF_AN_ACTIVITY = folded(
    "a.description_sv", "t.name_sv", "d.name_sv", "m.name_sv", "g.name_sv", "a.partner_sv", "v.name_sv",
    english=("w.text_en", "t.name_en", "d.name_en", "m.name_en", "g.name_en", "p.text_en", "v.name_en"),
)  # fmt: skip

_FOUND = f"""
WITH everything AS (
  SELECT a.activity_id AS item, {_TOLD_OF_AN_ACTIVITY} AS folded
  FROM activity a JOIN activity_type t USING (activity_type_id) JOIN development_area d USING (development_area_id)
  LEFT JOIN method m USING (method_id) LEFT JOIN target_group g USING (target_group_id) LEFT JOIN violence_area v USING (violence_area_id)
  LEFT JOIN translation w ON w.text_sv = a.description_sv LEFT JOIN translation p ON p.text_sv = a.partner_sv
  WHERE a.status IN (SELECT unnest($statuses))
    AND ($area = '' OR coalesce(a.violence_area_id, CASE WHEN a.year <= 2017 THEN 'intimate_partner' END) = $area)),
{_MATCHING}
SELECT a.year, r.name AS recipient, r.kind, r.area_code, t.name_sv AS activity, a.description_sv AS description, g.name_sv AS target_group,
       m.name_sv AS method, a.partner_sv AS partner, c.name AS county, k.name AS municipality, f.is_loose, count(*) OVER () AS hits,
       a.status, a.source_id, a.locator
FROM found f JOIN activity a ON a.activity_id = f.item JOIN recipient r USING (recipient_id) JOIN activity_type t USING (activity_type_id)
LEFT JOIN method m USING (method_id) LEFT JOIN target_group g USING (target_group_id)
LEFT JOIN county c ON c.county_code = r.area_code[1:2] LEFT JOIN municipality k ON k.municipality_code = r.area_code
ORDER BY a.status <> 'published', c.county_code NULLS LAST, k.name COLLATE sv NULLS FIRST, r.name COLLATE sv, a.activity_id
LIMIT $most
"""


def found_in(
    reader: Reader, table: str, key: str, columns: tuple[str, ...], text: str
) -> tuple[list[object], bool]:
    """The keys of the table's rows whose columns hold every word of the text, and whether only the loose comparison found any.

    An empty text is found everywhere. Table and columns are names of the schema, never what a person wrote.
    """
    joined = "".join(
        f" LEFT JOIN translation w{no} ON w{no}.text_sv = {table}.{name}" for no, name in enumerate(columns)
    )
    texts = folded(*columns, english=tuple(f"w{no}.text_en" for no in range(len(columns))))
    rows = reader.rows(
        f"""WITH everything AS (SELECT {key} AS item, {texts} AS folded FROM {table}{joined}),
            {_MATCHING} SELECT item, is_loose FROM found""",
        {"text": text, "translated": language() != SOURCE_LANGUAGE},
    )
    return rows["item"].tolist(), bool(rows["is_loose"].any())


def activities(reader: Reader, filters: Filters, text: str = "") -> Result:
    """Activities that the text is found in, those printed in a document first.

    Rows: `year`, `recipient`, `kind`, `county`, `municipality`, `activity`, `description`, `target_group`, `method`, `partner`, `status`;
    at most MOST_ROWS of them. An empty text finds nothing and says what can be searched for. No text is an error.
    """
    wanted = tidy_search(text)
    rows = reader.rows(
        _FOUND,
        {
            "text": wanted or "\n",
            "translated": language() != SOURCE_LANGUAGE,
            "statuses": list(evidence.KNOWN),
            "area": filters.violence_area_id,
            "most": MOST_ROWS if wanted else 0,
        },
    )
    hits = int(rows["hits"].iloc[0]) if not rows.empty else 0
    loose = bool(rows["is_loose"].any())
    for column in ("description", "target_group", "method", "partner", "county", "municipality"):
        rows[column] = rows[column].fillna("")
    rows["kind"] = [label_of_recipient_kind(kind, plural=False) for kind in rows["kind"]]
    return Result(
        "activity_search",
        _("Insatser som stämmer med sökningen"),
        _sentence(rows["recipient"].nunique(), hits, wanted),
        rows,
        (
            Column("recipient", pgettext("one", "Mottagare")),
            Column("municipality", _("Kommun")),
            Column("county", _("Län")),
            Column("year", _("År")),
            Column("activity", _("Insats")),
            Column("description", _("Beskrivning")),
            Column("method", _("Metod")),
            Column("target_group", _("Målgrupp")),
            Column("partner", _("Samverkar med")),
            Column("kind", _("Slags mottagare"), on_screen=False),
            Column("status", _("Tecken")),
        ),
        "",
        evidence.provenance(reader, rows),
        statuses_of(rows),
        tuple(_notes(wanted, hits, loose)),
    )


def _sentence(recipients: int, hits: int, wanted: str) -> str:
    if not hits:
        return ""
    if hits > MOST_ROWS:
        return _("{hits} insatser stämmer med ”{text}”.").format(hits=number(hits), text=wanted)
    if hits == 1:
        return _("En insats stämmer med ”{text}”.").format(text=wanted)
    return _("{hits} insatser hos {recipients} mottagare stämmer med ”{text}”.").format(
        hits=number(hits), recipients=number(recipients), text=wanted
    )


def _notes(wanted: str, hits: int, loose: bool) -> list[str]:
    if not wanted:
        return [
            _(
                "Skriv ett ord, till exempel en metod, en målgrupp eller en samverkanspart: FREDA, barn, polis."
            )
        ]
    notes = []
    if not hits:
        notes.append(
            _("Inget stämmer med ”{text}”. Pröva ett kortare ord eller ett annat våldsområde.").format(
                text=wanted
            )
        )
    if loose:
        notes.append(_("Inget stämde exakt; a har fått stå för å och ä, och o för ö."))
    if hits > MOST_ROWS:
        notes.append(
            _(
                "De {shown} första visas. Lägg till ett ord eller välj ett våldsområde för att se färre."
            ).format(shown=MOST_ROWS)
        )
    notes.append(_("Sökningen gäller alla slags mottagare, vilka som än är valda i filtret."))
    notes.append(_("Sökningen gäller insatser som står i dokumenten eller är återrapporterade."))
    return notes
