"""What is looked up inside the served site: its accounts before, and what it holds afterwards."""

from typing import Any

SIZE = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}
PASSWORD = "een lang wachtwoord voor een uur"


def accounts(facilitators: int, others: int, steward: str) -> None:
    """Accounts of everyone who comes in."""
    from django.contrib.auth.hashers import make_password

    from samenspel.web.accounts import services
    from samenspel.web.shared.clock import now

    at, password = now(), make_password(PASSWORD)
    services.make_admin(services.invite(steward, name="Steward", language="nl", now=at), now=at)
    for number in range(facilitators):
        services.invite(f"facilitator-{number}@hour.example", name=f"Begeleider {number}", language="nl", now=at)
    for number in range(others):
        one = services.invite(f"guest-{number}@hour.example", name=f"Gast {number}", language="nl", now=at)
        one.password = password
        one.save(update_fields=["password"])


def answers() -> list[list[Any]]:
    """What is kept of everyone with an invitation: its code, the answers, whether they were sent. Twice would show."""
    from samenspel.web.answering.models import Response

    kept = Response.objects.filter(invitation__isnull=False)
    return [list(one) for one in kept.values_list("invitation__code", "document", "sent")]


def left() -> dict[str, Any]:
    """What the background still has to do, what it did, and how much there is."""
    from collections import Counter

    from django.db import connection
    from django_tasks_db.models import DBTaskResult

    from samenspel.web.networks.models import Network
    from samenspel.web.results.models import Publication, Report
    from samenspel.web.rounds.models import Letter, Round
    from samenspel.web.rounds.tasks import SENDABLE

    with connection.cursor() as cursor:
        cursor.execute(SIZE[connection.vendor])
        size = cursor.fetchone()[0]
    failed = DBTaskResult.objects.filter(status="FAILED").values_list("task_path", "exception_class_path")
    return {
        "tasks": Counter(DBTaskResult.objects.values_list("status", flat=True)),
        "failed": [" ".join(one) for one in failed],
        "letters": Letter.objects.filter(SENDABLE).count(),
        "letters failed": Letter.objects.exclude(failed="").count(),
        "networks": Network.objects.count(),
        "rounds": Round.objects.count(),
        "results": Publication.objects.count(),
        "reports": Report.objects.exclude(file=None).count(),
        "bytes": size,
    }
