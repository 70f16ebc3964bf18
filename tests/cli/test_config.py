from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from docx import Document

from tests.returns.official_forms import Form
from wres.report import Report


Run = Callable[..., Result]
WHO = 'year = 2025\norganisation.code = "RXX"\n'
OPTIONS = ("--organisation", "RXX")
RETURN = '[[source]]\nadapter = "return-csv"\npath = "return.csv"\n'


@pytest.fixture
def config(here: Path) -> Callable[[str], None]:
    def config(text: str) -> None:
        (here / "wres.toml").write_text(text)

    return config


@pytest.mark.usefixtures("filed")
def test_a_config_file_describes_the_whole_job(
    run: Run, here: Path, config: Callable[[str], None]
) -> None:
    run(
        "report",
        "--return",
        "return.csv",
        "--organisation",
        "RXX",
        "--year",
        "2024",
        "--out",
        "old",
    )
    config(
        "year = 2025\n"
        'formats = ["json", "template"]\n'
        'previous = "old/report.json"\n'
        'metric_3_basis = "two_year_average"\n'
        "allow_rejected = true\n"
        "[organisation]\n"
        'code = "RXX"\n'
        'name = "Example NHS Trust"\n' + RETURN
    )

    result = run("report", "wres.toml", "--out", "out")

    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("Example NHS Trust (RXX)\n")
    assert sorted(path.name for path in (here / "out").iterdir()) == [
        "manifest.json",
        "report.json",
        "template.xlsx",
    ]


def test_paths_start_from_the_folder_of_the_file(
    run: Run, here: Path, filed: Path, config: Callable[[str], None]
) -> None:
    config(WHO + RETURN)
    (here / "jobs").mkdir()
    for path in (filed, here / "wres.toml"):
        path.rename(here / "jobs" / path.name)

    result = run("report", "jobs/wres.toml", "--out", "out", "--format", "json")

    assert result.exit_code == 0, result.stderr
    assert (here / "out/report.json").exists()


@pytest.mark.usefixtures("staff")
def test_a_config_file_asks_for_breakdowns(
    run: Run, here: Path, config: Callable[[str], None]
) -> None:
    both = (
        'by = ["staff_group", ["staff_group", "ethnic_category"], "ethnic_category,staff_group"]\n'
    )
    config(both + WHO + '[[source]]\nadapter = "esr-bi"\npath = "staff.csv"\n')

    result = run("report", "wres.toml", "--out", "out", "--format", "json")
    other = run("report", "wres.toml", "--out", "two", "--by", "ethnic_category")

    assert (result.exit_code, other.exit_code) == (0, 0), result.stderr
    reports = [Report.from_json((here / out / "report.json").read_text()) for out in ("out", "two")]
    assert [[one.by for one in report.breakdowns] for report in reports] == [
        [
            ("staff_group",),
            ("staff_group", "ethnic_category"),
            ("ethnic_category", "staff_group"),
        ],
        [("ethnic_category",)],
    ]


@pytest.mark.parametrize(
    "value", ['["sex,"]', "[[]]", "[3]", '[["sex", "sex"]]', '[["sex", 3]]', '["sex", ""]']
)
def test_what_is_no_breakdown_is_told(value: str, run: Run, config: Callable[[str], None]) -> None:
    config(f"by = {value}\n" + WHO + RETURN)

    result = run("report", "wres.toml", "--out", "out")

    assert result.exit_code == 2
    assert result.stderr.startswith(
        "wres.toml, row 1: a breakdown without a column, or with one twice; accepted: a list of "
    )


def test_options_of_an_adapter_are_passed_on(
    run: Run, staff: Path, config: Callable[[str], None]
) -> None:
    config(
        WHO + '[[source]]\nadapter = "esr-bi"\npath = "staff.csv"\n'
        '[source.options.translations.ethnic_category]\n"Q" = "H"\n'
    )
    staff.write_text(staff.read_text().replace(",H\n", ",Q\n"))

    result = run("report", "wres.toml", "--out", "out", "--format", "json")

    assert result.exit_code == 0, result.stderr


