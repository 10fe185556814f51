#!/usr/bin/env python3
"""Answers rating cases by the written rules alone, in exact fractions: the tests' second opinion.

The rating engine and this file share no code, so a mistake has to be made twice to stay unseen.
`answer(case)` gives the members of a case that begin with `expected`; where the rules leave the
answer open it raises OpenRule, or leaves the member out (a line's `discounts` are then null).

    python3 Tests/Oracles/rating_oracle.py check FILE...    compares its answers with worked cases
"""

import json
import sys
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

MINOR_DIGITS = {"JPY": 0, "USD": 2, "EUR": 2, "KWD": 3}
LINE_MODES = {  # whether the part begins and ends with the full service period
    "single_per_period": (True, True),
    "mid_period_split": (False, False),
    "last_in_period_split": (False, True),
}
TOTALS = ["amount", "chargesTotal", "discountsTotal", "creditsTotal",
          "taxesInclusiveTotal", "taxesExclusiveTotal", "taxesTotal", "total"]


class OpenRule(Exception):
    """The rules do not settle this case."""


# --- Numbers --------------------------------------------------------------------------------------


def number(text):
    """A decimal of a case; absent and null count as nothing."""
    return Fraction(text or 0)


def plain(value):
    """The shortest decimal text, without exponent."""
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
        if digits > 60:
            raise OpenRule("no finite decimal, and no rule at which digit to stop")
    whole = abs(int(value * 10**digits))
    text = f"{whole:0{digits + 1}d}"
    text = f"{text[:-digits]}.{text[-digits:]}" if digits else text
    return "-" + text if value < 0 else text


def floor_of(value):
    return value.numerator // value.denominator


def ceiling_of(value):
    return -floor_of(-value)


def rounded(value, digits):
    """Half away from zero; without digits nothing is rounded."""
    if digits is None:
        return value
    magnitude = Fraction(floor_of(abs(value) * 10**digits + Fraction(1, 2)), 10**digits)
    return -magnitude if value < 0 else magnitude


# --- Quantities -----------------------------------------------------------------------------------


@dataclass
class Part:
    """What a line bills: usage of its own period, after the usage since the full period began."""

    quantity: Fraction
    before: Fraction
    first: bool
    last: bool


def converted(config, quantity):
    factor = number(config["conversionFactor"])
    return quantity * factor if config.get("operation") == "multiply" else quantity / factor


def invoiced(config, quantity):
    """The converted quantity, rounded at the decimal places of the conversion."""
    value, unit = converted(config, quantity), 10 ** (config.get("precision") or 0)
    rounding = config.get("rounding") or "none"
    if rounding == "ceiling":
        return Fraction(ceiling_of(value * unit), unit)
    if rounding == "floor":
        return Fraction(floor_of(value * unit), unit)
    if rounding == "half_up":
        return Fraction(floor_of(value * unit + Fraction(1, 2)), unit)
    return value


def convert_part(config, part):
    """Each part is converted alone; where the parts then do not add up, the profiles differ."""
    whole = invoiced(config, part.before + part.quantity)
    part.quantity, part.before = invoiced(config, part.quantity), invoiced(config, part.before)
    if part.quantity + part.before != whole:
        raise OpenRule("a conversion whose rounded parts do not add up to the whole")


def discount_usage(free, part):
    """Free units are used up in the order of usage; gives those of this part and those before."""
    used_before = min(free, part.before)
    used_here = min(free - used_before, part.quantity)
    part.before -= used_before
    part.quantity -= used_here
    return used_here, used_before


def packages(quantity, size, rounding="ceiling"):
    return Fraction((floor_of if rounding == "floor" else ceiling_of)(quantity / size))


# --- Tiers ----------------------------------------------------------------------------------------


class Slice(NamedTuple):
    """The part (start, end] of a quantity inside one tier that begins above `floor`."""

    number: int
    tier: dict
    floor: Fraction
    start: Fraction
    end: Fraction


