#!/usr/bin/env python3
"""Writes random cases for the rating engine, with the answers of Tests/Oracles/rating_oracle.py.

The inputs sit where rating goes wrong: on the bounds of tiers, at no usage and at 10^15 of it, at
half cents, at the very maximum. A case whose answer the rules leave open is thrown away.

    python3 Tests/Generators/rating_cases.py --seed N --count 10000 OUT    writes the cases to OUT
    python3 Tests/Generators/rating_cases.py --check FILE                  answers FILE's cases anew

The file that the tests read is Tests/DaybookTests/Data/cases/oracle.jsonl, of seed 20261122.
"""

import argparse
import json
import random
import sys
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path

sys.dont_write_bytecode = True  # A cache beside the sources would show up as an untracked file.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Oracles"))

from rating_oracle import MINOR_DIGITS, OpenRule, answer, converted, floor_of, plain, rounded
from rating_oracle import upper_bound

# What goes beyond may be refused instead of rated.
MOST_DIGITS = 34
MOST_MONEY = 10**21
# No rule of these cases levies a tax: asserting three zeros at each line would add a megabyte.
LEFT_OUT = ("taxesInclusiveTotal", "taxesExclusiveTotal", "taxesTotal")
PRICE_TYPES = {"unit": 28, "graduated": 26, "volume": 14, "package": 14, "dynamic": 10, "flat": 8}
KINDS = {"single_line": 60, "rate": 20, "proration_amount": 8, "unit_config": 3,
         "usage_discount": 3, "graduated_total": 2, "graduated_range_split": 2,
         "volume_find_tier": 2}
CURRENCIES = {"USD": 5, "EUR": 2, "JPY": 2, "KWD": 2}


class TooLong(Exception):
    """A case with a number that need not fit."""


def weighted(dice, table):
    return dice.choices(list(table), list(table.values()))[0]


def chance(dice, percent):
    return dice.randrange(100) < percent


# --- Numbers --------------------------------------------------------------------------------------


def fraction(dice, digits):
    return Fraction(dice.randrange(1, 10**digits), 10**digits)


def quantity(dice):
    kind = dice.randrange(10)
    if kind == 0:
        return Fraction(0)
    if kind <= 3:
        return Fraction(dice.randrange(1, 40))
    if kind == 4:
        return Fraction(dice.randrange(1, 10**6))
    if kind == 5:
        return dice.randrange(1000) + fraction(dice, dice.choice([1, 3, 6, 12]))
    if kind == 6:
        return Fraction(dice.randrange(1, 2000), 4)
    if kind == 7:
        return fraction(dice, 12)
    if kind == 8:
        return Fraction(10**15 + dice.choice([-1, 0, 1, dice.randrange(10**15)]))
    return 10**15 + fraction(dice, 12)


def unit_amount(dice):
    kind = dice.randrange(9)
    if kind == 0:
        return Fraction(0)
    if kind <= 2:
        return Fraction(dice.randrange(1, 100))
    if kind == 3:
        return Fraction(dice.randrange(1, 10**5), 100)
    if kind == 4:  # half of a minor unit, for each number of minor digits
        return dice.randrange(20) + Fraction(5, 10 ** dice.choice([1, 3, 4]))
    if kind == 5:
        return Fraction(dice.randrange(1, 10), 10**9)
    if kind == 6:
        return dice.randrange(10) + fraction(dice, dice.choice([4, 9, 12]))
    if kind == 7:
        return Fraction(dice.randrange(1, 1000), 1000)
    return Fraction(dice.choice([1, 10**6]))


def whole_cents(dice):
    return Fraction(dice.randrange(3000), 100)


def fee(dice):
    """A flat amount above zero: no rule says whether a fee of nothing makes a line."""
    return dice.choice([Fraction(dice.randrange(1, 500)), Fraction(dice.randrange(1, 10**5), 100),
                        dice.randrange(50) + Fraction(5, 1000), Fraction(1, 10**9)])


def percentage(dice):
    return plain(dice.choice([Fraction(0), Fraction(100), Fraction(50), Fraction(100, 8),
                              Fraction(dice.randrange(1, 100)),
                              Fraction(dice.randrange(1, 10**5), 1000)]))


def minor(dice, most, digits):
    return Fraction(dice.randrange(most * 10**digits), 10**digits)


def fit(*factors):
    """The digits of a product are at most those of its factors."""
    if sum(len(plain(factor).replace(".", "").strip("-0")) for factor in factors) > MOST_DIGITS:
        raise TooLong


