import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import wres
from wres.cli import main


Run = Callable[..., Result]
FILES = [
    "ledger.csv",
    "manifest.json",
    "metrics.csv",
    "metrics.csv-metadata.json",
    "report.html",
    "report.json",
    "template.docx",
    "template.xlsx",
]
WHO = ("--organisation", "RXX", "--year", "2025")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.usefixtures("filed")
def test_a_return_is_reported_and_summed_up(run: Run, here: Path) -> None:
    result = run("report", "--return", "return.csv", *WHO, "--out", "out")

    assert result.exit_code == 0
    assert result.stderr == ""
    assert names(here / "out") == FILES
    assert result.stdout == (
        "RXX\n"
        "Workforce Race Equality Standard 2025, staff in post on 31 March 2025\n"
        "\n"
        "Indicator                                                         White      BME\n"
        "1  Representation at every pay band                                   -        -\n"
        "   no data: staff was not supplied\n"
        "2  Likelihood of appointment from shortlisting                    21.8%    14.3%\n"
        "   White applicants 1.53 times as likely to be appointed (95% interval 1.08 to\n"
        "   2.19): worse for BME applicants. 3 more BME appointments would change the\n"
        "   verdict to: too few to tell\n"
        "3  Likelihood of entering the formal disciplinary process             -        -\n"
        "   no data: entered_disciplinary was not supplied\n"
        "4  Likelihood of accessing non-mandatory training and CPD             -        -\n"
        "   no data: accessed_training was not supplied\n"
        "5  Harassment, bullying or abuse from patients, relatives or          -        -\n"
        "   the public\n"
        "   no data: harassed_by_public was not supplied\n"
        "6  Harassment, bullying or abuse from staff                           -        -\n"
        "   no data: harassed_by_staff was not supplied\n"
        "7  Belief that the organisation offers equal opportunities            -        -\n"
        "   for career progression\n"
        "   no data: believes_equal_opportunities was not supplied\n"
        "8  Discrimination at work from a manager, team leader or              -        -\n"
        "   other colleague\n"
        "   no data: discriminated_against was not supplied\n"
        "9  Representation on the board compared with the workforce            -        -\n"
        "   no data: board was not supplied\n"
        "\n"
        "Rows                             read   counted  out of scope   merged  rejected\n"
        "return.csv                          6         6             0        0         0\n"
        "all                                 6         6             0        0         0\n"
        "It adds up: every row read went one of these ways.\n"
        "\n"
        "Written to out\n"
        "  ledger.csv, manifest.json, metrics.csv, metrics.csv-metadata.json,\n"
        "  report.html, report.json, template.docx, template.xlsx\n"
    )


@pytest.mark.usefixtures("staff", "filed")
def test_sources_and_returns_go_into_one_report(run: Run, here: Path) -> None:
    sources = ("--source", "esr-bi=staff.csv", "--return", "return.csv")

    result = run("report", *sources, *WHO, "--name", "Example NHS Trust", "--out", "out")

    report = wres.Report.from_json((here / "out/report.json").read_text())
    assert result.exit_code == 0
    assert result.stdout.startswith("Example NHS Trust (RXX)\n")
    assert report[1].status == report[2].status == "measured"
    assert [source.file for source in report.provenance.sources] == ["return.csv", "staff.csv"]


def test_a_breakdown_is_written_and_told_of(run: Run, here: Path, staff: Path) -> None:
    # The first of the four is of another staff group, as the list has it.
    staff.write_text(staff.read_text().replace("Midwifery Registered", "Midwifery", 1))
    (here / "return.csv").write_text(
        "measure,ethnic_group,value\nshortlisted,white,5\nappointed,white,1\n"
    )
    sources = ("--source", "esr-bi=staff.csv", "--return", "return.csv")
    by = ("--by", "staff_group", "--by", "staff_group, ethnic_category")

    result = run("report", *sources, *WHO, "--out", "out", *by, "--format", "csv")

    assert result.exit_code == 0, result.stderr
    assert names(here / "out") == [
        "breakdowns.csv",
        "breakdowns.csv-metadata.json",
        "manifest.json",
        "metrics.csv",
        "metrics.csv-metadata.json",
    ]
    told = result.stdout.partition("Breakdowns of indicators 1 to 4\n")[2].partition("\n\n")[0]
    assert told == (
        "  staff_group: 2 parts\n"
        "    indicator 2, no data: the lines of appointed have no staff_group\n"
        "  staff_group / ethnic_category: 4 parts\n"
        "    indicator 2, no data: the lines of appointed have no staff_group or\n"
        "    ethnic_category\n"
        "A breakdown has small counts, by which people can be recognised. It is not for\n"
        "publication as it stands."
    )


