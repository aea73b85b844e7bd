from itertools import combinations
from math import dist

import pytest

from samenspel.present.palette import CONDITIONS, OTHERS, PAPER, colours, mixed, shades

# Machado, Oliveira & Fernandes (2009), severity 1, on linear RGB.
EYES = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "most": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}
JUST_SEEN = 2.3  # CIE 1976, Mahy, Van Eycken & Oosterlinck (1994)


def linear(colour):
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lab(colour, eyes):
    red, green, blue = (
        min(1, max(0, sum(a * b for a, b in zip(row, linear(colour), strict=True)))) for row in EYES[eyes]
    )
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    x, y, z = (part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def contrast(one, two):
    light = sorted(
        sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True)) for colour in (one, two)
    )
    return (light[1] + 0.05) / (light[0] + 0.05)


def nearest(row, eyes):
    return min(dist(lab(one, eyes), lab(two, eyes)) for one, two in combinations(row, 2))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("eyes", EYES)
def test_condition_colours_stay_apart_for_every_kind_of_eyes(theme, eyes):
    assert nearest(CONDITIONS[theme].values(), eyes) > 2 * JUST_SEEN


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("eyes", EYES)
def test_colours_of_other_scales_stay_far_apart_for_every_kind_of_eyes(theme, eyes):
    assert nearest(OTHERS[theme], eyes) > 6 * JUST_SEEN


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_other_scales_never_look_like_a_condition(theme):
    pairs = [(one, two) for one in OTHERS[theme] for two in CONDITIONS[theme].values()]
    assert min(dist(lab(one, "most"), lab(two, "most")) for one, two in pairs) > 4 * JUST_SEEN


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_shapes_have_three_to_one_contrast_and_words_four_and_a_half(theme):
    paper = PAPER[theme]
    for colour in (*CONDITIONS[theme].values(), *OTHERS[theme]):
        assert contrast(colour, paper.card) >= 3, colour
    for words in (paper.ink, paper.grey, paper.accent):
        for ground in (paper.card, paper.paper, paper.wash):
            assert contrast(words, ground) >= 4.5, (words, ground)


def test_a_condition_has_its_own_colour_whatever_stands_beside_it():
    found = colours(["X", "AMB", "Y"])
    assert found["AMB"] == CONDITIONS["light"]["AMB"]
    assert [found["X"], found["Y"]] == list(OTHERS["light"][:2])


def test_a_ninth_other_scale_starts_again_at_the_first_colour():
    found = colours([f"S{number}" for number in range(9)])
    assert found["S8"] == found["S0"]


def test_shades_run_from_pale_to_the_full_colour():
    seven = shades("#1F5D57", "#FFFFFF", 7)
    against_white = [contrast(shade, "#FFFFFF") for shade in seven]
    assert seven[-1] == "#1F5D57"
    assert against_white == sorted(against_white)
    assert len(set(seven)) == 7
    assert shades("#1F5D57", "#FFFFFF", 1) == ("#1F5D57",)


def test_a_colour_laid_fully_on_its_ground_is_itself_and_not_at_all_is_the_ground():
    assert mixed("#123456", "#FFFFFF", 1) == "#123456"
    assert mixed("#123456", "#FFFFFF", 0) == "#FFFFFF"
