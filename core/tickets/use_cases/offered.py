"""The commands that people give to a ticket, by name, in the order in which screens offer them.

Nothing is imported here: a console names its keys before any rule is loaded, and looks the title and the sentence of a
command up in the catalogue when they are first shown. A test compares the names with the use cases.
"""

from collections.abc import Mapping
from typing import Final

OFFERED: Final = (
    *("take", "comment", "note", "priority", "type", "priority_confirm", "release", "send_back"),
    *("resolve", "confirm", "reject", "close"),
    *("process", "request_information", "propose_priority", "assign", "split", "external"),
    *("term", "indicate", "wait", "resume", "answered", "callback_promise", "callback_done"),
    *("task", "task_pass", "task_done", "approval_request", "approval_grant", "approval_refuse"),
    *("attach", "watch", "link", "use_solution", "join_outage"),
    *("route", "route_returned", "route_verified"),
    *("duplicate", "force_close", "reopen", "dispute_open", "dispute_decide", "dispute_escalate"),
    *("remote_start", "remote_end", "mis_run_start", "mis_run_end", "workplace", "redact"),
)
NOT_OFFERED: Final = frozenset({"close_silent", "alert", "archive", "undo"})
"""What the program alone does, an administrator over many tickets at once, or a key of its own."""

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "Работа": (
        "take", "comment", "note", "process", "request_information", "answered", "callback_promise", "callback_done",
        "use_solution", "resolve", "confirm", "reject",
    ),
    "Сроки и приоритет": (
        "term", "indicate", "wait", "resume", "priority", "priority_confirm", "propose_priority", "type",
    ),
    "Люди": (
        "release", "send_back", "assign", "watch", "task", "task_pass", "task_done", "approval_request",
        "approval_grant", "approval_refuse",
    ),
    "ТЛТП": ("route", "route_returned", "route_verified"),
    "Связи": ("duplicate", "link", "split", "join_outage", "attach", "external"),
    "Подключение": ("remote_start", "remote_end", "mis_run_start", "mis_run_end", "workplace"),
    "Спор и закрытие": (
        "dispute_open", "dispute_decide", "dispute_escalate", "close", "force_close", "reopen", "redact",
    ),
}  # fmt: skip
"""The same commands by what they are about, as menus part them."""

TO_END: Final = ("remote_end", "mis_run_end", "callback_done", "dispute_decide")
"""These end what is open inside a ticket (п. 4.6, 5.11, 8.4; Прил. 2, споры) and are possible only while it is."""