def upper_bound(tier):
    return None if tier.get("upToAmount") is None else number(tier["upToAmount"])


def sorted_tiers(price):
    """By upper bound, the open-ended tier last."""
    return sorted(price["tiers"], key=lambda tier: (upper_bound(tier) is None, upper_bound(tier)))


def slices(price, start, end):
    found, floor = [], Fraction(0)
    for position, tier in enumerate(sorted_tiers(price), 1):
        bound = upper_bound(tier)
        piece_start = max(floor, start)
        piece_end = end if bound is None else min(bound, end)
        if piece_start < piece_end:
            found.append(Slice(position, tier, floor, piece_start, piece_end))
        floor = bound
        if bound is None:
            break
    return found


def find_tier(price, quantity):
    """The tier that holds the whole quantity, counted from 1; the upper bound belongs to it."""
    for position, tier in enumerate(sorted_tiers(price), 1):
        if upper_bound(tier) is None or quantity <= upper_bound(tier):
            return position, tier
    raise ValueError("no open-ended tier")


def units_in_tier(tier, quantity):
    """Some peers price a tier per started package."""
    size = tier.get("x-quantityPerPackage")
    return packages(quantity, number(size)) if size else quantity


# --- Lines ----------------------------------------------------------------------------------------


@dataclass
class Line:
    child_id: str
    quantity: Fraction
    per_unit: Fraction
    category: str = "regular"
    term: str = "in_arrears"
    gross: Fraction = Fraction(0)
    discounts: list = field(default_factory=list)  # (reason, amount)
    credits: list = field(default_factory=list)  # (ref, amount)
    unsettled: bool = False  # whether a discount of nothing is recorded, the rules do not say

    def net(self):
        taken = [amount for _, amount in self.discounts + self.credits]
        return self.gross - sum(taken, Fraction(0))

    def totals(self):
        regular = self.category == "regular"
        discounts = sum((amount for _, amount in self.discounts), Fraction(0))
        credit = sum((amount for _, amount in self.credits), Fraction(0))
        amount, charge = (self.gross, Fraction(0)) if regular else (Fraction(0), self.gross)
        taxes = [Fraction(0)] * 3  # the built-in calculation levies none
        return [amount, charge, discounts, credit, *taxes, self.net()]


def flat_lines(price, part):
    term = price.get("paymentTerm") or "in_advance"
    due = part.first if term == "in_advance" else part.last
    return [Line("flat-price", Fraction(1), number(price["amount"]), term=term)] if due else []


def unit_lines(price, part):
    if part.quantity == 0:
        return []
    return [Line("unit-price-usage", part.quantity, number(price["amount"]))]


def dynamic_lines(price, part, digits):
    if part.quantity == 0:
        return []
    amount = rounded(part.quantity * number(price["multiplier"]), digits)
    return [Line("usage", Fraction(1), amount)]


def package_lines(price, part, rounding):
    size = number(price["quantityPerPackage"])
    before = Fraction(0) if part.first else packages(part.before, size, rounding)
    count = packages(part.before + part.quantity, size, rounding) - before
    return [Line("usage", count, number(price["amount"]))] if count else []


def volume_lines(price, part):
    if not part.last:
        return []
    if part.before:
        raise OpenRule("a volume price is never split, so nothing says what came before")
    _, tier = find_tier(price, part.quantity)
    lines = []
    if tier.get("flatPrice"):
        lines.append(Line("volume-flat-price", Fraction(1), number(tier["flatPrice"]["amount"])))
    if tier.get("unitPrice") and part.quantity:
        units = units_in_tier(tier, part.quantity)
        lines.append(Line("volume-tiered-price", units, number(tier["unitPrice"]["amount"])))
    return lines


