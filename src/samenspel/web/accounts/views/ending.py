"""What is kept of one's own account: to take along, and to end it."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from samenspel.errors import UsageError
from samenspel.web.accounts import sessions
from samenspel.web.accounts.forms import ProofForm
from samenspel.web.accounts.views.doors import proven, show
from samenspel.web.networks.queries import left_without_steward, memberships_of
from samenspel.web.privacy.queries import form_of
from samenspel.web.privacy.services import forget_account
from samenspel.web.shared.clock import now
from samenspel.web.shared.download import as_file
from samenspel.web.shared.words import language, say


@never_cache
@login_required
@require_GET
def my_data(request: HttpRequest) -> HttpResponse:
    """All that is kept of the account, as a file."""
    return as_file(form_of([], request.user, lang=language(), now=now()), say("accounts-ending-file"))


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest) -> HttpResponse:
    """Say what ending the account means, and end it for who shows once more who they are."""
    mine, moment = request.user, now()
    proof = sessions.proof(request, mine, moment)
    alone = left_without_steward(mine)
    form = ProofForm(request.POST if request.method == "POST" else None, account=mine, proof=proof)
    if request.method == "POST" and proof != "link" and not alone and proven(request, form, proof):
        try:
            forget_account(mine, now=moment)
        except UsageError as error:  # the other steward left at this very moment
            form.add_error(None, error.say(language()))
        else:
            logout(request)
            return render(request, "accounts/goodbye.html")
    works_in = [one.network for one in memberships_of(mine) if one.network.deleted_at is None]
    return show(request, "accounts/end.html", form, proof=proof, alone=alone, works_in=works_in)
