"""Addresses of comments, and of a chapter's way."""

from django.urls import path

from kommunrapport.reports.views import chapter_history, review

_REPORT = "<period:year>/<slug:org_unit>/rapporter/<slug:report>/"
_CHAPTER = f"{_REPORT}<int:pk>/"
_COMMENT = f"{_REPORT}kommentarer/<int:comment>/"
patterns = [
    path(f"{_REPORT}kommentarer/", review.comment_list, name="comment_list"),
    path(f"{_COMMENT}svara/", review.comment_answer, name="comment_answer"),
    path(f"{_COMMENT}lost/", review.comment_resolve, name="comment_resolve"),
    path(f"{_COMMENT}oppna/", review.comment_reopen, name="comment_reopen"),
    path(f"{_CHAPTER}lamna-tillbaka/", chapter_history.chapter_give_back, name="chapter_give_back"),
    path(f"{_CHAPTER}granska/", chapter_history.chapter_review, name="chapter_review"),
    path(f"{_CHAPTER}historik/", chapter_history.chapter_history, name="chapter_history"),
    path(f"{_CHAPTER}historik/<int:number>/", chapter_history.chapter_old_text, name="chapter_old_text"),
]
