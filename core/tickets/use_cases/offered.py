"""The commands that people give to a ticket, by name, in the order in which screens offer them.

Nothing is imported here: a console names its keys before any rule is loaded, and looks the title and the sentence of a
command up in the catalogue when they are first shown. A test compares the names with the use cases.
"""

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
