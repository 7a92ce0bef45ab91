"""The figures of the staff as tables and charts: the same on the page, in reports and in workbooks."""
