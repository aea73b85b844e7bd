"""After reading for names a remark has its own words, and whoever reads it can see that something was taken out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel.reading.redaction import GAP, redacted

SAID = "Volgens Jan, van de gemeente, gaat het goed. Maar Jan belt nooit terug!"
WORDS = st.lists(st.sampled_from(["het", "gaat", "goed", "Jan", "niet", "naam", "😀", "-"]), min_size=1, max_size=12)


def test_what_nobody_touched_stays_as_it_is():
    assert redacted(SAID, SAID) == SAID
    assert redacted("a\n\nb  c", "a\n\nb  c") == "a\n\nb  c"


@pytest.mark.parametrize("mark", ["[naam]", "[…]", "[name],", "([naam])"])
def test_a_name_may_make_room_for_brackets(mark):
    typed = SAID.replace("Jan,", mark)
    assert redacted(SAID, typed) == typed


def test_words_that_were_left_out_unseen_leave_a_gap_that_is_seen():
    assert redacted(SAID, "Volgens de gemeente, gaat het goed.") == f"Volgens {GAP} de gemeente, gaat het goed. {GAP}"
    assert redacted(SAID, "Gaat het goed.") == f"{GAP} Gaat het goed. {GAP}"


@pytest.mark.parametrize(
    "typed",
    [
        "Volgens Piet, van de gemeente, gaat het goed.",
        "Volgens Jan, van de gemeente, gaat het niet goed.",
        "Het gaat goed.",
        "[het] [gaat] [slecht]",
        "[hetgaatallemaalvreselijkslecht]",
        "Volgens [de wethouder] gaat het goed",
    ],
)
def test_other_words_or_another_order_are_refused(typed):
    assert redacted(SAID, typed) is None


def test_punctuation_and_capitals_may_follow_what_was_taken_out():
    assert redacted("Jan: zeg wat je doet", "[naam] Zeg, wat je doet.") == "[naam] Zeg, wat je doet."


def test_what_stands_in_stands_for_one_word_and_more_leaves_a_gap():
    assert redacted("Ik zeg dat niet tegen Kees", "Ik zeg dat [naam]") == f"Ik zeg dat [naam] {GAP}"
    assert redacted("Kees de Vries belt nooit", "[naam] belt nooit") == f"[naam] {GAP} belt nooit"
    assert redacted("Kees, Piet en Jan bellen", "[naam], [naam] en [naam] bellen") == "[naam], [naam] en [naam] bellen"
    for typed in ("Ik zeg [naam] dat niet tegen Kees", "Ik zeg dat niet tegen Kees […]", "[naam] […] [naam] belt"):
        assert redacted("Ik zeg dat niet tegen Kees", typed) is None


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("Ik vind dat Kees goed werkt", "Ik vind dat [niet] goed werkt"),
        ("Ik vind dat Kees goed werkt", "Ik vind dat [n\u0456et] goed werkt"),
        ("Ik vind Kees goed", "Ik vind [\u202e] goed"),
        ("Ik ben niet tegen", "Ik ben \u202eniet\u202c tegen"),
        ("Ik ben niet tegen", "Ik ben\u2067 niet tegen"),
        ("Ik ben niet tegen", "Ik ben n\u0336i\u0336e\u0336t\u0336 tegen"),
        ("Ik ben niet tegen", "Ik ben n\u200biet tegen"),
        ("Ik ben niet tegen", "Ik ben ni\u0435t tegen"),
        ("ik doe een keer mee", "ik doe e\u0301e\u0301n keer mee"),
        ("Prima zo.", "Prima zo?!"),
        ("Prima zo", "“Prima” zo"),
        ("Ik ben voor", "Ik ben ... voor"),
        ("Ik ben voor", "Ik ben… voor"),
        ("Dat wil ik graag", "Dat wil ik GRAAG"),
        ("Het kost 5,5 miljoen", "Het kost 55 miljoen"),
        ("Ik geef een -2", "Ik geef een 2"),
        ("Ik geef .5 punt", "Ik geef 5 punt"),
        ("Goed gedaan👎", "Goed gedaan👍"),
        ("Goed gedaan :)", "Goed gedaan :("),
    ],
)
def test_nobody_is_made_to_say_something_by_signs(said, typed):
    assert redacted(said, said) == said
    assert redacted(said, typed) is None


@given(WORDS, st.data())
def test_leaving_words_out_is_always_allowed_and_always_seen(words, data):
    kept = [word for word in words if data.draw(st.booleans())]
    shown = redacted(" ".join(words), " ".join(kept))
    assert shown is not None
    assert shown.replace(GAP, "").split() == kept
    lost = sum(word != "-" for word in words) - sum(word != "-" for word in kept)
    assert (GAP in shown) == (lost > 0)


@given(WORDS, WORDS)
def test_what_is_shown_holds_no_word_that_was_not_written(words, typed):
    shown = redacted(" ".join(words), " ".join(typed))
    if shown is not None:
        assert set(shown.replace(GAP, "").split()) - {"-"} <= set(words)
        assert redacted(" ".join(words), shown) == shown
