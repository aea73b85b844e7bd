"""Nobody is promised fewer minutes than a form takes."""

import pytest

from bench.pace import main, pace
from samenspel.theory.library import find_instrument, instrument_slugs

FORMS = [(slug, form.id) for slug in instrument_slugs() for form in find_instrument(slug).forms]


@pytest.mark.parametrize(("slug", "form"), FORMS)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_form_takes_no_longer_than_it_says(slug, form, lang):
    instrument = find_instrument(slug)
    found = next(one for one in instrument.forms if one.id == form)
    assert found.minutes is not None
    assert pace(instrument, found, lang).minutes <= found.minutes


def test_the_full_form_takes_about_eight_minutes():
    conditions = find_instrument("conditions")
    assert 6 <= pace(conditions, conditions.forms[0], "nl").minutes <= 8


def test_every_form_is_printed(capsys):
    main()
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1 + len(FORMS)
