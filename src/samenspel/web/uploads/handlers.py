"""Taking in a file in pieces, and no more of it than may be kept."""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class BoundedUploadHandler(FileUploadHandler):
    """Stands before the others and lets pass just over the limit: enough to see that a file is too large."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """A piece for the next handler, or None for what comes after the limit."""
        return raw_data if start <= settings.UPLOAD_LIMIT else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """Leave the file to the next handler."""
        return None
