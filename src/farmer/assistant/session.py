"""What a server remembers of what it was asked, for as long as it runs, and no longer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from farmer.assistant.questions import Question
from farmer.assistant.told import Fields
from farmer.errors import Conflict
from farmer.ids import Id
from farmer.tasks.record.telling import LogEntry

if TYPE_CHECKING:
    from farmer.tasks.desk import Desk
    from farmer.tasks.refer.request import Advanced, StepBeside

# So long somebody may look at a preview before it is written.
VALID_FOR = timedelta(minutes=15)
# More previews than these nobody is shown at once: the oldest go.
_MOST_PREVIEWS = 20


class NoPreview(Conflict):
    """A token that is of no preview, or of one that does not hold any more."""

    code = "no-preview"


class NameSeen(NamedTuple):
    """A name as it was previewed, and whom it may mean.

    Attributes:
        typed: as it was sent.
        status: ``known``, ``several``, ``near`` or ``new``.
        ids: whom it may mean, the likeliest first; of a known one, theirs alone.
    """

    typed: str
    status: str
    ids: tuple[Id, ...] = ()


class Previewed(NamedTuple):
    """What was previewed: what would be written, of whom, and of which edition of the ledger."""

    entry: LogEntry
    names: tuple[NameSeen, ...]
    edition: str
    expires_at: datetime


class PreviewedRequest(NamedTuple):
    """A step of a request that was previewed: what takes it, and of which edition of the ledger.

    `words` say it to whoever is asked.
    """

    take: Callable[[Desk, StepBeside], Advanced]
    words: str
    edition: str
    expires_at: datetime


class Pending(NamedTuple):
    """A question that was put: by its key, and for these arguments of a tool alone."""

    key: str
    tool: str
    given: Mapping[str, Any]
    question: Question


AnyPreview = TypeVar("AnyPreview", Previewed, PreviewedRequest)


@dataclass
class Session:
    """The previews that nobody has recorded yet, by their tokens, and the changes made here.

    Of each preview a person is asked one question at a time: `pending` has it, by the token.
    """

    previews: dict[str, Previewed | PreviewedRequest] = field(default_factory=dict)
    pending: dict[str, Pending] = field(default_factory=dict)
    changes: set[int] = field(default_factory=set)

    def token_of(self, previewed: Previewed | PreviewedRequest) -> Fields:
        """A token for it, which nobody can guess, and for how many minutes it is good."""
        from secrets import token_urlsafe

        token = token_urlsafe(12)
        self.previews[token] = previewed
        for oldest in list(self.previews)[:-_MOST_PREVIEWS]:
            self.forget(oldest)
        return {"token": token, "minutes": VALID_FOR.seconds // 60}

    def preview(self, token: str, now: datetime, kind: type[AnyPreview]) -> AnyPreview:
        """The preview of a token, which stays good.

        Raises:
            NoPreview: where there is none of that kind, or its time is over.
        """
        found = self.previews.get(token)
        if found is None:
            raise NoPreview("There is no such preview, or it was recorded already.")
        if now >= found.expires_at:
            self.forget(token)
            raise NoPreview("The preview is too old.")
        if not isinstance(found, kind):
            raise NoPreview("That was previewed for the other tool.")
        return found

    def forget(self, token: str) -> None:
        """Let a token be good no longer, nor an answer to what was asked of it."""
        self.previews.pop(token, None)
        self.pending.pop(token, None)

    def put(self, tool: str, given: Mapping[str, Any], question: Question) -> Pending:
        """A question of the preview that is `given`; an earlier one of it is withdrawn."""
        from secrets import token_urlsafe

        pending = Pending(token_urlsafe(12), tool, given, question)
        self.pending[given["token"]] = pending
        return pending
