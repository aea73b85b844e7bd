from dataclasses import replace

from samenspel.diagnosis.judgement import Judgement
from samenspel.diagnosis.stands_out import SetAside, discussed, stands_out
from samenspel.present.report.content import report_content
from samenspel.present.report.found import found_page
from tests.present.report.results import UNEVEN, a_result, everything
from tests.present.rounds import a_release


def cards(content):
    return {card["name"]: card for part in content["found"]["parts"] for card in part["cards"]}


def test_a_finding_stands_in_the_words_of_the_group_with_what_was_seen_and_why():
    result = everything()
    own = next(one for one in result.findings if one.judged and one.judged.choice == "rephrase")
    content = report_content(result)
    card = cards(content)[own.name.nl]
    assert card["see"] == "Thuis praten we er te weinig over."
    assert own.see.nl in card["judged"]
    assert card["judged"].endswith("Waarom: Het gaat om thuis.")
    here = [one["see"] for page in content["scales"] for one in page["found"] if one["name"] == own.name.nl]
    assert set(here) == {"Thuis praten we er te weinig over."}


def test_a_finding_that_was_kept_says_so_and_one_without_a_judgement_says_nothing():
    result = everything()
    kept = next(one for one in result.findings if one.judged and one.judged.choice == "keep")
    found = cards(report_content(result))
    assert found[kept.pattern.name.nl]["see"] == kept.see.nl
    said = "Jullie herkennen dit en nemen het mee. Waarom: Dat horen we elke week."
    assert found[kept.pattern.name.nl]["judged"] == said
    assert found[result.findings[-1].pattern.name.nl]["judged"] == ""


def test_a_judgement_without_a_reason_gives_none():
    release = a_release(story=UNEVEN)
    first, *_ = stands_out(release)
    found = discussed(stands_out(release), [Judgement(first.key, "keep", " ")])
    page = found_page(release, found.findings, "en")
    assert page["parts"][0]["cards"][0]["judged"] == "You recognise this and take it with you."


def test_what_was_set_aside_stands_last_with_its_reason_and_on_no_other_page():
    result = everything("en")
    (aside,) = result.set_aside
    content = report_content(result)
    assert content["found"]["aside"] == [
        {"name": aside.finding.pattern.name.en, "see": aside.finding.see.en, "why": "Why: Dat was die ene middag."}
    ]
    assert aside.finding.pattern.name.en not in cards(content)
    assert content["found"]["aside"] != report_content(replace(result, set_aside=()))["found"]["aside"] == []


def test_when_all_was_set_aside_the_page_says_so():
    release = a_release(story=UNEVEN)
    aside = tuple(SetAside(one, "Nee.") for one in stands_out(release))
    page = report_content(a_result(release, findings=(), set_aside=aside))["found"]
    assert page["none"] == "Jullie hebben alles opzijgezet wat opviel. Hieronder staat waarom."
    assert len(page["aside"]) == len(aside)
