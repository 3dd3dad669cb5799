"""Upkeep of an open desk: what time alone causes, verifying, looking for personal data."""

from core.desk.environment import Environment
from core.desk.handling.commands import Commands
from core.desk.privacy.redaction import look_through
from core.desk.privacy.store_scan import Reader, Scan
from core.desk.privacy.store_scan import ScanPage as ScanAsked
from core.desk.upkeep.last_runs import remember_sweep
from core.desk.upkeep.sweep import Swept, sweep
from core.desk.upkeep.verification import verify_store
from core.desk.views import VerifyReport
from core.store.errors import StoreUnavailable
from core.store.event_log.log import Head, chain_head
from core.store.search.rebuilding import Told, keep_index, purge_index, rebuild_index
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal, bad_input


class Administration:
    """What keeps a desk sound."""

    def __init__(self, environment: Environment, commands: Commands) -> None:
        """Keep the store of an environment."""
        self._environment = environment
        self._commands = commands

    def sweep(self, *, dry: bool = False) -> tuple[Swept, ...]:
        """Do everything that time alone has caused by now; ``dry`` only tells what it would be, as a read-only desk."""
        here = self._environment
        writes = not dry and not here.read_only
        if writes and (why := here.barred):
            raise StoreUnavailable(why)  # though nothing may be due: a timer that cannot write must be heard of
        swept = sweep(here.store, here.policy, here.now, here.session, dry=not writes)
        if writes:
            remember_sweep(here.store, here.now())
            keep_index(here.store)
            purge_index(here.store)  # what an archive that was stopped has left
            here.store.backend.wipe()  # what a redaction could not empty for somebody's reading
        return swept

    def scan(self, actor: Actor, asked: ScanAsked, read: Reader | None = None) -> Scan | Refusal:
        """One page of what the present rules of privacy find in the store (Прил. 3, п. 5): where and which kinds.

        ``read`` gives the text of an attached file. Changes nothing, but that a denial is recorded.
        """
        return look_through(self._environment, lambda: self._commands.gate, actor, asked, read)

    def verify(self, *, head: str | None = None, chain_only: bool = False) -> VerifyReport:
        """Check the log, its texts, and every row that is derived from them.

        ``head``: a hash noted earlier, which the log must still have. ``chain_only``: the log and its texts alone.
        """
        here = self._environment
        policy = here.policy  # which first has the rows made by it
        return verify_store(here.store, policy, here.configuration, head=head, chain_only=chain_only)

    def rebuild_search(self, told: Told = lambda _done, _all: None) -> int:
        """Make the search index anew from the log; gives how many documents it has. Raises StoreUnavailable."""
        here = self._environment
        if why := here.barred:
            raise StoreUnavailable(why)
        with here.store.writing() as tx:
            count = rebuild_index(tx, told)
            tx.commit()
        here.store.backend.wipe()
        return count

    def verify_since(self, head: str, *, chain_only: bool = False) -> VerifyReport | Refusal:
        """Check what came since a head that was noted: ``event:hash`` or a hash; a refusal for what is neither.

        See :func:`core.desk.upkeep.verifying.since.verify_since`.
        """
        from core.desk.upkeep.verifying.since import read_head, verify_since

        noted = read_head(head)
        if noted is None:
            return bad_input("since", "Ожидается хэш события (64 знака 0–9, a–f) или номер:хэш, как их называет пульт.")
        policy = self._environment.policy
        with self._environment.store.reading() as tx:
            return verify_since(tx, policy, noted, chain_only=chain_only)

    def chain_head(self) -> Head:
        """The last event of the chain and its hash: what an export and the system's log carry."""
        with self._environment.store.reading() as tx:
            return chain_head(tx)
