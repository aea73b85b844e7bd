"""What a request is for, by its address: the rows of the table."""

import re

SECRET = r"/d/[^/?]+"
ROUND = r"/netwerken/[^/]+/rondes/[^/?]+"
KINDS: tuple[tuple[str, str, str], ...] = (
    ("GET", r"/status", "a sign of life"),
    ("GET", r"/static/.*", "a style sheet or script"),
    ("POST", rf"{SECRET}/antwoord", "an answer saved or sent"),
    ("POST", rf"{SECRET}/vragen", "all answers in one form, without script"),
    ("GET", rf"{SECRET}/vragen", "the questions"),
    ("GET", rf"{SECRET}/uitkomst.*", "the result, by a participant"),
    ("", r"/[dr]/.*", "other pages of a participant"),
    ("", r"/inloggen.*|/uitloggen|/account.*", "coming in and going out"),
    ("GET", r"/", "the networks of an account"),
    ("GET", r"/netwerken/[^/]+", "the overview of a network"),
    ("", r"/netwerken/[^/]+/mensen/inlezen.*", "a list of people read in"),
    ("", r"/netwerken/[^/]+/rondes/inlezen.*", "answers from a file read in"),
    ("POST", rf"{ROUND}/(openen|sluiten|heropenen)", "a round opened or closed"),
    ("POST", rf"{ROUND}/herinneren", "reminders asked for"),
    ("POST", rf"{ROUND}/(links|zaal)", "a list of links, letters, a poster"),
    ("POST", rf"{ROUND}/uitkomst/(maken|telling)", "a result made"),
    ("GET", rf"{ROUND}/uitkomst\?lezen=minuut", "the result, one minute"),
    ("GET", rf"{ROUND}/uitkomst(\?lezen=tien)?", "the result, ten minutes"),
    ("GET", rf"{ROUND}/uitkomst\?lezen=(alles|vast)", "the result, all of it"),
    ("GET", rf"{ROUND}/uitkomst/scherm.*", "the result, full screen"),
    ("GET", rf"{ROUND}/uitkomst\.json", "the result as JSON"),
    ("", rf"{ROUND}/uitkomst/oordeel.*", "a judgement"),
    ("", rf"{ROUND}/uitkomst/opmerkingen.*", "remarks read and released"),
    ("POST", rf"{ROUND}/rapport", "a report asked for"),
    ("GET", rf"{ROUND}/rapport/[^/]+/pdf", "a report taken away"),
    ("GET", rf"{ROUND}/rapport/.*", "how far a report is"),
    ("GET", rf"{ROUND}/gesprek", "the guide of a conversation"),
    ("", rf"{ROUND}/gesprek/.*", "the guide changed, agreements"),
    ("GET", ROUND, "a round"),
    ("POST", r"/netwerken/.*", "other changes"),
    ("GET", r"/netwerken/.*", "other pages of a network"),
)
OTHER = "other pages"


def kind_of(method: str, address: str) -> str:
    """The kind of a request."""
    return next(
        (words for how, where, words in KINDS if how in ("", method) and re.fullmatch(where, address)),
        OTHER,
    )