def graduated_lines(price, part):
    end = part.before + part.quantity
    pieces = slices(price, part.before, end)
    if end == 0:  # the first tier stands even without usage
        pieces = [Slice(1, sorted_tiers(price)[0], end, end, end)]
    lines = []
    for piece in pieces:
        name = f"graduated-tiered-{piece.number}"
        unit, flat = piece.tier.get("unitPrice"), piece.tier.get("flatPrice")
        if unit:
            units = units_in_tier(piece.tier, piece.end - piece.start)
            lines.append(Line(f"{name}-price-usage", units, number(unit["amount"])))
        # The flat part is the fee for entering the tier; the first tier is entered by the first
        # part, even if that part had no usage.
        entered = part.first if piece.number == 1 else True
        if flat and entered and piece.start == piece.floor:
            lines.append(Line(f"{name}-flat-price", Fraction(1), number(flat["amount"])))
    return lines


def priced_lines(price, part, digits, package_rounding="ceiling"):
    if price["type"] == "flat":
        lines = flat_lines(price, part)
    elif price["type"] == "unit":
        lines = unit_lines(price, part)
    elif price["type"] == "dynamic":
        lines = dynamic_lines(price, part, digits)
    elif price["type"] == "package":
        lines = package_lines(price, part, package_rounding)
    elif price["type"] == "tiered":
        lines = (volume_lines if price["mode"] == "volume" else graduated_lines)(price, part)
    else:
        raise ValueError(f"unknown price {price['type']}")
    for line in lines:
        line.gross = rounded(line.quantity * line.per_unit, digits)
    return lines


# --- Discounts, commitments, credits --------------------------------------------------------------


def discount_percentage(lines, percentage, digits):
    for line in lines:
        amount = rounded(line.gross * percentage / 100, digits)
        if amount:
            line.discounts.append(("ratecard_percentage", amount))
        line.unsettled |= amount == 0


def cap_spend(lines, maximum, billed):
    """Takes off each line what would carry the period's net sum over the maximum."""
    for line in lines:
        net = line.net()
        excess = min(net, max(Fraction(0), billed + net - maximum))
        if net == 0 and billed > maximum:
            raise OpenRule("a line of nothing after more than the maximum was billed")
        line.unsettled |= net == 0 and billed == maximum
        if excess:
            line.discounts.append(("maximum_spend", excess))
        billed += net - excess


def minimum_line(lines, minimum, billed, digits):
    missing = minimum - billed - sum((line.net() for line in lines), Fraction(0))
    if missing <= 0:
        return []
    amount = rounded(missing, digits)
    if amount == 0:
        raise OpenRule("a missing minimum that rounds to nothing")
    return [Line("min-spend", Fraction(1), amount, category="commitment", gross=amount)]


def apply_credits(lines, credits):
    for credit in credits:
        left = number(credit["amount"])
        for line in lines:
            amount = min(left, line.net())
            if amount > 0:
                line.credits.append((credit.get("ref"), amount))
                left -= amount
        if left:
            raise OpenRule("credit is left over: an error whose name is not given")


class Terms(NamedTuple):
    """What stands around the price; the name of each is that of the case."""

    digits: int | None
    usage: Fraction = Fraction(0)
    percentage: str | None = None
    billed: Fraction = Fraction(0)
    conversion: dict | None = None
    package_rounding: str = "ceiling"
    keeps_minimum: bool = True
    credits: tuple = ()


def rate(price, part, terms):
    """The detailed lines of one part of a period; the order of the steps is fixed."""
    metered = price["type"] != "flat"
    if terms.conversion and price["type"] in ("unit", "tiered"):
        convert_part(terms.conversion, part)
    if terms.usage and metered:
        discount_usage(terms.usage, part)
    lines = priced_lines(price, part, terms.digits, terms.package_rounding)
    if terms.percentage is not None:
        discount_percentage(lines, number(terms.percentage), terms.digits)
    if metered and number(price.get("maximumAmount")):
        cap_spend(lines, number(price["maximumAmount"]), terms.billed)
    if metered and part.last and terms.keeps_minimum:
        lines += minimum_line(lines, number(price.get("minimumAmount")), terms.billed, terms.digits)
    apply_credits(lines, terms.credits)
    return lines


