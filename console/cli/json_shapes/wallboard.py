"""The JSON shape of the breach panel: counts as integers, durations in whole seconds, instants in the desk's zone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from console.cli.json_shapes.values import Document, instant_json
from core.desk.oversight.breach_panel import HORIZONS
from core.instants import ceil_seconds, floor_seconds

if TYPE_CHECKING:
    from core.desk.oversight.breach_panel import BurningClock, Wall
    from core.desk.oversight.clinic_trend import ClinicTrend
    from core.desk.oversight.compliance import Compliance, Trend
    from core.desk.oversight.shift_load import KindEffort, Worker
    from core.tickets.forecast.horizons import Judged
    from core.tickets.forecast.shift_forecast import ShiftForecast

_MINUTE = timedelta(minutes=1)


def wall_json(wall: Wall, zone: ZoneInfo) -> Document:
    """Write the panel; ``within`` is by minutes of working time ahead, each horizon includes the ones before it."""
    return {
        "at": instant_json(wall.time.now, zone),
        "open": wall.time.open,
        "until": instant_json(wall.time.until, zone),
        "tickets": _urgency_json(wall.tickets),
        "clocks": {each.clock.value: _urgency_json((each.breached, *each.within)) for each in wall.clocks},
        "breached": [_burning_json(each, zone) for each in wall.breached],
        "soon": [_burning_json(each, zone) for each in wall.soon],
        "workers": [_worker_json(each) for each in wall.workers],
        "efforts": [_effort_json(each) for each in wall.efforts],
        "compliance": [_compliance_json(each) for each in wall.compliance],
        "trends": [_trend_json(each) for each in wall.trends],
        "day": [
            {"from": instant_json(each.start, zone), "come": each.come, "gone": each.gone, "backlog": each.backlog}
            for each in wall.day
        ],
        "standing": _standing_json(wall),
        "disputes": [
            {
                "number": each.number,
                "due_at": instant_json(each.due, zone),
                "remaining_seconds": floor_seconds(each.left),
            }
            for each in wall.disputes
        ],
        "calls": {"count": wall.calls, "solved_at_once": wall.solved_at_once, "tickets": wall.phone_tickets},
        "outages": [{"id": each.id, "title": each.title, "at": instant_json(each.at, zone)} for each in wall.outages],
    }


def _urgency_json(counts: tuple[int, ...]) -> Document:
    """How many are breached, and how many are due within each horizon, by its minutes."""
    breached, *within = counts
    named = {str(horizon // _MINUTE): count for horizon, count in zip(HORIZONS, within, strict=True)}
    return {"breached": breached, "within": named}


def _standing_json(wall: Wall) -> Document:
    """How many tickets are open, and what they lack or wait for."""
    return {
        "open": wall.open,
        "unconfirmed": wall.unconfirmed,
        "no_term": wall.no_term,
        "no_executor": wall.no_executor,
        "waiting": {bucket.value: count for bucket, count in wall.waiting.items()},
    }


def _compliance_json(judged: Compliance) -> Document:
    return {
        "period": judged.period.value,
        "clock": judged.clock.value,
        "ended": judged.ended,
        "kept": judged.kept,
        "open_breached": judged.open,
        "of": judged.of,
        "share": _share(judged.kept, judged.of),
    }


def _burning_json(burning: BurningClock, zone: ZoneInfo) -> Document:
    row, ticket = burning.row, burning.row.ticket
    return {
        "number": ticket.number,
        "clock": row.clock.value,
        "due_at": instant_json(row.due, zone),
        "remaining_seconds": floor_seconds(burning.left),
        "recorded": row.breached,
        "why": burning.why,
        "subject": ticket.subject,
        "type": ticket.type.value,
        "priority": ticket.priority.value,
        "status": ticket.status.value,
        "line": ticket.line.value,
        "organization": ticket.organization,
        "assignee": ticket.assignee,
    }


def _worker_json(worker: Worker) -> Document:
    return {
        "line": worker.line.value,
        "login": worker.login,
        "open": worker.open,
        "to_lunch": None if worker.to_lunch is None else _fit_json(worker.to_lunch),
        "to_end": _fit_json(worker.to_end),
    }


def _fit_json(fit: ShiftForecast) -> Document:
    return {
        "left_seconds": floor_seconds(fit.until),
        "hands": fit.hands,
        "work_seconds": ceil_seconds(fit.work),
        "breached": list(fit.already),
        "burning": list(fit.burning),
        "lost": list(fit.lost),
        "unknown": list(fit.unknown),
    }


def _effort_json(effort: KindEffort) -> Document:
    usual = effort.usual
    return {
        "type": effort.type.value,
        "priority": effort.priority.value,
        "count": None if usual is None else usual.count,
        "low_seconds": None if usual is None else ceil_seconds(usual.low),
        "median_seconds": None if usual is None else ceil_seconds(usual.median),
        "high_seconds": None if usual is None else ceil_seconds(usual.high),
    }


def _trend_json(trend: Trend) -> Document:
    return {
        "organization": trend.code,
        "before": _ended_json(trend.before),
        "now": _ended_json(trend.now),
        "worse_points": round(trend.worse, 1),
    }


def clinic_json(trend: ClinicTrend) -> Document:
    """Write a clinic's two months; ``more`` is by how many breaches a part exceeds last month's share."""
    return {
        "organization": trend.code,
        "before": _ended_json(trend.before),
        "now": _ended_json(trend.now),
        "parts": [
            {
                "aspect": part.aspect,
                "code": part.code,
                "before": _ended_json(part.before),
                "now": _ended_json(part.now),
                "more": round(part.more, 2),
            }
            for part in trend.parts
        ],
    }


def _ended_json(found: Judged) -> Document:
    """``breached``: of the ended ones; ``share``: of all that are judged, those that were not kept."""
    return {
        "ended": found.ended,
        "breached": found.breached,
        "open_breached": found.open,
        "of": found.of,
        "share": _share(found.missed, found.of),
    }


def _share(part: int, whole: int) -> float | None:
    """A part of a whole between 0 and 1, to four digits; None of nothing."""
    return round(part / whole, 4) if whole else None
