"""When the link is not for whoever holds it: this is not me, a colleague will answer, I need a new one."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.errors import Problem, SamenspelError
from samenspel.web.answering.doors import known, visited
from samenspel.web.answering.forms import NewLinkForm, PassOnForm
from samenspel.web.answering.tasks import mail_fresh_links
from samenspel.web.rounds.queries import Visit, open_invitations
from samenspel.web.rounds.services import me_after_all, not_me, pass_on
from samenspel.web.shared import limits
from samenspel.web.shared.clock import now

WINDOW = timedelta(minutes=10)
ASKED_BY_VISITOR = 30
ASKED_FOR_ADDRESS = 3


@require_http_methods(["GET", "POST"])
@visited("ok")
def not_me_page(request: HttpRequest, visit: Visit, secret: str) -> HttpResponse:
    """Say that this link came to the wrong person; asked once more first, since the link then stops working."""
    round, invitation = known(visit)
    problems: tuple[Problem, ...] = ()
    done = False
    if request.method == "POST" and invitation.participant is not None:
        try:
            not_me(invitation, now=now())
            done = True
        except SamenspelError as error:
            problems = error.problems
    context = {"round": round, "secret": secret, "done": done, "problems": problems}
    return render(request, "answering/not_me.html", context)


@require_POST
@visited("not-me")
def me_after_all_page(request: HttpRequest, visit: Visit, secret: str) -> HttpResponse:
    """Take back that this was not me."""
    _, invitation = known(visit)
    me_after_all(invitation, now=now())
    return redirect("answering:start", secret)


@require_http_methods(["GET", "POST"])
@visited("ok")
def pass_on_page(request: HttpRequest, visit: Visit, secret: str) -> HttpResponse:
    """Let a colleague answer instead: they get a link of their own, and this one stops working."""
    round, invitation = known(visit)
    form = PassOnForm(request.POST or None)
    problems: tuple[Problem, ...] = ()
    done = False
    if request.method == "POST" and form.is_valid() and invitation.participant is not None:
        limits.count("pass-on", str(invitation.pk), most=10, per=WINDOW, now=now())
        try:
            pass_on(invitation, now=now(), name=form.cleaned_data["name"], email=form.cleaned_data["email"])
            done = True
        except SamenspelError as error:
            problems = error.problems
    context = {"round": round, "secret": secret, "form": form, "problems": problems, "done": done}
    return render(request, "answering/pass_on.html", context)


@require_POST
def ask_new_link(request: HttpRequest) -> HttpResponse:
    """Mail fresh links to an address. The answer is the same whether anyone has that address or not."""
    limits.count("new-link", limits.visitor(request), most=ASKED_BY_VISITOR, per=WINDOW, now=now())
    form = NewLinkForm(request.POST)
    if not form.is_valid():
        return render(request, "answering/new_link.html", {"form": form}, status=422)
    email = form.cleaned_data["email"]
    limits.count("new-link-to", email.lower(), most=ASKED_FOR_ADDRESS, per=WINDOW, now=now())
    theirs = open_invitations(now()).filter(participant__email__iexact=email)
    mail_fresh_links.enqueue(list(theirs.values_list("pk", flat=True)))
    return render(request, "answering/new_link.html", {"done": True})