def net_total(lines):
    return sum((line.net() for line in lines), Fraction(0))


# --- Answers, by kind -----------------------------------------------------------------------------


def rated(case):
    discounts, options = case.get("discounts") or {}, case.get("options") or []
    first, last = LINE_MODES[case["lineMode"]]
    part = Part(number(case["quantity"]), number(case.get("preLineQuantity")), first, last)
    return rate(case["price"], part, Terms(
        digits=MINOR_DIGITS[case["currency"]],
        usage=number(discounts.get("usage")),
        percentage=discounts.get("percentage"),
        billed=number(case.get("previouslyBilledAmount")),
        conversion=case.get("unitConfig") if case.get("unitConfigEnabled") else None,
        keeps_minimum="ignore_minimum_commitment" not in options,
        credits=() if "disable_credits" in options else tuple(case.get("creditsToApply") or ()),
    ))


def named_totals(values):
    return {name: plain(value) for name, value in zip(TOTALS, values)}


def shown(line):
    recorded = [{"reason": reason, "amount": plain(amount)} for reason, amount in line.discounts]
    row = {
        "childId": line.child_id,
        "category": line.category,
        "quantity": plain(line.quantity),
        "perUnitAmount": plain(line.per_unit),
        "paymentTerm": line.term,
        "discounts": None if line.unsettled else recorded,
    }
    if line.credits:
        row["creditsApplied"] = [{"amount": plain(amount), "ref": ref}
                                 for ref, amount in line.credits]
    if line.category == "commitment":  # a minimum is owed for the whole period
        row["period"] = "full_service_period"
    return row | {"totals": named_totals(line.totals()), "total": plain(line.net())}


def single_line(case):
    lines = rated(case)
    sums = [sum(column) for column in zip([Fraction(0)] * len(TOTALS),
                                          *(line.totals() for line in lines))]
    return {"expectedLines": [shown(line) for line in lines],
            "expectedTotals": named_totals(sums), "expectedTotal": plain(sums[-1])}


def single_line_total(case):
    return {"expectedTotal": plain(net_total(rated(case)))}


def unit_config(case):
    config, quantity = case["unitConfig"], number(case["quantity"])
    result = {"expectedInvoiced": plain(invoiced(config, quantity))}
    try:
        return {"expectedConverted": plain(converted(config, quantity))} | result
    except OpenRule:
        return result


def usage_discount(case):
    part = Part(number(case["quantity"]), number(case.get("preLineQuantity")), True, True)
    free, had_usage = number(case["usageDiscount"]), part.quantity > 0
    used_here, used_before = discount_usage(free, part)
    result = {"expectedQuantity": plain(part.quantity),
              "expectedPreLineQuantity": plain(part.before)}
    if used_here:
        result["expectedLineDiscountQuantity"] = plain(used_here)
        if used_before:  # otherwise 0 or null, the rules do not say which
            result["expectedLineDiscountPreLineQuantity"] = plain(used_before)
    elif had_usage or free == used_before:
        result["expectedLineDiscountQuantity"] = None
        result["expectedLineDiscountPreLineQuantity"] = None
    return result


def graduated_price(case, quantity):
    """In one line and first of its period; rounding each line or the sum must be the same."""
    part = Part(quantity, Fraction(0), True, True)
    total = net_total(priced_lines(case["price"], part, None))
    if total != net_total(priced_lines(case["price"], part, MINOR_DIGITS[case["currency"]])):
        raise OpenRule("whether the total of tiers is rounded")
    return plain(total)


def graduated_total(case):
    return {"expectedTotal": graduated_price(case, number(case["quantity"]))}


def graduated_range_split(case):
    start, end = number(case["fromQuantityExclusive"]), number(case["toQuantityInclusive"])
    if end == 0:
        raise OpenRule("whether no usage at all is a slice of the first tier")
    ranges = [{"tier": piece.number, "fromQuantityExclusive": plain(piece.start),
               "toQuantityInclusive": plain(piece.end)}
              for piece in slices(case["price"], start, end)]
    return {"expectedRanges": ranges, "expectedTotalUpToToQuantity": graduated_price(case, end)}


