"""Dates are typed as 2017-01-25 only; Django's Swedish list also reads 03/04/2026 as the fourth of March."""

DATE_INPUT_FORMATS = ["%Y-%m-%d"]
DATETIME_INPUT_FORMATS = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]
