"""`import wres` against `import polars`."""

from _runs import in_turn, python, show


def main() -> None:
    """Print one table."""
    programs = {
        "import wres": python("import wres"),
        "import wres, and use it": python(
            "import wres; wres.StaffRecord, wres.count, wres.measure"
        ),
        "import polars": python("import polars"),
    }
    show("Imports", in_turn(programs, runs=20), "import polars")


if __name__ == "__main__":
    main()