def fit_conversion(config, *quantities):
    for used in quantities:
        fit(used, Fraction(config["conversionFactor"]))
        try:
            fit(converted(config, used))
        except OpenRule:
            pass  # a quotient without end, which a rounding rule makes definite


# --- Prices ---------------------------------------------------------------------------------------


def bounds(dice, count):
    found = set()
    while len(found) < count:
        found.add(dice.choice([
            Fraction(dice.randrange(1, 30)), Fraction(dice.randrange(1, 100) * 10),
            Fraction(dice.randrange(1, 300), 8), dice.randrange(20) + fraction(dice, 12),
            Fraction(10**15), Fraction(10 ** dice.randrange(3, 10)),
        ]))
    return sorted(found)


def tiers(dice, unit, flat):
    found = []
    for bound in [*bounds(dice, dice.choice([0, 1, 1, 2, 2, 3, 4])), None]:
        tier = {} if bound is None else {"upToAmount": plain(bound)}
        parts = dice.choice(["unit", "unit", "flat", "both"])
        if parts != "unit":
            tier["flatPrice"] = {"type": "flat", "amount": plain(flat(dice))}
        if parts != "flat":
            tier["unitPrice"] = {"type": "unit", "amount": plain(unit(dice))}
        if chance(dice, 10):  # null says the same as absent
            tier = {"flatPrice": None, "unitPrice": None} | tier
        found.append(tier)
    dice.shuffle(found)
    return found


def price_of(dice, kind, unit=unit_amount, flat=fee):
    if kind in ("graduated", "volume"):
        return {"type": "tiered", "mode": kind, "tiers": tiers(dice, unit, flat)}
    if kind == "dynamic":
        return {"type": "dynamic", "multiplier": plain(unit(dice))}
    price = {"type": kind, "amount": plain(unit(dice))}
    if kind == "package":
        size = dice.choice([Fraction(1), Fraction(10), Fraction(1000), Fraction(3), Fraction(5, 2),
                            fraction(dice, 12)])
        price["quantityPerPackage"] = plain(size)
    if kind == "flat" and chance(dice, 70):
        price["paymentTerm"] = dice.choice(["in_advance", "in_arrears"])
    return price


def totalled_price(dice, kind):
    """Where only the total counts, a tier may be entered for nothing. Often in whole cents, as no
    rule says whether such a total is rounded once or line by line."""
    if chance(dice, 65):
        return price_of(dice, kind, whole_cents, whole_cents)
    return price_of(dice, kind)


def edges(price):
    """The quantities at which the price changes, with their neighbours."""
    if price["type"] == "package":
        size = Fraction(price["quantityPerPackage"])
        turns = [size, 2 * size, 10 * size]
    else:
        turns = [upper_bound(tier) for tier in price.get("tiers", [])]
    grain = Fraction(1, 10**12)
    near = [turn + step for turn in turns if turn for step in (0, 0, 0, -grain, grain, 1)]
    return near


def amount_used(dice, price):
    turns = edges(price)
    if chance(dice, 7):
        return Fraction(0)
    if turns and chance(dice, 30):  # beyond a bound or some way below the next
        return Fraction(floor_of(dice.choice(turns)) + dice.randrange(20))
    return dice.choice(turns) if turns and chance(dice, 60) else quantity(dice)


def conversion(dice, roundings=("none", "ceiling", "floor", "half_up")):
    """Factors of 3 and 7 divide without end; only a rounding rule makes their answer definite."""
    factor = dice.choice([Fraction(1000), Fraction(1024), Fraction(1), Fraction(60), Fraction(3),
                          Fraction(7), Fraction(1, 1000), Fraction(5, 2), Fraction(10**9)])
    return {"operation": dice.choice(["multiply", "divide", "divide"]),
            "conversionFactor": plain(factor), "rounding": dice.choice(roundings),
            "precision": dice.choice([0, 0, 0, 1, 2, 6])}


# --- Single lines ---------------------------------------------------------------------------------


def usage(dice, price, mode):
    """The quantities before the line and in it, often such that they end on a bound."""
    ends = sorted([amount_used(dice, price), amount_used(dice, price)])
    # A volume price is never split, so there is nothing before its last part.
    if mode == "single_per_period" or price.get("mode") == "volume":
        return Fraction(0), dice.choice(ends)
    return ends[0], ends[1] - ends[0]