@pytest.mark.usefixtures("staff")
def test_a_breakdown_by_a_column_that_is_not_there_writes_nothing(run: Run, here: Path) -> None:
    source = ("--source", "esr-bi=staff.csv")

    result = run("report", *source, *WHO, "--out", "out", "--by", "staff_group,directorate")

    assert result.exit_code == 2
    message = (
        "no column to break down by named 'directorate'; there are: ethnic_category, staff_group"
    )
    assert message in result.stderr
    assert not (here / "out").exists()


def test_a_file_that_is_missing_is_told_before_its_columns(run: Run) -> None:
    source = ("--source", "esr-bi=staff.csv")

    result = run("report", *source, *WHO, "--out", "out", "--by", "directorate")

    assert result.exit_code == 1
    assert result.stderr.startswith("staff.csv: there is no such file; ")


@pytest.mark.usefixtures("filed")
def test_only_the_formats_asked_for_are_written(run: Run, here: Path) -> None:
    formats = ("--format", "json", "--format", "ledger")

    result = run("report", "--return", "return.csv", *WHO, "--out", "a/b", *formats)

    assert result.exit_code == 0
    assert names(here / "a/b") == ["ledger.csv", "manifest.json", "report.json"]


@pytest.mark.usefixtures("filed")
def test_a_second_run_replaces_the_files_with_the_same_bytes(run: Run, here: Path) -> None:
    (here / "out").mkdir()
    (here / "out/notes.txt").write_text("mine")
    arguments = ("report", "--return", "return.csv", *WHO, "--out", "out")

    run(*arguments)
    first = {name: (here / "out" / name).read_bytes() for name in FILES}
    run(*arguments)

    assert {name: (here / "out" / name).read_bytes() for name in FILES} == first
    assert (here / "out/notes.txt").read_text() == "mine"


@pytest.mark.usefixtures("staff")
def test_an_option_reaches_its_adapter(run: Run) -> None:
    source = ("--source", "esr-bi=staff.csv", "--option", "esr-bi.dimensions=Grade")

    assert run("report", *source, *WHO, "--out", "out", "--format", "json").exit_code == 0


def test_rejected_rows_are_left_out_when_that_is_allowed(run: Run, here: Path, staff: Path) -> None:
    staff.write_text(staff.read_text().replace(",H\n", ",Q\n"))
    source = ("--source", "esr-bi=staff.csv")

    refused = run("report", *source, *WHO, "--out", "out")
    allowed = run("report", *source, *WHO, "--out", "out", "--allow-rejected", "--format", "json")

    problem = (
        "staff.csv, row 4, column 'Ethnic Origin': unknown ethnic category 'Q'; accepted: an NHS "
        "ethnic category code: A to S without I, O and Q, or Z, or 99 [unknown-ethnic-category]\n"
    )
    assert refused.exit_code == 1
    assert refused.stderr == problem + "error: 1 problem; nothing was written\n"
    assert allowed.exit_code == 0
    assert allowed.stderr == problem + "warning: 1 rejected row is in no figure\n"
    assert (
        json.loads((here / "out/report.json").read_text())["metrics"][0]["overall"]["headcount"][
            "total"
        ]
        == 3
    )


def test_a_report_of_another_organisation_says_so(run: Run, here: Path) -> None:
    (here / "return.csv").write_text(
        "organisation,measure,ethnic_group,value\nRYY,shortlisted,white,10\n"
    )

    result = run("report", "--return", "return.csv", *WHO, "--out", "out", "--format", "json")

    assert result.exit_code == 0
    assert "- the sources are of RYY; the report is for RXX\n" in result.stdout


