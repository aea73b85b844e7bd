"""Every error says what is wrong, where, and what to do, in both languages."""

import re
import tomllib
from pathlib import Path

import pytest

import samenspel.errors
from samenspel.errors import LANGUAGES, AnswersError, Problem, Where

SOURCE = Path(samenspel.errors.__file__).parents[1]
MESSAGES = tomllib.loads((SOURCE / "errors" / "messages.toml").read_text("utf-8"))
KEYS = [key for key in MESSAGES if key != "places"]
PLACES = re.compile(r"\{(\w+)\}")


def used_keys():
    text = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    return {key for key in re.findall(r'"([a-z]+(?:-[a-z0-9]+)+)"', text) if key in MESSAGES}


@pytest.mark.parametrize("key", KEYS)
def test_every_message_is_whole_in_both_languages(key):
    for part in ("what", "do"):
        said = [MESSAGES[key][part][lang] for lang in LANGUAGES]
        assert all(text.strip() for text in said)
        assert all(text.rstrip()[-1] in ".?!…" for text in said), said
        # {expected_nl} and {expected_en} carry the same in two languages
        nl, en = ({name.removesuffix("_nl").removesuffix("_en") for name in PLACES.findall(text)} for text in said)
        assert nl == en


def test_every_message_is_used_and_every_message_used_exists():
    text = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    assert set(KEYS) - used_keys() == set()
    named = set(re.findall(r'(?:Problem|note)\(\s*"([a-z0-9-]+)"', text))
    assert named <= set(KEYS)


def test_the_place_comes_before_what_is_wrong():
    where = Where("antwoorden.csv", row=12, column="AMB-3")
    error = AnswersError(Problem("theory-duplicate-id", where, {"id": "x"}))
    assert error.say("nl").startswith("antwoorden.csv, rij 12, kolom AMB-3: ")
    assert error.say("en").startswith("antwoorden.csv, row 12, column AMB-3: ")


def test_an_error_tells_all_its_problems():
    error = AnswersError(*(Problem("theory-duplicate-id", values={"id": one}) for one in "abc"))
    assert len(error.say("en").splitlines()) == 3
