"""Who sees a picture: those who read a text that it stands in, and everybody where that is published."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from kommunrapport.organisation.models import User
from kommunrapport.reports.models import FrozenChapter, Picture
from kommunrapport.reports.versions.reading import version_read_by, versions_readable_by
from kommunrapport.reports.workbench import only_reads


def picture_for(user: User | AnonymousUser, pk: int) -> Picture | None:
    """The picture, when the user may see it; None both for one that is not theirs and for one that never was."""
    if isinstance(user, User):
        own = Picture.objects.readable_by(user).select_related("report__org_unit").filter(pk=pk).first()
        if own is not None and _is_read(user, own):
            return own
    return Picture.objects.published().filter(pk=pk).first()


def _is_read(user: User, picture: Picture) -> bool:
    """Whether it is in what the user reads: those outside see no pictures of what is still being written."""
    if not only_reads(user, picture.report) or version_read_by(user, picture.report) is None:
        return True
    versions = versions_readable_by(user, picture.report)
    return FrozenChapter.objects.filter(version__in=versions, html__contains=f'data-picture="{picture.pk}"').exists()
