import pytest

from samenspel.present.slides import slides
from samenspel.present.words import say
from tests.present.rounds import a_release
from tests.present.slides.deck import opened, titled
from tests.present.slides.results import HOSTILE, a_result, absurd, all_of_it, file


@pytest.fixture(scope="session", params=["nl", "en"])
def whole(request):
    return all_of_it(request.param), opened(file(request.param))


@pytest.fixture(scope="session")
def strange():
    return slides(absurd())


@pytest.fixture(scope="session")
def few():
    """The slides of a round with few answers."""
    return opened(slides(a_result(a_release(people=8, invited=12, remarks=()))))


@pytest.fixture(scope="session")
def said():
    """The slide with remarks of several lines, and from right to left."""
    release = a_release(remarks=("Twee dingen:\n- een lijst\n\n- een nummer", HOSTILE[2]))
    return titled(opened(slides(a_result(release))), say("report-own-words", "nl"))
