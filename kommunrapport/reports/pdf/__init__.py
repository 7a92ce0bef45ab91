"""The printed report: plain data in, an accessible PDF (PDF/UA-1) out."""