def test_every_fault_of_a_config_file_is_told_with_its_line(
    run: Run, here: Path, config: Callable[[str], None]
) -> None:
    config(
        "yeer = 2025\n"
        'year = "2025"\n'
        'formats = ["pdf"]\n'
        'metric_3_basis = "guess"\n'
        "\n"
        "[organisation]\n"
        "name = 3\n"
        "\n"
        "[[source]]\n"
        'adapter = "esr"\n'
        'path = "x.csv"\n'
        "\n"
        "[[source]]\n"
        'adapter = "esr-b"\n'
        'pth = "x.csv"\n'
        "\n"
        "[[source]]\n"
        'adapter = "esr-bi"\n'
        'path = "x.csv"\n'
        "[source.options]\n"
        "tab = 1\n"
    )

    result = run("report", "wres.toml", "--out", "out")

    assert result.exit_code == 2
    assert not (here / "out").exists()
    told = [line.partition("; accepted: ")[0] for line in result.stderr.splitlines()]
    assert told == [
        "wres.toml, row 1: unknown key 'yeer'",
        "wres.toml, row 2: 'year' is text",
        "wres.toml, row 3: no format named 'pdf'",
        "wres.toml, row 4: no basis of metric 3 named 'guess'",
        "wres.toml, row 6: no key 'organisation.code'",
        "wres.toml, row 7: 'organisation.name' is a whole number",
        "wres.toml, row 10: no adapter named 'esr'",
        "wres.toml, row 13: no key 'source.path'",
        "wres.toml, row 14: no adapter named 'esr-b'",
        "wres.toml, row 15: unknown key 'source.pth'",
        "wres.toml, row 21: adapter 'esr-bi' has no option 'tab'",
        "error: 11 problems; nothing was written",
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(
            "year = 2025\n[organisation\n",
            "wres.toml, row 2: expected ']' at the end of a table declaration; accepted: a TOML file "
            "[not-toml]",
            id="no TOML",
        ),
        pytest.param(
            "by = " + "[" * 5000,
            "wres.toml: tables within tables without end; accepted: a TOML file [not-toml]",
            id="lists without end",
        ),
        pytest.param(
            WHO + "source = []\n",
            "wres.toml, row 3: no source; accepted: tables [[source]] with adapter and path [no-source]",
            id="no source",
        ),
        pytest.param(
            WHO + "source = 3\n",
            "wres.toml, row 3: 'source' is a whole number; accepted: tables [[source]] with adapter "
            "and path [wrong-type]",
            id="source that is a number",
        ),
        pytest.param(
            WHO + "source = [1]\n",
            "wres.toml, row 3: a source is no table; accepted: tables [[source]] with adapter and path "
            "[wrong-type]",
            id="source that is no table",
        ),
        pytest.param(
            WHO.replace("2025", "2014") + RETURN,
            "wres.toml, row 1: no WRES year 2014; accepted: 2015 and later [unknown-name]",
            id="year",
        ),
        pytest.param(
            WHO.replace("2025", "true") + RETURN,
            "wres.toml, row 1: 'year' is true or false; accepted: a WRES year such as 2025 [wrong-type]",
            id="year that is a flag",
        ),
        pytest.param(
            'year = 2025\norganisation = "RXX"\n' + RETURN,
            "wres.toml, row 2: 'organisation' is text; accepted: a table with code and name [wrong-type]",
            id="organisation",
        ),
    ],
)
def test_a_fault_of_a_config_file_is_one_line(
    text: str, says: str, run: Run, config: Callable[[str], None]
) -> None:
    config(text)

    result = run("report", "wres.toml", "--out", "out")

    assert result.exit_code == 2
    assert result.stderr == f"{says}\nerror: 1 problem; nothing was written\n"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        pytest.param("source", "return.csv: there is no such file; ", id="source"),
        pytest.param("previous", "old.json: the file cannot be read", id="previous report"),
    ],
)
def test_a_file_that_a_config_names_and_is_not_there_is_a_problem_of_the_input(
    name: str, says: str, run: Run, filed: Path, config: Callable[[str], None]
) -> None:
    config('previous = "old.json"\n' * (name == "previous") + WHO + RETURN)
    if name == "source":
        filed.unlink()

    result = run("report", "wres.toml", "--out", "out")

    assert result.exit_code == 1
    assert result.stderr.startswith(says)
    assert not Path("out").exists()


