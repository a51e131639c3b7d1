"""The tree of errors a user may see, and the table of exit codes.

DeskcheckError
├── UserError            bad input, usage or configuration: one line, exit 2
│   ├── InputError       a file or text that cannot be audited
│   ├── SettingsError    an option or configuration value that makes no sense
│   └── OutputError      a place that cannot be written
└── MissingExtraError    an optional feature whose extra is not installed: one line, exit 2

Faults of the world (a service is down) never travel as errors: authorities turn them into
lookups of status ``unknown``. Faults of ours inside a rule become findings of the family RUN.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command answers to the shell."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    INTERNAL = 3
    INCONCLUSIVE = 4


class DeskcheckError(Exception):
    """Any error whose message is meant for the user."""


class UserError(DeskcheckError):
    """Something the user can mend: says what, where and what to do, in one line.

    Args:
        what: the fault, without a full stop.
        where: the file, option or place concerned; may be empty.
        remedy: what the user can do about it; may be empty.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        line = f"{line}. {self.remedy}" if self.remedy else line
        return " ".join(line.split())


class InputError(UserError):
    """A file or text that cannot be audited."""


class SettingsError(UserError):
    """An option or a configuration value that makes no sense."""


class OutputError(UserError):
    """A place that cannot be written."""


class MissingExtraError(UserError):
    """A feature that needs an optional dependency.

    Args:
        feature: what was asked for.
        extra: the extra's name, as in ``deskcheck[extra]``.
    """

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(
            f"{feature} needs the extra '{extra}'",
            remedy=f"Install it with: pip install 'deskcheck[{extra}]'",
        )
