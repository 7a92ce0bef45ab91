"""What can go wrong in printing. The text of each error is the sentence the user reads."""

PANGO_SENTENCE = (
    "Biblioteket Pango saknas på servern, och utan det går det inte att skapa PDF. "
    "Installera det och starta om programmet. "
    "Debian och Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
    "Fedora: sudo dnf install pango. "
    "macOS: brew install pango."
)


class PangoMissing(Exception):
    """The library that lays out text is not installed. The child process ends with `exit_status` to say so."""

    exit_status = 3

    def __init__(self) -> None:
        super().__init__(PANGO_SENTENCE)


class RenderFailed(Exception):
    """The report could not be printed. `chapter` names the guilty one, "" if no single chapter is."""

    def __init__(self, sentence: str, chapter: str = "") -> None:
        super().__init__(sentence)
        self.chapter = chapter

    @classmethod
    def broken(cls, chapter: str = "") -> "RenderFailed":
        if not chapter:
            return cls("Rapporten gick inte att göra till PDF, och felet ligger inte i ett enskilt kapitel.")
        return cls(
            f"Kapitlet ”{chapter}” gick inte att göra till PDF. "
            "Se över tabellerna och det som är inklistrat i kapitlet, och försök igen.",
            chapter,
        )

    @classmethod
    def too_slow(cls, seconds: int, chapter: str = "") -> "RenderFailed":
        if not chapter:
            return cls(f"Rapporten är för stor för att bli PDF på {seconds} sekunder. Dela upp den i flera.")
        return cls(
            f"Kapitlet ”{chapter}” hann inte bli PDF på {seconds} sekunder. "
            "Dela upp kapitlets långa tabeller, och försök igen.",
            chapter,
        )
