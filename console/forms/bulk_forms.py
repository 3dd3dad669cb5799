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
    FormSpec(Take, "ВЗЯТЬ В РАБОТУ", "Взять", "взято в работу", "Прил. 2, «Статусы обращений»"),
    FormSpec(
        Comment, "ОТВЕТ ИНИЦИАТОРАМ", "Ответить всем", "ответ записан", "публичный · Прил. 2, «Срок реакции»",
        "Увидят инициаторы. Остановит срок реакции.", (BodyField("text", "Ответ"),), glyph="●",
    ),
    FormSpec(
        Note, "ВНУТРЕННЯЯ ЗАМЕТКА", "Записать", "заметка записана", "внутренняя · только для ЦК",
        "Инициаторы её НЕ увидят.", (BodyField("text", "Заметка"),),
    ),
    FormSpec(
        Release, "ПЕРЕДАТЬ НА ВЛТП", "Передать", "передано на ВЛТП", "п. 5.9, 6.4",
        "Без исполнителя каждое уйдёт тому, кого выберут правила.",
        (FindField("to", "Кому", required=False, among="users", hint="пусто — по правилам"),
         BodyField("text", "Что сделано", required=False)),
        glyph="▲",
    ),
    FormSpec(
        SetPriority, "ПРИОРИТЕТ", "Изменить", "приоритет изменён", "п. 5.10",
        fields=(PickField("priority", "Приоритет", options=some(*list(Priority)[:4]), make=Priority),
                TextField("reason", "Причина", required=False)),
    ),
    FormSpec(
        Close, "ЗАКРЫТЬ БЕЗ РЕШЕНИЯ", "Закрыть все", "закрыто", "п. 5.4",
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
