"""The JSON of a result: what all others are held against."""

from samenspel.present.words import interval_in_words, mean_in_words
from samenspel.reading.cells import Mean
from tests.web.results.extracts.extract import Extract, bare, plain


def of_json(form, names) -> Extract:
    """The JSON, with its numbers as they are written in the language of the names."""
    told, lang = Extract(names), names.lang

    def rated(about, one, group=""):
        mean = one["mean"] and Mean(**one["mean"])
        told.note("mean", about, mean_in_words(mean, lang) if mean else "", group)
        told.note("between", about, interval_in_words(mean, lang) if mean else "", group)
        told.note("n", about, one["n"], group)
        told.note("value", about, bare(mean and mean.value), group)

    for one in form["scales"]:
        rated(one["scale"], one)
    for one in form["ratings"]:
        rated(one["item"], one)
        spread = one["counts"] or one["bands"]
        if spread:
            told.spread(one["item"], " ".join(map(str, spread)))
    for one in (*form["choices"], *form["multiples"]):
        told.note("n", one["item"], one["n"])
        for option in one["options"]:
            if option["count"] is not None:
                told.note("count", f"{one['item']}/{option['option']}", option["count"])
    for group in form["breakdown"]["groups"] if form["breakdown"] else ():
        told.note("people", "", group["people"], group["name"])
        for about, cell in (*group["items"].items(), *group["scales"].items()):
            rated(about, cell, group["name"])
    for name, many in form["response"].items():
        if many is not None:
            told.note("response", name, many)
    told.found = {_finding(one, lang) for one in form["findings"]}
    told.aside = {(*_finding(one["finding"], lang), plain(one["reason"])) for one in form["set_aside"]}
    told.remarks = {plain(one["text"]) for one in form["remarks"]}
    return told


def _finding(one, lang):
    own = one["judged"] and one["judged"]["words"]
    return plain(one["name"][lang]), plain(own or one["see"][lang])
