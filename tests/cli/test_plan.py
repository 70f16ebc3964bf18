import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run
from tests.wording.test_indicators import report
from wres.planning import Plan
from wres.planning.edited import HEADERS


def repeated(rows: list[dict[str, object]]) -> None:
    rows.append(rows[0])


def of_no_metric(rows: list[dict[str, object]]) -> None:
    rows[0]["metric"] = 12


def without_a_field(rows: list[dict[str, object]]) -> None:
    del rows[0]["owner"]


def of_another_type(rows: list[dict[str, object]]) -> None:
    rows[0]["owner"] = 7


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


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (repeated, "a plan has each row once; got 2/structured-shortlisting again"),
        (of_no_metric, "no metric named '12'"),
        (without_a_field, "'owner' is not there"),
        (of_another_type, "7 is no str"),
    ],
)
@pytest.mark.usefixtures("years")
def test_a_plan_whose_json_was_edited_by_hand_is_refused_where_it_is_wrong(
    run: Run, edit: Callable[[list[dict[str, object]]], None], told: str
) -> None:
    assert run("plan", "2025.json", "--out", "plan", "--format", "json").exit_code == 0
    path = Path("plan", "plan.json")
    content = json.loads(path.read_text())
    edit(content["rows"])
    path.write_text(json.dumps(content))

    result = run("plan", "2026.json", "--update", str(path))

    assert result.exit_code == 1
    assert result.stderr.startswith("plan.json: ")
    assert told in result.stderr
    assert "[not-a-plan]" in result.stderr


@pytest.mark.usefixtures("years")
def test_rows_of_json_may_be_reordered_and_filled_in_by_hand(run: Run) -> None:
    assert run("plan", "2025.json", "--out", "plan", "--format", "json").exit_code == 0
    path = Path("plan", "plan.json")
    content = json.loads(path.read_text())
    content["rows"].reverse()
    content["rows"][0]["owner"] = "Chief nurse"
    path.write_text(json.dumps(content))

    result = run("plan", "2026.json", "--update", str(path), "--out", "next", "--format", "json")

    assert result.exit_code == 0, result.stderr
    rows = json.loads(Path("next", "plan.json").read_text())["rows"]
    assert [row["key"] for row in rows] == [row["key"] for row in content["rows"]]
    assert rows[0]["owner"] == "Chief nurse"


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
    assert sorted(path.name for path in Path("second").iterdir()) == [
        "manifest.json",
        "plan.json",
    ]
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
