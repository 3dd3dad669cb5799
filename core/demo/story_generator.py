"""Who asks what: stories drawn from the cases, the clinics and the staff."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from core.demo.cases import Case, words
from core.demo.cast import ASKING, CLINICS, FIRST_LINE, LOGIN, PEOPLE, SECOND_LINE, STAFF
from core.demo.content import CLOSINGS, CONSULTATIONS, OTHERS, TROUBLES
from core.demo.ticket_scripts import Stage, Story
from core.policy import Policy
from core.tickets.directory import User
from core.tickets.routing.choice import Request, Staffing, route
from core.vocabulary import Channel, ClockName, Line, Mis, Priority, TicketType

_IT = frozenset({"it", "it_head"})
Wanted = Callable[[TicketType, Priority], bool]


class Deck:
    """Cases dealt one after another, shuffled anew each time they run out: none is seen too often."""

    def __init__(self, random: Random, cases: Sequence[Case]) -> None:
        """Take the cases to deal."""
        self._random, self._cases = random, tuple(cases)
        self._rest: list[Case] = []

    def deal(self, wanted: Wanted | None) -> tuple[Case, Priority]:
        """Give the next case that has a wanted priority, with one of these; ValueError when no case has."""
        for _ in range(2):
            for index, case in enumerate(self._rest):
                priorities = [each for each in case.priorities if wanted is None or wanted(case.type, each)]
                if priorities:
                    del self._rest[index]
                    return case, self._random.choice(priorities)
            self._rest += self._random.sample(self._cases, len(self._cases))
        raise ValueError("no case of the demonstration has a wanted priority")


@dataclass(slots=True)
class Casting:
    """Draws one story after another; ``load`` counts what each engineer has been given."""

    policy: Policy
    random: Random
    load: Counter[str] = field(default_factory=Counter)
    decks: dict[str, Deck] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Lay out the decks."""
        kinds = {
            "engineer": [case for case in TROUBLES if case.engineer],
            "first": [case for case in TROUBLES if not case.engineer],
            "consultation": CONSULTATIONS,
            "other": OTHERS,
            "closing": CLOSINGS,
        }
        self.decks = {kind: Deck(self.random, cases) for kind, cases in kinds.items()}

    def story(
        self,
        index: int,
        kind: str,
        stage: Stage,
        at: datetime,
        *,
        wanted: Wanted | None = None,
        late: ClockName | None = None,
    ) -> Story:
        """Draw story ``index`` from the deck ``kind``, to go as far as ``stage``; ``at`` is about when it arrives."""
        case, priority = self.decks[kind].deal(wanted)
        mis, clinic, requester = self._who(case)
        steady = late is not None or stage < Stage.TAKEN or case.type is TicketType.OTHER
        first_type, first_priority = (case.type, priority) if steady else self._proposed(case, priority)
        worker = self.random.choice((LOGIN, *FIRST_LINE))
        channel = self._channel(case, mis)
        return Story(
            index=index,
            case=case,
            words=words(self.random, at),
            priority=priority,
            first_type=first_type,
            first_priority=first_priority,
            clinic=clinic,
            requester=requester,
            mis=mis,
            channel=channel,
            stage=stage,
            rejected=stage is Stage.CLOSED and kind in ("engineer", "first") and self.random.random() < 0.07,
            late=late,
            registrar=worker if channel is Channel.PHONE else self.random.choice(FIRST_LINE),
            worker=worker,
            engineer=self._engineer(case, priority, mis, channel, clinic) if case.engineer else None,
        )

    def _who(self, case: Case) -> tuple[Mis, int, int]:
        """A clinic that works with the case's system, and somebody there who would ask this."""
        mis = case.mis or self.random.choice(tuple(Mis))
        suitable = [
            index for index, person in enumerate(ASKING)
            if mis in CLINICS[_clinic(person.clinic)].mis and (person.kind in _IT) is case.by_it
        ]  # fmt: skip
        requester = self.random.choice(suitable)
        return mis, _clinic(PEOPLE[requester].clinic), requester

    def _channel(self, case: Case, mis: Mis) -> Channel:
        """By phone, or where the system's requests go: qMS to Интерактив, Промед to ИСКИЗ."""
        if self.random.random() < (0.2 if case.by_it else 0.5):
            return Channel.PHONE
        return Channel.INTERACTIVE if mis is Mis.QMS else Channel.ISKIZ

    def _proposed(self, case: Case, priority: Priority) -> tuple[TicketType, Priority]:
        """What the requester had proposed: mostly what it is."""
        chance = self.random.random()
        if case.type is TicketType.CONSULTATION:
            return (TicketType.ERROR if chance < 0.12 else case.type), priority
        if chance > 0.09:
            return case.type, priority
        ranks = self.policy.norms.allowed_priorities(case.type)
        place = ranks.index(priority)
        return case.type, self.random.choice([each for each in ranks if abs(ranks.index(each) - place) == 1])

    def _engineer(self, case: Case, priority: Priority, mis: Mis, channel: Channel, clinic: int) -> str:
        """Whom the routing rules propose, or the least loaded engineer where they leave it to ПЛТП."""
        request = Request(mis, case.type, priority, channel, CLINICS[clinic].code)
        routed = route(self.policy.dispatch, request, Staffing(_USERS, self.load))
        if routed and routed.line is Line.SECOND and routed.executor:
            login = routed.executor.login
        else:
            login = min(SECOND_LINE, key=lambda each: (self.load[each], each))
        self.load[login] += 1
        return login


_USERS = tuple(User(each.login, each.name, each.role, each.competences) for each in STAFF)
_CODES = tuple(clinic.code for clinic in CLINICS)


def _clinic(code: str) -> int:
    return _CODES.index(code)
