"""Each setting is of its type, or says which setting is wrong and what to do — and never says a secret."""

import pytest

from samenspel.errors import LANGUAGES, UsageError
from samenspel.web.config.environment import Environment


def environment(**given):
    return Environment({f"SAMENSPEL_{name}": value for name, value in given.items()})


def refusal(read):
    with pytest.raises(UsageError) as caught:
        read()
    return caught.value


def keys(error):
    return [problem.key for problem in error.problems]


def test_a_setting_that_is_missing_is_named_with_what_to_do():
    error = refusal(lambda: environment().text("SECRET_KEY"))
    assert keys(error) == ["setting-missing"]
    for lang in LANGUAGES:
        assert error.say(lang).count("SAMENSPEL_SECRET_KEY") == 2  # in what is wrong, and in the remedy as …_FILE


def test_a_setting_of_only_spaces_is_missing():
    assert keys(refusal(lambda: environment(DATA="  ").text("DATA"))) == ["setting-missing"]


def test_a_text_may_stand_in_a_file(tmp_path):
    (tmp_path / "key").write_text("from the file\n", "utf-8")
    assert environment(SECRET_KEY_FILE=str(tmp_path / "key")).text("SECRET_KEY") == "from the file"
    error = refusal(lambda: environment(SECRET_KEY_FILE=str(tmp_path / "absent")).text("SECRET_KEY"))
    assert keys(error) == ["setting-file"]
    assert "SAMENSPEL_SECRET_KEY_FILE" in error.say("en")


@pytest.mark.parametrize("value", ["4", "-1", "two", "1.0", "²", "٣", "1e0"])
def test_a_number_is_whole_and_within_bounds(value):
    error = refusal(lambda: environment(PROXIES=value).number("PROXIES", 0, 0, 3))
    assert keys(error) == ["setting-number"]
    assert f'"{value}"' in error.say("en")


def test_numbers_choices_and_yes_are_read():
    given = environment(PROXIES="2", PROFILE="demo", HSTS_SUBDOMAINS="no")
    assert given.number("PROXIES", 0, 0, 3) == 2
    assert given.choice("PROFILE", ("demo", "production"), "production") == "demo"
    assert given.yes("HSTS_SUBDOMAINS", True) is False
    assert given.yes("ELSE", True) is True


def test_a_choice_that_there_is_not_names_the_ones_there_are():
    error = refusal(lambda: environment(PROFILE="test").choice("PROFILE", ("demo", "production"), "production"))
    assert "demo, production" in error.say("nl")


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    error = refusal(lambda: environment(DATA=str(tmp_path / "file" / "data")).folder("DATA"))
    assert keys(error) == ["setting-folder"]
    assert environment(DATA=str(tmp_path / "new" / "data")).folder("DATA").is_dir()


@pytest.mark.parametrize(
    "value",
    [
        "samenspel.example", "ftp://samenspel.example", "https://", "https://samenspel.example/pad",
        "https://samenspel.example:port", "https://samenspel.example?x=1", "https://piet:geheim@samenspel.example",
    ],
)  # fmt: skip
def test_an_address_is_scheme_and_host_and_nothing_else(value):
    error = refusal(lambda: environment(ADDRESS=value).address("ADDRESS"))
    assert keys(error) == ["setting-address"]
    assert "geheim" not in error.say("nl")


@pytest.mark.parametrize("value", ["https://samenspel.example", "http://127.0.0.1:8000", "http://[::1]:8000"])
def test_an_address_is_kept_as_given(value):
    assert environment(ADDRESS=f"{value}/").address("ADDRESS") == value


@pytest.mark.parametrize(
    "value",
    [
        "mysql://piet:geheim@db/samen", "postgresql://piet:geheim@db", "postgresql://piet:geheim@db:poort/samen",
        "postgresql://piet:geheim@db/samen?password=x", "sqlite://samen.sqlite3", "sqlite:///", "samen.sqlite3",
    ],
)  # fmt: skip
def test_a_database_that_is_not_known_is_refused_without_telling_its_password(value):
    error = refusal(lambda: environment(DATABASE=value).database("DATABASE", ""))
    assert keys(error) == ["setting-database"]
    assert not any("geheim" in error.say(lang) for lang in LANGUAGES)


def test_a_postgresql_database_is_read_with_everything_that_matters():
    found = environment(DATABASE="postgresql://piet:ge%40heim@db.example:5433/samen?sslmode=require").database(
        "DATABASE", ""
    )
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("samen", "piet", "ge@heim")
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("db.example", "5433", {"sslmode": "require"})
    assert environment(DATABASE="postgresql://piet@/samen?host=/run/pg").database("DATABASE", "")["HOST"] == "/run/pg"


def test_sqlite_waits_for_its_lock_from_the_start_and_keeps_each_commit():
    found = environment(DATABASE="sqlite:///var/samen.sqlite3").database("DATABASE", "")
    assert found["NAME"] == "/var/samen.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in found["OPTIONS"]["init_command"]


@pytest.mark.parametrize(
    "value", ["mail.example", "http://piet:geheim@mail.example", "smtp://piet:geheim@", "smtp://piet:geheim@mail:x"]
)
def test_a_mail_server_that_is_not_understood_is_refused_without_telling_its_password(value):
    error = refusal(lambda: environment(MAIL=value).mail("MAIL"))
    assert keys(error) == ["setting-mail"]
    assert not any("geheim" in error.say(lang) for lang in LANGUAGES)


def test_mail_travels_encrypted_unless_said_otherwise():
    def read(value):
        found = environment(MAIL=value).mail("MAIL")
        return found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]

    assert read("smtp://a:b@mail.example") == (587, True, False)
    assert read("smtps://a:b@mail.example") == (465, False, True)
    assert read("smtp+plain://mail.example:2525") == (2525, False, False)
