"""Reviewing a report: comments on its chapters, the way of a chapter to reviewed, and what it said before."""
