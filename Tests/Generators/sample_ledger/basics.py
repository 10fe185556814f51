"""Fixed points, drawn values, numbers and days: what everything else here stands on."""

import hashlib
from datetime import date, datetime, time, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal, getcontext
from zoneinfo import ZoneInfo

# Far above any product of a quantity and a price, so that only explicit rounding rounds.
getcontext().prec = 60

SEED = "harbourline-1"
AS_OF = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 10, 0, 0, tzinfo=timezone.utc)
FIRST_MONTH = date(2024, 11, 1)
BERLIN = ZoneInfo("Europe/Berlin")
DIGITS = {"EUR": 2, "USD": 2, "GBP": 2, "JPY": 0, "BHD": 3, "CLF": 4}
HOLIDAYS = {(1, 1), (5, 1), (10, 3), (10, 31), (12, 24), (12, 25), (12, 26), (12, 31)}
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def draw(*about):
    """A number of 64 bits that depends on nothing but what it is drawn for."""
    text = "|".join([SEED, *map(str, about)])
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def between(low, high, *about):
    """A whole number from low to high, both included."""
    return low + draw(*about) % (high - low + 1)


def ulid(instant, *about):
    """An identifier whose first ten characters are the instant in milliseconds."""
    chance = int.from_bytes(hashlib.sha256(repr((SEED, about)).encode()).digest()[:10], "big")
    value = int(instant.timestamp()) * 1000 << 80 | chance
    return "".join(CROCKFORD[value >> shift & 31] for shift in range(125, -1, -5))


def rounded(value, digits):
    """Half away from zero, which is what the decimal module calls half up."""
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def plain(value):
    """Digits without an exponent and without a minus before zero."""
    return format(abs(value) if value == 0 else value, "f")


def days_of_month(day):
    """How many days the day's calendar month has."""
    return (month_after(day.replace(day=1), 1) - day.replace(day=1)).days


def month_after(day, count, anchor=1):
    """The anchor's day in the month that many months on, or that month's last day."""
    months = day.year * 12 + day.month - 1 + count
    first = date(months // 12, months % 12 + 1, 1)
    after = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return min(first + timedelta(days=anchor - 1), after - timedelta(days=1))


def months_between(earlier, later):
    """Calendar months from one day's month to another's; negative backwards."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def workday(day, count=0):
    """The first working day from that day on, or the one that many working days after it."""
    step = timedelta(days=1)
    while day.weekday() > 4 or (day.month, day.day) in HOLIDAYS:
        day += step
    return day if count == 0 else workday(day + step, count - 1)


def office_instant(day, first_hour, last_hour, *about):
    """An instant of that day between two hours on the clock in Hamburg."""
    seconds = between(first_hour * 3600, last_hour * 3600 - 1, "office", day, *about)
    local = datetime.combine(day, time(), BERLIN) + timedelta(seconds=seconds)
    return local.astimezone(timezone.utc)


def start_of_day(day, zone):
    """The instant at which the day begins in a named zone."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(timezone.utc)


def stamp(instant):
    """ISO 8601 in UTC, or nothing for nothing."""
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ") if instant else None
