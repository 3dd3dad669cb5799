"""``notices.yaml``: about what a console makes itself heard."""

from core.policy.models.sections import PolicyFile, Section


class SignalSection(Section):
    """How one occasion is told."""

    bell: bool = False
    desktop: bool = False


class NoticesFile(PolicyFile):
    """``notices.yaml``: a section an occasion."""

    new_critical: SignalSection = SignalSection()
    breach_near: SignalSection = SignalSection()
    mentioned: SignalSection = SignalSection()
    returned: SignalSection = SignalSection()
    assigned: SignalSection = SignalSection()
    over_ssh: bool = False
