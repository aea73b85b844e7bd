"""What the doctor says of a site with these settings."""

from pathlib import Path

from samenspel.web.upkeep import doctor
from tests.web.config.test_checks import KEY
from tests.web.config.test_checks import run as run_in_production

SOURCE = Path(doctor.__file__).parent
SECRETS = (KEY, "mailgeheim", "dbgeheim")


def keys(findings):
    return [one.key for one in findings]


def diagnosis(place, *words, **changed):
    """What the doctor says in a production with these settings; None takes one away."""
    done = run_in_production(place, "samenspel", "doctor", "--lang", "en", *words, **changed)
    assert "Traceback" not in done.stderr, done.stderr
    assert not [secret for secret in SECRETS if secret in done.stdout + done.stderr]
    return done
