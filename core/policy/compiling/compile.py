"""Turn the validated files into one frozen policy, and check what only shows between fields and files."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from core.policy.compiling.hours import compile_calendar, compile_schedule
from core.policy.compiling.reports import compile_reports
from core.policy.configuration.files import Files
from core.policy.configuration.strict_yaml import Document
from core.policy.errors import ConfigError, Problem
from core.policy.labels import Label, Labels
from core.policy.lifecycle import AttachmentLimits, CommandRate, Lifecycle, TextLimits
from core.policy.models import (
    CalendarFile,
    LabelsFile,
    LifecycleFile,
    NoticesFile,
    PiiFile,
    PolicyFile,
    PrioritiesFile,
    RegistrationFile,
    ReportsFile,
    RoutingFile,
    WorkingHoursFile,
)
from core.policy.models.labels import LabelSection
from core.policy.models.priorities import NormSection
from core.policy.models.routing import RuleSection
from core.policy.norms import Impact, Norm, NormRow, Norms, Span
from core.policy.notices import Notices, Occasion, Signal
from core.policy.policy import Policy
from core.policy.privacy import Privacy
from core.policy.registration import Registration, Reply, Template, TemplateField
from core.policy.routing import Dispatch, RoutingCase, RoutingCondition, RoutingRule
from core.privacy import LEVELS
from core.vocabulary import ClockName, Line, Mis, NormKind, Priority
from core.worktime import DayReadings, ProceduralDays, SlaDays, WorkTime, YearCalendar

Model = TypeVar("Model", bound=PolicyFile)
_NO_TERMS = {"labels.yaml", "routing.yaml", "registration.yaml", "notices.yaml", "pii.yaml", "reports.yaml"}
_WORDS = {"immediately": NormKind.IMMEDIATE, "agreed": NormKind.AGREED, "none": NormKind.NONE}
_WARN_BEFORE = {
    ClockName.FIRST_REACTION: Span(seconds=120),
    ClockName.EXECUTOR_REACTION: Span(seconds=180),
    ClockName.RESOLUTION: Span(seconds=3600),
}
_REGISTERS = {Mis.QMS: "interactive", Mis.PROMED: "iskiz"}
_CASE = [field.name for field in fields(RoutingCase)]
_TITLES = {
    "type": "тип",
    "priority": "приоритет",
    "status": "статус",
    "outcome": "исход",
    "line": "линия",
    "channel": "канал",
    "mis": "МИС",
    "role": "роль",
    "clock": "срок",
    "clock_state": "состояние срока",
    "norm_kind": "вид нормы",
    "waiting": "ожидание",
    "ground": "основание",
    "destination": "куда",
    "scenario": "сценарий",
    "routing_ground": "основание для ТЛТП",
    "link": "вид связи",
    "alert": "предупреждение",
}


def compile_policy(files: Files) -> Policy:
    """Compile the policy; raises ConfigError with what is wrong between fields or files."""
    hours = _model(files, "working_hours.yaml", WorkingHoursFile)
    labels = compile_labels(_model(files, "labels.yaml", LabelsFile))
    calendars = _calendars(files)
    return Policy(
        zone=ZoneInfo(hours.zone),
        norms=compile_norms(_model(files, "priorities.yaml", PrioritiesFile), labels),
        lifecycle=compile_lifecycle(_model(files, "lifecycle.yaml", LifecycleFile)),
        labels=labels,
        dispatch=compile_dispatch(_model(files, "routing.yaml", RoutingFile)),
        registration=compile_registration(_model(files, "registration.yaml", RegistrationFile)),
        notices=compile_notices(_model(files, "notices.yaml", NoticesFile)),
        privacy=compile_privacy(_model(files, "pii.yaml", PiiFile)),
        reports=compile_reports(_model(files, "reports.yaml", ReportsFile)),
        calendars=calendars,
        days=DayReadings(SlaDays(hours.sla_days), ProceduralDays(hours.procedural_days)),
        worktimes=_worktimes(files["working_hours.yaml"].document, hours, calendars),
        fingerprint=_fingerprint(files, files),
        terms_fingerprint=_fingerprint(files, files.keys() - _NO_TERMS),
    )


def _model(files: Files, name: str, model: type[Model]) -> Model:
    """Give a file's model under its own type."""
    found = files[name].model
    if not isinstance(found, model):
        raise TypeError(f"{name} was validated by {type(found).__name__}")
    return found


def _calendars(files: Files) -> dict[int, YearCalendar]:
    """Compile every calendar, and collect the problems of all of them."""
    problems: list[Problem] = []
    calendars: dict[int, YearCalendar] = {}
    for name, file in files.items():
        if isinstance(file.model, CalendarFile):
            try:
                calendars[file.model.year] = compile_calendar(name, file.document, file.model)
            except ConfigError as error:
                problems.extend(error.problems)
    if problems:
        raise ConfigError(problems)
    return calendars


def _worktimes(
    document: Document, hours: WorkingHoursFile, calendars: Mapping[int, YearCalendar]
) -> dict[Line, WorkTime]:
    """Make the engine of each line; those without hours of their own share one."""
    zone = ZoneInfo(hours.zone)
    shared = WorkTime(compile_schedule(document, zone, hours), calendars)
    own = {
        line: WorkTime(compile_schedule(document, zone, each, ("lines", line.value)), calendars)
        for line, each in hours.lines.items()
    }
    return {line: own.get(line, shared) for line in Line}


