"""Who could have a ticket, as rows of a table: what each has in hand, what he can do, whether he is here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

from console.widgets.fields.choice import Option
from console.wording.instants import initials

if TYPE_CHECKING:
    from core.desk.tickets.candidates import Candidates, ExecutorCandidate
    from core.policy import Dispatch

_CELLS: Final = 5
"""The longest bar."""


def candidate_options(
    found: Candidates, dispatch: Dispatch, away: Mapping[str, str], here: Collection[str]
) -> list[Option]:
    """An option for each; ``away``: who is absent and until when, ``here``: whose consoles are open."""
    skills = {each.user.login: skills_of(each, dispatch) for each in found.rows}
    wide = max((len(each) for each in skills.values()), default=0)
    most = max(1, found.most_in_hand)
    return [
        Option(
            each.user.login,
            initials(each.user.name),
            f"{load_bar(each.in_hand, most)}  {skills[each.user.login]:<{wide}}  {_state(each, away, here)}".rstrip(),
        )
        for each in found.rows
    ]


def skills_of(each: ExecutorCandidate, dispatch: Dispatch) -> str:
    """What somebody can do, in Russian."""
    return ", ".join(dispatch.competence(code) for code in each.user.competences) or "без компетенций"


def load_bar(in_hand: int, most: int) -> str:
    """«██░░░ 4»: how much somebody has beside who has most."""
    full = min(_CELLS, -(-in_hand * _CELLS // most))
    return f"{'█' * full}{'░' * (_CELLS - full)} {in_hand:>2}"


def _state(each: ExecutorCandidate, away: Mapping[str, str], here: Collection[str]) -> str:
    """Whom the rules offer first; then why somebody is not, or whether he is here."""
    login = each.user.login
    if login in away:
        return away[login]
    told = "за пультом" if login in here else ""
    offered = "← по правилу" if each.offered else each.barred or ""
    return " · ".join(filter(None, (offered, told)))
