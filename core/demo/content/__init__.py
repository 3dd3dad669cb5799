"""The invented desk's words: every case there is, by theme."""

from core.demo.cases import Case
from core.demo.content import (
    accounts,
    closings,
    consultations,
    everyday,
    exchange,
    forms,
    inpatient,
    outpatient,
    records,
    registries,
)

TROUBLES: tuple[Case, ...] = (
    records.CASES
    + inpatient.CASES
    + outpatient.CASES
    + exchange.CASES
    + registries.CASES
    + forms.CASES
    + accounts.CASES
    + everyday.CASES
)
"""Errors and settings, which ПЛТП solves or releases to ВЛТП."""

CONSULTATIONS: tuple[Case, ...] = consultations.CASES
OTHERS: tuple[Case, ...] = closings.OTHERS
CLOSINGS: tuple[Case, ...] = closings.CLOSINGS
CASES: tuple[Case, ...] = TROUBLES + CONSULTATIONS + OTHERS + CLOSINGS
