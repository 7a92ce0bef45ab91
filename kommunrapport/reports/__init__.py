"""Templates, reports and chapters; what a section is; web page, PDF and data."""
