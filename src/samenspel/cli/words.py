"""The words of the command line itself. A plain dict: reading a data file would cost more than the interpreter does."""

WORDS: dict[str, dict[str, str]] = {
    "about": {
        "nl": "Samenspel: zie hoe jullie samenwerken, en praat over wat telt.",
        "en": "Samenspel: see how you collaborate, and talk about what matters.",
    },
    "usage": {"nl": "gebruik: ", "en": "usage: "},
    "commands": {"nl": "opdrachten", "en": "commands"},
    "command": {"nl": "opdracht", "en": "command"},
    "options": {"nl": "opties", "en": "options"},
    "arguments": {"nl": "wat je geeft", "en": "what you give"},
    "help": {"nl": "laat deze uitleg zien", "en": "show this help"},
    "version": {"nl": "laat de versie zien", "en": "show the version"},
    "lang": {"nl": "taal: nl of en (standaard nl)", "en": "language: nl or en (default: nl)"},
    "scan": {
        "nl": "van een bestand met antwoorden naar een uitkomst, een rapport en een gegevensbestand",
        "en": "from a file with answers to a result, a report and a data file",
    },
    "instrument": {"nl": "vragenlijsten bekijken en controleren", "en": "look at instruments, and check them"},
    "demo": {
        "nl": "de site op deze computer, met het voorbeeldnetwerk 'Langer thuis wonen'",
        "en": "the site on this computer, with the example network 'Growing old at home'",
    },
    "demo-scan": {
        "nl": "alleen de scan van het voorbeeld: samenvatting op het scherm, rapport en gegevens in de map",
        "en": "only the scan of the example: summary on the screen, report and data in the folder",
    },
    "serve": {
        "nl": "de site, met wat op de achtergrond moet gebeuren, onder één proces dat ze in de lucht houdt",
        "en": "the site, with the work in the background, under one process that keeps them going",
    },
    "web": {"nl": "alleen de pagina's van de site", "en": "the pages of the site only"},
    "worker": {
        "nl": "alleen het werk op de achtergrond: mail, rapporten, openen en sluiten op tijd",
        "en": "the work in the background only: mail, reports, opening and closing on time",
    },
    "ready": {
        "nl": "kijk de instellingen na en maak tabellen (SQLite) en bestanden klaar; serve en web doen dit zelf",
        "en": "look at the settings and make tables (SQLite) and files ready; serve and web do this by themselves",
    },
    "migrate": {"nl": "werk de tabellen in de database bij", "en": "bring the tables in the database up to date"},
    "migrated": {"nl": "De database is bijgewerkt; stappen: {}.", "en": "The database is up to date; steps: {}."},
    "up-to-date": {"nl": "De database was al bij.", "en": "The database was up to date already."},
    "host": {
        "nl": "adres om op te luisteren (standaard 127.0.0.1: alleen deze computer)",
        "en": "address to listen on (default: 127.0.0.1, this computer only)",
    },
    "port": {"nl": "poort (standaard 8000)", "en": "port (default: 8000)"},
    "workers": {
        "nl": "processen die pagina's maken (standaard 2)",
        "en": "processes that make pages (default: 2)",
    },
    "is-ready": {"nl": "sla het klaarmaken over: dat is al gedaan", "en": "skip making ready: that was done"},
    "account": {"nl": "accounts op de site", "en": "accounts on the site"},
    "account-add": {
        "nl": "maak een account, en een link waarmee het één keer binnenkomt",
        "en": "make an account, and a link that lets it in once",
    },
    "account-link": {
        "nl": "maak een link waarmee een account één keer binnenkomt",
        "en": "make a link that lets an account in once",
    },
    "email": {"nl": "e-mailadres", "en": "e-mail address"},
    "account-name": {
        "nl": "naam (standaard wat voor de @ staat)",
        "en": "name (default: what stands before the @)",
    },
    "admin": {
        "nl": "geef het account beheer over de site: het mag netwerken maken en de onderdelen van de site zien",
        "en": "let the account look after the site: it may make networks and see the parts of the site",
    },
    "account-second-step-off": {
        "nl": "zet de tweede stap uit, voor wie de app en de herstelcodes kwijt is",
        "en": "turn off the second step, for somebody who lost the app and the recovery codes",
    },
    "backup": {
        "nl": "maak een reservekopie: alles uit de database in één bestand, terwijl de site doorwerkt",
        "en": "make a backup: everything in the database in one file, while the site goes on working",
    },
    "backup-into": {
        "nl": "bestand dat op .samenspel eindigt, of een map: dan krijgt het bestand de dag en tijd als naam",
        "en": "file that ends in .samenspel, or a folder: then the file is named after the day and time",
    },
    "backup-keep": {
        "nl": "bewaar in die map de laatste N reservekopieën; oudere gaan weg",
        "en": "keep the last N backups in that folder; older ones are removed",
    },
    "restore": {
        "nl": "zet een reservekopie terug in een lege database",
        "en": "put a backup back, into an empty database",
    },
    "restore-file": {"nl": "de reservekopie", "en": "the backup"},
    "restore-replace": {
        "nl": "zet de kopie in de plaats van wat er nu staat; stop eerst de site",
        "en": "put the backup in the place of what is there now; stop the site first",
    },
    "doctor": {
        "nl": "kijk of alles in orde is: wat is er ingesteld, wat is bereikbaar, wat ontbreekt",
        "en": "see whether all is well: what is set, what can be reached, what is missing",
    },
    "doctor-mail": {"nl": "stuur ook een proefmail naar dit adres", "en": "also send a test mail to this address"},
    "person": {
        "nl": "wat er van iemand bekend is: laten zien, meegeven, vergeten",
        "en": "what is known about somebody: show it, hand it over, forget it",
    },
    "person-show": {
        "nl": "in welke netwerken dit adres voorkomt, als deelnemer en als account",
        "en": "in which networks this address occurs, as a participant and as an account",
    },
    "person-export": {
        "nl": "schrijf alles wat we van iemand bewaren in één bestand, om aan die persoon te geven",
        "en": "write everything that is kept about somebody to one file, to give to that person",
    },
    "person-forget": {
        "nl": "vergeet iemand voorgoed, in alle netwerken; wat is vrijgegeven blijft, zonder de persoon",
        "en": "forget somebody for good, in all networks; what was released stays, without the person",
    },
    "person-file": {"nl": "het JSON-bestand om in te schrijven", "en": "the JSON file to write"},
    "nothing-changed": {"nl": "Er is niets veranderd.", "en": "Nothing was changed."},
    "person-yes": {"nl": "vraag niet of ik het zeker weet", "en": "do not ask whether I am sure"},
    "demo-ready": {
        "nl": "Samenspel staat klaar op {address}\n\n"
        "Log in als {name}, met een link die één keer werkt en twaalf uur geldig is:\n  {link}\n"
        "Nog een link? Stop met Ctrl+C en geef de opdracht opnieuw: alles blijft bewaard in {folder}.",
        "en": "Samenspel is ready at {address}\n\n"
        "Log in as {name}, with a link that works once and is valid for twelve hours:\n  {link}\n"
        "Another link? Stop with Ctrl+C and give the command again: everything stays in {folder}.",
    },
    "demo-phone": {
        "nl": "\nVul op een telefoon in hetzelfde netwerk de vragenlijst in als {name}:\n  {link}\n"
        "Let op: iedereen in dit netwerk kan de site nu bereiken, zonder versleuteling. "
        "Zet er geen echte antwoorden in.",
        "en": "\nOn a phone in the same network, fill in the questionnaire as {name}:\n  {link}\n"
        "Mind: everyone in this network can reach the site now, without encryption. "
        "Put no real answers in it.",
    },
    "listening": {
        "nl": "De site luistert op {host}, poort {port}. Stoppen: Ctrl+C.",
        "en": "The site listens on {host}, port {port}. Stop: Ctrl+C.",
    },
    "demo-stop": {"nl": "\nStoppen: Ctrl+C.", "en": "\nStop: Ctrl+C."},
    "answers": {
        "nl": "het bestand met antwoorden: CSV, Excel, of een export van Forms of LimeSurvey",
        "en": "the file with answers: CSV, Excel, or an export of Forms or LimeSurvey",
    },
    "with-instrument": {
        "nl": "vragenlijst: een naam, een .toml-bestand, of meer met + ertussen (standaard conditions)",
        "en": "instrument: a name, a .toml file, or several joined by + (default: conditions)",
    },
    "party": {"nl": "kolom die de partij noemt", "en": "column that names the party"},
    "by": {
        "nl": "wat zichtbaar wordt, zoals vooraf afgesproken: totals (alleen totalen) of party (per partij)",
        "en": "what becomes visible, as agreed before: totals only, or by party",
    },
    "breakdown": {
        "nl": "kolom voor de ene uitsplitsing van de totalen",
        "en": "column for the one breakdown of totals",
    },
    "invited": {"nl": "hoeveel mensen zijn uitgenodigd", "en": "how many people were invited"},
    "map": {"nl": "bestand dat kolommen en labels toewijst", "en": "file that assigns columns and labels"},
    "sheet": {"nl": "werkblad in het Excelbestand", "en": "sheet in the Excel file"},
    "title": {
        "nl": "naam van het netwerk of de opgave, boven het rapport",
        "en": "name of the network, on the report",
    },
    "date": {"nl": "datum op het rapport, jjjj-mm-dd (standaard vandaag)", "en": "date on the report, yyyy-mm-dd"},
    "k": {"nl": "kleinste groep anderen die iemand verbergt (standaard 5)", "en": "smallest group of others (5)"},
    "room": {
        "nl": "de ronde had één open link; zoveel mensen zijn in de zaal geteld",
        "en": "the round had one open link; this many were counted in the room",
    },
    "json": {
        "nl": "schrijf de vrijgave als JSON (- is het scherm)",
        "en": "write the release as JSON (- is the screen)",
    },
    "pdf": {"nl": "schrijf het rapport", "en": "write the report"},
    "one-page": {"nl": "schrijf één pagina voor bestuurders", "en": "write one page for executives"},
    "remarks-out": {
        "nl": "schrijf de opmerkingen om ze na te kijken op namen",
        "en": "write the remarks, to check them for names",
    },
    "remarks": {"nl": "de nagelezen opmerkingen", "en": "the remarks after reading"},
    "skip-bad-rows": {
        "nl": "laat rijen met fouten weg en noem ze",
        "en": "leave out rows with mistakes and name them",
    },
    "into": {"nl": "map voor de gegevens (standaard demo)", "en": "folder for the data (default: demo)"},
    "list": {"nl": "welke vragenlijsten er zijn", "en": "which instruments there are"},
    "show": {"nl": "alle vragen van een vragenlijst", "en": "all questions of an instrument"},
    "check": {"nl": "controleer een eigen vragenlijst", "en": "check an instrument of your own"},
    "name": {"nl": "naam of .toml-bestand", "en": "name or .toml file"},
    "file": {"nl": "bestand dat op .toml eindigt", "en": "file that ends in .toml"},
    "interrupted": {"nl": "Afgebroken. Er is niets half geschreven.", "en": "Interrupted. Nothing was half written."},
    "see-help": {"nl": "Zie {} --help.", "en": "See {} --help."},
    "items": {"nl": "vragen", "en": "questions"},
    "good": {
        "nl": "{} is in orde. Vragen: {}, schalen: {}, formulieren: {}.",
        "en": "{} is in order. Questions: {}, scales: {}, forms: {}.",
    },
    "matched": {"nl": "{} van de {} vragen gevonden in {}.", "en": "{} of {} questions found in {}."},
    "missing": {"nl": "Niet in het bestand: {}.", "en": "Not in the file: {}."},
    "unmatched": {"nl": "Kolom niet gebruikt: “{}”.{}", "en": "Column not used: “{}”.{}"},
    "more-unmatched": {
        "nl": "En nog {} kolommen die geen vraag zijn.",
        "en": "And {} more columns that are no question.",
    },
    "close": {"nl": " Lijkt op {}.", "en": " Looks like {}."},
    "to-paste": {
        "nl": "Klopt dat? Plak dan deze regels in een bestand map.toml, en voeg --map map.toml toe:",
        "en": "Is that right? Then paste these lines into a file map.toml, and add --map map.toml:",
    },
    "of-other": {
        "nl": "Hoort bij {}: {}. Neem mee met --instrument {}.",
        "en": "Belongs to {}: {}. Include with --instrument {}.",
    },
    "joined": {"nl": "“{}” en {} zijn als één genomen.", "en": "“{}” and {} were taken as one."},
    "merged": {
        "nl": "Partij of groep uit samengevoegde cellen gelezen, bij zoveel mensen: {}.",
        "en": "Party or group read from merged cells, for this many people: {}.",
    },
    "unanswered": {"nl": "Rijen zonder antwoord weggelaten: {}.", "en": "Rows without an answer left out: {}."},
    "incomplete": {
        "nl": "Niet tot het einde ingevuld, wel meegeteld: {}.",
        "en": "Not completed, yet counted: {}.",
    },
    "skipped": {"nl": "Rij {} weggelaten: {}", "en": "Row {} left out: {}"},
    "reading-file": {"nl": "Antwoorden lezen", "en": "Reading answers"},
    "computing": {"nl": "Rekenen", "en": "Computing"},
    "making-report": {"nl": "Rapport maken", "en": "Making the report"},
    "exit-codes": {
        "nl": "Uitkomst: 0 gelukt · 1 niet voorzien: meld het ons (bij doctor: er is iets mis) · "
        "2 niet begrepen of geweigerd: er is niets veranderd · "
        "3 vragenlijst klopt niet · 4 antwoorden niet te lezen · 5 mag niet naar buiten · "
        "6 kan niet schrijven · 130 afgebroken",
        "en": "Exit code: 0 done · 1 not foreseen: please tell us (of doctor: something is wrong) · "
        "2 not understood, or refused: nothing changed · "
        "3 instrument does not hold · 4 answers cannot be read · 5 may not be published · "
        "6 cannot write · 130 interrupted",
    },
}

# What argparse says itself, and how that is said in Dutch. Unknown sentences stay as they are.
ARGPARSE_NL = (
    ("the following arguments are required:", "dit ontbreekt nog:"),
    ("unrecognized arguments:", "dit ken ik niet:"),
    ("invalid choice:", "geen goede keuze:"),
    ("choose from", "kies uit"),
    ("invalid int value:", "geen heel getal:"),
    ("expected one argument", "hier hoort iets achter"),
    ("argument ", "bij "),
)
