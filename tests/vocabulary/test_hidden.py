"""What stands for what is hidden is written in one place, so that all files say the same."""

from pathlib import Path

import wres
from wres.vocabulary import CONFIDENTIAL, HIDDEN


def test_the_words_and_the_symbol_are_written_once() -> None:
    source = Path(wres.__file__).parent
    # The auditor reads files of any origin, and shares nothing with those who write them.
    writers = [path for path in source.rglob("*.py") if path.parent.name != "auditing"]

    for text in (f'"{CONFIDENTIAL}"', f'"{HIDDEN}"', HIDDEN.replace(",", "") + ". "):
        found = [path.name for path in writers if text in path.read_text(encoding="utf-8")]
        assert found in ([], ["hidden.py"])
