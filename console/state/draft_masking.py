"""Personal data in the drafts of this host (Прил. 3, п. 5): told by kind and never by value, masked where it stands.

The filter that a console was left with is one of them: it is kept in a file for the next start.

Drafts are no part of the store; those of other hosts, and of accounts whose folders this one cannot read, are not
reached. A form that is open writes its draft anew as it was typed: what it holds, its own gate stops.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from console.state.drafts import Draft, Drafts, DraftUnsaved, drafts_folder
from console.state.session_state import SessionState, load_session, save_session, session_path
from core.desk.privacy.store_scan import KindCount, Looker, kinds_of
from core.privacy import Finding, find, mask

MASKED = ("mask", "block")
"""The levels that a draft is masked of, unless others are named: of what is milder its writer is only told."""


@dataclass(frozen=True, slots=True)
class DraftLeak:
    """One field of a draft with personal data: whose it is (the name of the folder), of which form and ticket."""

    login: str
    form: str
    ticket: int | None
    field: str
    found: tuple[KindCount, ...]


def leaks_of(
    store: str, levels: tuple[str, ...] = (), environ: Mapping[str, str] = os.environ, look: Looker = find
) -> Iterator[DraftLeak]:  # fmt: skip
    """What the present rules find in the drafts of a store on this host, the last word of a form included."""
    for folder, draft in _drafts(store, environ):
        for name, text in _texts(draft).items():
            if found := kinds_of(_hits(look(text), levels)):
                yield DraftLeak(folder.name, draft.kind, draft.ticket, name, found)
    for path, state in _filters(store, environ):
        if found := kinds_of(_hits(look(state.filter), levels)):
            yield DraftLeak(path.stem, "session", None, "filter", found)


def mask_drafts(
    store: str, chosen: Callable[[Draft], bool] = lambda _draft: True, *, levels: tuple[str, ...] = MASKED,
    environ: Mapping[str, str] = os.environ, look: Looker = find,
) -> int:  # fmt: skip
    """Mask what is found in the drafts of a store on this host, or in the chosen ones; gives how many fields.

    A filter with personal data is dropped: masked, it would find nothing.
    """
    masked = 0
    for folder, draft in _drafts(store, environ):
        if not chosen(draft):
            continue
        clean = {name: mask(text, hits) for name, text in draft.fields.items() if (hits := _hits(look(text), levels))}
        held = mask(draft.held, hits) if (hits := _hits(look(draft.held), levels)) else draft.held
        if clean or held != draft.held:
            masked += len(clean) + (held != draft.held)
            _save(folder, replace(draft, fields={**draft.fields, **clean}, held=held))
    for path, state in _filters(store, environ):
        if _hits(look(state.filter), levels):
            save_session(path, replace(state, filter=""))
            masked += 1
    return masked


def _filters(store: str, environ: Mapping[str, str]) -> Iterator[tuple[Path, SessionState]]:
    """With which filter each console of a store was left on this host, by its file."""
    for path in sorted(session_path(store or "desk", "x", environ).parent.glob("*.json")):
        state = load_session(path)
        if state.filter:
            yield path, state


def _texts(draft: Draft) -> dict[str, str]:
    return {**draft.fields, **({"held": draft.held} if draft.held else {})}


def _hits(found: Iterable[Finding], levels: tuple[str, ...]) -> tuple[Finding, ...]:
    return tuple(each for each in found if not levels or each.level.value in levels)


def _drafts(store: str, environ: Mapping[str, str]) -> Iterator[tuple[Path, Draft]]:
    """Every readable draft with its operator's folder, in a settled order."""
    of_store = drafts_folder(store or "desk", "x", environ).parent
    try:
        folders = sorted(each for each in of_store.iterdir() if each.is_dir())
    except OSError:
        return
    for folder in folders:
        for draft in Drafts(folder).all():
            yield folder, draft


def _save(folder: Path, draft: Draft) -> None:
    try:
        Drafts(folder).save(draft)
    except DraftUnsaved:
        return
