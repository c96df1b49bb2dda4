"""How farmer team and the commands under it are shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from farmer.render import Row, Verbatim, View
from farmer.render.team_carry import carried_lines, draw_carried, draw_held, your_machines
from farmer.render.terminal import Screen
from farmer.shell import quoted
from farmer.tasks.person import Named
from farmer.tasks.together.team import Joined, Left, TeamMade, TeamShown
from farmer.tasks.together.team_share import SharingChanged, TellingOf
from farmer.tasks.together.team_sync import TeamSynced
from farmer.team.rows import EVIDENCE, WORDS
from farmer.wording import capitalised, say_count, say_date, say_list, say_some

_MORE_SAID = {
    EVIDENCE: "the days that it rests on",
    WORDS: "your notes",
}
_READS = (
    "Whoever owns the server can read what you tell: names, firms, verdicts and months; days and "
    "notes where you tell these. Not addresses, whose digests need the team's key, and nothing "
    "that you do not share."
)

_SEALED = (
    "Your whole ledger goes to your other machines, sealed with a passphrase before it leaves. "
    "Whoever owns the server sees how large that is, how many machines there are and when each "
    "wrote, and no more."
)


def _texts(made: TeamMade) -> Iterator[str]:
    how = f"psql -f FILE {quoted(made.address)}"
    yield f"-- Run this as the owner of the database: {how}\n{made.script}"


def _made_lines(made: TeamMade) -> Iterator[Row]:
    for member in made.members:
        yield ("member", member)


def _draw_made(made: TeamMade, screen: Screen) -> None:
    screen.say(("The team's book is made. ", "green"), "Run again, it adds members.")
    if not made.members:
        screen.say("Let somebody in: farmer team create ADDRESS --member kim --run")
        return
    screen.say(f"In it: {_names(made.members)}, each by a login without a password.")
    screen.indent(f"Set one, in psql: \\password {made.members[0]}")
    screen.indent("Each types on their own machine: farmer team join ADDRESS")


def _joined_lines(joined: Joined) -> Iterator[Row]:
    yield ("me", joined.me)
    for member in joined.members:
        yield ("member", member)
    if joined.new_key:
        yield ("key", joined.new_key)
    if joined.carries:
        yield ("carries", joined.carries)


def _draw_joined(joined: Joined, screen: Screen) -> None:
    if joined.was_in:
        screen.say(("The book carries your ledger ", "green"), "from now on.")
        _draw_sealed(screen)
        return
    others = [member for member in joined.members if member != joined.me]
    beside = f", with {_names(others)}" if others else ", alone so far"
    screen.say(("Joined ", "green"), f"as {_name(joined.me)}{beside}.")
    if joined.new_key:
        screen.say("You are the first. The others are asked for this key when they join:")
        screen.indent((joined.new_key, "bold"))
        screen.indent("Give it to them yourself, and not to whoever runs the server.")
    screen.say(_READS)
    screen.say("Nothing is told until you say so: farmer team share @clients")
    if joined.carries:
        _draw_sealed(screen)


def _draw_sealed(screen: Screen) -> None:
    screen.say(_SEALED)
    screen.say("Here, and on each machine that has joined with --carry: farmer team sync")


def _shown_lines(shown: TeamShown) -> Iterator[Row]:
    yield ("me", shown.me, shown.synced_on)
    for member in shown.members:
        if member != shown.me:
            yield ("member", member, shown.received.get(member, 0))
    for each in shown.tellings:
        yield from _telling_rows(each)
    yield from _never_lines(shown.never)
    if shown.key:
        yield ("key", shown.key)
    if shown.carries_since:
        yield ("carries", shown.carries_since, shown.holding)


def _draw_shown(shown: TeamShown, screen: Screen) -> None:
    when = f"Synced {say_date(date.fromisoformat(shown.synced_on))}." if shown.synced_on else ""
    screen.say(("You are ", "bold"), (_name(shown.me), "bold"), f" in this team. {when}".rstrip())
    others = [member for member in shown.members if member != shown.me]
    for member in others:
        told = shown.received.get(member, 0)
        of = say_count(told, "person", "people") if told else "nobody so far"
        screen.indent((_name(member), "bold"), f": told you of {of}")
    if not others:
        screen.indent("Nobody else is in it so far.")
    _draw_tellings(shown.tellings, shown.people, screen)
    if shown.never:
        names = say_some([person.name for person in shown.never], "person", "people")
        screen.say(f"You tell nobody of {names}, who asked so.")
    if shown.unread:
        of = say_count(shown.unread, "person", "people")
        screen.say(f"What a newer farmer tells of {of} cannot be read: update farmer.")
    if shown.key:
        screen.say("The team's key, for a member who joins: ", (shown.key, "bold"))
    if shown.carries_since:
        since = say_date(date.fromisoformat(shown.carries_since))
        screen.say(f"The book carries your whole ledger to your other machines, since {since}.")
        draw_held(shown.holding, screen)
    if not shown.synced_on:
        screen.say("To send and receive: farmer team sync")


def _draw_tellings(tellings: Sequence[TellingOf], people: int, screen: Screen) -> None:
    if not tellings:
        screen.say("You tell them nothing: farmer team share @clients")
        return
    screen.say(f"You tell of {say_count(people, 'person', 'people')}:")
    for each in tellings:
        of = f" ({say_count(each.people, 'person', 'people')})" if not each.id else ""
        of = " (not now)" if each.id and not each.people else of
        more = f"; what it rests on to {_names(each.evidence)}" if each.evidence else ""
        more += f"; your notes to {_names(each.words)}" if each.words else ""
        screen.indent((each.whom, "bold"), f"{of}, to {_audience(each.audience)}{more}")


def _shared_lines(changed: SharingChanged) -> Iterator[Row]:
    for each in changed.tellings:
        yield from _telling_rows(each)
    yield from _never_lines(changed.never)


def _never_lines(never: Sequence[Named]) -> Iterator[Row]:
    for person in never:
        yield ("never", person.id, person.name)


def _telling_rows(each: TellingOf) -> Iterator[Row]:
    yield ("tells", each.whom, each.id, each.people, *each.audience)
    if each.evidence:
        yield ("evidence", each.whom, each.id, *each.evidence)
    if each.words:
        yield ("words", each.whom, each.id, *each.words)


def _draw_shared(changed: SharingChanged, screen: Screen) -> None:
    whom, to = say_list(changed.asked), _audience(changed.audience)
    if changed.never:
        screen.say((f"Nobody is told of {whom} any more, whatever else you share.", "green"))
        screen.indent(
            "What a team was told goes with the next farmer team sync. What colleagues "
            "read or exported before is theirs."
        )
        return
    if changed.stopped:
        who = _audience(changed.audience) if changed.audience else "nobody in the team"
        verb = "no more told of" if changed.audience else "told of"
        are = "is" if len(changed.audience) < 2 else "are"
        said = f"From the next sync on {who} {are} {verb} {whom}."
        if changed.more:
            what = say_list([_MORE_SAID[part] for part in changed.more])
            nobody = _names(changed.audience) if changed.audience else "nobody"
            no_more = " no more" if changed.audience else ""
            said = f"From the next sync on you tell {nobody} {what} of {whom}{no_more}."
        screen.say((said, "green"))
        screen.indent("What they read or exported before is theirs.")
    else:
        screen.say(("Of ", "green"), f"{whom} you tell {to} from the next sync on.")
        screen.indent("Their name and firm, your verdict and its days ahead, the month you talked.")
        if changed.more:
            what = say_list([_MORE_SAID[part] for part in changed.more])
            screen.indent(f"And {what}. Whoever owns the server can read that too.")
    _draw_tellings(changed.tellings, changed.people, screen)
    screen.say("To send it: farmer team sync")


def _synced_lines(synced: TeamSynced) -> Iterator[Row]:
    yield ("sent", synced.sent)
    yield ("taken_back", synced.taken_back)
    for keeper, count in synced.received.items():
        yield ("received", keeper, count)
    yield ("withdrawn", synced.withdrawn)
    for member in synced.new_members:
        yield ("new", member)
    if synced.answered:
        yield ("answered", synced.answered)
    for asked in synced.asked:
        yield ("asked", asked)
    if synced.carried:
        yield from carried_lines(synced.carried)


def _draw_synced(synced: TeamSynced, screen: Screen) -> None:
    counts = {_name(keeper): count for keeper, count in synced.received.items()}
    if synced.carried and synced.carried.received:
        counts[your_machines(synced.carried)] = synced.carried.received
    total = sum(counts.values())
    who = ", ".join(f"{name} {count}" for name, count in counts.items())
    screen.say((f"Sent {synced.sent}, received {total}", "green"), f" ({who})." if who else ".")
    if synced.taken_back:
        screen.indent(f"Taken back: {say_count(synced.taken_back, 'person', 'people')}.")
    if synced.withdrawn:
        of = say_count(synced.withdrawn, "person", "people")
        screen.indent(f"No more is told to you of {of}, and it is deleted here.")
    if synced.new_members:
        screen.indent(f"New in the team: {_names(synced.new_members)}.")
    if synced.answered:
        of = say_count(synced.answered, "request")
        screen.indent(f"A colleague said more of {of}: farmer request list --all")
    if synced.asked:
        parted = (each.partition(" of ") for each in synced.asked)
        asked = [f"{number} of {_name(who)}" for number, _, who in parted]
        screen.indent(f"Waiting for your answer: {say_list(asked)}. See: farmer today")
    if synced.carried:
        draw_carried(synced.carried, screen)


def _left_lines(left: Left) -> Iterator[Row]:
    yield ("left", left.me)


def _draw_left(left: Left, screen: Screen) -> None:
    if left.here:
        screen.say(("Left the team here. ", "green"), "What you told is on its server still.")
        screen.indent("Whoever runs that can delete it, by letting you go.")
        return
    screen.say(("Left the team. ", "green"), "What you told is taken back.")
    screen.indent("What colleagues read before, and backups of the server, may still have it.")


def _audience(audience: Sequence[str]) -> str:
    return _names(audience) if audience else "everybody in the team"


def _names(logins: Sequence[str]) -> str:
    return say_list([_name(login) for login in logins])


def _name(login: str) -> str:
    return capitalised(login)


SCRIPT: Verbatim[TeamMade] = Verbatim(_texts)
MADE = View(_made_lines, _draw_made)
JOINED = View(_joined_lines, _draw_joined)
SHOWN = View(_shown_lines, _draw_shown)
SHARED = View(_shared_lines, _draw_shared)
SYNCED = View(_synced_lines, _draw_synced)
LEFT = View(_left_lines, _draw_left)
