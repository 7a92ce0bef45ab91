"""Which figures of groups of people must be hidden, so that no small group's figure is shown or can be computed."""

from kommunrapport.small_groups.groups import AGES, ALL_AGES, MEN, TOTAL, WOMEN, Group, Size
from kommunrapport.small_groups.hidden import LEAST_SHOWN, hidden_groups

__all__ = ["AGES", "ALL_AGES", "LEAST_SHOWN", "MEN", "TOTAL", "WOMEN", "Group", "Size", "hidden_groups"]
