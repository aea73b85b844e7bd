import datetime
import re

import pytest

from samenspel.present.words import (
    answers,
    bounded,
    counted,
    date_long,
    end,
    interval_in_words,
    listed,
    mean_in_words,
    number,
    response,
    say,
    share,
    shortened,
    texts,
)
from samenspel.reading.cells import Mean
from tests.present.rounds import a_release


def test_every_text_is_there_in_both_languages_and_has_the_same_places():
    for key, both in texts().items():
        assert set(both) == {"nl", "en"}, key
        places = {lang: sorted(set(re.findall(r"{(\w+)}", text))) for lang, text in both.items()}
        assert places["nl"] == places["en"], key
        assert all(text.strip() == text and text for text in both.values()), key


def test_every_counted_text_has_a_form_for_one_and_for_many():
    keys = set(texts())
    for key in keys:
        if key.endswith("-one") and not key.startswith("one-page"):
            assert key.removesuffix("one") + "many" in keys


def test_an_unknown_text_or_language_is_an_error():
    with pytest.raises(KeyError):
        say("no-such-text", "nl")
    with pytest.raises(KeyError):
        say("number-and", "fr")


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [(5.8, "5,8", "5.8"), (5.25, "5,3", "5.3"), (4, "4,0", "4.0"), (-0.04, "0,0", "0.0"), (-1.25, "−1,3", "−1.3")],
)
def test_numbers_are_written_as_in_the_language_and_halves_go_up(value, nl, en):
    assert number(value, "nl") == nl
    assert number(value, "en") == en


def test_the_end_of_a_range_is_whole_when_it_is_whole():
    assert end(7.0, "nl") == "7"
    assert end(2.5, "nl") == "2,5"


def test_a_share_is_in_whole_per_cents():
    assert share(38, 44, "nl") == "86%"


def test_a_coded_mean_says_or_more_or_or_less():
    assert mean_in_words(Mean(6.5, "or more", 6.0, 7.0), "nl") == "6,5 of meer"
    assert mean_in_words(Mean(1.5, "or less", 1.0, 2.0), "en") == "1.5 or less"
    assert bounded("2", "or less", "nl") == "2 of minder"


def test_an_interval_that_is_a_point_is_not_written():
    assert interval_in_words(Mean(5.8, "exact", 5.4, 6.1), "nl") == "5,4–6,1"
    assert interval_in_words(Mean(5.8, "exact", 5.8, 5.8), "nl") == ""


def test_dates_are_written_in_full():
    assert date_long(datetime.date(2026, 3, 1), "nl") == "1 maart 2026"
    assert date_long(datetime.date(2026, 12, 31), "en") == "31 December 2026"


def test_names_in_a_row_end_with_and():
    assert [listed(names, "nl") for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a en b",
        "a, b en c",
    ]


def test_one_and_many_are_told_apart():
    assert counted("answers", "nl", 1) == "1 antwoord"
    assert [answers(n, "en") for n in (0, 1, 2)] == ["no answers", "1 answer", "2 answers"]


def test_a_text_that_is_too_long_ends_in_an_ellipsis():
    assert shortened("kort", 10) == "kort"
    assert shortened("veel te lang", 6) == "veel…"


def test_response_says_how_many_of_how_many_invited():
    assert response(a_release(), "nl") == "38 van de 44 genodigden antwoordden (86%), van 14 partijen."
    assert response(a_release(invited=None), "en") == "38 people from 14 parties answered."
    alone = a_release(people=1, invited=12, parties=("Buurtbus",))
    assert response(alone, "nl") == "1 van de 12 genodigden antwoordde (8%)."
