import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from samenspel.present.charts.flower import alternative, angles, flower, sentence, table
from samenspel.present.charts.parts import beside, petal_groups
from samenspel.present.charts.svg import width_of
from samenspel.present.palette import CONDITIONS
from samenspel.present.words import mean_in_words
from tests.present.rounds import a_release, an_instrument

SVG = "{http://www.w3.org/2000/svg}"


def drawn(release, lang="nl", **how):
    return ElementTree.fromstring(flower(release, lang, **how))


def words(picture):
    return " ".join("".join(text.itertext()) for text in picture.iter(f"{SVG}text"))


def pale_petals(picture):
    return [path for path in picture.iter(f"{SVG}path") if path.get("fill-opacity") == "0.13"]


@pytest.mark.parametrize(("form", "petals"), [("full", 20), ("short", 10), ("pulse", 5)])
def test_there_is_a_petal_for_every_rated_item_that_was_asked(form, petals):
    assert len(pale_petals(drawn(a_release(form=form)))) == petals


def test_the_same_release_gives_the_same_picture():
    assert flower(a_release(), "nl") == flower(a_release(), "nl")


def test_a_strict_content_policy_holds():
    text = flower(a_release(), "nl")
    assert "style" not in text
    assert "<script" not in text
    assert not re.search(r"\son\w+=", text)


def test_a_screen_reader_is_told_the_title_and_every_mean():
    release = a_release()
    picture = drawn(release)
    title, description = (picture.find(f"{SVG}{name}") for name in ("title", "desc"))
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    for group in (*petal_groups(release), beside(release)):
        for part in group.parts:
            assert f"{part.item.short.nl} {mean_in_words(part.mean, 'nl')}" in description.text


@pytest.mark.parametrize("size", ["normal", "huge", "stage", "half"])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_each_condition_is_named_with_its_mean(size, lang):
    release = a_release()
    said = words(drawn(release, lang, size=size))
    for group in petal_groups(release):
        assert group.scale.short[lang] in said
        assert mean_in_words(group.mean, lang) in said


@pytest.mark.parametrize("size", ["tiny", "normal", "huge", "stage", "half"])
def test_the_connection_to_the_challenge_is_beside_the_petals_and_never_among_them(size):
    release = a_release()
    assert "CHA" not in [group.scale.id for group in petal_groups(release)]
    colour = CONDITIONS["light"]["CHA"]
    bars = [rect for rect in drawn(release, size=size).iter(f"{SVG}rect") if rect.get("fill") == colour]
    assert bars


def test_the_sentence_says_when_the_challenge_was_not_asked():
    conditions = a_release().instrument
    form = next(form for form in conditions.forms if form.id == "full")
    without = tuple(item for item in form.items if not item.startswith("CHA"))
    instrument = an_instrument(conditions, without)
    assert "niet gevraagd" in sentence(a_release(instrument), "nl")


def test_what_may_not_be_shown_is_a_dashed_outline_in_words_too():
    picture = drawn(a_release(people=5))
    dashed = [path for path in picture.iter(f"{SVG}path") if path.get("stroke-dasharray")]
    assert len(dashed) == 20
    assert all(path.get("fill") == "none" for path in dashed)
    assert not pale_petals(picture)
    assert words(picture).count("niet getoond") == 5 + 1 + 3


def test_a_coded_mean_carries_an_arrow():
    high = dict.fromkeys(("AMB", "INT", "REL", "ORG", "PRO", "CHA"), 6.9)
    release = a_release(people=8, invited=20, story=high)
    coded = [one for one in release.ratings.values() if one.mean and one.mean.bound != "exact"]
    arrows = list(drawn(release).iter(f"{SVG}polyline"))
    assert coded
    assert len(arrows) == len(coded)


@pytest.mark.parametrize("size", ["normal", "huge", "stage", "half"])
@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize(
    ("level", "coded"), [(6.9, {"nl": "of meer", "en": "or more"}), (1.1, {"nl": "of minder", "en": "or less"})]
)
def test_every_word_of_a_coded_mean_stays_inside_the_picture(size, lang, level, coded):
    story = dict.fromkeys(("AMB", "INT", "REL", "ORG", "PRO", "CHA"), level)
    release = a_release(people=8, invited=20, story=story)
    picture = drawn(release, lang, size=size)
    width = float(picture.get("viewBox").split()[2])
    assert sum(coded[lang] in mean_in_words(group.mean, lang) for group in petal_groups(release)) >= 3
    assert coded[lang] in words(picture)
    for text in picture.iter(f"{SVG}text"):
        x, wide = float(text.get("x")), width_of("".join(text.itertext()), float(text.get("font-size")))
        left = {"end": x - wide, "middle": x - wide / 2}.get(text.get("text-anchor"), x)
        assert left > -0.01, "".join(text.itertext())
        assert left + wide <= width, "".join(text.itertext())


