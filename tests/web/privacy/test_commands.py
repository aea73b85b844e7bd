"""The commands for an administrator whom somebody asks what is kept of them, or to be forgotten."""

import io
import json
import stat

import pytest

from samenspel.errors import ReportError, UsageError
from samenspel.web.parties.models import Participant
from samenspel.web.privacy import commands
from tests.web.privacy.scenes import EMAIL, NAME, WORDS, everything_kept, pim_took_part


@pytest.fixture(autouse=True)
def data(tmp_path, settings):
    settings.DATA = tmp_path


def test_it_says_in_which_networks_an_address_occurs_whatever_its_capitals(cast):
    pim_took_part(cast)
    said = commands.show(EMAIL.upper(), language="en")
    assert NAME in said
    assert cast.network.name in said
    assert cast.other_network.name not in said


def test_an_account_is_told_too(cast):
    assert commands.show("sanne@samenspel.example", language="nl") == "heeft een account als Sanne"


@pytest.mark.parametrize("command", [commands.show, commands.forget, commands.is_sure])
def test_an_unknown_address_says_so(cast, command):
    with pytest.raises(UsageError, match="niemand@samenspel"):
        command("niemand@samenspel.example", language="nl")


def test_people_without_address_are_nobody(cast):
    Participant.objects.create(network=cast.network, name="Zonder adres", email="")
    with pytest.raises(UsageError):
        commands.show("", language="nl")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_export_holds_all_that_is_kept_in_words(cast, tmp_path, lang):
    pim = pim_took_part(cast)
    file = tmp_path / "pim.json"
    commands.export(EMAIL, into=str(file), language=lang)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    form = json.loads(file.read_text("utf-8"))
    (part,) = form["takes_part"]
    (asked,) = part["asked"]
    assert form["format"] == "samenspel.person/1"
    assert (part["name"], part["email"], part["party"]) == (NAME, EMAIL, "Woonstede")
    assert {one["item"]: one["answer"] for one in asked["answers"]} == pim.response.document
    assert WORDS in [one["in_words"] for one in asked["answers"]]
    assert asked["answers_when_released"] == asked["answers"]
    assert form["account"] is None


def test_the_export_of_an_account_tells_where_it_works_and_what_it_did(cast, tmp_path):
    cast.client("steward").post(f"/netwerken/{cast.network.code}/partijen", {"name": "Bibliotheek", "ring": "2"})
    file = tmp_path / "sanne.json"
    commands.export("sanne@samenspel.example", into=str(file), language="nl")
    form = json.loads(file.read_text("utf-8"))["account"]
    assert form["works_in"] == [{"network": cast.network.name, "role": "steward", "until": None}]
    assert [one["what"] for one in form["did"]] == ["party-added"]
    assert "password" not in form


def test_a_file_that_cannot_be_written_is_told(cast, tmp_path):
    with pytest.raises(ReportError):
        commands.export("pim@samenspel.example", into=str(tmp_path / "nergens" / "pim.json"), language="nl")


@pytest.mark.parametrize(
    ("typed", "sure"), [("ja\n", True), ("J\n", True), ("nee\n", False), ("\n", False), ("", False)]
)
def test_it_asks_before_it_forgets(cast, monkeypatch, capsys, typed, sure):
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert commands.is_sure("pim@samenspel.example", language="nl") is sure
    assert "voorgoed" in capsys.readouterr().out


def test_forgetting_reaches_every_network_and_the_account(cast):
    Participant.objects.create(network=cast.other_network, name="Vera", email="vera@samenspel.example")
    said = commands.forget("vera@samenspel.example", language="nl")
    assert said == "Vergeten, op 2 plekken."
    assert "vera" not in everything_kept().lower()


def test_the_last_steward_is_told_to_hand_over_and_stays_whole(cast):
    Participant.objects.create(network=cast.other_network, name="Sanne", email="sanne@samenspel.example")
    with pytest.raises(UsageError, match=cast.network.name):
        commands.forget("sanne@samenspel.example", language="nl")
    assert everything_kept().lower().count("sanne@samenspel.example") == 2
