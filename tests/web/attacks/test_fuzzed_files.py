"""The same files through the browser: brought, looked at, taken over. All of one comes in, or nothing at all."""

import re
from collections import Counter

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samenspel.web.parties.models import Participant, Party
from samenspel.web.rounds.models import Round
from samenspel.web.uploads.models import Upload
from tests.fuzz.__main__ import damaged, every
from tests.fuzz.in_order import Made

FILES = 60
PAGES = {"people": "mensen", "parties": "partijen"}
PLAN = {"title": "Nulmeting", "closed_on": "2026-02-20", "invited": "", "visibility": "totals", "skip": "on"}


def rows() -> Counter:
    """How many rows every table has."""
    return Counter({model._meta.label: model.objects.count() for model in apps.get_models() if model._meta.managed})


def brought(cast, made, client):
    """Bring a file; the page that comes of it, with every table as it was when the file was refused."""
    network, before = cast.network.code, rows()
    page = f"/netwerken/{network}/{PAGES[made.reader]}/inlezen" if made.reader in PAGES else _answers_page(network)
    answer = client.post(page, {"text": "", "file": SimpleUploadedFile(made.name, made.data)})
    assert answer.status_code in (302, 400), answer.status_code
    if answer.status_code == 400:
        assert rows() == before
        assert re.search(r"<(?:ul|li|p|div)[^>]*", answer.content.decode())
    return answer


def _answers_page(network: str) -> str:
    return reverse("results:import", args=[network])


def taken(cast, made, client, where: str) -> str:
    """Go on as a person does who agrees to everything; "read" when it came in, "refused" when nothing did."""
    upload, before = Upload.objects.latest("pk"), rows()
    looked = client.get(where)
    assert looked.status_code in (200, 400)
    assert rows() == before
    if made.reader in PAGES:
        return _list_taken(client, where, looked, made.reader)
    return _answers_taken(client, where, upload, before)


def _list_taken(client, where, looked, reader) -> str:
    proposal, model = looked.context["proposal"], {"people": Participant, "parties": Party}[reader]
    before = model.objects.count()
    fields = {name: field.initial for name, field in looked.context["columns"].fields.items()}
    answer = client.post(where, {**fields, "do": "take", "skip": "on"})
    new = len(proposal.comparison.new)
    assert model.objects.count() in (before, before + new)
    assert (answer.status_code == 302) == (model.objects.count() == before + new and proposal.rows > 0)
    return "read" if answer.status_code == 302 else "refused"


def _answers_taken(client, where, upload, before) -> str:
    answer = client.post(where, {"instrument": upload.choices["instrument"].split("+")})
    assert answer.status_code in (302, 400)
    if answer.status_code == 302:
        confirm = answer.headers["location"]
        preview = client.get(confirm).context["preview"]
        answer = client.post(confirm, PLAN)
        if answer.status_code == 302:
            kept = Round.objects.latest("pk").responses.count()
            assert kept == preview.answers.people
            return "read"
    after = rows()
    assert after == before, after - before
    return "refused"


def test_every_file_comes_in_whole_or_not_at_all(cast):
    client, counts = cast.client("facilitator"), Counter()

    def throw(made):
        if made.reader in ("scan", "people", "parties"):
            answer = brought(cast, made, client)
            refused = answer.status_code == 400
            counts["refused" if refused else taken(cast, made, client, answer.headers["location"])] += 1
            Upload.objects.all().delete()

    every(FILES, 1, throw)
    for made in damaged(FILES, 1):
        throw(made)
    assert counts["refused"] > 10
    assert counts["read"] > 10


def test_a_file_that_is_refused_leaves_nothing_behind(cast):
    client = cast.client("facilitator")
    for reader in ("scan", "people", "parties"):
        assert brought(cast, Made(reader, "lijst.csv", b"naam;e-mail\n"), client).status_code == 400
        assert not Upload.objects.exists()
