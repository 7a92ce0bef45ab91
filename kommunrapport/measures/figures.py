"""A unit's figures of a period as one user meets them: who may see them, who may enter them, whether they are open."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from kommunrapport.http import HtmxRequest, Lens, lens_or_404
from kommunrapport.measures.models import Measure
from kommunrapport.organisation.access import Access, access_of
from kommunrapport.organisation.models import Occasion, Submission
from kommunrapport.organisation.roles import Capability
from kommunrapport.organisation.submissions import current_submission, lock_sentence

FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures behind one address, for one user."""

    lens: Lens
    submission: Submission | None
    access: Access

    @property
    def is_closed(self) -> bool:
        return self.submission is not None and self.submission.state != Submission.State.OPEN

    @property
    def lock_sentence(self) -> str:
        """Why they are closed, since when and who can open them; empty while they are open."""
        return lock_sentence(self.submission) if self.submission is not None and self.is_closed else ""

    def may_record(self, measure: Measure) -> bool:
        """Whether the user answers for this measure, by the role in the unit or for the subject in all units."""
        own = self.access.may(Capability.RECORD_OUTCOMES, self.lens.org_unit.pk)
        return own or measure.category in self.access.subjects


def figures_or_404(request: HtmxRequest, year: int, org_unit: str) -> Figures:
    """The figures of an address; 404 for those who may not read them.

    Who only oversees the unit sees its figures once they are locked, not while they are worked on.
    """
    lens = _lens_or_404(request, year, org_unit)
    return _readable_or_404(request, lens, lens.occasion)


def year_figures_or_404(request: HtmxRequest, year: int, org_unit: str) -> Figures:
    """What belongs to the year whatever the occasion, as activities: it closes with the full year."""
    lens = _lens_or_404(request, year, org_unit)
    return _readable_or_404(request, lens, lens.full_year)


def _lens_or_404(request: HtmxRequest, year: int, org_unit: str) -> Lens:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return lens_or_404(request, year, org_unit)


def _readable_or_404(request: HtmxRequest, lens: Lens, closes_with: Occasion | None) -> Figures:
    figures = Figures(lens, current_submission(lens.org_unit, closes_with), access_of(request.user))
    if not (figures.access.may(Capability.READ, lens.org_unit.pk) or figures.is_closed):
        raise Http404
    return figures
