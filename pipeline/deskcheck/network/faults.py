"""What the world does to a request."""

from enum import StrEnum


class FaultKind(StrEnum):
    """What stood in the way, where a caller must tell; a status that the server answered is no fault."""

    OFFLINE = "offline"
    FORBIDDEN = "forbidden"
    NAME = "name"
    CONNECTION = "connection"
    TIME = "time"
    SAFETY = "safety"
    ANSWER = "answer"
    DOWN = "down"


class Fault(Exception):  # noqa: N818 - the word the whole project uses for what the world does
    """The world did not answer; ``reason`` is meant for a report. Authorities turn it into ``unknown``.

    Attributes:
        kind: ``forbidden`` is our own refusal (a private address, another port); ``name``: the name does not exist;
            ``safety``: no safe connection; ``answer``: it came, but too large, in circles or garbled; ``down``: not
            even asked, since the service or the network was found dead before.
        status: what the server kept answering (429, 5xx), else 0.
    """

    def __init__(self, reason: str, kind: FaultKind = FaultKind.ANSWER, *, status: int = 0) -> None:
        self.reason = reason
        self.kind = kind
        self.status = status
        super().__init__(reason)
