"""Stopping files that are too large while they come in, before they fill memory or disk."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest

from kommunrapport.spreadsheets.limits import MAX_BYTES

_OTHER_FIELDS = 1_000_000  # what a form with a file may hold beside it
_READ_TO_THE_END = 4 * MAX_BYTES  # so that the browser shows the answer; of more the connection is given up


class LimitedUpload(FileUploadHandler):
    """Stands before Django's own handlers, which set no limit."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803 (Django's own name)
        content_length: int,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        self.length = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Keep nothing of a file that can't be within the limit."""
        if self.length <= MAX_BYTES + _OTHER_FIELDS:
            return
        assert self.request is not None  # noqa: S101 (Django gives every handler of a request its request)
        self.request.META[_MARK] = "yes"
        raise SkipFile if self.length <= _READ_TO_THE_END else StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """For the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one have the file."""


_MARK = "kommunrapport.upload_is_too_large"


def is_too_large(request: HttpRequest) -> bool:
    """Whether a file of the request was thrown away for its size."""
    return _MARK in request.META
