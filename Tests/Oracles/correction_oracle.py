#!/usr/bin/env python3
"""Answers cases of late usage, in exact fractions: the second opinion on what phases book.

Each phase is rated on all usage so far by rating_oracle.py. What was booked before is taken off:
lines of one name, category, term and unit amount are set off, others are taken back.

    python3 Tests/Oracles/correction_oracle.py check FILE...    compares its answers with cases
"""

import json
import sys
from fractions import Fraction

sys.dont_write_bytecode = True  # A cache beside the sources would show up as an untracked file.

from rating_oracle import TOTALS, number, plain, same, single_line


class Line:
    def __init__(self, row, index, period):
        self.name, self.child = row["childId"], row["childId"]
        self.category, self.term = row["category"], row["paymentTerm"]
        self.unit, self.quantity = number(row["perUnitAmount"]), number(row["quantity"])
        self.totals = [number(row["totals"][key]) for key in TOTALS]
        self.index, self.period, self.run, self.id = index, period, None, None

    def copy(self, **changes):
        other = object.__new__(Line)
        other.__dict__ = self.__dict__ | changes
        return other

    @property
    def key(self):
        return (self.name, self.category, self.term)

    def plus(self, other, sign=1):
        totals = [one + sign * two for one, two in zip(self.totals, other.totals)]
        return self.copy(quantity=self.quantity + sign * other.quantity, totals=totals)


def cumulative(case, period, quantity):
    """The lines for all usage since the beginning; a minimum is owed at the very end only."""
    final = period[1] >= case["fullServicePeriod"]["to"]
    rows = single_line({
        "currency": case["currency"], "price": case["price"], "discounts": case.get("discounts"),
        "lineMode": "single_per_period", "quantity": quantity,
        "unitConfig": case.get("unitConfig"), "unitConfigEnabled": True,
        "options": [] if final else ["ignore_minimum_commitment"],
    })["expectedLines"]
    return [Line(row, index, period) for index, row in enumerate(rows)]


def merged(lines):
    """Lines of one price become one, which keeps the period and the place of the first."""
    groups = {}
    for line in lines:
        group = groups.setdefault(line.key, [])
        place = next((i for i, known in enumerate(group) if known.unit == line.unit), None)
        if place is None:
            group.append(line)
        else:
            group[place] = group[place].plus(line)
    return groups


def subtracted(lines, others, reversal_name):
    """What lines say that others do not say yet; lines without any amount say nothing."""
    ours, theirs = merged(lines), merged(others)
    result = []
    for key in sorted(set(ours) | set(theirs)):
        rest, part = list(theirs.get(key, [])), []
        for line in ours.get(key, []):
            match = next((other for other in rest if other.unit == line.unit), None)
            if match:
                rest.remove(match)
                line = line.plus(match, -1)
            part.append(line)
        for line in rest:
            zero = line.copy(quantity=Fraction(0), totals=[Fraction(0)] * len(TOTALS))
            part.append(zero.plus(line, -1).copy(child=reversal_name(line)))
        result += sorted(part, key=lambda line: line.unit)
    return [line for line in result if any(line.totals)]


def correction(line):
    return f"{line.name}#correction:detailed_line_id={line.id}"


def booked(lines, phase):
    """In their order, with the names under which later corrections find them."""
    lines = sorted(lines, key=lambda line: (line.period[0], line.index, line.child))
    return [line.copy(index=index, id=f"phase-{phase + 1}-line-{index + 1}")
            for index, line in enumerate(lines)]


def delta(case):
    before = []
    for number_, phase in enumerate(case["phases"]):
        period = (phase["period"]["from"], phase["period"]["to"])
        lines = cumulative(case, period, phase["cumulativeQuantity"])
        lines = subtracted(lines, before, correction)
        lines = booked([line.copy(period=period) for line in lines], number_)
        before += lines
        yield lines


def preserving_periods(case):
    earlier = []  # (period, run, lines) of each phase so far
    for number_, phase in enumerate(case["phases"]):
        period = (phase["period"]["from"], phase["period"]["to"])
        due = []
        known = [entry[0] for entry in earlier] + [period]
        for part, quantity in zip(known, phase["cumulativeQuantityAtEachPeriodEnd"]):
            due += subtracted(cumulative(case, part, quantity), due, lambda line: line.child)
        result = []
        old = [line for entry in earlier for line in entry[2]]
        for part in sorted({line.period for line in due + old}):
            own = [line for line in due if line.period == part]
            paid = [line.copy(child=line.child.split("@[")[0])
                    for line in old if line.period == part]
            if paid:
                own = subtracted(own, paid, correction)
            run = next((entry[1] for entry in earlier if entry[0] == part), None)
            result += [line.copy(run=run, child=f"{line.child}@[{part[0]}..{part[1]}]")
                       for line in own]
        lines = booked(result, number_)
        earlier.append((period, phase.get("runId"), lines))
        yield lines


KINDS = {"delta_phases": delta, "period_preserving_phases": preserving_periods}


def shown(line):
    row = {
        "childId": line.child, "category": line.category, "quantity": plain(line.quantity),
        "perUnitAmount": plain(line.unit), "discounts": None,
        "servicePeriod": {"from": line.period[0], "to": line.period[1]},
    }
    if line.run:
        row["correctsRun"] = line.run
    totals = dict(zip(TOTALS, map(plain, line.totals)))
    return row | {"totals": totals, "total": totals["total"]}


def answer(case):
    """What each phase expects."""
    phases, running = [], Fraction(0)
    for lines in KINDS[case["kind"]](case):
        total = sum((line.totals[-1] for line in lines), Fraction(0))
        running += total
        phases.append({"expectedLines": list(map(shown, lines)), "expectedTotal": plain(total),
                       "cumulativeExpectedTotal": plain(running)})
    return phases


def check(paths):
    asked = wrong = 0
    for path in paths:
        with open(path, encoding="utf-8") as file:
            cases = [case for case in map(json.loads, file) if case["kind"] in KINDS]
        for case in cases:
            asked += 1
            for phase, found in zip(case["phases"], answer(case)):
                for key in found:
                    if key in phase and not same(phase[key], found[key]):
                        wrong += 1
                        print(f"{path}: {case['id']}: {key}: expected "
                              f"{json.dumps(phase[key])}, found {json.dumps(found[key])}")
    print(f"{asked} cases, {wrong} differences")
    return 1 if wrong or not asked else 0


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] != "check":
        sys.exit("usage: correction_oracle.py check FILE...")
    sys.exit(check(sys.argv[2:]))