def test_the_year_without_a_rule_for_indicator_3_needs_one(run: Run, here: Path) -> None:
    (here / "cases.csv").write_text(
        "Case ID,Employee Number,Ethnic Origin,Case Type,Formal Start Date\n"
        "1,00001001,A,Disciplinary,01/05/2019\n"
    )
    arguments = ("report", "--source", "er-cases=cases.csv", "--organisation", "RXX")
    asked = (*arguments, "--year", "2020", "--out", "out", "--format", "json")

    undecided = run(*asked)
    decided = run(*asked, "--metric-3-basis", "two_year_average")

    assert undecided.exit_code == 1
    assert "the basis of metric 3 in 2020 is not established" in undecided.stderr
    assert decided.exit_code == 0


@pytest.mark.usefixtures("filed")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param((), "nothing to read; give --source ADAPTER=FILE", id="neither"),
        pytest.param(
            ("--source", "esr=staff.csv", *WHO), "no adapter named 'esr'; there are: ", id="adapter"
        ),
        pytest.param(
            ("--source", "staff.csv", *WHO), "'staff.csv' is not ADAPTER=FILE", id="source"
        ),
        pytest.param(
            ("--return", "return.csv", "--organisation", "RXX", "--year", "20x5"),
            "'20x5' is not a WRES year: 2015 and later",
            id="year that is none",
        ),
        pytest.param(
            ("--return", "return.csv", "--organisation", "RXX", "--year", "2014"),
            "'2014' is not a WRES year: 2015 and later",
            id="year before the standard",
        ),
        pytest.param(
            ("--return", "return.csv", "--year", "2025"),
            "Missing option '--organisation'",
            id="who",
        ),
        pytest.param(
            ("--return", "return.csv", "--organisation", "RXX"),
            "Missing option '--year'",
            id="when",
        ),
        pytest.param(
            ("--return", "return.csv", *WHO, "--format", "pdf"),
            "no exporter named 'pdf'",
            id="format",
        ),
        pytest.param(
            ("--return", "return.csv", *WHO, "--option", "return-csv.x=1"),
            "no option of adapter 'return-csv' named 'x'; there are: none",
            id="option",
        ),
        pytest.param(
            ("--return", "return.csv", *WHO, "--option", "board.sheet=1"),
            "--option board.sheet: no --source is read by 'board'",
            id="option of another adapter",
        ),
        pytest.param(
            ("--return", "return.csv", *WHO, "--option", "sheet=1"),
            "'sheet=1' is not ADAPTER.NAME=VALUE",
            id="option of no adapter",
        ),
        pytest.param(
            ("--return", "return.csv", *WHO, "--by", "sex,"),
            "'sex,' is no column, such as directorate or directorate,sex",
            id="breakdown",
        ),
        pytest.param(("wres.toml",), "'wres.toml' does not exist", id="config"),
        pytest.param(
            ("return.csv", "--year", "2025"), "--year: the config file says that", id="both"
        ),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(
    arguments: tuple[str, ...], says: str, run: Run, here: Path
) -> None:
    result = run("report", *arguments, "--out", "out")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert says in result.stderr
    assert not (here / "out").exists()


@pytest.mark.usefixtures("filed")
def test_out_is_needed(run: Run) -> None:
    result = run("report", "--return", "return.csv", *WHO)

    assert result.exit_code == 2
    assert "Missing option '--out'" in result.stderr


def test_a_failure_leaves_what_is_there_as_it_was(run: Run, here: Path) -> None:
    (here / "out").mkdir()
    (here / "out/report.json").write_text("last year's")
    before = (here / "out").stat().st_mtime_ns

    result = run("report", "--return", "missing.csv", *WHO, "--out", "out")

    assert result.exit_code == 1
    assert (here / "out").stat().st_mtime_ns == before
    assert (here / "out/report.json").read_text() == "last year's"
    assert sorted(path.name for path in here.iterdir()) == ["out"]


@pytest.mark.usefixtures("filed")
@pytest.mark.skipif(os.name != "posix", reason="a file where a folder should be, told by POSIX")
def test_a_folder_that_cannot_be_made_is_told_in_a_line(run: Run, here: Path) -> None:
    (here / "file").write_text("")

    result = run("report", "--return", "return.csv", *WHO, "--out", "file/out")

    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "nothing was written" in result.stderr


