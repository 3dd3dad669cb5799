"""The one field that finds the caller: by phone, name, clinic, МИС or an earlier ticket, however hastily typed."""

from console.widgets.fields.completer import NEW, Candidate, Completer, Matches
from core.desk.records.callers import Caller, CallerIndex
from core.text import plural


class CallerField(Completer):
    """A completer over a :class:`CallerIndex`; its value is the place of the caller among those that were found."""

    def __init__(self, *, id: str) -> None:
        super().__init__("телефон, фамилия, МО, МИС или № обращения", id=id, new="новый человек")
        self.leads = True
        self._index: CallerIndex | None = None
        self._callers: tuple[Caller, ...] = ()

    @property
    def caller(self) -> Caller | None:
        """Who is chosen; None for nobody, and for somebody new."""
        return self._callers[self.value] if self.value is not None and self.value >= 0 else None

    def know(self, index: CallerIndex) -> None:
        """Who may call; what was typed before this was known is looked up now."""
        first, self._index, self._offered = not self._offered, index, True
        if self.line.has_focus and self.value is None and self.text.strip():
            self._search(keep=True)
        elif first and self.value is None and self.text.strip() and len(found := index.find(self.text)) == 1:
            self._callers = found
            self.put(0, title_of(found[0]), by_hand=True)  # typed and left before the directory had been read

    def _search(self, *, keep: bool = False) -> None:
        typed = self.text.strip()
        self._callers = self._index.find(typed) if self._index is not None else ()
        found = [
            Candidate(place, title_of(caller), hint_of(caller)) for place, caller in enumerate(self._callers)
        ]  # fmt: skip
        if typed and self._offered:
            found.append(Candidate(NEW, typed, "новый человек"))
        self.query_one(Matches).show(found, keep=keep)
        self.set_class(bool(found), "-open")


def title_of(caller: Caller) -> str:
    """What the field shows once a caller is chosen."""
    return caller.person.name if caller.person is not None else caller.organization.name


def hint_of(caller: Caller) -> str:
    """What stands beside a caller: clinic, phone, how many tickets are open, and why he was found."""
    if caller.person is None:
        return "МО: кто звонит, пока неизвестно"
    opened = len(caller.open_tickets)
    told = f"{opened} {plural(opened, 'открытое', 'открытых', 'открытых')}" if opened else ""
    parts = (caller.organization.name, caller.person.phone or "", told, caller.why)
    return " · ".join(part for part in parts if part)
