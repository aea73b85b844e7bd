"""The conversation guide (C-10): from what stands out to an ordered programme that fits the time there is.

Few subjects and enough time for each: one in an hour, two in an hour and a half, three in two hours. Which risks get
a part of their own is decided in this order: what the group itself held on to; what is clear before what is an
indication; what concerns everyone before what differs between places. Never by a score. What differs between places
is talked about as one subject, and last, so that no party is put in the dock. Where fewer risks are told than there
is time for, the group talks about what was not asked; where there are none, about a piece of the picture it chooses.
What gets no part of its own is laid beside the picture, where the group may choose it instead.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from samenspel.diagnosis.finding import Finding
from samenspel.diagnosis.outcome import Action, Outcome
from samenspel.errors import LANGUAGES
from samenspel.theory.conversation import conversation
from samenspel.theory.words import Bilingual
from samenspel.theory.working_forms import WorkingForm, working_form, working_forms

Kind = Literal["opening", "look-back", "look", "strength", "talk", "leverage", "closing", "own"]
LENGTHS = (60, 90, 120)
LEAST_TALK = 15
"""The fewest minutes in which people can say something, hear something, and think again."""
MOST_STRENGTH_QUESTIONS = 3
GAP = "perception-gap"
USUAL_PEOPLE = 12
"""How many people a working form should suit when the findings do not tell how many answered."""

_FIXED = {
    60: {"opening": 5, "look": 10, "strengths": 10, "leverage": 10, "closing": 10},
    90: {"opening": 5, "look": 15, "strengths": 10, "leverage": 10, "closing": 10},
    120: {"opening": 5, "look": 20, "strengths": 15, "leverage": 15, "closing": 10},
}
_LOOKING_BACK = {
    60: {"look-back": 5, "strengths": 5},
    90: {"look-back": 10},
    120: {"look-back": 10},
}


@dataclass(frozen=True)
class Step:
    """One part of a programme.

    key: the same after recomputation: "opening", "look-back", "look", "strengths", "leverage", "closing";
    "talk/<key of the finding>"; "talk/perception-gap" for all that differs between places; "talk/chosen" and
    "talk/unsaid" where no finding leads. text: what happens, for who guides the conversation. findings: what this part
    speaks of. lines: what else it lists.
    """

    key: str
    kind: Kind
    minutes: int
    title: Bilingual
    text: Bilingual
    questions: tuple[Bilingual, ...]
    form: WorkingForm | None = None
    findings: tuple[Finding, ...] = ()
    lines: tuple[Bilingual, ...] = ()


@dataclass(frozen=True)
class Guide:
    """The steps in their order; their minutes add up to `minutes`."""

    minutes: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class _Subject:
    """What a talk is about, before it has its time and its working form. forms: those that it may have."""

    key: str
    title: Bilingual
    text: Bilingual
    questions: tuple[Bilingual, ...]
    forms: tuple[WorkingForm, ...]
    findings: tuple[Finding, ...] = ()


def guide(findings: Sequence[Finding], minutes: int, *, before: Outcome | None = None) -> Guide:
    """The programme for what stands out, in 60, 90 or 120 minutes. before: what the last conversation led to.

    Raises ValueError for any other length.
    """
    if minutes not in LENGTHS:
        raise ValueError(minutes)
    budget = _FIXED[minutes] | (_LOOKING_BACK[minutes] if before else {})
    left = minutes - sum(budget.values())
    subjects = _subjects(findings, left // LEAST_TALK)
    strengths = tuple(one for one in findings if one.pattern.kind == "strength")
    own = {one.key for subject in subjects for one in subject.findings} | {one.key for one in strengths}
    people = _people(findings)
    steps = [_fixed("opening", "opening", budget["opening"])]
    if before:
        steps.append(_look_back(before, budget["look-back"]))
    steps.append(_look(tuple(one for one in findings if one.key not in own), budget["look"]))
    steps.append(_strengths(strengths, budget["strengths"], people))
    steps += _talks(subjects, left, people)
    steps += [_fixed("leverage", "leverage", budget["leverage"]), _fixed("closing", "closing", budget["closing"])]
    return Guide(minutes, tuple(steps))


def _people(findings: Iterable[Finding]) -> int:
    return max((line.n for one in findings for line in one.evidence), default=USUAL_PEOPLE)


def _fixed(key: str, kind: Kind, minutes: int) -> Step:
    part = conversation().parts[key]
    form = working_form(part.forms[0]) if part.forms else None
    return Step(key, kind, minutes, part.title, part.text, part.questions, form)


def _look_back(before: Outcome, minutes: int) -> Step:
    """What was agreed, as a line for each action."""
    step, agreed = _fixed("look-back", "look-back", minutes), conversation().lines["agreed"]
    text = step.text.fill(round=before.round)
    if before.leverage:
        text = _joined(text, agreed.fill(leverage=before.leverage))
    return replace(step, text=text, lines=tuple(Bilingual(line, line) for line in map(_agreed, before.actions)))


def _agreed(action: Action) -> str:
    return f"{action.what} · {action.who}" if action.who else action.what


def _look(others: tuple[Finding, ...], minutes: int) -> Step:
    step = replace(_fixed("look", "look", minutes), findings=others)
    return replace(step, text=_joined(step.text, conversation().lines["also"])) if others else step


def _strengths(strengths: tuple[Finding, ...], minutes: int, people: int) -> Step:
    """What goes well, asked for when nothing was told. A question of each of the first strengths, and what to keep."""
    if not strengths:
        return replace(_fixed("no-strengths", "strength", minutes), key="strengths")
    step = _fixed("strengths", "strength", minutes)
    asked = tuple(one.questions[0] for one in strengths[:MOST_STRENGTH_QUESTIONS])
    form = _fitting(_suiting(strengths), minutes, people)
    return replace(step, questions=asked + step.questions, form=form, findings=strengths)


def _subjects(findings: Sequence[Finding], most: int) -> list[_Subject]:
    """What the group talks about, in its order: never more than fits, and at least one."""
    risks = sorted((one for one in findings if one.pattern.kind == "risk"), key=_turn)
    gaps = tuple(one for one in findings if _is_gap(one))
    subjects = (_of_gaps(gaps) if _is_gap(one) else _of_finding(one) for one in risks)
    apart = list({subject.key: subject for subject in subjects}.values())
    chosen = sorted(apart[:most], key=lambda subject: subject.findings == gaps)
    if not chosen:
        chosen.append(_of_part("chosen"))
    if len(chosen) < most:
        chosen.append(_of_part("unsaid"))
    return chosen


def _turn(risk: Finding) -> tuple[bool, bool, bool]:
    return risk.judged is None, risk.sureness != "clear", _is_gap(risk)


def _is_gap(finding: Finding) -> bool:
    return finding.pattern.slug == GAP


def _of_finding(finding: Finding) -> _Subject:
    text = _joined(conversation().lines[finding.sureness], finding.maybe)
    forms = _suiting([finding])
    return _Subject(f"talk/{finding.key}", _title(finding), text, finding.questions, forms, (finding,))


def _title(finding: Finding) -> Bilingual:
    """The name of the pattern, and what it is about where that is one thing that was rated."""
    name, first = finding.name, finding.evidence[:1]
    if len(finding.about) > 1 or not first or first[0].mean is None:
        return name
    return Bilingual(f"{name.nl}: {first[0].about.nl}", f"{name.en}: {first[0].about.en}")


def _of_gaps(gaps: tuple[Finding, ...]) -> _Subject:
    """All that differs between places. Only where one place is named are its own words said and its questions asked."""
    part, one = conversation().parts["gaps"], gaps[0] if len(gaps) == 1 else None
    said = conversation().lines["clear" if any(each.sureness == "clear" for each in gaps) else "indication"]
    text = _joined(said, part.text, one.maybe) if one else _joined(said, part.text)
    questions = one.questions if one else part.questions
    return _Subject(f"talk/{GAP}", part.title, text, questions, _suiting(gaps), gaps)


def _of_part(key: str) -> _Subject:
    part = conversation().parts[key]
    return _Subject(f"talk/{key}", part.title, part.text, part.questions, tuple(map(working_form, part.forms)))


def _talks(subjects: Sequence[_Subject], minutes: int, people: int) -> list[Step]:
    """The talks, with all the minutes that are left for them, and each with a working form of its own."""
    used: list[WorkingForm] = []
    steps = []
    for subject, time in zip(subjects, _shared(minutes, len(subjects)), strict=True):
        form = _fitting([*(one for one in subject.forms if one not in used), *subject.forms], time, people)
        used.append(form)
        said = (subject.title, subject.text, subject.questions)
        steps.append(Step(subject.key, "talk", time, *said, form, subject.findings))
    return steps


def _shared(minutes: int, parts: int) -> list[int]:
    """Minutes dealt out in fives, the first parts getting what is over."""
    fives, over = divmod(minutes // 5, parts)
    return [5 * (fives + (place < over)) for place in range(parts)]


def _suiting(findings: Sequence[Finding]) -> tuple[WorkingForm, ...]:
    """The forms that suit these findings: first what suits most of them most closely, then what suits little else."""
    suits = {one: sum(one.suits(each.key) for each in findings) for one in working_forms()}
    return tuple(sorted((one for one in suits if suits[one]), key=lambda one: (-suits[one], len(one.patterns))))


def _fitting(forms: Sequence[WorkingForm], minutes: int, people: int) -> WorkingForm:
    """The first that works with these people in this time; the very first when none does."""
    return next((one for one in forms if one.fits(people, minutes)), forms[0])


def _joined(*texts: Bilingual) -> Bilingual:
    return Bilingual(*(" ".join(text[lang] for text in texts) for lang in LANGUAGES))
