"""A report without what is hidden: every figure worked out anew from the counts that are shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from attrs import evolve, frozen

from wres.disclosure.cells import cluster_path, row_path
from wres.disclosure.policies import Policy
from wres.metrics import (
    GROUPS,
    TOTAL,
    BoardFigures,
    BoardHeadcount,
    BoardRepresentation,
    Count,
    Disparity,
    Experience,
    Figure,
    GroupCounts,
    GroupFigures,
    Headcount,
    Likelihood,
    LocalPopulation,
    NoData,
    Overall,
    Representation,
    Result,
    WithoutInternational,
    counted,
    differences,
    disparities,
    distribution,
    hidden_ratio,
    measure_experience,
    measure_likelihood,
    metric,
)
from wres.profiles import Profile
from wres.returns import SurveyFigure
from wres.vocabulary import PayBand


BOTH = ("white", "bme")
PlacedT = TypeVar("PlacedT")


@frozen
class Mask:
    """Hides counts by their paths, and shows the others as a policy has it.

    Parameters
    ----------
    hidden
        Paths such as ``1.rows.3.headcount.bme``.
    rules
        Those that the report was measured by.
    start
        What the paths of this part of the report begin with.
    """

    policy: Policy
    hidden: Collection[str]
    rules: Profile
    start: str = ""

    def results(self, results: Iterable[Result]) -> tuple[Result, ...]:
        """Give results as they are published; metric 1, beside which the board is, comes first."""
        workforce = Headcount()
        shown = []
        for result in results:
            shown.append(self._result(result, workforce))
            if isinstance(shown[-1], Representation):
                workforce = shown[-1].overall.headcount
        return tuple(shown)

    def _result(self, result: Result, workforce: Headcount) -> Result:
        match result:
            case Representation():
                return self._representation(result)
            case Likelihood():
                return self._likelihood(result)
            case Experience():
                return self._experience(result)
            case BoardRepresentation():
                return self._board(result, workforce)
            case NoData():
                return result

    def count(self, path: str, count: Count | None) -> Count | None:
        """Give a count as it is published."""
        if count is None or self.hides(path):
            return None
        return self.policy.shown(count)

    def hides(self, path: str) -> bool:
        """Whether a count is hidden."""
        return f"{self.start}{path}" in self.hidden

    def groups(self, path: str, counts: GroupCounts) -> GroupCounts:
        """Give counts by group as they are published."""
        shown = (self.count(f"{path}.{group}", counts[group]) for group in GROUPS)
        return GroupCounts(*shown, hidden=self._hidden(path, GROUPS))

    def headcount(self, path: str, counts: Headcount) -> Headcount:
        """Give people by group and in all as they are published."""
        keys = (*GROUPS, TOTAL)
        shown = (self.count(f"{path}.{key}", counts[key]) for key in keys)
        return Headcount(*shown, hidden=self._hidden(path, keys))

    def _hidden(self, path: str, keys: Collection[str]) -> tuple[str, ...]:
        return tuple(key for key in keys if self.hides(f"{path}.{key}"))

    def _representation(self, result: Representation) -> Representation:
        everybody = self.headcount("1.overall.headcount", result.overall.headcount)
        overall = counted(everybody, result.base).shares

        def placed(one: PlacedT, path: str) -> PlacedT:
            place: Any = one
            headcount = self.headcount(path, place.headcount)
            shares = counted(headcount, result.base).shares
            shown: PlacedT = evolve(
                place,
                headcount=headcount,
                share=shares,
                difference=differences(shares, overall),
                distribution=distribution(headcount, everybody),
            )
            return shown

        masked = evolve(
            result,
            overall=Overall(everybody, overall),
            rows=tuple(placed(row, row_path(row)) for row in result.rows),
            clusters=tuple(placed(cluster, cluster_path(cluster)) for cluster in result.clusters),
            senior_medical_managers=self.headcount(
                "1.senior_medical_managers", result.senior_medical_managers
            ),
        )
        return evolve(masked, disparity=self._disparity(masked))

    def _disparity(self, masked: Representation) -> tuple[Disparity, ...]:
        """Work the ratios out anew; one of which a count is hidden is hidden."""
        if not masked.disparity:
            return ()
        places = {
            (row.workforce_group, row.pay_band): GroupCounts(row.headcount.white, row.headcount.bme)
            for row in masked.rows
        }
        return tuple(
            evolve(one, ratio=hidden_ratio(one.ratio.of, one.ratio.to, one.ratio.note))
            if _is_short(masked, one)
            else one
            for one in disparities(places, self.rules)
        )

    def _likelihood(self, result: Likelihood) -> Likelihood:
        number = result.number
        population = self.groups(f"{number}.population", result.population)
        events = self.groups(f"{number}.events", result.events)
        masked = measure_likelihood(metric(number), population, events, self.rules)
        masked = evolve(masked, basis=result.basis, ratio=_ratio(masked, population, events))
        if (others := result.without_international) is None:
            return masked
        apart = f"{number}.without_international"
        population = self.groups(f"{apart}.population", others.population)
        events = self.groups(f"{apart}.events", others.events)
        home = measure_likelihood(metric(number), population, events, self.rules)
        shown = WithoutInternational(
            population, events, home.likelihood, _ratio(home, population, events)
        )
        return evolve(masked, without_international=shown)

    def _experience(self, result: Experience) -> Experience:
        number = result.number
        respondents = self.groups(f"{number}.respondents", result.respondents)
        hidden = tuple(
            group
            for group in GROUPS
            if result.share[group] is not None and self._is_short(result.respondents[group])
        )
        white, bme, unknown = (
            SurveyFigure(
                None if group in hidden else _exact(result.share[group]),
                None if respondents[group] is None else int(respondents[group] or 0),
            )
            for group in GROUPS
        )
        masked = measure_experience(metric(number), white, bme, unknown, self.rules)
        shares = masked.share
        ratio = masked.ratio
        if set(BOTH) & {*hidden, *respondents.hidden}:
            ratio = hidden_ratio(ratio.of, ratio.to, ratio.note)
        return evolve(
            masked,
            share=GroupFigures(shares.white, shares.bme, shares.unknown, hidden=hidden),
            respondents=respondents,
            ratio=ratio,
        )

    def _is_short(self, respondents: Count | None) -> bool:
        return respondents is not None and respondents < self.policy.survey_base

    def _board(self, result: BoardRepresentation, workforce: Headcount) -> BoardRepresentation:
        people = None
        if result.local_population is not None:
            path = "9.local_population.headcount"
            headcount = self.headcount(path, result.local_population.headcount)
            people = LocalPopulation(headcount, counted(headcount, result.base).shares)
        other = workforce
        if result.compared_with == "population":
            other = Headcount() if people is None else people.headcount
        comparator = counted(other, result.base).shares
        parts = {
            part: self.headcount(f"9.headcount.{part}", getattr(result.headcount, part))
            for part in ("total", "voting", "executive")
        }
        shares = {part: counted(one, result.base).shares for part, one in parts.items()}
        return evolve(
            result,
            headcount=BoardHeadcount(**parts),
            share=BoardFigures(**shares),
            difference=BoardFigures(
                **{part: differences(share, comparator) for part, share in shares.items()}
            ),
            local_population=people,
        )


def _exact(figure: Figure | None) -> Any:  # noqa: ANN401
    return None if figure is None else figure.exact


def _ratio(masked: Likelihood, population: GroupCounts, events: GroupCounts) -> Any:  # noqa: ANN401
    ratio = masked.ratio
    if set(BOTH) & {*population.hidden, *events.hidden}:
        return hidden_ratio(ratio.of, ratio.to, ratio.note)
    return ratio


def _is_short(masked: Representation, one: Disparity) -> bool:
    """Whether a pay band of a disparity ratio has a hidden count."""
    return any(
        set(BOTH) & set(row.headcount.hidden)
        for row in masked.rows
        if row.workforce_group == one.workforce_group
        and PayBand(row.pay_band).cluster in {one.from_, one.to}
    )
