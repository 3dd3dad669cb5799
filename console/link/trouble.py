"""The one sentence of the header's banner: what of the desk does not work now."""

from console.link import desk_client
from console.link.desk_client import DeskClient


def trouble_of(client: DeskClient, keymap_problem: str | None) -> str | None:
    """The store failed or is slow, or the configuration is broken; None when all is well."""
    if client.failure is not None:
        return f"F5 — повторить · {client.failure.message.rstrip('.')}{_age(client)}"
    if client.delayed:
        return "Хранилище занято другой записью: жду очереди, набранное цело"
    if (waited := client.slowness()) >= desk_client.PATIENCE:
        return f"Хранилище отвечает медленно: жду {waited:.0f} с{_age(client)}"
    if keymap_problem is not None:
        return f"Свои клавиши не читаются, действуют обычные: {keymap_problem}"
    if client.barred is not None:
        return client.barred
    problem = client.desk.policy_problem if client.desk is not None else None
    return None if problem is None else f"Настройки не читаются, действуют прежние: {problem.problems[0]}"


def _age(client: DeskClient) -> str:
    """How old the data on the screen is."""
    return f" · на экране данные от {client.heard_at:%H:%M}" if client.heard_at is not None else ""
