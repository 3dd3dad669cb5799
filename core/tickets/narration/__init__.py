"""Every kind of event told in Russian, by the kind."""

from collections.abc import Mapping
from typing import Any

from core.tickets.narration.lifecycle import LIFECYCLE
from core.tickets.narration.oversight import OVERSIGHT
from core.tickets.narration.values import Teller
from core.tickets.narration.work import WORK

TELLERS: Mapping[type[Any], Teller] = {**LIFECYCLE, **WORK, **OVERSIGHT}
