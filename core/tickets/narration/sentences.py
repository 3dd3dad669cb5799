"""Events told in Russian: one sentence each for the timeline, with the clause and the words people wrote."""

from collections.abc import Mapping
from dataclasses import replace

from core.policy import Policy
from core.tickets.log import Recorded
from core.tickets.narration.values import Names, Narration

__all__ = ["Narration", "narrate"]


def narrate(
    recorded: Recorded,
    policy: Policy,
    names: Mapping[str, str] | None = None,
    people: Mapping[int, str] | None = None,
) -> Narration:
    """Tell one event; ``names`` gives the names of logins, ``people`` those of people; one they lack stands as it is.

    What a substitute did for an absent executor is marked (п. 4.7).
    """
    known = Names(policy, names or {}, people or {})
    told = recorded.event.told(known)
    if recorded.on_behalf is None:
        return told
    title = f"{told.title} (замещая: {known.user(recorded.on_behalf)}, п. 4.7)"
    return replace(told, title=title, data={**told.data, "on_behalf": recorded.on_behalf})
