"""How every address of internal control begins."""

UNIT = "<period:year>/<slug:org_unit>"
BASE = f"{UNIT}/intern-kontroll"
