"""What the tests of the console share: frames that nobody looks at are not drawn."""

from typing import Any

import pytest

from console.widgets.fields.privacy_marks import EYE
from core.privacy import load
from tests.support.remembered import remember_rules

remember_rules()


@pytest.fixture(scope="session", autouse=True)
def dictionary_at_hand() -> None:
    """Marks need the dictionary of names, which loads beside: no picture depends on when it was there."""
    load()


@pytest.fixture(autouse=True)
def eye_of_no_desk() -> None:
    """What the fields of one test know of its desk is nothing to the next."""
    EYE.forget()


@pytest.fixture(autouse=True)
def unseen_frames(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the drawing of each frame between two keys: without a terminal Textual draws it and throws it away.

    Pictures and the text of a screen are drawn when they are asked for, and ``console()`` draws what stands there at
    its end, so that what cannot be drawn still fails. A test that counts what is drawn is marked ``drawn``.
    """
    if request.node.get_closest_marker("drawn"):
        return
    from textual._compositor import Compositor

    draw = Compositor.render_update

    def drawn_if_seen(self: Compositor, full: bool = False, screen_stack: Any = None, simplify: bool = False) -> Any:
        if full:
            return draw(self, full, screen_stack, simplify)
        self._dirty_regions.clear()
        return None

    monkeypatch.setattr(Compositor, "render_update", drawn_if_seen)
