"""The catalogue of findings: for each code its severity, title, sentence and advice.

The sentence's {placeholders} are filled with the finding's own facts. `docs/findings.md` is generated from here.
"""

from dataclasses import dataclass

from dashboard.core.findings import Finding, Severity
from dashboard.sources.forms.words import shown

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True)
class Entry:
    """A kind of finding."""

    code: str
    severity: Severity
    title_sv: str
    text_sv: str
    advice_sv: str


_ENTRIES = (
    # The file as such
    Entry(
        "empty_file",
        _ERROR,
        "Tom fil",
        "Filen innehåller inga uppgifter.",
        "Kontrollera att rätt fil är vald och att den är sparad.",
    ),
    Entry(
        "file_too_large",
        _ERROR,
        "För stor fil",
        "Filen är {size} MB. Gränsen är {limit} MB.",
        "Dela upp uppgifterna på flera filer.",
    ),
    Entry(
        "unpacks_too_large",
        _ERROR,
        "Filen packas upp till för mycket",
        "Filen är liten men skulle bli minst {size} MB när den packas upp. Gränsen är {limit} MB. Den har inte öppnats.",
        "Spara uppgifterna i en ny arbetsbok och skicka den.",
    ),
    Entry(
        "sheet_too_large",
        _ERROR,
        "För stort blad",
        "Bladet sträcker sig till {end} och rymmer {cells} celler. Gränsen är {limit}.",
        "Ta bort innehållet långt ned eller långt till höger på bladet och spara igen.",
    ),
    Entry(
        "damaged_file",
        _ERROR,
        "Skadad fil",
        "Filen går inte att läsa som {kind}. Den kan vara avbruten eller skadad.",
        "Öppna filen i ett kalkylprogram, spara den på nytt och försök igen.",
    ),
    Entry(
        "password_protected",
        _ERROR,
        "Lösenordsskyddad fil",
        "Filen är skyddad med lösenord och går inte att läsa.",
        "Ta bort lösenordet, spara filen och försök igen.",
    ),
    Entry(
        "macros",
        _ERROR,
        "Filen har makron",
        "Filen innehåller makron. Sådana filer tas inte emot.",
        "Spara filen som Excelarbetsbok (.xlsx) utan makron.",
    ),
    Entry(
        "html_file",
        _ERROR,
        "Webbsida i stället för tabell",
        "Filen heter {file} men innehåller en webbsida.",
        "Öppna filen i Excel och spara den som Excelarbetsbok (.xlsx).",
    ),
    Entry(
        "unsupported_kind",
        _ERROR,
        "Filtypen tas inte emot",
        "Filen är {kind}. Det går att läsa xlsx, xls, ods, csv och json.",
        "Spara uppgifterna som xlsx, ods eller csv.",
    ),
    Entry(
        "wrong_extension",
        _WARNING,
        "Filnamnet stämmer inte med innehållet",
        "Filen heter {file} men innehåller {kind}. Den har lästs efter innehållet.",
        "Kontrollera att det är rätt fil. Byt gärna filändelse.",
    ),
    Entry(
        "document_type",
        _ERROR,
        "Otillåtet innehåll i filen",
        "Filen innehåller en dokumenttypsdeklaration, som inte hör hemma i en arbetsbok.",
        "Spara uppgifterna i en ny arbetsbok och skicka den.",
    ),
    Entry(
        "nul_in_text",
        _ERROR,
        "Oläsliga tecken",
        "Filen innehåller nolltecken och är inte en vanlig textfil.",
        "Spara uppgifterna som csv i UTF-8 eller som xlsx.",
    ),
    Entry(
        "mixed_encoding",
        _ERROR,
        "Blandad teckenkodning",
        "Texten ”{value}” visar att å, ä eller ö är sparade på två olika sätt i samma fil.",
        "Öppna originalet och spara det som csv i UTF-8 eller som xlsx.",
    ),
    Entry(
        "undecodable_text",
        _ERROR,
        "Okänd teckenkodning",
        "Filens text är varken UTF-8 eller Windows-1252.",
        "Spara filen som csv i UTF-8 eller som xlsx.",
    ),
    Entry(
        "bad_json",
        _ERROR,
        "Ogiltig JSON",
        "Filen är inte giltig JSON: fel på rad {line}, tecken {column}.",
        "Hämta filen på nytt.",
    ),
    Entry(
        "unknown_form",
        _ERROR,
        "Okänt formulär",
        "Innehållet känns inte igen som återrapportering, fördelningslista, indikatorer, folkmängd eller Kolada.",
        "Använd mallen, eller se till att tabellen har en rubrikrad med kommun och belopp eller indikatorer.",
    ),
    Entry(
        "own_table",
        _ERROR,
        "Tabell ur Medelkartan",
        "Filen är en tabell som hämtats ur Medelkartan. Den kan innehålla beräknade uppgifter och exempeldata och läses aldrig in.",
        "Uppgifterna finns redan. Hämta de återrapporterade uppgifterna på sidan Importera om ni vill rätta dem.",
    ),
    Entry(
        "no_rows",
        _ERROR,
        "Inga uppgifter att läsa in",
        "Filen känns igen som {form}, men inga rader gick att läsa in.",
        "Fyll i uppgifter under rubrikraden eller rätta felen nedan.",
    ),
    Entry(
        "hidden_sheet",
        _WARNING,
        "Dolt blad",
        "Bladet är dolt. Det har inte lästs.",
        "Visa bladet om uppgifterna ska med. Ta annars bort det.",
    ),
    Entry(
        "hidden_rows",
        _WARNING,
        "Dolda rader",
        "Dolda rader: {rows}. De har lästs som övriga rader.",
        "Visa raderna och kontrollera att de ska vara med.",
    ),
    Entry(
        "sheet_not_read",
        _INFO,
        "Bladet har inte lästs",
        "Bladet har ingen rubrikrad som hör till {form}.",
        "Inget behöver göras om bladet bara innehåller anteckningar.",
    ),
    Entry(
        "column_missing",
        _ERROR,
        "En kolumn saknas",
        "Bladet saknar kolumnen {column}.",
        "Lägg till kolumnen, eller hämta en ny mall och klistra in uppgifterna i den.",
    ),
    Entry(
        "column_repeated",
        _ERROR,
        "Samma rubrik två gånger",
        "Rubriken ”{value}” finns i flera kolumner.",
        "Behåll en av kolumnerna.",
    ),
    Entry(
        "column_not_read",
        _INFO,
        "Kolumnen har inte lästs",
        "Kolumnen ”{value}” hör inte till {form} och har inte lästs.",
        "Inget behöver göras om kolumnen bara är till för er själva.",
    ),
    Entry(
        "amount_not_understood",
        _INFO,
        "Beloppet har inte lästs",
        "Kolumnen ”{value}” har inte lästs: {why}.",
        "Inget behöver göras om kolumnen inte är tilldelat, rekvirerat, omfördelat, förbrukat eller återbetalt. Skriv annars rubriken så, till exempel "
        "”Tilldelat 2024 (kr)”.",
    ),
    Entry(
        "measure_assumed",
        _INFO,
        "Beloppet är läst som tilldelat",
        "Varken rubriken ”{value}” eller titeln säger vilket belopp det är. Det har lästs som tilldelat.",
        "Skriv rekvirerat, omfördelat, förbrukat eller återbetalt i rubriken om det är något annat.",
    ),
    Entry(
        "amounts_by_county",
        _ERROR,
        "Beloppen står per län",
        "Listan anger belopp per län, men ett län är ingen mottagare.",
        "Använd listan per kommun, region eller organisation. Gäller beloppen regionerna eller länsstyrelserna: skriv deras hela namn i en kolumn "
        "med rubriken Mottagare.",
    ),
    Entry(
        "other_table_below",
        _ERROR,
        "En tabell till på bladet",
        "Här börjar en tabell till, med andra rubriker eller ett annat år. Den och det som står under den har inte lästs.",
        "Lägg tabellen på ett eget blad.",
    ),
    Entry(
        "more_of_the_same",
        _INFO,
        "Fler av samma slag",
        "Ytterligare {count} fynd av slaget ”{title}” finns på bladet. De första {shown} visas.",
        "Rätta de visade först och läs in filen på nytt.",
    ),
    # Places and recipients
    Entry(
        "place_missing",
        _ERROR,
        "Kommun eller mottagare saknas",
        "Raden har uppgifter men varken kod eller namn.",
        "Skriv kommunkoden eller namnet.",
    ),
    Entry(
        "unknown_place",
        _ERROR,
        "Okänd kommun eller mottagare",
        "”{value}” är inte en känd kommun, region eller mottagare. {suggestions}",
        "Är namnet felskrivet: rätta det eller skriv koden. Är namnet rätt är mottagaren ny: den som sköter Medelkartans data lägger till den "
        "i data/recipients.csv (se docs/adding-a-report.md, En ny mottagare), och sedan läses filen in igen.",
    ),
    Entry(
        "ambiguous_place",
        _ERROR,
        "Tvetydigt namn",
        "”{value}” kan vara {choices}.",
        "Skriv koden eller hela namnet.",
    ),
    Entry(
        "unknown_code",
        _ERROR,
        "Okänd kod",
        "Koden {value} finns inte. {suggestions}",
        "Rätta koden. En kommunkod har fyra siffror, en regions kod två.",
    ),
    Entry(
        "code_and_name_disagree",
        _ERROR,
        "Kod och namn stämmer inte",
        "Koden {found_code} hör till {code_name}, men namnet är ”{value}” ({name_code}).",
        "Rätta koden eller namnet.",
    ),
    Entry(
        "name_not_recognised",
        _WARNING,
        "Namnet känns inte igen",
        "Namnet ”{value}” känns inte igen. Koden {found_code} ({code_name}) har använts.",
        "Kontrollera att koden är rätt.",
    ),
    Entry(
        "name_spelled_differently",
        _INFO,
        "Annan stavning",
        "”{value}” har lästs som {found}.",
        "Kontrollera att det är rätt.",
    ),
    Entry(
        "code_lost_zero",
        _INFO,
        "Inledande nolla saknades",
        "Koden {value} har lästs som {found}.",
        "Formatera kolumnen som text så att nollan blir kvar.",
    ),
    Entry(
        "outside_county",
        _WARNING,
        "Kommunen ligger i ett annat län",
        "{found} står under rubriken {heading} men ligger i {county}.",
        "Kontrollera raden och rubriken.",
    ),
    Entry(
        "duplicate_in_file",
        _ERROR,
        "Samma uppgift två gånger",
        "Uppgiften finns redan i cell {first} på bladet {first_sheet}. Den första gäller.",
        "Ta bort den ena.",
    ),
    Entry(
        "repeated_row",
        _WARNING,
        "Upprepad rad",
        "Raden är likadan som rad {first} på bladet {first_sheet}. Båda räknas.",
        "Ta bort den ena om det är samma insats.",
    ),
    Entry(
        "duplicate_across_files",
        _ERROR,
        "Samma mottagare och år i två filer",
        "{recipient} har redan uppgifter för {year} i {other}.",
        "Ta bort den ena filen eller rätta året.",
    ),
    # Numbers
    Entry("value_missing", _ERROR, "Uppgift saknas", "{column} saknas på raden.", "Fyll i uppgiften."),
    Entry(
        "text_in_number_cell",
        _ERROR,
        "Text där det ska stå ett tal",
        "”{value}” går inte att läsa som ett tal i kolumnen {column}.",
        "Skriv bara tal i kolumnen.",
    ),
    Entry(
        "number_as_text",
        _INFO,
        "Tal sparat som text",
        "”{value}” är sparat som text och har lästs som {read}.",
        "Formatera cellen som tal.",
    ),
    Entry(
        "ambiguous_number",
        _ERROR,
        "Tvetydigt tal",
        "”{value}” kan betyda {choices}.",
        "Skriv beloppet i hela kronor utan punkt eller komma.",
    ),
    Entry(
        "amount_rounded",
        _WARNING,
        "Belopp avrundat till hela kronor",
        "{value} har avrundats till {read} kr.",
        "Kontrollera beloppet.",
    ),
    Entry(
        "date_in_number_cell",
        _ERROR,
        "Datum där det ska stå ett tal",
        "Cellen innehåller datumet {value} i stället för ett tal. Kalkylprogrammet kan ha gjort om talet.",
        "Formatera cellen som tal och skriv talet på nytt.",
    ),
    Entry(
        "date_as_number",
        _ERROR,
        "Datum sparat som tal",
        "{value} är det tal som kalkylprogram sparar datumet {read} som, inte ett år.",
        "Formatera cellen som tal och skriv året med fyra siffror.",
    ),
    Entry(
        "unit_disagrees",
        _WARNING,
        "Två olika enheter",
        "Kolumnen ”{value}” har lästs i {read}, men texten ”{other}” säger något annat.",
        "Kontrollera beloppen. Rätta rubriken eller texten om de är lästa i fel enhet.",
    ),
    Entry(
        "shown_in_thousands",
        _WARNING,
        "Cellen visar ett annat tal än den innehåller",
        "Talformatet i kolumnen ”{column}” visar tusental eller miljoner: cellen visar {seen} men innehåller {held}. Beloppet har lästs som {read} kr. "
        "Det gäller {count} celler i kolumnen.",
        "Kontrollera beloppet. Är det fel: byt till ett vanligt talformat och skriv beloppen i den enhet som rubriken säger.",
    ),
    Entry(
        "amount_unlike_others",
        _WARNING,
        "Beloppet är mycket större eller mindre än väntat",
        "{recipient} {year}: {measure} är {amount}. {other} Skillnaden är omkring {times} gånger.",
        "Kontrollera enheten (kr, tkr eller mnkr) i filen. Bekräfta bara om beloppet verkligen är rätt.",
    ),
    Entry(
        "negative_amount",
        _ERROR,
        "Negativt belopp",
        "Beloppet {value} är negativt.",
        "Skriv beloppet utan minustecken. Återbetalda medel skrivs i egen kolumn.",
    ),
    Entry(
        "amount_too_large",
        _ERROR,
        "Orimligt stort tal",
        "{value} är större än vad som kan stämma.",
        "Kontrollera talet och enheten (kr, tkr eller mnkr).",
    ),
    Entry("negative_number", _ERROR, "Negativt antal", "Antalet {value} är negativt.", "Rätta talet."),
    Entry("not_whole_number", _ERROR, "Inte ett heltal", "{value} är inte ett heltal.", "Skriv ett heltal."),
    Entry(
        "formula_error",
        _ERROR,
        "Formelfel",
        "Cellen visar felet {value}.",
        "Rätta formeln eller skriv värdet.",
    ),
    Entry(
        "formula_without_value",
        _ERROR,
        "Formel utan värde",
        "Cellen har en formel, men filen är sparad utan det tal eller den text som formeln ger.",
        "Öppna filen i ett kalkylprogram och spara den på nytt, eller skriv värdet.",
    ),
    Entry(
        "score_outside_scale",
        _ERROR,
        "Poäng utanför skalan",
        "Poängen {value} ligger utanför skalan 1–5.",
        "Skriv ett heltal från 1 till 5.",
    ),
    Entry(
        "score_or_answer",
        _ERROR,
        "Varken poäng eller svar",
        "Frågan har inget svar som går att läsa.",
        "Fyll i poäng eller svar, eller ta bort raden.",
    ),
    Entry(
        "year_missing",
        _ERROR,
        "År saknas",
        "Det framgår inte vilket år uppgiften gäller.",
        "Skriv året i kolumnen År, i rubriken eller i filens namn.",
    ),
    Entry(
        "year_unreadable",
        _ERROR,
        "Året går inte att läsa",
        "”{value}” är inte ett år.",
        "Skriv året med fyra siffror.",
    ),
    Entry(
        "year_outside_programme",
        _ERROR,
        "År utanför satsningen",
        "{value} ligger utanför åren {first_year}–{last_year}, då medlen har fördelats.",
        "Rätta året.",
    ),
    Entry(
        "sum_row_differs",
        _WARNING,
        "Summan stämmer inte",
        "Raden ”{label}” anger {printed}, men raderna ovanför ger {computed}. Skillnaden är {difference}.",
        "Kontrollera att ingen rad saknas eller räknas två gånger.",
    ),
    Entry(
        "used_more_than_received",
        _ERROR,
        "Använt mer än mottaget",
        "{recipient} {year}: använt {used}, men mottaget är {received}.",
        "Rätta beloppen. Omfördelade medel skrivs i egen kolumn.",
    ),
    Entry(
        "repaid_unlike_difference",
        _WARNING,
        "Återbetalt stämmer inte",
        "{recipient} {year}: mottaget minus använt är {expected}, men återbetalt är {repaid}.",
        "Kontrollera beloppen.",
    ),
    Entry(
        "differs_from_published",
        _WARNING,
        "Skiljer sig från tryckt uppgift",
        "{recipient} {year}: {measure} är {reported} i rapporten och {published} i {source}. Den tryckta uppgiften gäller.",
        "Kontrollera vilken som är rätt.",
    ),
    Entry(
        "total_differs_from_published",
        _WARNING,
        "Summan skiljer sig från den tryckta",
        "{name}: raderna ger {computed}, tryckt är {published}. Skillnaden är {difference}.",
        "Det är väntat tills alla mottagare har rapporterat.",
    ),
    # Words from lists
    Entry(
        "unknown_activity",
        _ERROR,
        "Okänd insats",
        "”{value}” finns inte bland insatserna för {kind}. {suggestions}",
        "Välj en insats i listan på bladet Listor.",
    ),
    Entry(
        "unknown_violence_area",
        _ERROR,
        "Okänt våldsområde",
        "”{value}” är inte ett av de fyra våldsområdena. {suggestions}",
        "Välj ett våldsområde i listan på bladet Listor.",
    ),
    Entry(
        "unknown_target_group",
        _ERROR,
        "Okänd målgrupp",
        "”{value}” finns inte bland målgrupperna. {suggestions}",
        "Välj en målgrupp i listan på bladet Listor, eller lämna cellen tom.",
    ),
    Entry(
        "unknown_method",
        _ERROR,
        "Okänd metod",
        "”{value}” finns inte bland metoderna. {suggestions}",
        "Välj en metod i listan på bladet Listor, eller lämna cellen tom.",
    ),
    Entry(
        "unknown_question",
        _ERROR,
        "Okänd fråga",
        "”{value}” finns inte bland frågorna. {suggestions}",
        "Välj en fråga i listan på bladet Listor.",
    ),
    Entry(
        "unknown_sign",
        _ERROR,
        "Okänt tecken",
        "”{value}” är varken ett tal eller ett känt tecken.",
        "Skriv talet, eller .. (saknas), . (ej aktuellt) eller x (sekretess).",
    ),
    # Texts
    Entry(
        "personal_number",
        _ERROR,
        "Personnummer i texten",
        "Cellen ser ut att innehålla ett personnummer. Det visas inte här.",
        "Ta bort uppgiften ur filen. Ingen person ska kunna pekas ut.",
    ),
    Entry(
        "email_address",
        _ERROR,
        "E-postadress i texten",
        "Cellen ser ut att innehålla en e-postadress. Den visas inte här.",
        "Ta bort uppgiften ur filen.",
    ),
    Entry(
        "phone_number",
        _ERROR,
        "Telefonnummer i texten",
        "Cellen ser ut att innehålla ett telefonnummer. Det visas inte här.",
        "Ta bort uppgiften ur filen.",
    ),
    Entry(
        "personal_data_in_name",
        _ERROR,
        "Personuppgift i ett namn",
        "Filens eller bladets namn, ”{value}”, ser ut att innehålla ett personnummer eller en e-postadress. Namnet visas som källa.",
        "Byt namn på filen eller bladet.",
    ),
    Entry(
        "formula_like_text",
        _WARNING,
        "Text som liknar en formel",
        "Texten ”{value}” börjar som en formel. Den läses som text och körs aldrig.",
        "Ta bort det första tecknet om det inte ska vara där.",
    ),
    Entry(
        "text_too_long",
        _ERROR,
        "För lång text",
        "Texten är {length} tecken. Gränsen är {limit}.",
        "Korta texten.",
    ),
    # Population, indicators, Kolada
    Entry(
        "divided_population",
        _ERROR,
        "Folkmängden är uppdelad",
        "Tabellen är uppdelad på {dimension}.",
        "Ta ut tabellen på nytt, bara med region och år.",
    ),
    Entry(
        "json_shape",
        _ERROR,
        "JSON med annan uppbyggnad",
        "{what} saknas eller har fel form.",
        "Hämta filen på nytt från källan.",
    ),
    Entry(
        "kpi_not_chosen",
        _INFO,
        "Nyckeltalet används inte",
        "Nyckeltalet {value} hör inte till de valda och har inte lästs.",
        "Inget behöver göras.",
    ),
    Entry(
        "area_not_used",
        _INFO,
        "Området används inte",
        "{value} är varken kommun, län eller riket och har inte lästs.",
        "Inget behöver göras.",
    ),
    Entry(
        "more_pages",
        _WARNING,
        "Fler sidor finns",
        "Filen är en av flera sidor från Kolada. Resten är inte med.",
        "Hämta även de följande sidorna och läs in dem.",
    ),
    # Beside what was imported before
    Entry(
        "replaces_reported",
        _WARNING,
        "Ersätter en tidigare importerad uppgift",
        "{recipient} {year}: {measure} är {before} i en tidigare import och blir {after}.",
        "Kontrollera att den nya uppgiften är rätt. Den gamla finns kvar i historiken.",
    ),
    Entry(
        "replaces_activities",
        _WARNING,
        "Ersätter tidigare importerade insatser",
        "{recipient} {year}: {before} tidigare importerade insatser tas bort och {after} från filen läggs in.",
        "Kontrollera att filen har alla insatser för året.",
    ),
    Entry(
        "same_file_twice",
        _ERROR,
        "Samma fil två gånger",
        "Filen har samma innehåll som {other}.",
        "Ta bort den ena.",
    ),
    Entry(
        "file_already_published",
        _INFO,
        "Filen är redan importerad",
        "Samma fil importerades {when}.",
        "Inget behöver göras.",
    ),
    Entry(
        "nothing_new",
        _INFO,
        "Inget nytt i filen",
        "Alla uppgifter i filen finns redan i datamängden, eller står mot tryckta uppgifter som gäller.",
        "Inget behöver göras.",
    ),
    # Corrections
    Entry(
        "correction_expectation_failed",
        _ERROR,
        "Rättelsen passar inte längre",
        "Rättelsen {correction} väntade sig {expected} men värdet är {found}.",
        "Granska rättelsen: ta bort den om källan är rättad, annars rätta dess expect.",
    ),
    Entry(
        "corrections_unreadable",
        _ERROR,
        "Rättelsen går inte att använda",
        "Rättelsen {correction}: {problem}",
        "Rätta raden i corrections.csv.",
    ),
)
CATALOGUE: dict[str, Entry] = {entry.code: entry for entry in _ENTRIES}


def finding(
    code: str, *, file: str, sheet: str = "", cell: str = "", value: object = "", **facts: object
) -> Finding:
    """A finding of this code. Its sentence is filled with the facts; raises KeyError when one of them is not given."""
    entry = CATALOGUE[code]
    known = {"file": shown(file), "sheet": shown(sheet), "cell": cell, "value": shown(value)}
    texts = known | {name: shown(fact, 200) for name, fact in facts.items()}
    return Finding(
        code,
        entry.severity,
        texts["file"],
        texts["sheet"],
        cell,
        texts["value"],
        entry.title_sv,
        entry.advice_sv,
        entry.text_sv.format_map(texts).strip(),
    )
