"""`samenspel instrument`, as a person types it."""

import subprocess
import sys

import pytest

from samenspel.cli import main
from tests.theory.test_read_instrument import GOOD


def test_the_list_names_every_instrument(capsys):
    assert main(["instrument", "list"]) == 0
    out = capsys.readouterr().out
    assert all(slug in out for slug in ("conditions", "features", "kind", "phase"))


@pytest.mark.parametrize(("lang", "words"), [("nl", "Gedeelde ambitie"), ("en", "Shared ambition")])
def test_show_prints_every_question_in_the_language_asked(capsys, lang, words):
    assert main(["instrument", "show", "conditions", "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert words in out
    assert "CHA-3" in out


def test_a_good_file_is_said_to_be_good(capsys, tmp_path):
    path = tmp_path / "small.toml"
    path.write_text(GOOD, "utf-8")
    assert main(["instrument", "check", str(path), "--lang", "en"]) == 0
    assert "Questions: 3" in capsys.readouterr().out


def test_a_bad_file_is_told_on_standard_error_with_code_3(capsys, tmp_path):
    path = tmp_path / "small.toml"
    path.write_text(GOOD.replace('kind = "choice"', 'kind = "triangle"'), "utf-8")
    assert main(["instrument", "check", str(path)]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert "small.toml, regel 41, sleutel items.3.kind: De soort 'triangle' bestaat niet." in said.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["scan"], "dit ontbreekt nog: ANSWERS"),
        (["scan", "--lang", "en"], "the following arguments are required: ANSWERS"),
        (["scan", "x.csv", "--by", "name"], "geen goede keuze: 'name'"),
        (["scan", "x.csv", "--invited", "veel"], "geen heel getal: 'veel'"),
        (["scan", "x.csv", "--pfd", "x"], "dit ken ik niet: --pfd x"),
    ],
)
def test_a_command_that_is_not_understood_is_told_in_the_users_language(capsys, arguments, said):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["scna"], "bij opdracht: geen goede keuze: 'scna'"),
        ([], "samenspel: dit ontbreekt nog: opdracht\nZie samenspel --help.\n"),
        (["instrument"], "samenspel instrument: dit ontbreekt nog: opdracht\nZie samenspel instrument --help.\n"),
        (["--lang", "en"], "samenspel: the following arguments are required: command\nSee samenspel --help.\n"),
        (["scan"], "Zie samenspel scan --help.\n"),
    ],
)
def test_a_command_that_is_missing_or_unknown_is_named_as_such(capsys, arguments, said):
    with pytest.raises(SystemExit):
        main(arguments)
    error = capsys.readouterr().err
    assert said in error
    assert "  " not in error
    assert " :" not in error


@pytest.mark.parametrize(("lang", "said"), [("nl", "1 niet voorzien"), ("en", "1 not foreseen")])
def test_help_names_every_exit_code(capsys, lang, said):
    with pytest.raises(SystemExit):
        main(["--lang", lang, "--help"])
    out = " ".join(capsys.readouterr().out.split())
    assert said in out
    assert all(f" {code} " in out for code in (0, 1, 2, 3, 4, 5, 6, 130))


def test_who_reads_only_the_beginning_sees_no_traceback():
    command = [sys.executable, "-m", "samenspel", "instrument", "show", "conditions"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as shown:
        shown.stdout.close()
        assert (shown.stderr.read(), shown.wait()) == (b"", 0)
