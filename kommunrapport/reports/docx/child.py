"""The process that reads a Word document: the file as standard input, what it says as JSON out."""

import sys

from kommunrapport.reports.docx.converting import convert
from kommunrapport.reports.unchecked import answer_parent


def main() -> None:
    answer_parent(convert, sys.argv[1:])
