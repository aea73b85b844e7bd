"""The pages of docs/ say what the software does: generated pages are not stale, and examples in them are real."""

import argparse
import ast
import inspect
import json
import re
from pathlib import Path

import numpy as np
import pytest

from samenspel.analysis.counts import agreement_a
from samenspel.analysis.null import agreement_null
from samenspel.cli import main, parser
from samenspel.cli.exit_codes import exit_code
from samenspel.cli.words import WORDS
from samenspel.diagnosis.judgement import Judgement
from samenspel.diagnosis.stands_out import discussed, stands_out
from samenspel.errors import SamenspelError
from samenspel.exchange import mapping
from samenspel.present.json_form import release_form
from samenspel.present.words import say
from samenspel.reading import disclosure
from samenspel.reading.release import FORMAT
from samenspel.theory.library import find_instrument
from tests.present.rounds import a_release
from tools import docs

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
HAND_WRITTEN = {
    name: (DOCS / name).read_text("utf-8")
    for name in (
        "reference/instrument-format.md",
        "reference/release-format.md",
        "reference/json-forms.md",
        "reference/map-format.md",
        "explanation/disclosure.md",
        "explanation/methods.md",
    )
}
INSTRUMENT_FORMAT, RELEASE_FORMAT, JSON_FORMS, MAP_FORMAT, DISCLOSURE, METHODS = HAND_WRITTEN.values()


def page(name):
    return (DOCS / name).read_text("utf-8")


