from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run
from tests.wording.test_indicators import report
from wres.planning import Plan
from wres.planning.edited import HEADERS


@pytest.fixture
def years(here: Path) -> Path:
    for year, white in ((2025, 300), (2026, 280)):
        made = report({"shortlisted": (1000, 1000, 0), "appointed": (white, 200, 0)}, year)
        (here / f"{year}.json").write_text(made.to_json())
    return here


def test_a_draft_is_told_and_nothing_is_written_without_a_folder(run: Run, years: Path) -> None:
    result = run("plan", "2025.json")

    assert result.exit_code == 0
    assert "ratio 1.50  2. Likelihood of appointment from shortlisting" in result.stdout
    assert "ratio 1.50 in 2025, target ratio 1.25 or less; no owner, no deadline" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert sorted(path.name for path in years.iterdir()) == ["2025.json", "2026.json"]


def test_a_plan_is_filled_in_carried_forward_and_shown_in_the_public_report(
    run: Run, years: Path, filed: Path
) -> None:
    assert run("plan", str(years / "2025.json"), "--out", "first").exit_code == 0
    book = openpyxl.load_workbook("first/plan.xlsx")
    book["Action plan"].cell(5, [*HEADERS].index("owner") + 1).value = "HR director"
    book.save("filled-in.xlsx")

    again = run(
        *("plan", "2025.json", "2026.json", "--update", "first/plan.json"),
        *("--edited", "filled-in.xlsx", "--out", "second", "--format", "json"),
    )
    public = run(
        *("report", "--return", str(filed), "--organisation", "RXX", "--year", "2026"),
        *("--plan", "second/plan.json", "--out", "public", "--format", "word"),
    )

    assert again.exit_code == 0, again.stderr
    assert "Carried forward from the plan of 2025" in again.stdout
    assert "HR director, no deadline; no status; 2026: ratio 1.40; 40% of the way" in " ".join(
        again.stdout.split()
    )
    assert [path.name for path in Path("second").iterdir()] == ["plan.json"]
    carried = Plan.from_json(Path("second", "plan.json").read_bytes())
    assert (carried.carried_from, carried.rows[0].owner) == (2025, "HR director")
    assert public.exit_code == 0, public.stderr
    assert '"plan": {' in Path("public", "manifest.json").read_text()


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        pytest.param((), 2, "Missing argument", id="no report"),
        pytest.param(("2025.json", "--format", "csv"), 2, "--format needs --out", id="format"),
        pytest.param(
            ("2025.json", "--edited", "2026.json"), 2, "--edited needs --update", id="edited"
        ),
        pytest.param(
            ("2025.json", "--update", "2026.json"), 1, "2026.json: a plan has format", id="no plan"
        ),
        pytest.param(
            ("2025.json", "2025.json", "--out", "out"),
            1,
            "2025.json, 2025.json: two of the reports are of 2025",
            id="one year twice",
        ),
        pytest.param(("2025.json", "--goal", "2020"), 1, "a goal must be after", id="goal"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(
    run: Run, years: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    result = run("plan", *arguments)

    assert result.exit_code == code
    assert says in result.stderr
    assert not (years / "out").exists()
