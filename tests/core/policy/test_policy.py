"""The shipped policy says what the regulation says, and a customer's folder changes just what it names."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from core.policy import Lifecycle, Policy, RoutingCondition, RoutingRule, SolutionStart, Span, TextLimits, load_policy
from core.policy.configuration.locations import shipped_directory
from core.policy.lifecycle import AttachmentLimits, CommandRate, PersonalDataMode, RemoteConsent
from core.vocabulary import ClockName, Line, Mis, Priority, TicketType

Edit = Callable[[str, str, str], None]
ZONE = ZoneInfo("Asia/Krasnoyarsk")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def test_the_desk_works_by_the_hours_of_3_4(policy: Policy) -> None:
    assert policy.zone == ZONE
    assert policy.schedule.full_day == timedelta(hours=8)
    worktime = policy.worktime()
    assert worktime.add(at("2026-11-23 09:00"), timedelta(hours=4)) == at("2026-11-23 13:00")
    assert worktime.add(at("2026-11-27 16:00"), timedelta(hours=4)) == at("2026-11-30 11:00")


def test_all_loaded_years_are_known_and_their_transfers_count(policy: Policy) -> None:
    assert sorted(policy.calendars) == list(range(2019, 2028))
    assert policy.worktime().is_open(at("2024-04-27 10:00"))


def test_all_lines_share_one_engine_by_default(policy: Policy) -> None:
    assert policy.worktime(Line.SECOND) is policy.worktime(Line.FIRST) is policy.worktime()


def test_a_line_may_have_hours_of_its_own(folder: Path, edit: Edit) -> None:
    own = 'lines:\n  second:\n    working_day: [{from: "10:00", to: "19:00"}]\n    workdays: [monday, saturday]'
    edit("working_hours.yaml", "lines: {}", own)
    policy = load_policy(folder)
    assert policy.worktime(Line.SECOND).is_open(at("2026-11-28 18:00"))
    assert not policy.worktime(Line.FIRST).is_open(at("2026-11-28 12:00"))
    assert policy.schedule.full_day == timedelta(hours=8)


def test_a_weekday_may_differ_and_short_days_may_count(folder: Path, edit: Edit) -> None:
    edit("working_hours.yaml", "by_weekday: {}", 'by_weekday: {friday: [{from: "08:30", to: "12:00"}]}')
    edit("working_hours.yaml", "short_days: false", "short_days: true")
    worktime = load_policy(folder).worktime()
    assert worktime.day_length(at("2026-11-27 00:00").date()) == timedelta(hours=3, minutes=30)
    assert worktime.day_length(at("2025-11-01 00:00").date()) == timedelta(hours=7)


def test_the_limits_of_a_ticket_s_life(policy: Policy) -> None:
    assert policy.lifecycle == Lifecycle(
        confirmation_days=5,
        forced_close_days=10,
        dispute_days=5,
        agreement_reminder=Span(seconds=7200),
        solution_start=SolutionStart.RECEIVED,
        resume_after_reject=True,
        pauses=(),
        reopen=False,
        keep_with_first_line=True,
        texts=TextLimits(subject=200, body=20_000, line=2_000),
        attachments=AttachmentLimits(size=10 * 1024 * 1024, count=20),
        commands=CommandRate(per_second=20, burst=200),
        call_log_limit=Span(seconds=300),
        similar_from=40,
        contract_required=True,
        substitute_required=True,
        checklist_required=False,
        impact_required=True,
        mistake_window=Span(seconds=600),
        critical=Priority.VERY_HIGH,
        solution_least=10,
        blocking_days=3,
        warn_before={
            ClockName.FIRST_REACTION: Span(seconds=120),
            ClockName.EXECUTOR_REACTION: Span(seconds=180),
            ClockName.RESOLUTION: Span(seconds=3600),
        },
        setup_approvers=("head", "it_head"),
        remote_consent=RemoteConsent.INITIATOR,
        remote_limit=Span(seconds=7200),
        registers={Mis.QMS: "interactive", Mis.PROMED: "iskiz"},
        retention_years=5,
        pii=PersonalDataMode.BLOCK,
    )


def test_routing_rules_are_ordered_and_typed(policy: Policy) -> None:
    rules = policy.routing
    assert 6 <= len(rules) <= 8
    assert rules[1] == RoutingRule(
        name="Критичные ошибки qMS — дежурному инженеру",
        when=RoutingCondition(
            mis=frozenset({Mis.QMS}), type=frozenset({TicketType.ERROR}), priority=frozenset({Priority.VERY_HIGH})
        ),
        line=Line.SECOND,
        competence="qms-core",
        executor=None,
        clause="п. 5.9",
    )
    assert rules[-1].when == RoutingCondition()
    assert all(rule.clause and rule.line is not Line.THIRD for rule in rules)


def test_a_folder_with_one_file_changes_only_that(tmp_path: Path, policy: Policy) -> None:
    text = (shipped_directory() / "lifecycle.yaml").read_text(encoding="utf-8")
    (tmp_path / "lifecycle.yaml").write_text(text.replace("dispute_days: 5", "dispute_days: 7"), encoding="utf-8")
    changed = load_policy(tmp_path)
    assert changed.lifecycle.dispute_days == 7
    assert changed.norms == policy.norms
    assert changed.calendars == policy.calendars


def test_the_fingerprint_heeds_content_and_not_layout(folder: Path, edit: Edit, policy: Policy) -> None:
    edit("priorities.yaml", "norms:", "# заметка\n\nnorms:")
    assert load_policy(folder).fingerprint == policy.fingerprint
    edit("labels.yaml", '"Низкий"', '"Невысокий"')
    relabelled = load_policy(folder)
    assert relabelled.fingerprint != policy.fingerprint
    assert relabelled.terms_fingerprint == policy.terms_fingerprint
    edit("priorities.yaml", "first_reaction: 20m", "first_reaction: 25m")
    assert load_policy(folder).terms_fingerprint != policy.terms_fingerprint
