"""SQL sources, on a PostgreSQL server that the tests start, and on SQLite."""

import os
import shutil
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path

import adbc_driver_postgresql.dbapi as postgresql
import polars as pl
import pytest
from attrs import frozen
from click.testing import CliRunner

import wres
from wres.cli import main
from wres.errors import InputError
from wres_adapters.sql import Sql


SECRET = "correct-horse"
QUERY = "select * from hr.staff"
STAFF = pl.DataFrame(
    [
        {
            "organisation": "RXX",
            "person": f"0{number}",
            "assignment": f"0{number}",
            "ethnic_category": category,
            "workforce_group": "clinical",
            "pay_band": "Band 5",
            "engagement": "substantive" if number % 7 else "bank",
            "primary": True,
            "fte": 0.5,
            "started_on": date(2020, 1, 1),
            "senior_medical_manager": False,
        }
        for number, category in enumerate("AAABDHNZ" * 5)
    ]
)


@frozen
class Server:
    """A PostgreSQL server with a database ``trust`` and a user who may read."""

    port: int

    def address(self, user: str = "reader", password: str = SECRET) -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/trust"


def _as_postgres(*command: str, **given: str) -> None:
    """Run a program of PostgreSQL's, which does not run as root."""
    found = shutil.which(command[0], path=os.pathsep.join(map(str, _programs()))) or command[0]
    user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    prefix = user if os.geteuid() == 0 else []
    done = subprocess.run(
        [*prefix, found, *command[1:]],
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **given},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _programs() -> list[Path]:
    """Folders of the servers that are installed, the newest first."""
    return sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # Not in pytest's own folder, into which only its user may look.
    folder = Path(subprocess.check_output(["mktemp", "--directory"], text=True).strip())
    data, options = (
        folder / "data",
        f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {folder}",
    )
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        _as_postgres("initdb", "--pgdata", str(data), "--auth=trust", "--no-sync")
        (data / "pg_hba.conf").write_text(
            "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n"
        )
        _as_postgres(
            "pg_ctl", "start", "-w", "-D", str(data), "-l", str(folder / "log"), "-o", options
        )
        made = Server(port)
        _fill(f"postgresql://postgres@127.0.0.1:{port}/postgres", made)
        yield made
    finally:
        if (data / "postmaster.pid").exists():
            _as_postgres("pg_ctl", "stop", "-m", "immediate", "-D", str(data))
        shutil.rmtree(folder, ignore_errors=True)


