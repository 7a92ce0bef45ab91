"""Figures of the staff, and the files they come from. Only of groups: no row is about a person."""

from personnel.models.groups import EmploymentForm
from personnel.models.imports import HrImport
from personnel.models.sick_leave import SickLeave
from personnel.models.staff import Headcount, StaffPeriod

__all__ = ["EmploymentForm", "Headcount", "HrImport", "SickLeave", "StaffPeriod"]
