"""Who calls, found over what is kept between calls: as a desk finds that was opened just now; and no cut word stays."""

import gc
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from core.desk.records.callers import CallerTicket
from core.store.projections.queue_row import QueueRow
from core.tickets.assignment.commands import Take
from core.tickets.closing.commands import Confirm, Resolve
from core.tickets.people.commands import BlockPerson
from core.tickets.redaction.redacting import Redact
from tests.support.desk import GP4, KKB, SINITSYNA, VOROBYOV, ZIMINA, FrozenDesk, done, make_desk, registered, reopen

REMEMBERED = timedelta(days=180)


def found(desk: FrozenDesk, *numbers: int) -> list[object]:
    """All that a search over the present index can tell of some tickets and of everybody."""
    index = desk.directory.callers()
    people = sorted(index.people)
    return [
        *([each.person and each.person.id for each in index.find(str(number))] for number in numbers),
        *(index.find(person.name) for person in index.people.values()),
        *(index.open_of(person) for person in people),
        *(index.open_of_clinic(clinic) for clinic in (KKB, GP4)),
    ]


def test_the_kept_index_is_the_fresh_one_after_every_change(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, "2026-11-23T09:00")
    with reopen(desk.path, desk.clock) as other:
        assert desk.directory.callers().open_of(SINITSYNA) == ()
        first = registered(desk, subject="Не печатается лист", requester=SINITSYNA)
        second = registered(other, subject="Не открывается карта", requester=VOROBYOV)
        steps: list[Callable[[], object]] = [
            lambda: None,
            lambda: done(other, Take(number=first)),
            lambda: done(other, Resolve(number=first, solution="Пересоздали очередь печати.")),
            lambda: done(desk, Confirm(number=first, by=SINITSYNA)),
            lambda: done(desk, Redact(number=second, event=1, reason="Лишнее", fields=("subject",)), "orlova"),
            lambda: done(other, BlockPerson(person=ZIMINA, ground="maternity"), "orlova"),
        ]
        for step in steps:
            step()
            with reopen(desk.path, desk.clock) as fresh:
                assert found(desk, first, second) == found(fresh, first, second)
        assert [each.number for each in desk.directory.callers().open_of(VOROBYOV)] == [second]
        assert [each.person and each.person.id for each in desk.directory.callers().find(str(first))] == [SINITSYNA]
        desk.clock.set(desk.now() + REMEMBERED + timedelta(minutes=1))
        assert desk.directory.callers().find(str(first)) == ()  # closed, and registered more than 180 days ago
        desk.clock.set(desk.now() - REMEMBERED)
        assert [each.person and each.person.id for each in desk.directory.callers().find(str(first))] == [SINITSYNA]


def test_a_word_that_is_cut_out_is_kept_nowhere(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, "2026-11-23T09:00")
    number = registered(desk, subject="Пропал бланк «Осокорь»")
    desk.clock.set("2026-11-23T12:00")
    desk.directory.callers()
    assert [each.row.ticket.number for each in desk.oversight.wall().breached]
    done(desk, Redact(number=number, event=1, reason="Лишнее", fields=("subject",)), "orlova")
    gc.collect()
    kept = [each for each in gc.get_objects() if isinstance(each, CallerTicket | QueueRow)]
    assert not [each.number for each in kept if "Осокорь" in each.subject]
    assert "Осокорь" not in str(desk.oversight.wall())
    assert "Осокорь" not in str(desk.directory.callers().open_of(SINITSYNA))