def around(dice, total, digits):
    """An amount that a sum hits, just misses, or goes far beyond."""
    cent = Fraction(1, 10**digits)
    found = dice.choice([total, total, total + cent, total - cent, total / 2, total / 3, total * 2,
                         minor(dice, 500, digits), Fraction(100)])
    return max(cent, rounded(found, digits))


def add_commitments(dice, case, digits):
    """The maximum is in minor units: no rule rounds what is taken off above it."""
    price, total = case["price"], Fraction(answer(case)["expectedTotal"])
    billed = Fraction(0)
    if case["lineMode"] != "single_per_period" and chance(dice, 60):
        billed = rounded(dice.choice([total, total / 2, minor(dice, 300, digits)]), digits)
    which = dice.choice(["minimum", "maximum", "both", "equal"])
    maximum = around(dice, total + billed, digits)
    minimum = dice.choice([around(dice, total + billed, digits), minor(dice, 900, digits + 1)])
    if which == "equal":
        minimum = maximum
    if which == "both":
        minimum = min(minimum, maximum)
    if which != "minimum":
        price["maximumAmount"] = plain(maximum)
        if billed and chance(dice, 25):
            billed = maximum + dice.choice([Fraction(0), Fraction(1, 10**digits), Fraction(50)])
    if which != "maximum":
        price["minimumAmount"] = plain(minimum)
    if billed:
        case["previouslyBilledAmount"] = plain(billed)


def add_credits(dice, case, digits):
    """At most what the lines come to: what is left over would be an error."""
    total = Fraction(answer(case)["expectedTotal"])
    left = dice.choice([total, total, rounded(total / 2, digits)])
    credits = []
    for index in range(dice.randrange(1, 4)):
        part = left if chance(dice, 40) else rounded(left * dice.randrange(1, 100) / 100, digits)
        part = min(part, left)
        if part > 0:
            credits.append({"amount": plain(part), "ref": f"c{index}"})
            left -= part
    if credits:
        case["creditsToApply"] = credits


def add_conversion(dice, case):
    case["unitConfig"] = conversion(dice)
    case["unitConfigEnabled"] = True
    quantities = [Fraction(case[name]) for name in ("quantity", "preLineQuantity")]
    fit_conversion(case["unitConfig"], *quantities, sum(quantities))


def add_discounts(dice, case, kind):
    discounts = {}
    if chance(dice, 30):
        discounts["percentage"] = percentage(dice)
    # A dynamic price takes what the events bring; what is free of it, the rules do not say.
    if kind not in ("flat", "dynamic") and chance(dice, 25):
        free = dice.choice([Fraction(10), amount_used(dice, case["price"]), quantity(dice)])
        if free > 0:
            discounts["usage"] = plain(free)
            if chance(dice, 50):  # so that what is left ends where it did before
                case["quantity"] = plain(Fraction(case["quantity"]) + free)
    if discounts:
        case["discounts"] = discounts


def single_line(dice):
    currency, kind = weighted(dice, CURRENCIES), weighted(dice, PRICE_TYPES)
    digits, price = MINOR_DIGITS[currency], price_of(dice, kind)
    mode = dice.choice(["single_per_period"] * 2 + ["mid_period_split", "last_in_period_split"])
    before, used = (Fraction(0), Fraction(1)) if kind == "flat" else usage(dice, price, mode)
    case = {"kind": "single_line", "currency": currency, "price": price, "lineMode": mode,
            "quantity": plain(used), "preLineQuantity": plain(before),
            "previouslyBilledAmount": "0"}
    add_discounts(dice, case, kind)
    if kind in ("unit", "graduated", "volume") and chance(dice, 12):
        add_conversion(dice, case)
    if kind != "flat" and chance(dice, 45):
        add_commitments(dice, case, digits)
    options = [name for name in ("ignore_minimum_commitment", "disable_credits") if chance(dice, 6)]
    if options:
        case["options"] = options
    if chance(dice, 12 if "disable_credits" not in options else 60):
        add_credits(dice, case, digits)
    fit_lines(case)
    return case


def fit_lines(case):
    for line in answer(case)["expectedLines"]:
        fit(Fraction(line["quantity"]), Fraction(line["perUnitAmount"]))
        if Fraction(line["quantity"]) * Fraction(line["perUnitAmount"]) > MOST_MONEY:
            raise TooLong
    if case["price"]["type"] == "dynamic":
        fit(Fraction(case["quantity"]), Fraction(case["price"]["multiplier"]))
    fit(Fraction(case["quantity"]) + Fraction(case["preLineQuantity"]))


