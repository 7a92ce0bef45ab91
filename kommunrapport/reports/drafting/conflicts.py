"""A text that could not be saved because somebody else saved first: kept, and merged with what was saved."""

from __future__ import annotations

from kommunrapport.organisation.models import User
from kommunrapport.records.drafts import TooManyDrafts, keep_draft
from kommunrapport.records.models import Draft
from kommunrapport.reports.drafting.offers import chapter_target, posted_drafts
from kommunrapport.reports.forms import ChapterTextForm
from kommunrapport.reports.merging.texts import Proposal, merge_texts
from kommunrapport.reports.models import Chapter
from kommunrapport.reports.rich_text import RichTextError

FIELD = "text"
LONGEST_TITLE = 200


def keep_refused_text(by: User, stored: Chapter, form: ChapterTextForm, *, title: str, url: str) -> Draft | None:
    """Keep the user's text as a draft, in the one it was typed in where there is one; None where no more are kept."""
    keys = posted_drafts(form.data)  # type: ignore[arg-type]  # a form of a request holds its QueryDict
    version = form.cleaned_data["version"]
    try:
        return keep_draft(
            by=by,
            target=chapter_target(stored.pk),
            field=FIELD,
            text=form.cleaned_data["text"],
            base_version=min(max(version, 0), stored.version),
            pk=keys[0] if keys else None,
            title=title[:LONGEST_TITLE],
            url=url,
        )
    except TooManyDrafts:
        return None


def merge_with_stored(stored: Chapter, form: ChapterTextForm) -> Proposal | None:
    """Both sides' changes since the version the user began on; None where the two are too much for one chapter."""
    began = stored.history.filter(version=form.cleaned_data["version"]).first()
    try:
        return merge_texts(began.text if began else None, stored.text, form.cleaned_data["text"])
    except RichTextError:
        return None
