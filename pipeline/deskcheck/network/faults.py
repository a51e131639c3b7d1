"""What the world does to a request."""


class Fault(Exception):  # noqa: N818 - the word the whole project uses for what the world does
    """The world did not answer; ``reason`` is meant for a report. Authorities turn it into ``unknown``."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