# --- Rates of the peers ---------------------------------------------------------------------------


def rate(dice):
    kind = dice.choice(["unit", "graduated", "graduated", "volume", "package", "dynamic"])
    price = totalled_price(dice, kind)
    given = {"price": price, "quantity": plain(amount_used(dice, price))}
    # What is converted or packed in a split tier, or packed downwards, is asked of whole periods.
    if chance(dice, 35):
        add_peculiarity(dice, given, kind)
    elif kind != "volume" and chance(dice, 30):
        add_part(dice, given)
    if chance(dice, 20):
        given["percentageDiscount"] = percentage(dice)
    if kind != "dynamic" and chance(dice, 20):
        given["usageDiscount"] = plain(dice.choice([Fraction(10), Fraction(5, 2)]))
    if kind != "dynamic" and chance(dice, 15):  # a dynamic amount is rounded before all else
        given["rounding"] = "none"
    if chance(dice, 30):
        total = Fraction(answer({"kind": "rate", "input": given})["expected"]["total"])
        billed = Fraction(given.get("billedBefore", 0))
        limits = sorted(around(dice, total + billed, 2) for _ in range(2))
        for name, limit in zip(("minimumAmount", "maximumAmount"), limits):
            if chance(dice, 60):
                price[name] = plain(limit)
    if chance(dice, 12):
        given["lastInPeriod"] = chance(dice, 30)
    fit_rate(given)
    return {"input": given}


def add_part(dice, given):
    """Usage before, and money for it: with neither, the part is the first of its period."""
    before, end = sorted([Fraction(given["quantity"]), amount_used(dice, given["price"])])
    given["quantity"], given["preQuantity"] = plain(end), plain(before)
    given["billedBefore"] = plain(minor(dice, 300, 2) + Fraction(1, 100))


def add_peculiarity(dice, given, kind):
    price = given["price"]
    if kind == "package":
        given["packageRounding"] = dice.choice(["ceiling", "floor", "floor"])
    elif kind == "dynamic":
        return
    elif kind != "unit" and chance(dice, 60):
        for tier in price["tiers"]:
            if tier.get("unitPrice") and chance(dice, 80):
                tier["x-quantityPerPackage"] = dice.choice(["1", "10", "100", "1000", "2.5"])
    else:
        config = conversion(dice, ("ceiling", "floor", "half_up"))
        given["unitConfig"] = config | {"operation": "divide"}
        fit_conversion(given["unitConfig"], Fraction(given["quantity"]))


def fit_rate(given):
    """Whichever tier the quantity falls into."""
    price, used = given["price"], Fraction(given["quantity"])
    prices = [tier.get("unitPrice") or {} for tier in price.get("tiers", [])]
    for each in [price, *prices]:
        fit(used, Fraction(each.get("amount", 0)), Fraction(given.get("percentageDiscount", 0)))
        fit(used, Fraction(each.get("multiplier", 0)), Fraction(given.get("percentageDiscount", 0)))
        if used * Fraction(each.get("amount", 0)) > MOST_MONEY:
            raise TooLong


# --- The other kinds ------------------------------------------------------------------------------