def blocks(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def rows_below(text, *header):
    """The cells of the table with this header."""
    head = "| " + " | ".join(header) + " |\n"
    assert head in text
    lines = text.partition(head)[2].splitlines()[1:]
    table = lines[: next((place for place, line in enumerate(lines) if not line.startswith("|")), len(lines))]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


# ---- Generated pages


def test_no_generated_page_has_drifted(capsys):
    assert docs.main(["--check"]) == 0, capsys.readouterr().err


def test_a_page_that_has_drifted_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    for name in docs.PAGES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0
    (tmp_path / "docs/reference/cli.md").write_text("stale", "utf-8")
    (tmp_path / "docs/reference/glossary.md").unlink()
    assert docs.main(["--check"]) == 1
    assert re.findall(r"docs/\S+\.md", capsys.readouterr().err) == [
        "docs/reference/cli.md",
        "docs/reference/glossary.md",
    ]


@pytest.mark.parametrize("name", docs.PAGES)
def test_a_generated_page_says_so_in_its_first_line(name):
    assert (ROOT / name).read_text("utf-8").startswith(f"{docs.NOTE}\n")


def options_of(one):
    for action in one._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from options_of(below)
        else:
            yield from action.option_strings or [action.metavar or action.dest]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_option_is_in_the_docs(lang):
    options = set(options_of(parser(lang)))
    assert "--party" in options
    assert [
        option for option in options if not re.search(rf"`[^`]*{re.escape(option)}\b[^`]*`", page("reference/cli.md"))
    ] == []


def test_every_exit_code_is_in_the_docs():
    documented = {
        int(row[0].strip("`")) for row in rows_below(page("reference/cli.md"), "code", "meaning", "betekenis")
    }
    named = {int(number) for number in re.findall(r"\d+", WORDS["exit-codes"]["en"])}
    raised = {exit_code(kind()) for kind in every(SamenspelError)}
    assert documented == named | raised | {1}


def every(kind):
    """An error class and all below it; those of the site become pages there and never reach the terminal."""
    below = [one for one in kind.__subclasses__() if not one.__module__.startswith("samenspel.web.")]
    return {kind}.union(*map(every, below))


def test_every_error_class_is_in_the_docs():
    assert {kind.__name__ for kind in every(SamenspelError)} == {
        row[0].strip("`") for row in rows_below(page("reference/messages.md"), "class", "exit code", "meaning")
    }


def test_every_measure_is_in_the_docs():
    for path in (docs.SOURCE / "analysis").glob("*.py"):
        public = [
            node.name
            for node in ast.parse(path.read_text("utf-8")).body
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        ]
        assert [name for name in public if f"\n### {name}\n" not in page("reference/measures.md")] == []


# ---- Links


def pages_with_links():
    return [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


def anchors(path):
    """The anchors that GitHub and others give to the headings of a page."""
    text = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def leads_nowhere(path, link):
    name, _, anchor = link.partition("#")
    target = path.parent / name if name else path
    return not target.exists() or bool(anchor and target.suffix == ".md" and anchor not in anchors(target))


@pytest.mark.parametrize("path", pages_with_links(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_a_page_and_a_heading_that_exist(path):
    links = re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8"))
    inside = [link for link in links if not re.match(r"https?:|mailto:", link)]
    assert [link for link in inside if leads_nowhere(path, link)] == []


# ---- The instrument format

EXAMPLE = blocks(INSTRUMENT_FORMAT, "toml")[0]
MISTAKES = re.findall(
    r"\*\*([^*\n]+)\*\*\n\n```diff\n(.*?)```\n\n```text\n(.*?)```", INSTRUMENT_FORMAT, flags=re.DOTALL
)


def checked(text, folder, capsys):
    """What `samenspel instrument check` says of a file, and its exit code."""
    (folder / "meetings.toml").write_text(text, "utf-8")
    code = main(["instrument", "check", "meetings.toml", "--lang", "en"])
    said = capsys.readouterr()
    return code, said.out + said.err


def changed(diff):
    """The example with the lines of a diff replaced."""
    before, after = ("".join(f"{line[1:]}\n" for line in diff.splitlines() if line[0] in f" {sign}") for sign in "-+")
    assert before in EXAMPLE
    return EXAMPLE.replace(before, after, 1)


def test_the_example_of_the_instrument_format_passes_the_check(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert checked(EXAMPLE, tmp_path, capsys) == (0, blocks(INSTRUMENT_FORMAT, "text")[0])


def test_the_six_mistakes_of_the_format_are_shown():
    assert {
        "A missing translation",
        "A duplicate id",
        "An unknown kind",
        "A scale with a missing item",
        "A bad range",
        "A reversed item outside its scale",
    } <= {name for name, _, _ in MISTAKES}


@pytest.mark.parametrize(("name", "diff", "told"), MISTAKES, ids=[name for name, _, _ in MISTAKES])
def test_what_the_check_says_of_a_mistake_is_what_the_docs_say(name, diff, told, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert checked(changed(diff), tmp_path, capsys) == (3, told)


def keys_read():
    """Every key that the readers of instruments ask for: the first argument of the getters of `Table`."""
    getters = "get|text|whole|number|flag|names|words|said|tables|table"
    files = ("read_instrument.py", "kinds.py", "table.py")
    text = "".join((docs.SOURCE / "theory" / name).read_text("utf-8") for name in files)
    return set(re.findall(rf'(?:root|table|one|answers|labels)\.(?:{getters})\("(\w+)"', text))


def test_every_key_of_the_instrument_format_is_in_the_docs():
    keys = keys_read()
    assert {"slug", "reversed", "points", "ordered", "longest", "minutes", "about"} <= keys
    documented = set(re.findall(r"^\| `(\w+)` \|", INSTRUMENT_FORMAT, flags=re.MULTILINE))
    assert keys == documented


def test_every_role_of_a_column_is_in_the_docs_of_the_map():
    values = [row[0] for row in rows_below(MAP_FORMAT, "value", "the column")]
    assert {role for role in mapping.ROLES if f'`"{role}"`' in values} == set(mapping.ROLES)
    assert len(values) == len(mapping.ROLES) + 2  # an item, and an option of an item


def test_the_docs_of_the_map_name_the_sections_it_has_and_no_others():
    source = inspect.getsource(mapping)
    read = set(re.findall(r'_section\(root, "(\w+)"\)', source))
    assert read == {"columns", "labels"} == set(re.findall(r"^## `\[(\w+)\]`", MAP_FORMAT, flags=re.MULTILINE))


def test_the_example_of_the_map_is_read_without_a_problem():
    found = mapping.parse_map(blocks(MAP_FORMAT, "toml")[0], "map.toml", find_instrument("conditions+phase+features"))
    assert {target.name for target in found.columns.values()} >= set(mapping.ROLES)
    assert found.labels


# ---- JSON that leaves or enters


def keys_written(path):
    """Every key of a dict that the code of a file writes."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Dict):
            yield from (key.value for key in node.keys if isinstance(key, ast.Constant))
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            yield from (one.value for one in ast.walk(node.slice) if isinstance(one, ast.Constant))


def test_every_field_of_what_is_kept_of_a_person_is_in_the_docs_and_the_reverse():
    written = set(keys_written(docs.SOURCE / "web" / "privacy" / "kept.py"))
    section = JSON_FORMS.partition("## What is kept about a person")[2].partition("\n## ")[0]
    documented = {path.rpartition(".")[2] for path in re.findall(r"^\| `([\w.\[\]]+)` \|", section, flags=re.MULTILINE)}
    assert documented == written


def test_every_format_of_ours_is_in_the_docs():
    sources = [path.read_text("utf-8") for path in docs.SOURCE.rglob("*") if path.suffix in (".py", ".toml")]
    named = {name for text in sources for name in re.findall(r'(?i)format = "(samenspel\.[\w-]+/\d+)"', text)}
    assert {"samenspel.release/1", "samenspel.frozen/1"} <= named
    assert {name for name in named if f"`{name}`" not in JSON_FORMS} == set()


# ---- The release format


MAPS_OF_IDS = ("breakdown.groups[].items", "breakdown.groups[].scales")


def fields(form, path=""):
    """Every field of a JSON form as (path, whether it is null); members of lists and maps of ids are joined."""
    if isinstance(form, list):
        for one in form:
            yield from fields(one, f"{path}[]")
    elif isinstance(form, dict) and path in MAPS_OF_IDS:
        for one in form.values():
            yield from fields(one, f"{path}{{}}")
    elif isinstance(form, dict):
        last = path.rpartition(".")[2]
        start = {"mean": "mean", "agreement": "agreement", "finding": "findings[]"}.get(last, path)
        start = "words" if form.keys() == {"nl", "en"} else start
        for key, value in form.items():
            place = f"{start}.{key}".removeprefix(".")
            yield place, value is None or (isinstance(value, list) and None in value)
            yield from fields(value, place)


def real_releases():
    """Rounds large and small, open and closed, that show and hide everything that can be shown or hidden."""
    everything = find_instrument("conditions+phase+features+kind")
    close = {"AMB": 6.4, "INT": 3.9, "REL": 6.6, "ORG": 4.3, "PRO": 4.0, "CHA": 4.9}
    yield a_release(everything, people=44, breakdown=True)
    yield a_release(everything, people=40, visibility="party")
    yield a_release(everything, people=14, breakdown=True, spread=0.2, story=close)
    yield a_release(everything, people=8, invited=None)
    yield a_release(everything, people=4, invited=None, remarks=())
    yield a_release(everything, people=2, invited=None, visibility="party", parties=("A", "B"))
    yield a_release("conditions", people=3, invited=None, visibility="party", parties=("A",), form="pulse")


def judged(released):
    """A release with what stands out in it, of which a group kept one, said one its own way and set one aside."""
    found = stands_out(released)
    choices = zip(found, ("keep", "rephrase", "dismiss"), strict=False)
    judgements = [Judgement(one.key, choice, "", "Zo." * (choice == "rephrase")) for one, choice in choices]
    told = discussed(found, judgements)
    return released, told.findings, told.set_aside


@pytest.fixture(scope="module")
def released():
    forms = [json.loads(json.dumps(release_form(*judged(one)))) for one in real_releases()]
    return [*forms, json.loads(blocks(RELEASE_FORMAT, "json")[0])]


def documented_fields():
    """Path to what the docs say of when it is null."""
    sections = re.findall(r"^\| `([a-z][\w.\[\]{}]*)` \| [^|]* \| ([^|]*)\|$", RELEASE_FORMAT, flags=re.MULTILINE)
    return {path: null.strip() for path, null in sections}


def test_every_field_of_a_release_is_in_the_docs_and_every_field_in_the_docs_is_real(released):
    real = {path for form in released for path, _ in fields(form)}
    assert real == set(documented_fields())


def test_the_docs_say_which_fields_can_be_null(released):
    nullable = {path for form in released for path, null in fields(form) if null}
    assert nullable == {path for path, null in documented_fields().items() if null}


def test_the_example_release_is_what_the_scan_writes(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("meetings.toml").write_text(EXAMPLE, "utf-8")
    Path("answers.csv").write_text(blocks(RELEASE_FORMAT, "csv")[0], "utf-8")
    command = next(block for block in blocks(RELEASE_FORMAT, "sh") if "answers.csv" in block)
    assert main(command.split()[1:]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(blocks(RELEASE_FORMAT, "json")[0])
    assert json.loads(blocks(RELEASE_FORMAT, "json")[0])["format"] == FORMAT


# ---- Disclosure and methods


def test_every_rule_of_disclosure_names_where_it_lives():
    rows = rows_below(DISCLOSURE, "rule", "what it does", "where")
    assert [int(row[0]) for row in rows] == list(range(1, 14))
    public = [
        node.name
        for node in ast.parse(Path(disclosure.__file__).read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    constants = [name for name in vars(disclosure) if name.isupper()]
    named = set(re.findall(r"`(\w+)`", " ".join(row[2] for row in rows)))
    assert {*public, *constants} - named == set()
    rooms = ("reading", "web")
    source = "".join(path.read_text("utf-8") for room in rooms for path in (docs.SOURCE / room).rglob("*.py"))
    assert [name for name in named if not re.search(rf"\b{name}\b", source)] == []


def test_the_ends_in_the_docs_are_those_of_the_rule():
    for n, upper, lower in rows_below(DISCLOSURE, "people", '"or more" from', '"or less" from'):
        people = int(n)
        assert disclosure.published_mean([0] * 6 + [people]).value + 1 == pytest.approx(float(upper))
        assert disclosure.published_mean([people] + [0] * 6).value + 1 == pytest.approx(float(lower))


def test_the_groups_in_the_docs_are_those_of_the_rule():
    for groups, told, hidden in rows_below(DISCLOSURE, "groups", "shown", "hidden"):
        sizes = [int(size) for size in groups.split(",")]
        shown = [size for size, show in zip(sizes, disclosure.groups_to_show(sizes, 0, 5), strict=True) if show]
        assert told == (", ".join(map(str, shown)) or "none")
        assert int(hidden) == sum(sizes) - sum(shown)


def coarse(counts, invited=None):
    """The published mean of answers on 1 to 7, and the interval that follows from it."""
    mean = disclosure.published_mean(counts)
    ends = disclosure.coarse_interval(mean, sum(counts), 7, invited)
    return f"{mean.value + 1:.1f}", *(f"{end + 1:.1f}" for end in ends)


def test_the_two_examples_of_disclosure_are_real():
    eight, alike = [0, 0, 1, 0, 2, 3, 2], [0, 0, 0, 0, 0, 3, 5]
    thirty, two_kinds = [0, 1, 2, 4, 9, 10, 4], [0, 0, 0, 0, 13, 17, 0]
    assert [disclosure.detail(one, 5) for one in (eight, alike, thirty, two_kinds)] == [
        "mean",
        "mean",
        "points",
        "mean",
    ]
    text = " ".join(DISCLOSURE.split())
    assert "mean {}, and an interval from {} to {}.".format(*coarse(eight)) in text
    assert "If ten were invited, the interval is {1} to {2}.".format(*coarse(eight, 10)) in text
    assert '"{} or more" would be shown, and an interval from {} to {}.'.format(*coarse(alike)) in text
    assert f"30 answers, mean {coarse(thirty)[0]}" in text
    chance = agreement_null(30, 7, rng=np.random.default_rng(0)).high
    assert f"agreement {agreement_a(thirty):.2f} beside what chance gives ({chance:.2f} at most" in text
    assert f"only the mean, {coarse(two_kinds)[0]}, and that" in text


def test_the_limits_in_the_docs_are_those_of_the_code():
    limits = (disclosure.DEFAULT_K + 1, disclosure.BANDS_FROM - 1, disclosure.BANDS_FROM, disclosure.POINTS_FROM - 1)
    least, few, bands, many = limits
    rows = rows_below(DISCLOSURE, "people who answered the question", "what is shown")
    said = [row[0] for row in rows]
    assert said == [f"fewer than {least}", f"{least} to {few}", f"{bands} to {many}", f"{many + 1} or more"]
    assert disclosure.kinds_needed(11) == 5
    assert disclosure.kinds_needed(101) == 44


def test_what_chance_gives_in_the_docs_is_what_the_library_gives():
    for people, mean, high in rows_below(METHODS, "people", "mean A by chance", "exceeded by 5 in 100"):
        null = agreement_null(int(people), 7, rng=np.random.default_rng(0))
        assert (f"{null.mean:.2f}", f"{null.high:.2f}") == (mean, high)


STANDS_OUT = page("explanation/what-stands-out.md")
DUTCH = {name: page(f"nl/explanation/{name}.md") for name in ("wat-de-cijfers-betekenen", "wat-je-mag-laten-zien")}


def healthy_rates(round):
    """How often a healthy network was told of a risk, in percent, at every size."""
    row = next(
        row for row in rows_below(STANDS_OUT, "round", *(f"{n} people" for n in (8, 12, 20, 30, 36))) if row[0] == round
    )
    return [float(rate) for cell in row[1:] for rate in re.findall(r"([\d.]+)%", cell)]


@pytest.mark.parametrize(
    ("text", "said"),
    [(METHODS, "fewer than 7 in 100"), (DUTCH["wat-de-cijfers-betekenen"], "minder dan 7 van de 100")],
    ids=["en", "nl"],
)
def test_what_is_said_of_false_alarms_is_what_was_simulated(text, said):
    assert said in " ".join(text.split())
    assert max(healthy_rates("by party")) < 7
    assert {rate for kind in ("totals", "totals, with three sectors") for rate in healthy_rates(kind)} == {0}


def test_the_dutch_page_has_the_limits_of_the_code():
    least, bands, points = disclosure.DEFAULT_K + 1, disclosure.BANDS_FROM, disclosure.POINTS_FROM
    rows = rows_below(DUTCH["wat-je-mag-laten-zien"], "mensen die de vraag beantwoordden", "wat je ziet")
    assert [row[0] for row in rows] == [
        f"minder dan {least}",
        f"{least} tot en met {bands - 1}",
        f"{bands} tot en met {points - 1}",
        f"{points} of meer",
    ]
    text = " ".join(DUTCH["wat-je-mag-laten-zien"].split())
    assert f"te zien vanaf {disclosure.REMARKS_FROM} mensen" in text
    assert f"vanaf {disclosure.OPEN_LINK_FROM} antwoorden" in text


WORDS_OF_AGREEMENT = "agreement-close", "agreement-mixed", "agreement-divided"


@pytest.mark.parametrize(("lang", "text"), [("en", METHODS), ("nl", DUTCH["wat-de-cijfers-betekenen"])])
def test_every_word_that_stands_beside_a_number_is_explained(lang, text):
    said = " ".join(text.split())
    keys = ("slopes-up", "slopes-down", "slopes-alike", "slopes-unsure", "found-indication")
    words = [say(key, lang) for key in keys]
    words += ["close", "mixed", "divided"] if lang == "en" else [say(key, lang) for key in WORDS_OF_AGREEMENT]
    assert [word for word in words if f"**{word}**" not in said] == []


def test_who_works_on_samenspel_reads_of_each_room_and_each_part_of_the_site():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    folders = [path for place in (docs.SOURCE, docs.SOURCE / "web") for path in place.iterdir() if path.is_dir()]
    parts = {path.name for path in folders if (path / "__init__.py").exists()}
    assert {"privacy", "upkeep", "theory"} <= parts
    assert {name for name in parts if f"`{name}`" not in text} == set()


def test_every_page_of_the_docs_can_be_reached_from_their_front_page():
    seen, to_read = set(), [DOCS / "README.md"]
    while to_read:
        path = to_read.pop()
        if path in seen or path.suffix != ".md" or not path.exists():
            continue
        seen.add(path)
        links = re.findall(r"\]\(([^)#\s]+)", path.read_text("utf-8"))
        to_read += [(path.parent / link).resolve() for link in links if not re.match(r"https?:|mailto:", link)]
    assert sorted(set(DOCS.rglob("*.md")) - seen) == []
