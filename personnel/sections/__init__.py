"""What the chapters about the staff show: importing the modules registers them."""

from personnel.sections import headcount, measures, sick_leave, turnover

__all__ = ["headcount", "measures", "sick_leave", "turnover"]