def shown(instant):
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def proration_amount(dice):
    length = dice.choice([28, 29, 30, 31, 90, 91, 365, 366, 7]) * 86_400 + dice.choice(
        [0, 0, 0, -3_600, 3_600])  # a local month may hold a day of 23 or 25 hours
    start = datetime(2020, 1, 1, tzinfo=timezone.utc) + timedelta(
        days=dice.randrange(3_000), seconds=dice.choice([0, 0, 79_200, dice.randrange(86_400)]))
    grain = dice.choice([86_400, 86_400, 3_600, 1])
    cuts = sorted(dice.randrange(length // grain + 1) * grain for _ in range(2))
    if chance(dice, 40):
        cuts[dice.randrange(2)] = None
    begin = 0 if cuts[0] is None else cuts[0]
    end = length if cuts[1] is None else cuts[1]
    amount = dice.choice([fee(dice), Fraction(dice.randrange(1, 10**4)), Fraction(10**15 + 1),
                          minor(dice, 1000, 2) + Fraction(1, 100), unit_amount(dice)])
    if amount == 0:  # free already before it is prorated
        raise OpenRule("a flat price of nothing")

    def period(first, last):
        return {"from": shown(start + timedelta(seconds=first)),
                "to": shown(start + timedelta(seconds=last))}

    return {"currency": weighted(dice, CURRENCIES), "fullAmount": plain(amount),
            "servicePeriod": period(begin, end), "fullServicePeriod": period(0, length)}


def unit_config(dice):
    config = conversion(dice)
    factor = Fraction(config["conversionFactor"])
    tie = (dice.randrange(1000) + Fraction(1, 2)) / 10 ** config["precision"]
    whole = tie * factor if config["operation"] == "divide" else tie / factor
    used = dice.choice([whole, quantity(dice), quantity(dice), dice.randrange(100) * factor])
    fit_conversion(config, used)
    return {"unitConfig": config, "quantity": plain(used)}


def usage_discount(dice):
    free = quantity(dice) or Fraction(10)
    before, used = quantity(dice), quantity(dice)
    before = dice.choice([before, Fraction(0), free, free / 2, free + 1])
    used = dice.choice([used, free, max(Fraction(0), free - before), free * 2])
    return {"quantity": plain(used), "preLineQuantity": plain(before), "usageDiscount": plain(free)}


def graduated_total(dice):
    price = totalled_price(dice, "graduated")
    case = {"currency": "USD", "price": price, "quantity": plain(amount_used(dice, price))}
    fit_rate(case)
    return case


def graduated_range_split(dice):
    price = totalled_price(dice, "graduated")
    start, end = sorted([amount_used(dice, price), amount_used(dice, price)])
    fit_rate({"price": price, "quantity": plain(end)})
    return {"currency": "USD", "price": price, "fromQuantityExclusive": plain(start),
            "toQuantityInclusive": plain(end)}


def volume_find_tier(dice):
    price = totalled_price(dice, "volume")
    return {"price": price, "quantity": plain(amount_used(dice, price))}


# --- Files ----------------------------------------------------------------------------------------

MAKERS = {"single_line": single_line, "rate": rate, "proration_amount": proration_amount,
          "unit_config": unit_config, "usage_discount": usage_discount,
          "graduated_total": graduated_total, "graduated_range_split": graduated_range_split,
          "volume_find_tier": volume_find_tier}


def kinds_in_share(dice, count):
    """As many of each kind as its share says, in an order that mixes them."""
    whole = sum(KINDS.values())
    found = [kind for kind, share in KINDS.items() for _ in range(count * share // whole)]
    found += ["single_line"] * (count - len(found))
    dice.shuffle(found)
    return found


def with_answer(inputs):
    case = inputs | answer(inputs)
    for rows in [case, *case.get("expectedLines", [])]:
        for totals in (rows.get("totals"), rows.get("expectedTotals")):
            for name in LEFT_OUT if totals else ():
                del totals[name]
    return case


def settled_case(dice, kind, identifier):
    while True:
        try:
            return with_answer({"id": identifier, "kind": kind} | MAKERS[kind](dice))
        except (OpenRule, TooLong):
            continue


def compact(case):
    return json.dumps(case, separators=(",", ":"))


def write(path, seed, count):
    dice = random.Random(seed)
    cases = [settled_case(dice, kind, f"o{index}")
             for index, kind in enumerate(kinds_in_share(dice, count), 1)]
    text = "".join(compact(case) + "\n" for case in cases)
    Path(path).write_text(text, encoding="utf-8")
    print(f"{count} cases, {len(text)} bytes")


def check(path):
    wrong = 0
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    for line in lines:
        case = json.loads(line)
        inputs = {name: value for name, value in case.items() if not name.startswith("expect")}
        try:
            anew = compact(with_answer(inputs))
        except OpenRule as reason:
            anew = f"no answer: {reason}"
        if anew != line:
            wrong += 1
            print(f"{case['id']}:\n  stands {line}\n  anew   {anew}")
    print(f"{len(lines)} cases, {wrong} that differ")
    return 1 if wrong or not lines else 0


def main():
    words = argparse.ArgumentParser(description="random cases for the rating engine")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--count", type=int, default=10_000)
    words.add_argument("--check", metavar="FILE")
    words.add_argument("out", nargs="?", metavar="OUT")
    given = words.parse_args()
    if (given.check is None) == (given.out is None):
        words.error("either OUT or --check FILE")
    if given.check:
        return check(given.check)
    write(given.out, given.seed, given.count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
