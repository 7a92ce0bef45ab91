"""A file goes in as bytes; afterwards nothing of it is left."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kommunrapport.spreadsheets.reading import ALLOWANCE, Allowance, SourceFile, UnreadableFile, read_table_file


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary files are made; open descriptors are counted too, since ours have no name."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    opened = len(list(Path("/proc/self/fd").iterdir()))
    yield folder
    assert list(folder.iterdir()) == []
    # Fewer when something of an earlier test was collected meanwhile.
    assert len(list(Path("/proc/self/fd").iterdir())) <= opened


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., SourceFile]:
    def read(content: bytes, name: str = "budget.xlsx", allowance: Allowance = ALLOWANCE) -> SourceFile:
        path = tmp_path / "uploaded"
        path.write_bytes(content)
        return read_table_file(path, name, allowance=allowance)

    return read


@pytest.fixture
def refusal(read: Callable[..., SourceFile], temporary: Path) -> Callable[..., str]:
    """Return the sentence that a file is refused with."""

    def refusal(content: bytes, name: str = "budget.xlsx", allowance: Allowance = ALLOWANCE) -> str:
        with pytest.raises(UnreadableFile) as refused:
            read(content, name, allowance)
        assert refused.value.sentence.endswith(".")
        return refused.value.sentence

    return refusal