def compile_norms(file: PrioritiesFile, labels: Labels) -> Norms:
    """Compile the table of Прил. 2, табл. 1."""

    def cell(text: str) -> Norm:
        kind = _WORDS.get(text, NormKind.TIMED)
        if kind is NormKind.TIMED:
            span = Span.parse(text)
            return Norm(kind, span, str(span), file.clause)
        return Norm(kind, None, labels.of(kind).lower(), file.clause)

    def row(section: NormSection) -> NormRow:
        cells = map(cell, (section.first_reaction, section.executor_reaction, section.resolution))
        return NormRow(section.type, section.priority, *cells)

    impact = sorted(file.impact, key=lambda each: list(Priority).index(each.priority))
    return Norms(
        rows=tuple(map(row, file.norms)),
        clause=file.clause,
        impact=tuple(Impact(each.priority, each.question, each.text) for each in impact),
    )


def compile_labels(file: LabelsFile) -> Labels:
    """Compile the labels of every enumeration; a label without a short form serves as its own."""
    by_enum: dict[type[StrEnum], dict[StrEnum, Label]] = {}
    for name, enum in LabelsFile.ENUMS.items():
        sections: Mapping[StrEnum, LabelSection] = getattr(file, name)
        by_enum[enum] = {code: _label(sections[code]) for code in enum}
    return Labels(by_enum, {enum: _TITLES[name] for name, enum in LabelsFile.ENUMS.items()})


def _label(section: LabelSection) -> Label:
    return Label(section.label, section.short or section.label)


def compile_lifecycle(file: LifecycleFile) -> Lifecycle:
    """Compile the limits of a ticket's life."""
    return Lifecycle(
        confirmation_days=file.confirmation_days,
        forced_close_days=file.forced_close_days,
        dispute_days=file.dispute_days,
        agreement_reminder=Span.parse(file.agreement_reminder),
        solution_start=file.solution_start,
        resume_after_reject=file.resume_after_reject,
        pauses=tuple(file.pauses),
        reopen=file.reopen,
        keep_with_first_line=file.keep_with_first_line,
        texts=TextLimits(file.texts.subject, file.texts.body, file.texts.line),
        attachments=AttachmentLimits(file.attachments.size, file.attachments.count),
        commands=CommandRate(file.commands.per_second, file.commands.burst),
        call_log_limit=Span.parse(file.call_log_limit),
        similar_from=file.similar_from,
        contract_required=file.contract_required,
        substitute_required=file.substitute_required,
        checklist_required=file.checklist_required,
        impact_required=file.impact_required,
        mistake_window=Span.parse(file.mistake_window),
        critical=file.critical,
        solution_least=file.solution_least,
        blocking_days=file.blocking_days,
        warn_before=_WARN_BEFORE | {clock: Span.parse(text) for clock, text in file.warn_before.items()},
        setup_approvers=tuple(file.setup_approvers),
        remote_consent=file.remote_consent,
        remote_limit=Span.parse(file.remote_limit),
        registers=_REGISTERS | file.registers,
        retention_years=file.retention_years,
        pii=file.pii,
        undo_window=timedelta(seconds=Span.parse(file.undo_window).seconds),
        undo_window_typed=timedelta(seconds=Span.parse(file.undo_window_typed).seconds),
    )


def compile_rule(section: RuleSection) -> RoutingRule:
    """Compile one routing rule."""
    when, then = section.when, section.then
    condition = RoutingCondition(
        mis=frozenset(when.mis),
        type=frozenset(when.type),
        priority=frozenset(when.priority),
        channel=frozenset(when.channel),
        organization=frozenset(when.organization),
        module=frozenset(when.module),
        words=frozenset(when.words),
    )
    watchers = section.watchers
    return RoutingRule(section.name, condition, then.line, then.competence, then.executor, section.clause, watchers)


def compile_dispatch(file: RoutingFile) -> Dispatch:
    """Compile everything that routing goes by."""
    return Dispatch(
        rules=tuple(map(compile_rule, file.rules)),
        modules=dict(file.modules),
        open_per_executor=file.limits.open_per_executor,
        duty=file.duty,
        cases=tuple(RoutingCase(**{name: getattr(case, name) for name in _CASE}) for case in file.cases),
        competences=dict(file.competences),
    )


def compile_registration(file: RegistrationFile) -> Registration:
    """Compile the templates and the words of the hints."""
    templates = (
        Template(
            code=each.code,
            name=each.name,
            mis=each.mis,
            type=each.type,
            fields=tuple(TemplateField(field.code, field.label, field.required) for field in each.fields),
        )
        for each in file.templates
    )
    return Registration(
        templates=tuple(templates),
        least_words=file.least_words,
        equipment=file.equipment,
        development=file.development,
        another_problem=file.another_problem,
        replies=tuple(Reply(each.code, each.name, each.text) for each in file.replies),
        synonyms=file.synonyms,
    )


def compile_privacy(file: PiiFile) -> Privacy:
    """Compile the levels: a kind that the file does not name keeps the shipped one."""
    return Privacy({**LEVELS, **file.levels}, file.phones, file.mailboxes)


def compile_notices(file: NoticesFile) -> Notices:
    """Compile the signal of each occasion."""
    told = {occasion: getattr(file, occasion.value) for occasion in Occasion}
    return Notices({occasion: Signal(each.bell, each.desktop) for occasion, each in told.items()}, file.over_ssh)


def _fingerprint(files: Files, names: Iterable[str]) -> str:
    """Hash what the files say, whatever their layout, comments and left-out defaults."""
    content = {name: files[name].model.model_dump(mode="json") for name in sorted(names)}
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
