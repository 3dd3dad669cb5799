"""What can be done to several tickets at once, and the forms of those commands that have a dialog of their own."""

from typing import Final

from console.forms.fields.field_types import BodyField, FindField, PickColumnField, PickField, TextField
from console.forms.fields.options import some, words
from console.forms.spec import FormSpec
from console.forms.ticket_forms import DROP, TICKET_FORMS
from core.tickets.answers.comments import Comment, Note
from core.tickets.assignment.commands import Release, Take
from core.tickets.classification.commands import SetPriority
from core.tickets.closing.commands import Close
from core.tickets.closing.outcomes import REFUSED_FOR
from core.vocabulary import Outcome, Priority, RefusalGround

_OWN: Final = (
    FormSpec(Take, "Взять", "взято в работу"),
    FormSpec(
        Comment, "Ответить всем", "ответ записан",
        "Увидят инициаторы. Остановит срок реакции.", (BodyField("text", "Ответ"),), glyph="●",
        own_heading="ОТВЕТ ИНИЦИАТОРАМ", own_clause="публичный · Прил. 2, «Срок реакции»",
    ),
    FormSpec(
        Note, "Записать", "заметка записана",
        "Инициаторы её НЕ увидят.", (BodyField("text", "Заметка"),), own_clause="внутренняя · только для ЦК",
    ),
    FormSpec(
        Release, "Передать", "передано на ВЛТП",
        "Без исполнителя каждое уйдёт тому, кого выберут правила.",
        (FindField("to", "Кому", required=False, among="users", hint="пусто — по правилам"),
         BodyField("text", "Что сделано", required=False)),
        glyph="▲", own_clause="п. 5.9, 6.4",
    ),
    FormSpec(
        SetPriority, "Изменить", "приоритет изменён",
        fields=(PickField("priority", "Приоритет", options=some(*list(Priority)[:4]), make=Priority),
                TextField("reason", "Причина", required=False)), own_heading="ПРИОРИТЕТ",
    ),
    FormSpec(
        Close, "Закрыть все", "закрыто",
        "Закрытое не открывается снова. Причину прочтут инициаторы.",
        (PickColumnField("outcome", "Исход", make=Outcome, options=some(
            Outcome.OUT_OF_SCOPE, Outcome.REDIRECTED, Outcome.WITHDRAWN, Outcome.REFUSED)),
         PickField("ground", "Если отказ", required=False, make=RefusalGround, options=words(
             {each.value: title for each, title in REFUSED_FOR.items()})),
         BodyField("reason", "Причина"), DROP),
        glyph="✗", danger=True,
    ),
)  # fmt: skip
_SHARED: Final = (
    "priority_confirm",
    "assign", "indicate", "wait", "resume", "watch", "duplicate", "force_close", "join_outage", "request_information",
    "link", "use_solution",
)  # fmt: skip

BULK_FORMS: Final = {spec.name: spec for spec in _OWN} | {name: TICKET_FORMS[name] for name in _SHARED}
"""By the core's name of the command: what makes sense for several tickets in the same words."""
