"""Messages that no person wrote to a person, told by their headers."""

from __future__ import annotations

import re
from email.message import Message

from farmer.formats.addresses import decoded, parties
from farmer.formats.incoming import Party

BULK = "a list, a newsletter or a machine"
INVITATION = "an invitation, or an answer to one"
DRAFT = "a draft"
SPAM = "marked as spam"

_OF_BULK = {"list-id", "list-unsubscribe", "list-post", "x-mailing-list", "feedback-id"}
_OF_BULK |= {"x-autoreply", "x-autorespond"}
_PRECEDENCES = ("bulk", "list", "junk", "auto_reply")
_MACHINE = re.compile(
    r"(^|[-_.+])(no[-_.]?reply|do[-_.]?not[-_.]?reply|mailer[-_.]?daemon|postmaster|bounces?"
    r"|notif(y|ications?)|newsletters?|alerts?|auto[-_.]?confirm|unsubscribe)([-_.+=0-9]|@)",
    re.IGNORECASE,
)


def not_personal(message: Message, senders: tuple[Party, ...]) -> str:
    """Why no person sent `message` to a person, or nothing where one may have."""
    labels = {label.strip(' "') for label in decoded(_said(message, "x-gmail-labels")).split(",")}
    reasons = {
        DRAFT: "drafts" in labels,
        SPAM: "spam" in labels or _said(message, "x-spam-flag").startswith("yes"),
        INVITATION: _is_of_a_calendar(message),
        BULK: _is_bulk(message) or _is_machine(senders) or _is_machine(_sender(message)),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _said(message: Message, name: str) -> str:
    """What the first header called `name` says, in small letters."""
    return str(message.get(name, "")).strip().casefold()


def _is_of_a_calendar(message: Message) -> bool:
    return (
        _said(message, "content-type").startswith("text/calendar")
        or "calendarmessage" in _said(message, "content-class")
        or "x-ms-exchange-calendar-originator-id" in message
    )


def _is_bulk(message: Message) -> bool:
    automatic = _said(message, "auto-submitted")
    return (
        any(name in message for name in _OF_BULK)
        or _said(message, "precedence") in _PRECEDENCES
        or (automatic != "" and not automatic.startswith("no"))
    )


def _sender(message: Message) -> tuple[Party, ...]:
    """The program that sent it on behalf of whom it is from."""
    return parties([str(message.get("sender", ""))])


def _is_machine(found: tuple[Party, ...]) -> bool:
    return any(_MACHINE.search(handle.value) for party in found for handle in party.handles)
