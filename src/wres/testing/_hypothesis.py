"""What Hypothesis runs when it is imported, by its own entry point."""

from __future__ import annotations

from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from wres.records import Record


def register() -> None:
    """Let ``st.from_type(StaffRecord)`` and the like draw valid ones.

    Whoever imports Hypothesis pays for this, whether `wres` is used or not: so the records,
    which need no frames, are registered now, and their strategies are made when first drawn
    from. Returns and reports follow when `wres.testing` loads their strategies.
    """
    from hypothesis import strategies as st  # noqa: PLC0415  # it may not be there at all

    from wres.records import RECORDS, ReturnLine  # noqa: PLC0415  # as above

    def resolve(record: type[Record]) -> st.SearchStrategy[Record]:
        # What the strategies stand on, polars above all, is loaded only now.
        from wres.testing.frames import rows_of  # noqa: PLC0415

        return rows_of(record)

    for record in (*RECORDS, ReturnLine):
        st.register_type_strategy(record, resolve)
