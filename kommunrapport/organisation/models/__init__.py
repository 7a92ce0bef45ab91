"""The kommun and its people: units in time, positions, users with roles, occasions and submissions."""

from kommunrapport.organisation.models.municipality import Label, Municipality
from kommunrapport.organisation.models.occasions import Occasion, Submission
from kommunrapport.organisation.models.people import Membership, User
from kommunrapport.organisation.models.reorganisations import Reorganisation
from kommunrapport.organisation.models.units import OrgUnit, Position, Substitute

__all__ = [
    "Label",
    "Membership",
    "Municipality",
    "Occasion",
    "OrgUnit",
    "Position",
    "Reorganisation",
    "Submission",
    "Substitute",
    "User",
]
