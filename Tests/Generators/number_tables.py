#!/usr/bin/env python3
"""Writes the number tables of DaybookCoreTests with Python's decimal as the oracle.

Each row: operation, operands, scale, rule, expected result or the name of the error.
Run it from anywhere; it writes Tests/DaybookCoreTests/Data/Numbers-*.tsv, the same bytes each time.
"""
import decimal
import pathlib
import random
from decimal import Decimal

DATA = pathlib.Path(__file__).parent.parent / "DaybookCoreTests" / "Data"
LIMIT = 10**38
EXACT = decimal.Context(prec=400, Emax=10**6, Emin=-(10**6), traps=[decimal.Inexact])
WIDE = decimal.Context(prec=400, Emax=10**6, Emin=-(10**6))
RULES = {
    "halfAwayFromZero": decimal.ROUND_HALF_UP,
    "halfEven": decimal.ROUND_HALF_EVEN,
    "up": decimal.ROUND_CEILING,
    "down": decimal.ROUND_FLOOR,
    "towardsZero": decimal.ROUND_DOWN,
    "awayFromZero": decimal.ROUND_UP,
}
random.seed(20261121)


def plain(value):
    """The shortest plain text: no exponent, no zeros at the end of the fraction."""
    sign, digits, exponent = value.as_tuple()
    number = int("".join(map(str, digits)))
    if number == 0:
        return "0"
    while exponent < 0 and number % 10 == 0:
        number //= 10
        exponent += 1
    number *= 10 ** max(0, exponent)
    text = str(number)
    if exponent < 0:
        text = text.rjust(1 - exponent, "0")
        text = text[:exponent] + "." + text[exponent:]
    return ("-" if sign else "") + text


def exact(value):
    """The exact result, or the error that Daybook must report."""
    text = plain(value)
    digits = text.lstrip("-").replace(".", "").lstrip("0")
    fraction = len(text.split(".")[1]) if "." in text else 0
    if len(digits) <= 38 and fraction <= 38:
        return text
    return "overflow" if fraction == 0 else "inexact"


def at_scale(value, scale, rule):
    rounded = value.quantize(Decimal(1).scaleb(-scale), rounding=RULES[rule], context=WIDE)
    if abs(int(rounded.scaleb(scale, context=WIDE))) >= LIMIT:
        return "overflow"
    return plain(rounded)


def at_most_scale(value, scale, rule):
    """A value that is exact within the scale needs no rounding, so no room for its zeros."""
    text = exact(value)
    fraction = len(text.split(".")[1]) if "." in text else 0
    if text not in ("overflow", "inexact") and fraction <= scale:
        return text
    return at_scale(value, scale, rule)


def number(kind):
    sign = random.choice(["", "", "-"])
    if kind == "cents":
        return f"{sign}{random.randrange(10**6)}.{random.randrange(100):02d}"
    if kind == "price":
        return f"{sign}{random.randrange(1000)}.{random.randrange(10**12):012d}"
    if kind == "quantity":
        return f"{sign}{random.randrange(10**12)}"
    if kind == "large":
        return f"{sign}{random.randrange(10**13)}.{random.randrange(10**12):012d}"
    if kind == "minor":
        return f"{sign}{random.randrange(10**15, 10**16)}"
    if kind == "tiny":
        return f"{sign}0.{random.randrange(1, 10**4):0{random.randrange(12, 38)}d}"
    if kind == "half":
        return f"{sign}{random.randrange(1000)}.{random.choice(['5', '25', '125', '005', '0005', '00005'])}"
    if kind == "digits":
        count = random.randrange(1, 39)
        digits = str(random.randrange(10 ** (count - 1), 10**count))
        scale = random.randrange(0, 39)
        digits = digits.rjust(scale + 1, "0")
        return sign + (f"{digits[:-scale]}.{digits[-scale:]}" if scale else digits)
    return sign + random.choice(EDGES)


EDGES = ["0", "0.00", "1", "1.0", "10", "9" * 38, "1" + "0" * 37, "0." + "0" * 37 + "1", "0." + "9" * 38,
         "9" * 19, "1" + "0" * 19, str(2**63 - 1), str(2**63), str(2**64 - 1), str(2**64), str(2**127 - 1)[:38],
         "0.5", "0.05", "0.1", "0.000000000001", "999999999999.999999999999", "1000000000000", "33.333333333333"]
