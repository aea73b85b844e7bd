import re
from xml.etree import ElementTree

import pytest
import segno

from samenspel.present.invitations import qr_svg
from samenspel.present.invitations.qr import QUIET, address_pieces

ADDRESS = "https://samenspel.example.nl/a/K7q2M9xP4RtT"
SVG = "{http://www.w3.org/2000/svg}"


def modules(svg):
    """Which modules are dark, read back from the bars of the picture."""
    found = ElementTree.fromstring(svg)
    side = int(found.get("viewBox").split()[2])
    grid = [[0] * side for _ in range(side)]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", found.find(f"{SVG}path").get("d")):
        for across in range(int(x), int(x) + int(width)):
            grid[int(y)][across] = 1
    return grid


def matrix(address):
    return [list(row) for row in segno.make_qr(address, error="m").matrix_iter(border=QUIET)]


@pytest.mark.parametrize("address", [ADDRESS, "https://a.nl/b", "https://samenspel.example.org/" + "aB3" * 60])
def test_the_picture_is_the_code_of_the_address_with_a_white_edge(address):
    assert modules(qr_svg(address, label="code")) == matrix(address)


def test_another_address_gives_another_picture():
    assert modules(qr_svg(ADDRESS, label="code")) != modules(qr_svg(ADDRESS[:-1] + "U", label="code"))


def test_it_is_never_a_micro_code_and_stays_readable_with_a_spot_on_it():
    made = segno.make_qr(ADDRESS, error="m")
    assert not made.is_micro
    assert made.error in "MQH"


def test_it_brings_its_white_ground_along_and_keeps_to_a_strict_policy():
    svg = qr_svg(ADDRESS, label="code")
    found = ElementTree.fromstring(svg)
    side = found.get("viewBox").split()[2]
    ground, dark = found
    assert (ground.get("width"), ground.get("height"), ground.get("fill")) == (side, side, "#FFFFFF")
    assert dark.get("fill") == "#000000"
    assert "style" not in svg
    assert not {"width", "height", "class", "id"} & set(found.attrib)


def test_screen_readers_announce_its_label_whatever_is_in_it():
    found = ElementTree.fromstring(qr_svg(ADDRESS, label='Een "code" <van> Jan & Ank'))
    assert (found.get("role"), found.get("aria-label")) == ("img", 'Een "code" <van> Jan & Ank')


def test_an_address_breaks_after_a_slash_and_loses_nothing():
    assert address_pieces(ADDRESS) == ("https://", "samenspel.example.nl/", "a/", "K7q2M9xP4RtT")
    long = "https://samenspel.example.nl/" + "x" * 95 + "?a=b"
    assert "".join(address_pieces(long)) == long
    assert max(map(len, address_pieces(long))) <= 30


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "https://a b.nl/", "https://vérité.nl/", "https://"])
def test_what_is_no_plain_web_address_is_refused(address):
    with pytest.raises(ValueError, match="plain web address"):
        address_pieces(address)
