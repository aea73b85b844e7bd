"""Keeping a file while it is looked at, and remembering what its columns meant."""

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from samenspel.errors import AnswersError, Problem, Where
from samenspel.web.networks.access import require
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.uploads import guard
from samenspel.web.uploads.models import RememberedColumns, Upload

KEPT_FOR = timedelta(days=1)
MOST_PER_PERSON = 5
LONGEST_NAME = 60  # characters; a disk counts bytes, at most 255


def keep(network: Any, *, by: Any, now: datetime, purpose: str, file: UploadedFile) -> Upload:
    """Keep a file that somebody brings. Raises AnswersError when it is too large, empty, or no list at all.

    Of one person at most a few files are kept for a purpose: the oldest make room.
    """
    require(by, network, "facilitator")
    name = tidy_name(file.name or "")
    data = file.read(settings.UPLOAD_LIMIT + 1)
    guard.check(name, data)
    with transaction.atomic():
        mine = Upload.objects.filter(network=network, by=by, purpose=purpose).order_by("-at", "-pk")
        Upload.objects.filter(pk__in=list(mine.values_list("pk", flat=True)[MOST_PER_PERSON - 1 :])).delete()
        return Upload.objects.create(network=network, by=by, at=now, purpose=purpose, name=name, content=data)


def tidy_name(name: str) -> str:
    """The name of a file as it is kept and shown: its last part, without what cannot be seen, not too long."""
    last = PurePosixPath(name.replace("\\", "/")).name
    seen = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip(" .")
    if len(seen) <= LONGEST_NAME:
        return seen or "lijst"
    suffix = PurePosixPath(seen).suffix[:6]
    return seen[: LONGEST_NAME - len(suffix)] + suffix


@contextmanager
def path_of(upload: Upload) -> Iterator[Path]:
    """The file on disk, under its own name so that messages can name it, for as long as the block lasts."""
    with TemporaryDirectory(prefix="samenspel-") as folder:
        path = Path(folder) / upload.name
        path.write_bytes(bytes(upload.content))
        yield path


def find(network: Any, code: str, *, by: Any, purpose: str) -> Upload:
    """The file with this code that this person brought. Raises NotAllowed when there is none."""
    found = Upload.objects.filter(network=network, code=code, by=by, purpose=purpose).first()
    if found is None:
        raise NotAllowed
    return found


def choose(upload: Upload, choices: Mapping[str, Any]) -> None:
    """Keep what was chosen so far for a file."""
    upload.choices = {**upload.choices, **choices}
    upload.save(update_fields=["choices"])


def held(upload: Upload) -> Upload:
    """The file as it is now, for nobody else to change in this transaction. Raises NotAllowed when it is gone."""
    found = Upload.objects.select_for_update(of=("self",)).select_related("network").filter(pk=upload.pk).first()
    if found is None:
        raise NotAllowed
    return found


def finish(upload: Upload, outcome: Mapping[str, Any]) -> None:
    """Throw away the content, and keep for a while what came of it: somebody who confirms twice gets the same."""
    upload.content, upload.choices = b"", {**upload.choices, **outcome}
    upload.save(update_fields=["content", "choices"])


def forget(upload: Upload) -> None:
    """Remove a file: its import is done, or somebody thought better of it."""
    Upload.objects.filter(pk=upload.pk).delete()


def forget_all(network: Any) -> None:
    """Remove every file that is being looked at in a network."""
    Upload.objects.filter(network=network).delete()


@contextmanager
def forgotten_if_refused(upload: Upload) -> Iterator[None]:
    """Nothing stays of a file that turns out, in this block, to be no list: not even for a day."""
    try:
        yield
    except AnswersError:
        forget(upload)
        raise


def forget_old(now: datetime) -> None:
    """Remove the files that nobody came back for."""
    Upload.objects.filter(at__lt=now - KEPT_FOR).delete()


def remembered(network: Any, purpose: str) -> dict[str, Any]:
    """What headers meant the last time in this network for this purpose; empty when there was no such time."""
    found = RememberedColumns.objects.filter(network=network, purpose=purpose).first()
    return dict(found.meanings) if found else {}


def remember(network: Any, purpose: str, meanings: Mapping[str, Any]) -> None:
    """Keep what headers meant, in place of what was kept before."""
    RememberedColumns.objects.update_or_create(network=network, purpose=purpose, defaults={"meanings": dict(meanings)})


def chosen_file(file: UploadedFile | None) -> UploadedFile:
    """The file of a form. Raises AnswersError when nothing was chosen."""
    if file is None:
        raise AnswersError(Problem("upload-nothing-chosen", Where()))
    return file