def _fill(first: str, made: Server) -> None:
    with postgresql.connect(first, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute("create database trust")
        cursor.execute(f"create role reader login password '{SECRET}'")
    own = made.address().replace(f"reader:{SECRET}", "postgres")
    with postgresql.connect(own, autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute("create schema hr")
        cursor.execute(
            "create table hr.staff (organisation text, person text, assignment text, "
            "ethnic_category text, workforce_group text, pay_band text, engagement text, "
            '"primary" boolean, fte numeric(6, 5), started_on date, senior_medical_manager boolean)'
        )
        cursor.execute("create table hr.pay (salary int)")
        cursor.execute("grant usage on schema hr to reader")
        cursor.execute("grant select on hr.staff to reader")
        marks = ", ".join(f"${index}" for index in range(1, 12))
        marks = marks.replace("$9", "$9::double precision")
        cursor.executemany(f"insert into hr.staff values ({marks})", STAFF.to_arrow())


@pytest.fixture
def described(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Server) -> Path:
    monkeypatch.setenv("HR_DATABASE", server.address())
    return _described(tmp_path, QUERY)


def _described(
    folder: Path, query: str, further: str = "", uri: str = 'uri_from = "HR_DATABASE"'
) -> Path:
    path = folder / "hr.toml"
    path.write_text(f"{uri}\n[tables.workforce]\nquery = '''{query}'''\n{further}\n")
    return path


def test_postgresql_gives_what_polars_gives(described: Path) -> None:
    filed = wres.count(wres.read(described, adapter="sql", year=2025))

    expected = wres.count({"workforce": STAFF}, year=2025)
    assert filed == expected
    assert filed.evidence.ledger.totals() == expected.evidence.ledger.totals()
    assert filed.evidence.sources[0].file == "hr.toml"


@pytest.mark.parametrize(
    ("query", "code", "message"),
    [
        ("select * from hr.nowhere", "missing-table", "'hr.nowhere'"),
        ("select shoe_size from hr.staff", "missing-column", "'shoe_size'"),
        ("select * from hr.pay", "no-access", "let this user in"),
        ("selekt", "query-failed", "SQLSTATE 42601"),
        ("delete from hr.staff", "query-failed", "SQLSTATE 25006"),
        ("select 1/0", "query-failed", "SQLSTATE 22012"),
    ],
)
def test_a_query_that_fails_is_told(described: Path, query: str, code: str, message: str) -> None:
    _described(described.parent, query)

    with pytest.raises(InputError, match=message) as caught:
        wres.read(described, adapter="sql")

    assert [problem.code for problem in caught.value.problems] == [code]


def test_nothing_is_written(
    described: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HR_DATABASE", server.address("postgres", ""))
    _described(described.parent, "create table hr.mark (a int)")

    with pytest.raises(InputError, match="SQLSTATE 25006"):
        wres.read(described, adapter="sql")


@pytest.mark.parametrize(
    "options",
    [
        "options=",
        "options=-c%20search_path%3Dhr",
        "options=-c%20default_transaction_read_only%3Doff",
    ],
)
def test_nothing_is_written_by_an_address_with_options_of_its_own(
    described: Path, server: Server, monkeypatch: pytest.MonkeyPatch, options: str
) -> None:
    address = f"{server.address('postgres', '')}?connect_timeout=9&{options}"
    monkeypatch.setenv("HR_DATABASE", address)
    _described(described.parent, "create table hr.mark (a int)")

    with pytest.raises(InputError, match="SQLSTATE 25006"):
        wres.read(described, adapter="sql")


def test_a_password_among_the_parameters_is_used_and_never_told(
    described: Path, server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bare = server.address().replace(f":{SECRET}@", "@")
    monkeypatch.setenv("HR_DATABASE", f"{bare}?password={SECRET}&options=-c%20search_path%3Dhr")
    _described(described.parent, "select * from staff")
    report = ["report", "--source", f"sql={described}", "--year", "2025", "--organisation", "RXX"]

    done = CliRunner().invoke(main, [*report, "--out", str(tmp_path / "out")])

    assert done.exit_code == 0, done.output
    assert SECRET not in done.output
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert files
    assert not any(SECRET.encode() in path.read_bytes() for path in files)


@pytest.mark.parametrize("change", [(SECRET, "wrong-horse"), ("127.0.0.1", "nowhere.invalid")])
def test_a_password_among_the_parameters_is_not_told_where_it_fails(
    described: Path, server: Server, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str]
) -> None:
    bare = server.address().replace(f":{SECRET}@", "@")
    monkeypatch.setenv("HR_DATABASE", f"{bare}?password={SECRET}".replace(*change))

    done = CliRunner().invoke(main, ["check", "--source", f"sql={described}"])

    assert done.exit_code == 1
    assert not any(word in done.output for word in ("horse", "127.0.0.1", "Traceback", "reader"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ((SECRET, "wrong-horse"), "no-access"),
        (("reader", "nobody"), "no-access"),
        (("PORT", "1"), "no-connection"),
        (("/trust", "/nowhere"), "no-connection"),
        (("postgresql", "mysql"), "unknown-database"),
    ],
    ids=str,
)
def test_a_database_that_does_not_answer_is_told_without_its_address(
    described: Path,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
    change: tuple[str, str],
    code: str,
) -> None:
    old, new = change
    old = str(server.port) if old == "PORT" else old
    monkeypatch.setenv("HR_DATABASE", server.address().replace(old, new))

    done = CliRunner().invoke(main, ["check", "--source", f"sql={described}"])

    assert done.exit_code == 1
    assert f"[{code}]" in done.output
    assert not any(word in done.output for word in ("horse", "127.0.0.1", "Traceback", "reader"))


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://me@host/trust?password={SECRET}",
        f"postgresql:///trust?host=host&sslpassword={SECRET}",
        f"postgresql://host/trust?PASSWORD={SECRET}",
        f"postgresql://me:{SECRET}@host/trust?options=-c%20search_path%3Dhr",
        f"sqlite:hr.db?key={SECRET}",
    ],
)
@pytest.mark.parametrize("key", ["uri", "uri_from"])
def test_a_password_in_the_file_is_refused_and_not_repeated(
    tmp_path: Path, address: str, key: str
) -> None:
    path = _described(tmp_path, QUERY, uri=f'{key} = "{address}"')

    with pytest.raises(InputError) as caught:
        wres.read(path, adapter="sql")

    [problem] = caught.value.problems
    assert problem.code == {"uri": "secret-in-file", "uri_from": "no-address"}[key]
    assert SECRET not in str(caught.value)


def test_a_password_of_a_sqlite_file_is_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HR_DATABASE", f"sqlite:nowhere.db?key={SECRET}")

    with pytest.raises(InputError, match=r"nowhere.db: there is no such file") as caught:
        wres.read(_described(tmp_path, QUERY), adapter="sql")

    assert SECRET not in str(caught.value)


# --- SQLite, and the file that describes a source --------------------------------------------


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    """Make a SQLite database of staff under headings of its own, and give its folder."""
    with sqlite3.connect(tmp_path / "hr data.db") as database:
        database.execute(
            "create table staff (emp_no text, name text, eth text, grp text, grade text, kind text, site text)"
        )
        database.executemany(
            "insert into staff values (?, ?, ?, ?, ?, ?, ?)",
            [
                ("0071", "Sample", "a white - british", "clinical", "B5", "substantive", "East"),
                ("0072", "Sample", "Indian", "clinical", "B5", "substantive", "West"),
                ("0073", "Sample", "", "clinical", "Band 6", "substantive", "West"),
            ],
        )
    database.close()
    return tmp_path


RENAMED = """
columns = { person = "emp_no", assignment = "emp_no", ethnic_category = "eth", workforce_group = "grp", pay_band = "grade", engagement = "kind" }
translations = { pay_band = { "b5" = "Band 5" } }
dimensions = ["site"]
"""
SQLITE = 'uri = "sqlite:hr data.db"'
ALL = 'select *, 1 as "primary" from staff'


def test_sqlite_is_read_under_headings_of_its_own(trust: Path) -> None:
    intake = wres.read(
        _described(trust, ALL, RENAMED, SQLITE), adapter="sql", year=2025, organisation="RXX"
    )

    filed = wres.count(intake, by=["site"])
    assert intake.problems == ()
    assert filed.value("staff", "bme", pay_band="Band 5", organisation="RXX") == 1
    assert filed.value("staff", "unknown", pay_band="Band 6", organisation="RXX") == 1
    assert set(filed.counts["site"].drop_nulls()) == {"East", "West"}
    assert "name" not in intake.loose[0].frame.collect_schema()


def test_a_word_that_is_not_translated_is_a_problem_of_its_row(trust: Path) -> None:
    without = RENAMED.replace('"b5" = "Band 5"', "")

    intake = wres.read(_described(trust, ALL, without, SQLITE), adapter="sql")

    (problem,) = intake.problems
    assert str(problem).startswith(
        "hr.toml, sheet 'workforce', row 1, column 'grade': unknown pay band 'B5' (and in 1 more row)"
    )


def test_sqlite_is_not_written_and_not_made(trust: Path) -> None:
    path = _described(trust, "delete from staff", "", SQLITE)
    with pytest.raises(InputError, match="query-failed"):
        wres.read(path, adapter="sql")

    path = _described(trust, ALL, "", 'uri = "sqlite:nowhere.db"')
    with pytest.raises(InputError, match=r"nowhere.db: there is no such file"):
        wres.read(path, adapter="sql")
    assert not (trust / "nowhere.db").exists()


def test_a_sqlite_file_with_our_tables_needs_no_description(tmp_path: Path) -> None:
    path = tmp_path / "trust.db"
    path.write_bytes(Sql().specimen({"workforce": STAFF}))

    intake = wres.read(path, adapter="sql", year=2025)

    expected = wres.count({"workforce": STAFF}, year=2025)
    assert wres.count(intake) == expected
    assert intake.loose[0].source.sha256 == sha256(path.read_bytes()).hexdigest()


def test_a_sqlite_file_without_our_tables_is_told_what_it_lacks(trust: Path) -> None:
    with pytest.raises(
        InputError, match="no table or view that is called as one of ours"
    ) as caught:
        wres.read(trust / "hr data.db", adapter="sql")

    assert "workforce, recruitment" in caught.value.problems[0].accepted


@pytest.mark.parametrize("described", [True, False])
def test_a_database_that_is_cut_off_is_refused(tmp_path: Path, *, described: bool) -> None:
    whole = Sql().specimen({"workforce": STAFF})
    (tmp_path / "hr data.db").write_bytes(whole[: len(whole) - 3000])
    path = _described(tmp_path, "select * from workforce", "", SQLITE)

    with pytest.raises(InputError) as caught:
        wres.read(path if described else tmp_path / "hr data.db", adapter="sql")

    assert [problem.code for problem in caught.value.problems] == ["damaged-database"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("uri = ", ["not-toml"]),
        ("a = " + "[" * 5000, ["not-toml"]),
        ('uri = "sqlite:hr data.db"', ["missing-key"]),
        ("url = 1\nuri = 2\n[tables]", ["unknown-key", "wrong-type", "missing-key"]),
        ("[tables.staff]\nquery = 'select 1'", ["unknown-key"]),
        ("[tables]\nworkforce = 'select 1'", ["wrong-type"]),
        ("[tables.workforce]\nsql = 1", ["missing-key", "unknown-key"]),
        ("[tables.board]\nquery = 'a'\ncolumns = { shoe = 'b' }", ["unknown-key"]),
        ("[tables.board]\nquery = 1\ndimensions = [1]", ["wrong-type", "wrong-type"]),
        ("[tables.board]\nquery = 'a'\ntranslations = { voting = 'b' }", ["wrong-type"]),
        ("[tables.board]\nquery = 'a'", ["no-address"]),
        (f"uri = 'postgresql://me:{SECRET}@h/d'\n[tables.board]\nquery = 'a'", ["secret-in-file"]),
        (
            "uri = 'sqlite:hr data.db'\n[tables.board]\nquery = 'select 1 as a'\ncolumns = {voting = 'v'}\ndimensions = ['d']",
            ["missing-column"] * 2,
        ),
    ],
)
def test_a_faulty_description_is_told_whole(trust: Path, text: str, codes: list[str]) -> None:
    path = trust / "hr.toml"
    path.write_text(text)

    with pytest.raises(InputError) as caught:
        wres.read(path, adapter="sql")

    assert [problem.code for problem in caught.value.problems] == codes
    assert SECRET not in str(caught.value)


def test_a_value_that_is_no_text_is_refused_by_its_column(tmp_path: Path) -> None:
    path = tmp_path / "hr.db"
    path.write_bytes(Sql().specimen({"workforce": STAFF}))
    with closing(sqlite3.connect(path)) as database:
        database.execute("update workforce set pay_band = cast(x'42616e6420ec' as text)")
        database.commit()

    with pytest.raises(InputError) as caught:
        wres.read(path, adapter="sql")

    assert str(caught.value.problems[0]) == (
        "hr.db, sheet 'workforce', column 'pay_band': text that is no UTF-8; accepted: a database "
        "whose names and texts are UTF-8 [wrong-encoding]"
    )


def test_a_column_whose_name_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hr.db"
    path.write_bytes(Sql().specimen({"workforce": STAFF}).replace(b"pay_band", b"pay_ban\xec"))

    with pytest.raises(InputError, match=r"workforce.*no UTF-8.*\[wrong-encoding\]"):
        wres.read(path, adapter="sql")
