"""The sheets with words: what stands out, what people wrote, the guide for the conversation and what came of it."""

from samenspel.diagnosis.finding import Finding
from samenspel.present.report.found import card
from samenspel.present.result import Result
from samenspel.present.sheet.tables import Row, Table, columns
from samenspel.present.words import say


def stands_out(result: Result) -> Table:
    """Every finding, strengths first, with its questions and evidence; then what the group set aside, and why."""
    lang = result.lang
    rows = [_finding(result, one, "") for one in result.findings]
    rows += [_finding(result, one.finding, one.reason) for one in result.set_aside]
    shape = columns(
        lang,
        ("kind", "text", 20),
        ("pattern", "text", 30),
        ("seen", "text", 52),
        ("maybe", "text", 48),
        ("questions", "text", 56),
        ("evidence", "text", 52),
        ("set-aside", "text", 36),
    )
    return Table(say("sheet-stands-out", lang), shape, tuple(rows))


def _finding(result: Result, one: Finding, reason: str) -> Row:
    lang, told = result.lang, card(result.release, one, result.lang)
    kind = say("found-strengths" if one.pattern.kind == "strength" else "found-risks", lang)
    questions = "\n".join(question[lang] for question in one.questions)
    values = (kind, one.name[lang], one.told(lang), one.maybe[lang], questions, told["evidence"], reason)
    return Row(values, told["colour"])


def remarks(result: Result) -> Table:
    """Every remark that was released, under its question, in the order of the release."""
    lang, instrument = result.lang, result.release.instrument
    rows = tuple(Row((instrument.item(one.item).text[lang], one.text)) for one in result.release.remarks)
    shape = columns(lang, ("question", "text", 46), ("remark", "text", 90))
    return Table(say("sheet-remarks", lang), shape, rows)


def guide(result: Result) -> Table:
    """The programme of the conversation, a row for every part."""
    lang, parts = result.lang, result.programme.parts if result.programme else ()
    shape = columns(
        lang,
        ("minutes", "whole", 12),
        ("step", "text", 34),
        ("what-happens", "text", 60),
        ("questions", "text", 60),
        ("form", "text", 30),
    )
    rows = tuple(
        Row((part.minutes, part.title, part.text, "\n".join(part.questions), "\n".join((part.form, *part.how)).strip()))
        for part in parts
    )
    return Table(say("sheet-guide", lang), shape, rows)


def actions(result: Result) -> Table:
    """What conversations led to: that of the round before, then that of this one. Where nothing was agreed, that."""
    lang = result.lang
    rows = []
    for outcome in (result.before, result.agreed):
        if outcome is None:
            continue
        head = (outcome.round, outcome.held_on, outcome.leverage)
        for one in outcome.actions:
            rest = (one.what, one.who, one.until, say(f"agreed-{one.state}", lang), one.came_of_it)
            rows.append(Row((*head, *rest, "")))
        if not outcome.actions:
            rows.append(Row((*head, None, None, None, None, None, say("sheet-no-actions", lang))))
    shape = columns(
        lang,
        ("of-round", "text", 30),
        ("held-on", "day", 13),
        ("leverage", "text", 44),
        ("action", "text", 48),
        ("who", "text", 22),
        ("until", "day", 12),
        ("state", "text", 16),
        ("came-of-it", "text", 44),
        ("note", "text", 26),
    )
    return Table(say("sheet-actions", lang), shape, tuple(rows))
