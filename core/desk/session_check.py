"""Whether a console may stay open: nobody has ended its session, and the key that it came in by still lets in."""

from datetime import datetime
from typing import Final

from core.desk.sign_in import present_actor
from core.store.open_consoles.sessions import Ended
from core.store.registers.register_reads import read_keys
from core.store.store import Reading
from core.tickets.refusal import Refusal

KEPT: Final = "Набранное сохранено черновиком."


def ended(by: Ended) -> str:
    """What the one is told whose session somebody has ended."""
    why = f" Причина: {by.why.rstrip('.')}." if by.why else ""
    return f"Ваш сеанс завершён. Завершил(а): {by.by.rstrip('.')}.{why} {KEPT}"


def shut_out(tx: Reading, login: str, key: int, now: datetime) -> str | None:
    """Why somebody who came in by a key may not stay: it or his account lets in no more; None: he may."""
    keys = read_keys(tx, (key,))
    if not keys or keys[0].login != login or not keys[0].lets_in(now):
        return f"Ваш сеанс завершён: ключ, по которому вы вошли, отозван или его срок истёк. {KEPT}"
    actor = present_actor(tx, login)
    return f"Ваш сеанс завершён: {_small(actor.message)}. {KEPT}" if isinstance(actor, Refusal) else None


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
