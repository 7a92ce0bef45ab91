"""The process that makes a picture anew: the file as standard input, the picture as JSON out."""

import sys

from kommunrapport.reports.pictures.encoding import encode
from kommunrapport.reports.unchecked import answer_parent


def main() -> None:
    answer_parent(lambda content: encode(content).as_json(), sys.argv[1:])
