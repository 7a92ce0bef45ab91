"""Templates, reports and chapters; what was frozen of them; and what stands round a text while it is written."""

from kommunrapport.reports.models.memos import Memo, MemoInstance
from kommunrapport.reports.models.reports import Chapter, ChapterSection, Report
from kommunrapport.reports.models.templates import ReportTemplate, TemplateChapter, TemplateSection
from kommunrapport.reports.models.versions import FrozenChapter, FrozenFile, ReportEvent, ReportVersion
from kommunrapport.reports.models.writing import Picture, Promise, PromiseOutcome, ReviewComment

__all__ = [
    "Chapter",
    "ChapterSection",
    "FrozenChapter",
    "FrozenFile",
    "Memo",
    "MemoInstance",
    "Picture",
    "Promise",
    "PromiseOutcome",
    "Report",
    "ReportEvent",
    "ReportTemplate",
    "ReportVersion",
    "ReviewComment",
    "TemplateChapter",
    "TemplateSection",
]
