"""What a law is, and how an implementation breaks one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Self

from attrs import define, field, frozen
from hypothesis.strategies import SearchStrategy

from wres.testing.laws._answers import Answer, Fault, read, shown
from wres.testing.laws._families import FAMILIES, Scope
from wres.testing.laws._questions import Asked, Chance


Implementation = Callable[[Any], Any]
"""Takes a `Question` (a `Chance` for intervals); gives its figures by name."""

Case = tuple[Any, ...]
TOLERANCE = 1e-9


@frozen
class Batch:
    """An implementation that is slow to start, asked many questions at once.

    Parameters
    ----------
    answer_all
        Takes a list of questions, such as one row of a spreadsheet each; gives as many
        answers, in order.
    """

    answer_all: Callable[[Sequence[Any]], Sequence[Any]]

    def __call__(self, question: Asked) -> object:
        """Answer one question."""
        return self.answer_all([question])[0]


@frozen
class Law:
    """Something that is true of every right implementation, whatever the counts.

    Parameters
    ----------
    name
        Lower case with hyphens.
    statement
        One sentence.
    applies_to
        Families, in the order of `FAMILIES`.
    cases
        Gives the strategy for what `ask` takes.
    ask
        Makes questions of a case.
    judge
        Takes their answers and the case; gives what is wrong.
    needs
        Family to the figures without which there is nothing to judge.
    """

    name: str
    statement: str
    applies_to: tuple[str, ...]
    cases: Callable[[Scope], SearchStrategy[Case]] = field(repr=False)
    ask: Callable[..., tuple[Asked, ...]] = field(repr=False)
    judge: Callable[..., Iterator[Fault]] = field(repr=False)
    needs: Mapping[str, tuple[str, ...]] = field(factory=dict, repr=False)

    def check(
        self, implementation: Implementation, *case: object, tolerance: float = TOLERANCE
    ) -> None:
        """Hold an implementation to the law on one case.

        Parameters
        ----------
        case
            What the law's questions are made of: a question of your own first, mostly; see
            `Law.ask`.
        tolerance
            How far a figure may be off, relative to it or to 1, whichever is larger.

        Raises
        ------
        LawBroken
            With the law, the counts, what was expected and what was got.
        """
        asked = self.ask(*case)
        family = family_of(asked[0])
        answers = []
        for question in asked:
            try:
                answers.append(read(family, implementation(question), Fraction(tolerance)))
            except Exception as error:  # whatever it is, it is no answer
                raise LawBroken(self, asked, Fault("answer", "an answer", error)) from error
        self.check_answers(answers, asked, case)

    def check_answers(self, answers: Sequence[Answer], asked: Sequence[Asked], case: Case) -> None:
        """Judge answers that are already there.

        Raises
        ------
        LawBroken
            At the first figure that the law does not allow.
        """
        for fault in self.judge(*answers, *case):
            raise LawBroken(self, tuple(asked), fault)

    def lacks(self, family: str, given: Answer) -> tuple[str, ...]:
        """Name the figures that the law needs and an implementation does not give."""
        needed = self.needs.get(family, ())
        there = {*given.figures} | ({"reason"} if given.reason is not Ellipsis else set())
        return tuple(name for name in needed if name not in there)


@define(eq=False)
class LawBroken(AssertionError):  # noqa: N818  # what happened, not what went wrong with us
    """An implementation does not obey a law.

    Parameters
    ----------
    law
        Which.
    asked
        The counterexample: the questions.
    fault
        The figure, what was expected, and what was got.
    """

    law: Law
    asked: tuple[Asked, ...]
    fault: Fault

    def __str__(self) -> str:
        lines = [f"law '{self.law.name}' is broken: {self.law.statement}"]
        lines += [f"  asked {question}" for question in self.asked]
        got = self.fault.got
        told = repr(got) if isinstance(got, Exception) else shown(got)
        lines.append(f"  {self.fault.figure}: expected {self.fault.expected}; got {told}")
        return "\n".join(lines)


@frozen
class Verdict:
    """How an implementation fared by one law.

    Parameters
    ----------
    status
        ``holds``, ``broken`` or ``not checked``.
    examples
        Cases that were tried.
    broken
        The counterexample, as small as it could be made.
    reason
        Why it was not checked.
    """

    law: Law
    status: str
    examples: int = 0
    broken: LawBroken | None = None
    reason: str | None = None

    @property
    def name(self) -> str:
        """The law's."""
        return self.law.name

    @classmethod
    def not_checked(cls, law: Law, lacking: Sequence[str]) -> Self:
        """Say which figures would have been needed."""
        return cls(law, "not checked", reason=f"no {', '.join(lacking)} is given")

    def __str__(self) -> str:
        if self.broken is not None:
            return str(self.broken)
        told = self.reason or f"{self.examples} examples"
        return f"law '{self.name}' {self.status}: {told}"


def family_of(asked: Asked) -> str:
    """Give the family that a question is of."""
    return "interval" if isinstance(asked, Chance) else asked.family


def families(*names: str) -> tuple[str, ...]:
    """Put families in their order."""
    return tuple(name for name in FAMILIES if name in names)
