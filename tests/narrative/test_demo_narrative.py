"""The words of the demo's report, whole, as a reader of the public report finds them."""

from pathlib import Path

from wres.demo import make_demo
from wres.metrics import METRICS
from wres.narrative import comparison, completeness, narrative
from wres.report import Report


GOLDEN = Path(__file__).parents[1] / "cases" / "demo-narrative.txt"


def told(report: Report) -> str:
    """Give the background, then each indicator, a sentence a line."""
    background = [("1a", completeness(report)), ("1b", comparison(report, None))]
    parts = [*background, *((str(one.number), narrative(report, one.number)) for one in METRICS)]
    lines = ((name, *(f"  {sentence}" for sentence in sentences)) for name, sentences in parts)
    return "".join(f"{line}\n" for part in lines for line in part)


def test_the_demo_is_told_as_it_was() -> None:
    # To write it again: GOLDEN.write_text(told(make_demo().outcome.report), encoding="utf-8")
    assert told(make_demo().outcome.report) == GOLDEN.read_text(encoding="utf-8")
