"""Drafts offered back to the person who typed them, with what saving them would change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import linebreaks

from kommunrapport.numbers import carried_number
from kommunrapport.organisation.models import User
from kommunrapport.records.drafts import drafts_of, forget_drafts
from kommunrapport.records.models import Draft, Presence
from kommunrapport.records.presence import others_present
from kommunrapport.reports.differences import Piece, differences, near_differences
from kommunrapport.reports.form_fields import RichTextField
from kommunrapport.reports.live.resolving import without_words
from kommunrapport.reports.models import Chapter

STORED = "text-stored"  # what an answer tells drafts.js when the server has the text that was sent
MOST_OFFERED = 10  # holding one text against another takes time
CHAPTER = "reports.chapter"
_FIELD = RichTextField(required=False)


@dataclass(frozen=True, slots=True)
class Offer:
    """A draft that differs from what is stored."""

    draft: Draft
    differences: list[Piece]


@dataclass(frozen=True, slots=True)
class ChapterDrafts:
    """What stands round the editor of a chapter: the draft that was chosen to go on from, others, and who is here."""

    target: str
    taken: Draft | None
    offers: list[Offer]
    others: list[Presence]


def chapter_target(pk: int) -> str:
    """The name that drafts and presence know a chapter's text by."""
    return f"{CHAPTER}:{pk}"


def chapter_of(user: User, target: str) -> Chapter | None:
    """The chapter that a target names, if the person writes there."""
    app, _, pk = target.partition(":")
    return Chapter.objects.writable_by(user).filter(pk=carried_number(pk, 0)).first() if app == CHAPTER else None


def chapter_drafts(user: User, chapter: Chapter, chosen: str) -> ChapterDrafts:
    """What the person typed in the chapter and never saved; `chosen` is the key of the draft to go on from, or ""."""
    target = chapter_target(chapter.pk)
    drafts = list(drafts_of(user, target))
    taken = next((draft for draft in drafts if str(draft.pk) == chosen), None)
    rest = [draft for draft in drafts if draft is not taken and draft.text != chapter.text]
    since = min((draft.base_version for draft in rest), default=chapter.version)
    saved = chapter.history.filter(version__gt=since, history_user=user) if rest else chapter.history.none()
    offers = offers_of(rest, chapter.text, list(saved.values_list("text", flat=True)))
    return ChapterDrafts(target, taken, offers, others_present(user, target, timezone.now()))


def offers_of(drafts: Iterable[Draft], stored: str, saved_before: Iterable[str] = ()) -> list[Offer]:
    """Those of the drafts that say something else than the stored text, and than what was saved meanwhile.

    At most the first `MOST_OFFERED` of them: the rest wait their turn among the person's own drafts.
    """
    now = readable(stored)
    known = {without_words(text) for text in (now, *saved_before)}
    texts = ((draft, readable(draft.text)) for draft in drafts)
    differing = ((draft, text) for draft, text in texts if without_words(text) not in known)
    return [Offer(draft, near_differences(differences(now, text))) for draft, text in islice(differing, MOST_OFFERED)]


def readable(text: str) -> str:
    """A typed text as cleaned HTML; one that could not be saved as it is, in letters."""
    try:
        return _FIELD.to_python(text)
    except ValidationError:
        return linebreaks(text, autoescape=True)


def forget_saved(user: User, posted: QueryDict) -> None:
    """Forget the drafts of a form that was saved: those it names, and one that was on its way when it was sent."""
    forget_drafts(by=user, pks=posted_drafts(posted))
    if target := posted.get("draft_target"):
        late = [draft.pk for draft in drafts_of(user, target) if _lines(draft.text) in _typed(posted, draft.field)]
        forget_drafts(by=user, pks=late)


def _typed(posted: QueryDict, field: str) -> list[list[str]]:
    return [_lines(text) for text in posted.getlist(field)]


def _lines(text: str) -> list[str]:
    """Browsers send other line ends than scripts do."""
    return text.splitlines()


def posted_drafts(posted: QueryDict) -> list[int]:
    """The keys of the drafts that held the text of a form while it was typed."""
    return [carried_number(key, 0) for key in posted.getlist("draft")]
