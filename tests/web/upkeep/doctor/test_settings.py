"""The doctor tells all that is missing or wrong in the settings at once, and changes nothing."""

import re

from tests.web.config.test_checks import GOOD
from tests.web.serving import free_port
from tests.web.upkeep.doctor.diagnosis import diagnosis


def test_without_any_setting_all_that_is_missing_is_told_at_once(tmp_path):
    done = diagnosis(tmp_path, **dict.fromkeys([*GOOD, "DATA"]))
    assert done.returncode == 1
    assert "Not a single setting was given" in done.stdout
    missing = set(re.findall(r"The setting SAMENSPEL_(\w+) is missing", done.stdout))
    assert missing == {"DATA", "ADDRESS", "SECRET_KEY", "MAIL", "MAIL_FROM"}
    assert "Reports and posters can be made" in done.stdout


def test_settings_that_are_wrong_do_not_keep_the_rest_from_being_looked_at(tmp_path):
    tmp_path.chmod(0o755)
    done = diagnosis(
        tmp_path,
        PROXIES="9",
        ADDRESS="samenspel",
        SECRET_KEY="geheim",
        ADRES="x",
        DATABASE="postgresql://piet:dbgeheim@127.0.0.1:9/samen",
        MAIL=f"smtp+plain://piet:mailgeheim@127.0.0.1:{free_port()}",
    )
    assert done.returncode == 1
    for said in (
        "SAMENSPEL_ADRES is not a setting of Samenspel", 'SAMENSPEL_PROXIES is "9"', 'SAMENSPEL_ADDRESS is "samenspel"',
        "The secret key is so short", "Others on this computer can read", "SAMENSPEL_DATABASE cannot be reached",
        "cannot be reached", "in order yet: SAMENSPEL_ADDRESS", "in order yet: SAMENSPEL_DATABASE",
    ):  # fmt: skip
        assert said in " ".join(done.stdout.split()), said


def test_looking_makes_no_folder_and_no_database(tmp_path):
    done = diagnosis(tmp_path / "absent", MAIL=None)
    assert "absent is not there" in " ".join(done.stdout.split())
    assert not (tmp_path / "absent").exists()
    done = diagnosis(tmp_path, MAIL=None)
    assert "There is no database yet" in done.stdout
    assert not list(tmp_path.glob("*.sqlite3*"))
