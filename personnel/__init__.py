"""Personnel: headcount, sick leave and other figures of the staff, always of groups and never of persons."""
