import re

import pytest

from samenspel.present.report import one_page_pdf, report_pdf
from samenspel.present.words import interval_in_words, mean_in_words, number
from tests.present.pdf import text_of
from tests.present.report.results import a_report, a_result, content, plain
from tests.present.rounds import a_release


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_it_holds_every_number_that_was_released(lang):
    release = a_release()
    text = plain(text_of(a_report(release, lang)))
    assert "38 van de 44" in text or "38 of the 44" in text
    for one in (*release.ratings.values(), *release.scales.values()):
        assert mean_in_words(one.mean, lang) in text
        assert interval_in_words(one.mean, lang) in text
    for one in release.ratings.values():
        assert " · ".join(map(str, one.counts)) in text


def known_decimals(release, lang):
    """Every number with a decimal that a release holds, as it is written."""
    means = [one.mean for one in (*release.ratings.values(), *release.scales.values()) if one.mean]
    if release.breakdown:
        cells = [cell for group in release.breakdown.groups for cell in (*group.items.values(), *group.scales.values())]
        means += [cell.mean for cell in cells]
    written = {number(value, lang) for mean in means for value in (mean.value, mean.low, mean.high)}
    for one in release.ratings.values():
        if one.agreement and one.agreement.a is not None:
            written |= {number(one.agreement.a, lang, 2), number(one.agreement.chance, lang, 2)}
    for scale in release.scales.values():
        known = scale.reliability
        if known:
            values = (known.alpha, known.omega, known.icc1, known.icc2)
            written |= {number(value, lang, 2) for value in values if value is not None}
    return {one.lstrip("−") for one in written}


@pytest.mark.parametrize(
    ("people", "visibility"), [(5, "totals"), (8, "totals"), (14, "totals"), (38, "totals"), (14, "party")]
)
@pytest.mark.parametrize("make", [report_pdf, one_page_pdf])
def test_it_holds_no_number_that_was_not_released(people, visibility, make):
    release = a_release(people=people, visibility=visibility, breakdown=visibility == "totals")
    pdf = make(a_result(release))
    found = set(re.findall(r"\d+,\d+", text_of(pdf)))
    assert found <= known_decimals(release, "nl")


def test_a_statement_that_may_not_be_shown_has_no_number_at_all():
    release = a_release(people=6, invited=9, seed=4, remarks=())
    hidden = [item for item, one in release.ratings.items() if one.mean is None]
    shown = [item for item, one in release.ratings.items() if one.mean]
    assert hidden
    assert shown
    rows = {row["text"]: row for page in content(release)["scales"] for row in page["rows"]}
    for item in hidden:
        row = rows[release.instrument.item(item).text.nl]
        assert (row["mean"], row["between"]) == ("–", "")
        assert set(re.findall(r"\d+", row["meta"])) == {str(release.policy.k + 1)}
        assert "<circle" not in row["svg"]


def test_a_remark_is_there_in_full_and_only_as_often_as_it_was_released():
    release = a_release(people=38)
    text = plain(text_of(a_report(release)))
    for remark in {remark.text for remark in release.remarks}:
        there = sum(1 for one in release.remarks if one.text == remark)
        assert text.count(remark[:30]) == there


def test_remarks_that_were_held_are_counted_and_not_shown():
    release = a_release(people=38, visibility="party")
    assert release.remarks_held > 1
    text = plain(text_of(a_report(release)))
    assert f"{release.remarks_held} opmerkingen zijn geschreven maar staan er niet in." in text
    assert "over de vloer" not in plain(text_of(a_report(a_release(people=8, invited=9))))


def test_a_totals_round_names_no_party_and_says_why():
    text = plain(text_of(a_report(a_release())))
    assert "noemt dit rapport geen partijen" in text
    assert "Zorggroep" not in text
    assert "Bewonersraad Noord" not in text


def test_parties_stand_in_alphabetical_order_and_never_by_score():
    release = a_release(visibility="party")
    for page in content(release)["scales"]:
        for made in page["groups"]["tables"]:
            assert [row["name"] for row in made["rows"]] == [group.name for group in release.breakdown.groups]


def test_a_breakdown_shows_only_the_cells_that_were_released():
    release = a_release(people=60, invited=80, breakdown=True)
    assert release.breakdown.alike
    for page, scale in zip(content(release)["scales"], release.scales.values(), strict=True):
        for made in page["groups"]["tables"]:
            for row, group in zip(made["rows"], release.breakdown.groups, strict=True):
                shown = [cell["text"] for cell in row["cells"]]
                cells = [group.items.get(item) for item in scale.items]
                assert shown == ["–" if cell is None else mean_in_words(cell.mean, "nl") for cell in cells]


def test_a_breakdown_that_shows_nothing_takes_no_page_and_is_explained():
    made = a_release(people=8, invited=12, breakdown=True)
    assert not made.breakdown.groups
    assert content(made)["differs"] is None
    assert "De uitsplitsing naar sector staat er niet in" in plain(text_of(a_report(made)))
    assert "uitsplitsing naar sector" not in plain(text_of(a_report(a_release(visibility="party"))))


def test_a_round_with_nothing_to_show_says_so_and_lists_the_statements():
    text = plain(text_of(a_report(a_release(people=4))))
    assert "Nog te weinig antwoorden" in text
    assert "We nemen besluiten op het moment dat ze nodig zijn." in text


def test_where_the_collaboration_stands_is_a_path_as_far_as_it_may_be_shown():
    block = content(a_release("phase", people=38))["choices"][0]
    assert block["picture"]["svg"].startswith("<svg")
    hidden = content(a_release("phase", people=8, invited=12))["choices"][0]
    assert hidden["picture"] is None
    assert "niet te tonen" in hidden["sentence"]


def test_groups_have_a_picture_with_its_words_and_parties_are_explained_away_in_totals():
    page = content(a_release(visibility="party"))["differs"]
    assert page["picture"]["svg"].startswith("<svg")
    assert page["picture"]["alt"]
    totals = content(a_release(people=60, invited=80, breakdown=True))["differs"]
    assert "Partijen staan er niet bij" in totals["sentence"]
    assert not any(note in totals["sentence"] for note in totals["notes"])
