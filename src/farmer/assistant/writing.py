"""Writing what was previewed: once, and only in the edition of the ledger that was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from farmer.assistant.session import NoPreview, Session
from farmer.assistant.tool import Bench
from farmer.sources import ASSISTANT
from farmer.tasks.desk import Desk

if TYPE_CHECKING:
    from farmer.ledger.ledger import Writer

_CHANGED = "The ledger was changed since the preview."


@dataclass
class PreviewedChange:
    """One change of a preview's: at a desk whose source is an assistant, and its number."""

    desk: Desk
    edition: str
    change_id: int | None = None

    @classmethod
    def of(cls, bench: Bench, token: str, edition: str) -> Self:
        """What is to be written of a token, which is good no longer.

        Raises:
            NoPreview: where the ledger was changed since; the token stays as it is.
        """
        check_edition(bench, edition)
        bench.session.forget(token)
        return cls(bench.desk._replace(source=ASSISTANT), edition)

    def check(self, change: Writer) -> None:
        """Look again whether it is that edition, now that nobody else can write.

        Raises:
            NoPreview: where it is not: nothing is written.
        """
        if change.edition != self.edition:
            raise NoPreview(_CHANGED)
        self.change_id = change.notes.change_id

    def done(self, session: Session) -> int | None:
        """The number of the change, which this session may take back."""
        if self.change_id is not None:
            session.changes.add(self.change_id)
        return self.change_id


def check_edition(bench: Bench, edition: str) -> None:
    """Look whether the ledger is the one that was looked at.

    Raises:
        NoPreview: where it is not.
    """
    with bench.desk.deciding() as reader:
        if reader.edition() != edition:
            raise NoPreview(_CHANGED)
