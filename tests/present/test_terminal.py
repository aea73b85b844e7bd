import io

import pytest

from samenspel.diagnosis.stands_out import stands_out
from samenspel.present.terminal import print_summary
from samenspel.present.words import answers
from tests.present.rounds import a_release


def printed(release, lang="nl"):
    screen = io.StringIO()
    print_summary(release, stands_out(release), "Langer thuis wonen", lang, screen)
    return screen.getvalue()


@pytest.mark.parametrize(
    ("lang", "headings"), [("nl", ["gemiddelde", "waarschijnlijk tussen"]), ("en", ["mean", "probably between"])]
)
def test_numbers_stand_under_a_heading_that_says_what_they_are(lang, headings):
    lines = printed(a_release(), lang).splitlines()
    above = next(place for place, line in enumerate(lines) if headings[1] in line)
    assert headings[0] in lines[above]
    first = next(line for line in lines[above + 1 :] if "█" in line)
    means = lines[above].index(headings[0])
    assert first[means : means + 3].replace(",", ".").replace(".", "").isdigit()


def test_every_choice_and_list_says_how_many_answered():
    release = a_release("conditions+phase+features")
    said = " ".join(printed(release).split())
    for item, one in (*release.choices.items(), *release.multiples.items()):
        asked = " ".join(release.instrument.item(item).text.nl.split())
        assert f"{asked} ({answers(one.n, 'nl')})" in said


def test_the_second_line_of_a_long_statement_hangs_under_its_first_word():
    lines = printed(a_release()).splitlines()
    marked = [place for place, line in enumerate(lines) if line.startswith("· ") and "█" in line]
    after = [lines[place + 1] for place in marked if "█" not in lines[place + 1]]
    hanging = [line for line in after if line.strip() and line.startswith("  ") and line[2] != " "]
    assert len(hanging) > 5


def test_a_breakdown_that_shows_nothing_is_explained():
    said = " ".join(printed(a_release(people=8, invited=12, breakdown=True)).split())
    assert "De uitsplitsing naar sector staat er niet in" in said
