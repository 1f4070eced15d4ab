"""Exact solutions of integer linear systems, by p-adic lifting (Dixon).

One inverse modulo a prime in numpy, then one digit of the solution per step: a knot of some hundred units with
denominators of twenty digits takes seconds, where elimination in fractions would take hours.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Row = Mapping[int, int]


def solve(rows: Sequence[Row], right: Sequence[Fraction]) -> list[Fraction]:
    """The one solution ``x`` of ``sum(row[j] * x[j]) == right[i]`` for every row ``i``.

    Rows are sparse: column -> integer. Raises ``ZeroDivisionError`` if there is no single solution.
    """
    if not rows:
        return []
    scale = math.lcm(*(value.denominator for value in right))
    target = [int(value * scale) for value in right]
    bits = sum(max(1, sum(map(abs, row.values()))).bit_length() for row in rows)
    prime, inverse = _inverse_mod_some_prime(rows, bits)
    largest = max(1, *map(abs, target)).bit_length()
    while True:
        digits = 2 * (bits + largest) // (prime.bit_length() - 1) + 2
        found = _rational(_lift(rows, target, inverse, prime, digits), prime, digits)
        if found and _solves(rows, target, found):
            return [value / scale for value in found]
        bits *= 2


def _inverse_mod_some_prime(rows: Sequence[Row], bits: int) -> tuple[int, Ints]:
    """An inverse modulo a prime small enough that a row times a vector stays within 64 bits.

    A determinant of so many bits has few prime factors of that size; if they all divide it, it is zero.
    """
    room = (62 - len(rows).bit_length()) // 2
    prime = (1 << min(room, 30)) + 1
    for _ in range(bits // (room - 2) + 2):
        prime = _prime_below(prime - 1)
        if (inverse := _inverse(rows, prime)) is not None:
            return prime, inverse
    raise ZeroDivisionError("the system has no single solution")


def _prime_below(number: int) -> int:
    while any(number % d == 0 for d in (2, 3, 5, 7)) or pow(2, number - 1, number) != 1 or not _is_prime(number):
        number -= 1
    return number


def _is_prime(number: int) -> bool:
    return all(number % divisor for divisor in range(3, math.isqrt(number) + 1, 2))


def _inverse(rows: Sequence[Row], prime: int) -> Ints | None:
    """Gauss-Jordan modulo a prime; ``None`` if singular there."""
    size = len(rows)
    work = np.zeros((size, 2 * size), dtype=np.int64)
    for at, row in enumerate(rows):
        work[at, list(row)] = [value % prime for value in row.values()]
    work[:, size:] = np.eye(size, dtype=np.int64)
    for column in range(size):
        pivots = np.flatnonzero(work[column:, column])
        if not len(pivots):
            return None
        pivot = column + int(pivots[0])
        work[[column, pivot]] = work[[pivot, column]]
        work[column] = work[column] * pow(int(work[column, column]), -1, prime) % prime
        others = np.flatnonzero(work[:, column])
        others = others[others != column]
        work[others] = (work[others] - work[others, column, None] * work[column]) % prime
    return work[:, size:]


def _lift(rows: Sequence[Row], target: Sequence[int], inverse: Ints, prime: int, digits: int) -> list[int]:
    """The solution modulo ``prime**digits``: digit by digit, each from what the last ones leave."""
    entry, column, first = _flat(rows)
    rest = np.array(target, dtype=object)
    found: list[Ints] = []
    for _ in range(digits):
        digit = inverse @ (rest % prime).astype(np.int64) % prime
        found.append(digit)
        rest = (rest - np.add.reduceat(entry * digit[column].astype(object), first)) // prime
    return [_number([int(digit[at]) for digit in found], prime) for at in range(len(rows))]


def _flat(rows: Sequence[Row]) -> tuple[npt.NDArray[np.object_], Ints, Ints]:
    entry = np.array([value for row in rows for value in row.values()], dtype=object)
    column = np.array([at for row in rows for at in row], dtype=np.int64)
    first = np.cumsum([0, *(len(row) for row in rows[:-1])])
    return entry, column, first.astype(np.int64)


def _number(digits: list[int], prime: int) -> int:
    """Digits, lowest first, as one number; halves are joined so that the work stays near-linear."""
    power = prime
    while len(digits) > 1:
        if len(digits) % 2:
            digits.append(0)
        digits = [low + high * power for low, high in zip(digits[::2], digits[1::2], strict=True)]
        power *= power
    return digits[0]


def _rational(residues: Sequence[int], prime: int, digits: int) -> list[Fraction] | None:
    """The small fractions behind residues. The common denominator found so far is tried first, on half the digits."""
    modulus = prime**digits
    short, limit = prime ** (digits // 2 + 4), math.isqrt(modulus // 2)
    common, found = 1, []
    for residue in residues:
        numerator = _signed(residue % short * common, short)
        if abs(numerator) > limit:
            more = _denominator(residue * common % modulus, modulus, limit)
            if more is None:
                return None
            common *= more
            numerator = _signed(residue * common, modulus)
        found.append(Fraction(numerator, common))
    return found


def _signed(number: int, modulus: int) -> int:
    """The representative nearest to zero."""
    number %= modulus
    return number - modulus if number > modulus // 2 else number


def _denominator(residue: int, modulus: int, limit: int) -> int | None:
    """The denominator of the one fraction with both parts within the limit (Wang)."""
    high, low, above, below = modulus, residue, 0, 1
    while low > limit:
        quotient = high // low
        high, low = low, high - quotient * low
        above, below = below, above - quotient * below
    return abs(below) if 0 < abs(below) <= limit else None


def _solves(rows: Sequence[Row], target: Sequence[int], found: Sequence[Fraction]) -> bool:
    common = math.lcm(*(value.denominator for value in found))
    whole = [int(value * common) for value in found]
    return all(
        sum(value * whole[at] for at, value in row.items()) == wanted * common
        for row, wanted in zip(rows, target, strict=True)
    )