def test_the_soft_end_runs_from_the_low_to_the_high_end_of_the_interval():
    picture = drawn(a_release(people=8, invited=20, remarks=()))
    scale = re.compile(r"scale\(([\d.]+)\)")
    for petal in picture.iter(f"{SVG}g"):
        layers = [path for path in petal.findall(f"{SVG}path") if path.get("fill-opacity") in ("0.3", "0.6", "1")]
        if layers:
            found = [scale.search(path.get("transform")) for path in layers]
            lengths = [float(one.group(1)) if one else 1.0 for one in found]
            assert lengths == sorted(lengths, reverse=True)
            assert lengths[0] > lengths[2]


def test_dark_colours_are_other_colours():
    assert CONDITIONS["dark"]["AMB"] in flower(a_release(), "nl", theme="dark")
    assert CONDITIONS["light"]["AMB"] not in flower(a_release(), "nl", theme="dark")


@pytest.mark.parametrize("scales", [1, 2, 3, 9, 12, 24])
def test_any_number_of_scales_has_names_that_do_not_overlap(scales):
    instrument = an_instrument(scales=scales, items=2, name="Een naam die lang is, nummer {}")
    places = [
        (float(text.get("x")), float(text.get("y")), float(text.get("font-size")), text.get("text-anchor"))
        for text in drawn(a_release(instrument)).iter(f"{SVG}text")
    ]
    for side in ("start", "end"):
        heights = sorted((y, size) for _, y, size, anchor in places if anchor == side)
        for (upper, _), (lower, size) in pairwise(heights):
            assert lower - upper >= size


def test_angles_go_round_once_and_start_at_the_top():
    along = angles(petal_groups(a_release()))
    flat = [angle for group in along for angle in group]
    assert sum(along[0]) == pytest.approx(0)
    assert flat == sorted(flat)
    assert flat[-1] - flat[0] < 360


def test_a_round_without_scales_has_no_flower_and_no_sentence():
    release = a_release("phase")
    assert sentence(release, "nl") == ""
    assert not pale_petals(drawn(release))


def test_a_name_with_markup_stays_text():
    instrument = an_instrument(scales=1, items=3, name='<b onload="x">&{}\x00')
    assert '<b onload="x">&0' in words(drawn(a_release(instrument)))


def test_the_table_holds_the_same_numbers_as_the_flower():
    release = a_release()
    rows = table(release, "en").rows
    assert len(rows) == 6 + 23
    for one in release.ratings.values():
        short = release.instrument.item(one.item).short.en
        assert any(row[1:3] == (short, mean_in_words(one.mean, "en")) and row[4] == str(one.n) for row in rows)


def test_the_alternative_counts_petals_and_groups():
    assert alternative(a_release(form="short"), "en").startswith("Flower with 10 petals in 5 groups")


def test_the_sentence_begins_with_what_stands_best():
    said = sentence(a_release(), "nl")
    assert said.startswith("De samenwerking is het sterkst bij Ambitie, met 5,7 van\u00a07.")
    assert said.endswith("Verbinding met de opgave staat op 5,2 van\u00a07.")


def test_the_sentence_does_not_rank_what_is_not_certain():
    said = sentence(a_release(people=8, invited=12, remarks=()), "en")
    assert "not certain" in said
    assert "Ambition" not in said


def test_scales_that_are_close_are_called_close():
    flat = dict.fromkeys(("AMB", "INT", "REL", "ORG", "PRO", "CHA"), 5.0)
    assert "dicht bij elkaar" in sentence(a_release(people=200, invited=300, story=flat, seed=3), "nl")


def test_the_sentence_of_another_instrument_calls_nothing_good():
    instrument = an_instrument(scales=2, items=3, name="Schaal {}")
    said = sentence(a_release(instrument, people=60, invited=None, story={"S0": 6.0, "S1": 2.0}), "nl")
    assert said.startswith("Bij Schaal 0 zijn de antwoorden het hoogst")
