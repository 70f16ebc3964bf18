"""`wres compare`: reports, forms and returns of several years."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.comparison.series import report
from wres.comparison import Comparison
from wres.returns.dcf import dcf_bytes


HIRED = {"shortlisted": (1180, 830, 70), "appointed": (313, 146, 12)}
FEWER = {**HIRED, "appointed": (313, 120, 12)}


@pytest.fixture
def years(here: Path) -> Path:
    """A report of 2025, a form of 2024 that states 2023 again, and a return of 2023."""
    (here / "report.json").write_text(report(HIRED, 2025).to_json())
    now, before = report(FEWER, 2024), report(HIRED, 2023)
    form = dcf_bytes(now.filed, year=2024, organisation="RXX", previous=before.filed)
    (here / "form.xlsx").write_bytes(form)
    report(FEWER, 2023).filed.to_frame().drop("year", strict=False).write_csv(here / "return.csv")
    return here


ALL = ("report.json", "form.xlsx", "return.csv", "--year", "return.csv=2023")


@pytest.mark.usefixtures("years")
def test_reports_forms_and_returns_are_compared_in_any_order(run: Run) -> None:
    result = run("compare", *ALL)

    assert result.exit_code == 0, result.output
    assert "Workforce Race Equality Standard, 2023 to 2025" in result.output
    assert (
        "White to BME ratio        1.51*    1.83    1.51   1.59 (2023)        x 0.82"
        in result.output
    )
    assert (
        "The figure of 2023 was first given as 1.83 and has been restated since." in result.output
    )
    assert max(map(len, result.output.splitlines())) <= 80


@pytest.mark.usefixtures("years")
def test_a_form_alone_has_two_years(run: Run, here: Path) -> None:
    result = run("compare", "form.xlsx", "--no-national")

    assert result.exit_code == 0, result.output
    assert "White to BME ratio 1.51 1.83 x 1.22" in " ".join(result.output.split())
    alone = dcf_bytes(report(FEWER, 2024).filed, year=2024, organisation="RXX")
    (here / "alone.xlsx").write_bytes(alone)
    refused = run("compare", "alone.xlsx")
    assert refused.exit_code == 1
    assert "a comparison needs two reports at least" in refused.output


def test_files_are_written(run: Run, years: Path) -> None:
    result = run("compare", *ALL, "--out", "out")

    assert result.exit_code == 0, result.output
    endings = ("csv", "docx", "html", "json")
    names = [*(f"comparison.{ending}" for ending in endings), "manifest.json"]
    assert sorted(path.name for path in (years / "out").iterdir()) == names
    comparison = Comparison.from_json((years / "out" / "comparison.json").read_text())
    assert [one.year for one in comparison.years] == [2023, 2024, 2025]


@pytest.mark.usefixtures("years")
def test_a_region_stands_beside_and_published_figures_can_be_left_out(run: Run) -> None:
    regional, bare = (
        run("compare", *ALL, "--region", "London"),
        run("compare", *ALL, "--no-national"),
    )

    assert regional.exit_code == bare.exit_code == 0
    assert "published is 1.16 (London, 2024: HSJ" in " ".join(regional.output.split())
    assert max(map(len, regional.output.splitlines())) <= 80
    assert "1.51*    1.83    1.51        x 0.82" in bare.output
    assert "national" not in bare.output
    assert "published" not in bare.output


@pytest.mark.usefixtures("years")
def test_more_years_than_have_room_beside_published_figures_are_shown(run: Run, here: Path) -> None:
    (here / "before.json").write_text(report(HIRED, 2022).to_json())

    result = run("compare", *ALL, "before.json")

    assert "2022    2023    2024    2025   last change" in result.output
    assert "The nearest comparable figure published is 1.59" in result.output


@pytest.mark.usefixtures("years")
def test_a_later_statement_may_be_named(run: Run) -> None:
    result = run(
        "compare",
        "report.json",
        "form.xlsx",
        "--restated",
        "return.csv",
        "--year",
        "return.csv=2024",
    )

    assert result.exit_code == 0, result.output
    assert "restated" not in result.output


@pytest.mark.usefixtures("years")
@pytest.mark.parametrize(
    ("arguments", "says", "code"),
    [
        pytest.param(("report.json", "report.json"), "report.json: this is of 2025, as report.json is; accepted: one file of each year [duplicate-year]", 1, id="twice"),
        pytest.param(("report.json", "return.csv"), "[not-one-statement]", 1, id="no year"),
        pytest.param(("report.json", "other.txt", "return.csv"), "[not-comparable]", 1, id="two problems"),
        pytest.param(("report.json",), "give the files of two years at least", 2, id="one file"),
        pytest.param(("report.json", "form.xlsx", "--format", "csv"), "give --out DIR", 2, id="no folder"),
        pytest.param(("report.json", "form.xlsx", "--year", "a.csv=2020"), "no such FILE is compared", 2, id="another file"),
        pytest.param(("report.json", "form.xlsx", "--no-national", "--region", "London"), "--region is of published figures", 2, id="a region of nothing"),
        pytest.param(("report.json", "form.xlsx", "--year", "2020"), "is not FILE=YYYY", 2, id="no file"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_told(
    run: Run, here: Path, arguments: tuple[str, ...], says: str, code: int
) -> None:
    (here / "other.txt").write_text("no figures")

    result = run("compare", *arguments)

    assert result.exit_code == code
    assert says in result.output
    if "other.txt" in arguments:
        assert "[not-one-statement]" in result.output