@pytest.mark.usefixtures("filed")
def test_a_previous_report_that_is_none_is_told(
    run: Run, here: Path, config: Callable[[str], None]
) -> None:
    (here / "old.json").write_text("{}")
    config('previous = "old.json"\n' + WHO + RETURN)

    result = run("report", "wres.toml", "--out", "out")

    assert result.exit_code == 1
    assert result.stderr.startswith("old.json: ")
    assert "[not-a-report]" in result.stderr


def test_a_form_to_fill_in_starts_from_the_folder_of_the_file(
    run: Run, here: Path, filed: Path, config: Callable[[str], None]
) -> None:
    config('formats = ["json"]\ninto = "FORM.xlsx"\n' + WHO + RETURN)
    (here / "jobs").mkdir()
    (here / "FORM.xlsx").write_bytes(Form().content())
    for path in (filed, here / "wres.toml", here / "FORM.xlsx"):
        path.rename(here / "jobs" / path.name)

    result = run("report", "jobs/wres.toml", "--out", "out")

    assert result.exit_code == 0, result.stderr
    assert (here / "out/FORM.xlsx").is_file()


@pytest.mark.usefixtures("filed")
def test_the_public_report_is_filled_in_from_the_config_file(
    run: Run, here: Path, config: Callable[[str], None]
) -> None:
    own = Document()
    own.add_paragraph("{{ board_lead }}; {{ indicator_2_action }}; {{ previous_year }}")
    own.save(str(here / "own.docx"))
    run("report", "--return", "return.csv", *OPTIONS, "--year", "2024", "--out", "old")
    config(
        'word_template = "own.docx"\nprevious = "old/report.json"\nformats = ["word"]\n'
        + WHO
        + '[template]\nboard_lead = "Chief R&D <Officer>"\n[template.actions]\n2 = "Train panels"\n'
        + RETURN
    )

    result = run("report", "wres.toml", "--out", "out")

    assert result.exit_code == 0, result.stderr
    (shown,) = Document(str(here / "out/template.docx")).paragraphs
    assert shown.text == "Chief R&D <Officer>; Train panels; 2024"


@pytest.mark.usefixtures("filed")
def test_the_command_line_gives_last_year_and_a_template_too(run: Run, here: Path) -> None:
    own = Document()
    own.add_paragraph("{{ previous_year }}")
    own.save(str(here / "own.docx"))
    run("report", "--return", "return.csv", *OPTIONS, "--year", "2024", "--out", "old")
    options = ("--previous", "old/report.json", "--word-template", "own.docx", "--format", "word")

    result = run(
        "report", "--return", "return.csv", *OPTIONS, "--year", "2025", *options, "--out", "out"
    )

    assert result.exit_code == 0, result.stderr
    assert [one.text for one in Document(str(here / "out/template.docx")).paragraphs] == ["2024"]


@pytest.mark.usefixtures("filed")
def test_a_template_with_unknown_placeholders_names_them_and_nothing_is_written(
    run: Run, here: Path
) -> None:
    own = Document()
    own.add_paragraph("{{ organization }} {{ yeer }}")
    own.save(str(here / "own.docx"))

    result = run(
        "report",
        "--return",
        "return.csv",
        *OPTIONS,
        "--year",
        "2025",
        "--word-template",
        "own.docx",
        "--out",
        "out",
    )

    assert result.exit_code == 1
    told = [line.partition("; accepted: ")[0] for line in result.stderr.splitlines()]
    assert told == [
        "own.docx: no placeholder is named 'organization'",
        "own.docx: no placeholder is named 'yeer'",
        "error: 2 problems; nothing was written",
    ]
    assert not (here / "out").exists()


def test_every_fault_of_the_public_reports_table_is_told(
    run: Run, config: Callable[[str], None]
) -> None:
    config(
        WHO + '[template]\nbord_lead = "x"\nurl = 3\n[template.actions]\n10 = "x"\n2 = 2\n' + RETURN
    )

    result = run("report", "wres.toml", "--out", "out")

    assert result.exit_code == 2
    told = [line.partition("; accepted: ")[0] for line in result.stderr.splitlines()]
    assert told == [
        "wres.toml, row 4: unknown key 'template.bord_lead'",
        "wres.toml, row 5: 'template.url' is a whole number",
        "wres.toml, row 7: unknown key 'template.actions.10'",
        "wres.toml, row 8: 'template.actions.2' is a whole number",
        "error: 4 problems; nothing was written",
    ]
