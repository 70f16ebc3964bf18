"""The narrative of one indicator: this year, how sure that is, and what changed."""

from __future__ import annotations

from wres.metrics import BoardRepresentation, Experience, Likelihood, NoData, Representation
from wres.narrative.board import of_board
from wres.narrative.experience import of_experience
from wres.narrative.likelihood import of_likelihood
from wres.narrative.representation import of_representation
from wres.narrative.sentence import Sentence, stated
from wres.report import Report


def narrative(report: Report, number: int, previous: Report | None = None) -> tuple[Sentence, ...]:
    """Say what an indicator's figures mean, in plain words.

    Direction and size come first, then whether chance alone could explain them, then the
    change since an earlier year. A change is called one only where it is more than chance, and
    where both years were measured by the same rule.

    Parameters
    ----------
    number
        1 to 9.
    previous
        A report of an earlier year; one of the same year or a later one is not compared with.

    Returns
    -------
    tuple of Sentence
        Never empty. Each carries the figures that it rests on.

    Examples
    --------
    >>> import polars as pl, wres
    >>> lines = pl.DataFrame({
    ...     "measure": ["shortlisted", "shortlisted", "appointed", "appointed"],
    ...     "ethnic_group": ["white", "bme"] * 2,
    ...     "value": [780, 210, 170, 30],
    ... })
    >>> report = wres.measure(wres.WresReturn.from_frame(lines), year=2025)
    >>> for sentence in narrative(report, 2):
    ...     print(sentence)
    From shortlisting, 21.8% of White applicants were appointed (170 of 780) and 14.3% of BME applicants (30 of 210).
    White applicants were 1.53 times as likely to be appointed as BME applicants (95% interval 1.08 to 2.19).
    That is more than chance alone would explain, to the disadvantage of BME applicants.
    >>> narrative(report, 2)[2].figures[0].value
    'worse_for_bme'
    """
    earlier = previous if previous is not None and previous.year < report.year else None
    match report[number]:
        case Representation() as result:
            return tuple(of_representation(report, result, earlier))
        case Likelihood() as result:
            return tuple(of_likelihood(report, result, earlier))
        case Experience() as result:
            return tuple(of_experience(report, result, earlier))
        case BoardRepresentation() as result:
            return tuple(of_board(report, result, earlier))
        case NoData() as result:
            text = f"There are no figures for this indicator: {result.reason}."
            return (Sentence(text, stated(report, f"{number}.reason")),)
