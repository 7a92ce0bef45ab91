"""Templates, reports and chapters."""

from kommunrapport.reports.models.reports import Chapter, ChapterSection, Report
from kommunrapport.reports.models.templates import ReportTemplate, TemplateChapter, TemplateSection

__all__ = ["Chapter", "ChapterSection", "Report", "ReportTemplate", "TemplateChapter", "TemplateSection"]
