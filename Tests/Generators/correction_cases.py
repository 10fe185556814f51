#!/usr/bin/env python3
"""Writes random cases of late usage, with the answers of Tests/Oracles/correction_oracle.py.

Quantities sit on the bounds of tiers and packages, come late, and now and then shrink. Only cases
that correct something are kept.

    python3 Tests/Generators/correction_cases.py --seed N --count 120 OUT

The file that the tests read is Tests/DaybookTests/Data/cases/corrections.jsonl, of seed 20261121.
"""

import argparse
import json
import random
import sys
from fractions import Fraction
from pathlib import Path

sys.dont_write_bytecode = True  # A cache beside the sources would show up as an untracked file.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Oracles"))

from correction_oracle import answer

AMOUNTS = ["0", "1", "2", "3", "5", "10", "15", "0.333", "1.005", "0.5", "100"]
QUANTITIES = ["0", "0", "1", "2.5", "3", "4", "5", "6", "9", "10", "10.5", "11", "14", "15", "16",
              "20", "22", "25"]
BOUNDS = [["5", "10", "15", None], ["15", None], ["10", None], [None]]
CUTS = [f"2025-{day}T00:00:00Z" for day in ("01-01", "01-10", "01-20", "01-25", "02-01")]
# No rule of these cases levies a tax or applies a credit.
LEFT_OUT = ("creditsTotal", "taxesInclusiveTotal", "taxesExclusiveTotal", "taxesTotal")


def tier(dice, bound):
    parts = dice.choice([("flat",), ("unit",), ("flat", "unit")])
    row = {f"{part}Price": {"type": part, "amount": dice.choice(AMOUNTS)} for part in parts}
    return row if bound is None else {"upToAmount": bound} | row


def price(dice):
    kind = dice.choice(["unit", "dynamic", "package", "graduated", "graduated", "volume", "volume"])
    amount = dice.choice(AMOUNTS)
    if kind == "unit":
        form = {"type": kind, "amount": amount}
    elif kind == "dynamic":
        form = {"type": kind, "multiplier": dice.choice(["1", "1.3333", "0.5"])}
    elif kind == "package":
        size = dice.choice(["1", "5", "10"])
        form = {"type": kind, "amount": amount, "quantityPerPackage": size}
    else:
        tiers = [tier(dice, bound) for bound in dice.choice(BOUNDS)]
        form = {"type": "tiered", "mode": kind, "tiers": tiers}
    if dice.random() < 0.3:
        form["maximumAmount"] = dice.choice(["10", "50", "100"])
    if dice.random() < 0.3:
        form["minimumAmount"] = dice.choice(["5", "10"])
    return form


def discounts(dice):
    form = {}
    if dice.random() < 0.25:
        form["percentage"] = dice.choice(["10", "33.3", "100"])
    if dice.random() < 0.25:
        form["usage"] = dice.choice(["2", "10"])
    return form


def later(dice, text):
    """A quantity as it is known one phase later."""
    more = Fraction(text) + dice.choice([0, 0, 1, 2, 6])
    return str(more) if more.denominator == 1 else text


def phases(dice, late):
    count = dice.randint(2, 4)
    # Some periods are still running after their last phase: then no minimum is owed.
    cuts = CUTS[:count] + [CUTS[-1]] if dice.random() < 0.7 else CUTS[: count + 1]
    result, known = [], []
    for index, (start, end) in enumerate(zip(cuts, cuts[1:])):
        known = [later(dice, quantity) for quantity in known] + [dice.choice(QUANTITIES)]
        if dice.random() < 0.7:
            known.sort(key=Fraction)
        phase = {"period": {"from": start, "to": end}}
        if late:
            phase |= {"cumulativeQuantityAtEachPeriodEnd": list(known), "runId": f"run-{index + 1}"}
        else:
            phase["cumulativeQuantity"] = known[-1]
        result.append(phase)
    return result


def case(dice):
    late = dice.random() < 0.5
    form = {
        "kind": "period_preserving_phases" if late else "delta_phases",
        "currency": "USD", "price": price(dice), "discounts": discounts(dice),
        "fullServicePeriod": {"from": CUTS[0], "to": CUTS[-1]}, "phases": phases(dice, late),
    }
    for phase, found in zip(form["phases"], answer(form)):
        phase |= found
        for line in phase["expectedLines"]:
            line["totals"] = {key: value for key, value in line["totals"].items()
                              if key not in LEFT_OUT}
    return form


def corrects(form):
    return any(line["quantity"].startswith("-") or "correctsRun" in line
               for phase in form["phases"] for line in phase["expectedLines"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("out")
    options = parser.parse_args()
    dice, count = random.Random(options.seed), 0
    with open(options.out, "w", encoding="utf-8") as file:
        while count < options.count:
            form = case(dice)
            if corrects(form):
                count += 1
                row = {"id": f"correction-{count}"} | form
                file.write(json.dumps(row, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
