"""Search as a face of the desk."""

from core.desk.environment import Environment
from core.desk.search.results import Asked, SearchResults
from core.desk.search.searching import Searcher
from core.search.places import READABLE, Readable
from core.search.synonyms import synonyms_of
from core.store.search.lexicon import Vocabulary
from core.tickets.directory import Actor


class SearchReads:
    """Everything that can be found, as whoever asks may read it."""

    def __init__(self, environment: Environment, readable: Readable = READABLE) -> None:
        """Search the store of an environment; ``readable``: which roles may read what."""
        self._environment = environment
        self._readable = readable
        self._vocabulary = Vocabulary()

    def find(self, asked: Asked, actor: Actor) -> SearchResults:
        """What ``actor`` finds; what he may not read is in no result, no figure and no guess."""
        policy, now = self._environment.policy, self._environment.now()
        synonyms = synonyms_of(policy.registration.synonyms)
        with self._environment.store.reading() as tx:
            return Searcher(tx, policy, actor, now, self._vocabulary, synonyms, self._readable).search(asked)