KINDS = ["cents", "price", "quantity", "large", "minor", "tiny", "half", "digits", "edge"]


def arithmetic():
    for operation in ["add", "subtract", "multiply"]:
        for _ in range(2500):
            a, b = number(random.choice(KINDS)), number(random.choice(KINDS))
            x, y = Decimal(a), Decimal(b)
            result = {"add": EXACT.add, "subtract": EXACT.subtract, "multiply": EXACT.multiply}[operation](x, y)
            yield operation, a, b, "", "", exact(result)
    for operation in ["multiplyRounded", "divide"]:
        for index in range(4000):
            a, b = number(random.choice(KINDS)), number(random.choice(KINDS))
            scale = random.choice([0, 2, 2, 2, 3, 4, 8, 12, 12, 38])
            rule = list(RULES)[index % len(RULES)]
            x, y = Decimal(a), Decimal(b)
            if operation == "divide":
                result = "divisionByZero" if y == 0 else quotient(x, y, scale, rule)
            else:
                result = at_most_scale(EXACT.multiply(x, y), scale, rule)
            yield operation, a, b, str(scale), rule, result
    for index in range(4000):
        a = number(random.choice(KINDS))
        scale = random.choice([0, 0, 1, 2, 2, 3, 4, 8, 12, 20])
        rule = list(RULES)[index % len(RULES)]
        yield "round", a, "", str(scale), rule, at_most_scale(Decimal(a), scale, rule)
    for _ in range(2000):
        a, b = number(random.choice(KINDS)), number(random.choice(KINDS))
        x, y = Decimal(a), Decimal(b)
        yield "compare", a, b, "", "", "<" if x < y else ">" if x > y else "="


def quotient(x, y, scale, rule):
    """Exact division in whole numbers: no context precision decides a tie."""
    from fractions import Fraction

    ratio = Fraction(x) / Fraction(y) * 10**scale
    floor, rest = divmod(ratio.numerator, ratio.denominator)
    twice = 2 * rest - ratio.denominator
    if rest == 0:
        value = floor
    elif rule == "down":
        value = floor
    elif rule == "up":
        value = floor + 1
    elif rule == "towardsZero":
        value = floor if ratio > 0 else floor + 1
    elif rule == "awayFromZero":
        value = floor + 1 if ratio > 0 else floor
    elif twice != 0:
        value = floor + 1 if twice > 0 else floor
    elif rule == "halfEven":
        value = floor if floor % 2 == 0 else floor + 1
    else:
        value = floor + 1 if ratio > 0 else floor
    return "overflow" if abs(value) >= LIMIT else plain(Decimal(value).scaleb(-scale, context=WIDE))


def allocations():
    for _ in range(1500):
        count = random.randrange(1, 9)
        weights = [number(random.choice(["cents", "price", "half", "quantity"])).lstrip("-") for _ in range(count)]
        if random.random() < 0.2:
            weights[random.randrange(count)] = "0"
        total = random.choice([1, -1]) * random.choice(
            [0, 1, 2, 99, 100, 101, random.randrange(10**6), random.randrange(10**15, 10**16)])
        values = [Decimal(w) for w in weights]
        whole = EXACT.add(sum(values), Decimal(0))
        if whole == 0:
            yield str(total), ",".join(weights), "the weights must not be negative, and one must be above zero"
            continue
        parts, losses = [], []
        scale = max(-v.as_tuple().exponent for v in values)
        units = [int(v.scaleb(scale, context=WIDE)) for v in values]
        for index, unit in enumerate(units):
            part, loss = divmod(abs(total) * unit, sum(units))
            parts.append(part)
            losses.append((-loss, index))
        for _, index in sorted(losses)[: abs(total) - sum(parts)]:
            parts[index] += 1
        assert sum(parts) == abs(total)
        yield str(total), ",".join(weights), ",".join(str(-p if total < 0 and p else p) for p in parts)


def write(name, columns, rows):
    lines = ["# " + "\t".join(columns)] + ["\t".join(row) for row in rows]
    (DATA / name).write_text("\n".join(lines) + "\n")
    print(name, len(lines) - 1)


write("Numbers-arithmetic.tsv", ["operation", "a", "b", "scale", "rule", "expected"], arithmetic())
write("Numbers-allocation.tsv", ["minor units", "weights", "parts"], allocations())
