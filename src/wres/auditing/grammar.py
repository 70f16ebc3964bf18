"""Our sentences and short lines as patterns, each with how its figures are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from wres.auditing import phrases, rates
from wres.auditing.patterns import pattern
from wres.auditing.phrases import Found
from wres.auditing.said import Said


Reading = Callable[[Found, Said], Iterator[Said]]


def _nothing(_found: Found, _where: Said) -> Iterator[Said]:
    return iter(())


_STAFF = r"(?:<count:total>|\[c\]|an unknown number of) staff; "
PATTERNS: tuple[tuple[re.Pattern[str], Reading], ...] = tuple(
    (pattern(text), reading)
    for text, reading in (
        # Indicator 1
        (
            (
                r"On <date> there were <count:total> staff: <count:white> White"
                r"(?: \(<share:share_white>\))?, <count:bme> BME(?: \(<share:share_bme>\))? and "
                r"<count:unknown> of unknown ethnicity(?: \(<share:share_unknown>\))?"
            ),
            phrases.staff,
        ),
        (r"On <date> there were <count:total> staff; of some groups .*", phrases.staff),
        (
            (
                "Of the staff whose ethnicity is known, <share:share_white> are White and "
                "<share:share_bme> BME"
            ),
            phrases.shares,
        ),
        (
            (
                r"Of <count:all> staff<known> in Band 8a and above, <count:of_them> (?:is|are) BME "
                r"\(<share>\): <apart> the BME share of all staff(?: of known ethnicity)?"
            ),
            phrases.senior,
        ),
        (
            (
                rf"{_STAFF}Band 8a and above is <share> BME, <points:apart> points <way> the "
                "workforce<known>"
            ),
            phrases.senior,
        ),
        (rf"{_STAFF}(?:the BME share of Band 8a and above|how they are) .*", phrases.staff),
        ("Band 8a and above: BME <figure:share>", phrases.senior),
        (
            (
                "In <year:earlier> the BME share of all staff<known> was <share>; it (?:is the same "
                r"now|has (?P<way>risen|fallen) by (?P<apart>less than 0\.1|\d+\.\d) percentage "
                "points since)"
            ),
            phrases.moved,
        ),
        (
            (
                "The share of unknown ethnicity went from <share:before> to <share:now> in that "
                "time, .*"
            ),
            phrases.recorded,
        ),
        ("[Ii]ndicator 1: ethnicity is unknown for more than <any:limit>% of staff", phrases.above),
        # Indicators 2 to 4
        (
            (
                "(?:From shortlisting|In the year to <date>|On the (?P<average>average) of the two "
                r"years to <date>), <share:share_first> of <group:group_first> <who> (?P<did>\D+) "
                r"\(<count:events_first> of <count:people_first>\)(?: and <share:share_second> of "
                r"<group:group_second> <who> \(<count:events_second> of <count:people_second>\))?"
            ),
            rates.likelihoods,
        ),
        (
            (
                "Among <group> <who> there are more (?P<what>.+) than people "
                r"\(<count:events> against <count:people>\); .*"
            ),
            rates.overfull,
        ),
        (
            (
                "<group:of> <who> were <ratio> times as likely (?P<likely>.+) as <group:to> <who>"
                r"(?: \(95% interval <ends>\))?"
            ),
            rates.ratio,
        ),
        (
            (
                r"<group:of> <who> <ratio> times as likely (?P<likely>to \D+?)(?:, in one year|, on "
                r"(?P<average>average) of two years)?(?: \(95% interval <ends>\))?: "
                r"(?P<verdict>.+?)(?:; <ratio:home> without international recruits)?"
            ),
            rates.ratio,
        ),
        ("<group:of> to <group:to> <ratio>", rates.ratio),
        ("In <year:earlier> the ratio was <ratio>; .*", rates.ratio),
        (
            "There is no ratio of <group:of> <who> to <group:to> <who>: <any:reason>",
            rates.undefined,
        ),
        ("[Nn]o ratio: <any:reason>", rates.undefined),
        (
            (
                "(?P<verdict>That is more than chance alone would explain, to the disadvantage of "
                r".*|The two groups are similar: the (?:whole interval|interval of their ratio) lies within 0\.80 to 1\.25|There "
                "are too few to tell whether the groups differ: .*)"
            ),
            rates.verdict,
        ),
        (
            (
                "This rests on few people: the score test, which decides the verdict, .* "
                r"\(p = <p:score>\), (?P<test>.*) (?:does|does not) \(p = <p:other>\)"
            ),
            rates.caution,
        ),
        ("At least one of the groups has fewer than 10 .*", rates.few),
        (
            "(?P<change><count> (?:more|fewer) (?:White|BME) .* would change the verdict to: .*)",
            rates.change,
        ),
        (
            (
                "The ethnicity of <share> of <who> is unknown; if they were all White the ratio would "
                "be <ratio:white>, if they were all BME <ratio:bme>"
            ),
            rates.if_unknown,
        ),
        # Indicators 5 to 8
        (
            (
                "In the Staff Survey of <year>, (?:<share:share_bme> of BME staff"
                r"(?: \(of <count:of_bme> who answered\))?)?(?: and )?(?:<share:share_white> of White "
                r"staff(?: \(of <count:of_white> who answered\))?)? said that they (?P<told>\D+)"
            ),
            rates.answers,
        ),
        (
            (
                "The figure of BME staff is <apart> than that of White staff(?: "
                r"\(95% interval, approximate, from (?P<low>-?\d+\.\d) to (?P<high>-?\d+\.\d)\))?"
                "; .* is worse"
            ),
            rates.gap,
        ),
        ("The two figures are (?P<way>the same)(?P<apart>)?", rates.gap),
        (
            (
                r"BME staff <ratio> times as likely to say so(?: \(95% (?:approximate )?interval "
                r"<ends>\))?, <points:apart> points <way> \((?:higher|lower) is worse\)(?:: .*)?"
            ),
            rates.ratio,
        ),
        (
            (
                "In <year:earlier> it was (?:<share:share_bme> of BME staff)?(?: and )?"
                "(?:<share:share_white> of White staff)?; .*"
            ),
            rates.answers,
        ),
        (
            r"(?:Everybody is|Those who answered are) counted.*",
            _nothing,
        ),
        (
            (
                r"The interval, <ends> \(95%, .*\), says how far chance alone could move next year's "
                "ratio(?:; .*)?"
            ),
            rates.interval,
        ),
        # Indicator 9
        (
            (
                "Of <count:all> (?P<part>voting members?|members?|executive members?) of the board"
                r"<known>, <count:of_them> (?:is|are) BME \(<share>\)(?:: <apart> the BME share of "
                "(?P<other>all staff|the local population)(?: of known ethnicity)?)?"
            ),
            phrases.members,
        ),
        (
            r"One person of <count:all> is (?:less than 0\.1|\d+\.\d) percentage points",
            phrases.one_member,
        ),
        (
            r"BME less <other>, (?P<part>\D+): (?:<points> points|(?P<hidden>\[c\]))",
            phrases.less,
        ),
        (
            (
                "In <year:earlier> the BME share of (?P<part>.*) of the board was <apart> that of "
                "<other>; .*"
            ),
            phrases.board_before,
        ),
        (
            (
                "BME share beside that of the (?P<other>workforce|local population)<known>: "
                r"<any:parts>"
            ),
            phrases.beside,
        ),
        # Any
        ("(?P<white>White) <figure>", phrases.line),
        ("(?P<bme>BME) <figure>", phrases.line),
        ("(?P<unknown>Unknown) <figure>", phrases.line),
        (
            r"White <figure:white> BME <figure:bme> (?:share of .*|likelihood)",
            phrases.pair,
        ),
        ("(?P<warning>[Ii]ndicator [2-4]: fewer than .* events among .*)", phrases.warning),
        (
            (
                "The ethnicity of <share> of staff is known(?:; <count:not_stated> chose not to state "
                "it, and of <count:not_known> nothing is recorded)?"
            ),
            phrases.reported,
        ),
        (
            (
                "Ethnicity is known for <share> of staff(?:; <count:not_stated> declined to state it, "
                "and of <count:not_known> it is not known)?"
            ),
            phrases.reported,
        ),
        (
            (
                "The ethnicity of <share> of staff was known in <year:earlier> and of <share:now> in "
                "<year:later>; .*"
            ),
            phrases.reported,
        ),
        (
            (
                "Indicator (?P<number>[19]) cannot be compared: it is measured against "
                "(?:all staff|the local population)<known>, that of .*(?P<before>)"
            ),
            phrases.form,
        ),
        (
            "[Ii]ndicator (?P<number>[19]): shares leave (?P<known>unknown ethnicity) out, .*",
            phrases.form,
        ),
        (
            (
                "[Ii]ndicator (?P<number>9): the standard of .*; this compares it with the "
                "(?P<other>workforce|local population)"
            ),
            phrases.form,
        ),
        # Nothing of people
        (r"Counts of 1 to \d+ are hidden, and so are those that would give them back", _nothing),
        (r"All other counts are rounded to the nearest \d+, .*", _nothing),
        (r"Survey results of fewer than \d+ respondents are hidden", _nothing),
        (r"\[To be checked before publication: numbers below 5 are shown, .*\]", _nothing),
        ("The report of <year> is of organisation '.*', this one of '.*'", _nothing),
    )
)