def volume_find_tier(case):
    return {"expectedTier": find_tier(case["price"], number(case["quantity"]))[0]}


def package_count(case):
    count = packages(number(case["quantity"]), number(case["quantityPerPackage"]))
    return {"expectedPackages": plain(count)}


def currency_rounding(case):
    return {"expected": plain(rounded(number(case["amount"]), case["precision"]))}


def seconds(period):
    start, end = (datetime.fromisoformat(period[edge]) for edge in ("from", "to"))
    length = end - start
    return length.days * 86_400 + length.seconds


def proration_amount(case):
    service, full = seconds(case["servicePeriod"]), seconds(case["fullServicePeriod"])
    ratio = Fraction(service, full) if service else Fraction(1)  # an instant is not prorated
    amount = rounded(number(case["fullAmount"]) * ratio, MINOR_DIGITS[case["currency"]])
    return {"expectedAmount": plain(amount)} if amount else {"expectLineDropped": True}


def peer_total(given, digits):
    before = number(given.get("preQuantity"))
    billed = number(given.get("billedBefore"))
    part = Part(number(given["quantity"]) - before, before,
                first=before == 0 and billed == 0, last=given.get("lastInPeriod", True))
    return net_total(rate(given["price"], part, Terms(
        digits, number(given.get("usageDiscount")), given.get("percentageDiscount"), billed,
        given.get("unitConfig"), given.get("packageRounding", "ceiling"))))


def peer_rate(case):
    """The peers round lines, sums or running sums: only where all agree is there one answer."""
    given = case["input"]
    exact = peer_total(given, None)
    if given.get("rounding") == "none":
        return {"expected": {"total": plain(exact)}}
    total = peer_total(given, 2)
    if total != (exact if number(given.get("preQuantity")) else rounded(exact, 2)):
        raise OpenRule("whether lines or their sum are rounded")
    return {"expected": {"total": plain(total)}}


KINDS = {
    "single_line": single_line, "single_line_total": single_line_total,
    "unit_config": unit_config, "usage_discount": usage_discount, "package_count": package_count,
    "volume_find_tier": volume_find_tier, "graduated_total": graduated_total,
    "graduated_range_split": graduated_range_split, "currency_rounding": currency_rounding,
    "proration_amount": proration_amount, "rate": peer_rate,
}


def answer(case):
    return KINDS[case["kind"]](case)


# --- Check ----------------------------------------------------------------------------------------


def same(expected, found):
    """Decimals compare as numbers. Only what is expected counts; discounts of null are nothing."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return all(same(value, found.get(key)) or key == "discounts" and None in
                   (value, found.get(key)) for key, value in expected.items())
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(map(same, expected, found))
    try:
        return Fraction(expected) == Fraction(found)
    except (TypeError, ValueError):
        return expected == found


def differences(case):
    try:
        found = answer(case)
    except OpenRule as reason:
        return [f"no answer: {reason}"]
    return [f"{key}: expected {json.dumps(value)}, found {json.dumps(found.get(key))}"
            for key, value in case.items()
            if key.startswith("expect") and not same(value, found.get(key))]


def check(paths):
    asked = wrong = 0
    for path in paths:
        with open(path, encoding="utf-8") as file:
            cases = [case for case in map(json.loads, file) if case["kind"] in KINDS]
        for case in cases:
            found = differences(case)
            asked, wrong = asked + 1, wrong + bool(found)
            for line in found:
                print(f"{path}: {case['id']}: {line}")
    print(f"{asked} cases, {wrong} with differences")
    return 1 if wrong or not asked else 0


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] != "check":
        sys.exit("usage: rating_oracle.py check FILE...")
    sys.exit(check(sys.argv[2:]))