@pytest.mark.usefixtures("filed")
def test_an_unexpected_error_is_a_sentence_without_its_text(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("Ms Exampleton")

    monkeypatch.setattr("wres.cli.report.run", fail)

    result = run("report", "--return", "return.csv", *WHO, "--out", "out")

    assert result.exit_code == 1
    assert "Exampleton" not in result.output
    assert result.stderr.startswith("error: this is a fault of wres, not of your files: KeyError, ")
    assert result.stderr.count("\n") == 1


@pytest.mark.usefixtures("filed")
def test_whoever_looks_for_the_fault_can_have_the_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("found")

    monkeypatch.setattr("wres.cli.report.run", fail)
    monkeypatch.setenv("WRES_DEBUG", "1")

    result = CliRunner().invoke(main, ["report", "--return", "return.csv", *WHO, "--out", "out"])

    assert repr(result.exception) == "KeyError('found')"


@pytest.fixture
def bands(here: Path) -> Path:
    """A workforce of 100 in two bands, a board of 5 and a local population."""
    lines = {
        "staff,clinical,Band 5": (50, 30, 10),
        "staff,clinical,Band 8c": (9, 1, 0),
        "board,,": (4, 1, 0),
        "board_voting,,": (4, 1, 0),
        "local_population,,": (700, 300, 0),
    }
    path = here / "bands.csv"
    rows = [
        f"{where},{group},{count}"
        for where, counts in lines.items()
        for group, count in zip(("white", "bme", "unknown"), counts, strict=True)
    ]
    header = "measure,workforce_group,pay_band,ethnic_group,value"
    path.write_text("\n".join([header, *rows]) + "\n")
    return path


FORMS = (
    "--clusters",
    "edi_2d",
    "--clusters",
    "kmpt",
    "--known-only",
    "--board-against",
    "population",
)


@pytest.mark.usefixtures("bands")
def test_other_forms_are_measured_where_they_are_asked_for(run: Run, here: Path) -> None:
    result = run("report", "--return", "bands.csv", *WHO, *FORMS, "--out", "out")

    report = wres.Report.from_json((here / "out/report.json").read_text())
    assert result.exit_code == 0, result.stderr
    first, ninth = report[1], report[9]
    assert first.status == ninth.status == "measured"
    assert [one.cluster for one in first.clusters] == ["band_8c_and_above", "band_7_and_above"]
    assert (first.base, ninth.base, ninth.compared_with) == (
        "known_only",
        "known_only",
        "population",
    )
    # Of 90 whose ethnicity is known 31 are BME: 34.4 %; of 10 in band 8c 1 is: 24.4 points fewer.
    assert (
        "100 staff; Band 8a and above is 10.0% BME, 24.4 points below the workforce of\n"
        "   known ethnicity\n"
    ) in result.stdout
    assert (
        "BME share beside that of the local population of known ethnicity: voting\n"
        "   members 10.0 points below, the whole board 10.0 points below\n"
    ) in result.stdout


@pytest.mark.usefixtures("bands")
def test_the_forms_of_a_config_file_are_those_of_the_command_line(run: Run, here: Path) -> None:
    (here / "wres.toml").write_text(
        'year = 2025\nclusters = ["kmpt", "edi_2d"]\nknown_only = true\n'
        'board_against = "population"\n[organisation]\ncode = "RXX"\n'
        '[[source]]\nadapter = "return-csv"\npath = "bands.csv"\n'
    )

    from_file = run("report", "wres.toml", "--out", "one", "--format", "json")
    from_options = run(
        "report", "--return", "bands.csv", *WHO, *FORMS, "--out", "other", "--format", "json"
    )

    assert from_file.exit_code == from_options.exit_code == 0
    assert (here / "one/report.json").read_bytes() == (here / "other/report.json").read_bytes()


@pytest.mark.usefixtures("bands")
def test_a_scheme_that_is_not_there_is_refused(run: Run) -> None:
    result = run("report", "--return", "bands.csv", *WHO, "--clusters", "mine", "--out", "out")

    assert result.exit_code == 2
    assert "'mine' is not one of 'government', 'disparity'" in " ".join(result.stderr.split())
