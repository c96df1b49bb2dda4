"""Every command as the help shows it, known before any of them is loaded.

A command's module is imported when the command is typed, so that none pays for the others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


def _facts() -> str:
    from farmer.facts import FACTS

    return _block("Facts", [f"{word:<13} {said}" for word, said in FACTS.meanings.items()])


def _settings() -> str:
    from farmer.settings import KEYS

    return _block("Settings", [f"{name:<9} {key.meaning}" for name, key in KEYS.items()])


def _letters() -> str:
    from farmer.letters.kinds import KINDS

    return _block("Letters", [f"{k.name:<13} {k.meaning} ({k.takes})" for k in KINDS.values()])


def _start_lines() -> str:
    return _block(
        "Lines for the start file",
        [
            'bash        eval "$(farmer completion bash)"',
            'zsh         eval "$(farmer completion zsh)"     after compinit',
            "fish        farmer completion fish | source",
            "powershell  farmer completion powershell | Out-String | Invoke-Expression",
        ],
    )


def _block(title: str, lines: list[str]) -> str:
    return f"\b\n{title}:\n" + "\n".join(f"  {line}" for line in lines)


def _nothing() -> str:
    return ""


class Command(NamedTuple):
    """One command.

    Attributes:
        function: what runs it: a module of this room and a name in it, as ``reading:check``.
        summary: the first line of that function's docstring, which the list of commands shows.
        examples: lines to type, each of which works.
        more: what stands below the examples, made when it is shown.
    """

    function: str
    summary: str
    examples: tuple[str, ...]
    more: Callable[[], str] = _nothing

    @property
    def epilog(self) -> str:
        """What the command's help ends with."""
        return "\n\n".join(filter(None, [_block("Examples", list(self.examples)), self.more()]))


# In the order of the help: what is done most comes first. Two words are a command of a group.
COMMANDS: dict[str, Command] = {
    "log": Command(
        "log:log",
        "Record contact: who, how, when, who began it, what was said.",
        (
            'farmer log "Ana Ruiz" "Bo Li" --at "Chamber mixer" --by them --new',
            'farmer log Ana --kind call --by me --on "last friday" --note "a new office"',
            "farmer log Ana --minutes 60 --depth 2 --fact kept",
            'farmer log --with @chapter --except Joe --at "Chapter breakfast"',
            "farmer log --from notes.txt --new",
        ),
    ),
    "mark": Command(
        "mark:mark",
        "Record evidence: a promise kept, a service used, a favour.",
        (
            'farmer mark Ana used --on 2026-05-04 --note "did our lease"',
            "farmer mark --with @chapter gave",
        ),
        more=_facts,
    ),
    "check": Command(
        "check:check",
        "Is this relationship farmed — and with --to, the other one?",
        (
            "farmer check Ana",
            'farmer check "Joe Marsh" --to "Richard Branson"',
        ),
    ),
    "today": Command(
        "today:today_",
        "What is due: follow-ups, promises, requests, ties going cold.",
        ("farmer today", "farmer today --one-line"),
    ),
    "request": Command(
        "request:request",
        "Referral requests, from the ask to the thank-you.",
        ("farmer request",),
    ),
    "request add": Command(
        "request:add",
        "Record that somebody asked you for an introduction, and judge both sides at once.",
        (
            'farmer request add "Joe Marsh" --to "Richard Branson" --need "launch marketing" '
            "--via linkedin",
            'farmer request add Ana --to "a buyer at a rail firm" --need "a first talk"',
        ),
    ),
    "request list": Command(
        "request:list_",
        "The open requests: where each stands, whose move it is, for how long.",
        (
            "farmer request list",
            "farmer request list --given --since 2026-06-08",
        ),
    ),
    "request show": Command(
        "request:show",
        "A request's whole story, with the verdicts as they were.",
        ("farmer request show r1",),
    ),
    "request decline": Command(
        "request:decline",
        "You will not make it, or they will not.",
        ('farmer request decline r1 --note "not before we know each other"',),
    ),
    "request ask-target": Command(
        "request:ask_target",
        "You asked the target privately whether it is welcome.",
        ("farmer request ask-target r1",),
    ),
    "request target-said": Command(
        "request:target_said", "The target answered.", ("farmer request target-said r2 yes",)
    ),
    "request confirm": Command(
        "request:confirm",
        "The asker said again that they still want it.",
        ("farmer request confirm r1",),
    ),
    "request sent": Command(
        "request:sent",
        "You asked them, after having thought about it with farmer ask.",
        ("farmer request sent r6",),
    ),
    "request introduce": Command(
        "request:introduce",
        "The introduction was made.",
        ('farmer request introduce r3 --level 4 --anyway "she insisted"',),
    ),
    "request met": Command("request:met", "They met.", ("farmer request met r4",)),
    "request outcome": Command(
        "request:outcome",
        "How it turned out.",
        (
            "farmer request outcome r4 good",
            "farmer request outcome r4 business --amount 1200 --currency EUR",
        ),
    ),
    "request thanked": Command(
        "request:thanked",
        "Thanks were said, and what came of it was told: it is closed.",
        ("farmer request thanked r5",),
    ),
    "request withdraw": Command(
        "request:withdraw", "It is not wanted any more.", ("farmer request withdraw r1",)
    ),
    "request reopen": Command(
        "request:reopen",
        "It goes on after all; the target is asked again.",
        ("farmer request reopen r5",),
    ),
    "request review": Command(
        "request:review",
        "How your introductions turned out: by verdict at the time, level, asker and target.",
        ("farmer request review",),
    ),
    "ask": Command(
        "ask:ask",
        "Before you ask: is your own standing farmed enough?",
        ('farmer ask "Ana Ruiz" --for "an introduction to the port authority"',),
    ),
    "draft": Command(
        "draft:draft",
        "Word a letter, ready to paste: nothing is ever sent.",
        (
            "farmer draft decline r1",
            "farmer draft introduction r3 --mailto",
            "farmer draft reconnect Ana",
        ),
        more=_letters,
    ),
    "promise": Command(
        "promise:promise", "Promises, theirs and yours: the open ones.", ("farmer promise",)
    ),
    "promise add": Command(
        "promise:add",
        "Record a promise: theirs counts once it is kept or broken.",
        (
            'farmer promise add Ana "send the lease" --due friday',
            'farmer promise add Ana "introduce her to the port" --mine --due "in 2 weeks"',
        ),
    ),
    "promise list": Command(
        "promise:list_", "The open promises, yours first.", ("farmer promise list --all",)
    ),
    "promise kept": Command("promise:kept", "It was kept.", ("farmer promise kept p1",)),
    "promise broken": Command(
        "promise:broken",
        "It was broken: for you to say, never for the calendar.",
        ("farmer promise broken p1",),
    ),
    "promise drop": Command(
        "promise:drop",
        "It does not matter any more, and says nothing of anybody.",
        ("farmer promise drop p1",),
    ),
    "stale": Command(
        "stale:stale",
        "Which relationships are going cold, and what is at stake.",
        (
            "farmer stale",
            "farmer stale --status never-met",
        ),
    ),
    "snooze": Command(
        "snooze:snooze",
        "Leave people in peace until a day.",
        ('farmer snooze Ana --until "in 3 months"',),
    ),
    "prepare": Command(
        "prepare:prepare",
        "One page before a meeting: what was said, what to ask.",
        ("farmer prepare Ana",),
    ),
    "show": Command(
        "show:show", "Everything the ledger knows of one person.", ("farmer show Ana",)
    ),
    "list": Command(
        "list_:list_",
        "Everybody, or those wanted, one line each.",
        (
            "farmer list @chapter",
            "farmer list --verdict almost --sort score --limit 10",
            "farmer list --never-met --ids",
        ),
    ),
    "stats": Command(
        "stats:stats",
        "What you sowed and harvested, and where your time goes.",
        ("farmer stats", "farmer stats --since 2026-01-01"),
    ),
    "find": Command(
        "find:find",
        "Find words in notes, names, companies and events.",
        ('farmer find "second office"',),
    ),
    "gains": Command(
        "gains:gains",
        "What you know of each other's goals, skills and networks.",
        (
            'farmer gains Ana --goals "a second office by May" --interests sailing',
            'farmer gains Ana --mine --skills "leases for start-ups"',
            "farmer gains Ana",
        ),
    ),
    "add": Command(
        "add:add",
        "Add a person on purpose: a namesake too.",
        ('farmer add "Richard Branson" --company Virgin',),
    ),
    "edit": Command(
        "edit:edit",
        "Correct people, touchpoints, facts or events.",
        (
            'farmer edit Ana --company "Voss & Co" --cadence 30',
            "farmer edit t1 t2 --by them",
            'farmer edit t1 --on 2026-03-31 --kind call --at ""',
            "farmer edit --with @chapter --cadence 60",
        ),
    ),
    "tag": Command(
        "tag:tag",
        "Put people into groups, to name them together afterwards.",
        (
            "farmer tag Ana @chapter @golf",
            "farmer tag --with @chapter @dinner",
        ),
    ),
    "tags": Command("tag:tags", "Every tag, and who has it.", ("farmer tags",)),
    "untag": Command("tag:untag", "Take people out of groups.", ("farmer untag Ana @chapter",)),
    "archive": Command(
        "archive:archive",
        "Leave people out of every list; their history is kept.",
        (
            "farmer archive Ana",
            "farmer archive @chapter --except Joe",
        ),
    ),
    "unarchive": Command(
        "archive:unarchive",
        "Bring archived people back into the lists.",
        ("farmer unarchive Ana",),
    ),
    "remove": Command(
        "remove:remove", "Take out what was recorded by mistake.", ("farmer remove t1 f1",)
    ),
    "forget": Command(
        "forget:forget",
        "Delete a person and all that is about them, for good.",
        ("farmer forget Ana --yes",),
    ),
    "import": Command(
        "import_:import_",
        "Bring in what you have: contacts, messages, mails, calendars.",
        (
            "farmer import Connections.csv --dry-run",
            "farmer import contacts.vcf",
        ),
    ),
    "export": Command(
        "export:export",
        "Give everything back, or some of it.",
        (
            "farmer export -o ledger.json",
            "farmer export --format vcard --who @chapter -o chapter.vcf",
            "farmer export --format csv -o tables",
        ),
    ),
    "calendar": Command(
        "calendar:calendar",
        "Keep a file of what is due, for a calendar program to subscribe to.",
        ("farmer calendar --write farmer.ics", "farmer calendar --write farmer.ics --alarms"),
    ),
    "report": Command(
        "report:report",
        "The whole field on one page: a file that needs nothing else.",
        ("farmer report", "farmer report --who Ana -o ana.html"),
    ),
    "duplicates": Command(
        "duplicates:duplicates",
        "Who may be recorded twice, with the reasons.",
        ("farmer duplicates --limit 10",),
    ),
    "merge": Command(
        "merge:merge",
        "Make two records of one person one; nothing is lost.",
        (
            "farmer merge Ana Joe --dry-run",
            "farmer merge Ana Joe --not-same",
        ),
    ),
    "backup": Command(
        "backup:backup",
        "Copy the ledger, whole and checked.",
        ("farmer backup",),
    ),
    "restore": Command(
        "restore:restore",
        "Put a backup in the place of the ledger, which is kept aside.",
        ("farmer restore 1 --yes",),
    ),
    "doctor": Command(
        "doctor:doctor",
        "Is the ledger well? What is wrong is said, and never mended in place.",
        ("farmer doctor", "farmer doctor --report"),
    ),
    "history": Command(
        "undo:history",
        "What was changed, the newest first.",
        (
            "farmer history",
            "farmer history Ana",
        ),
    ),
    "undo": Command("undo:undo", "Take back the last change, whole.", ("farmer undo",)),
    "redo": Command("undo:redo", "Do again what undo took back last.", ("farmer redo",)),
    "lock": Command(
        "lock:lock",
        "Encrypt the ledger and its backups with a passphrase.",
        ("farmer lock", "farmer lock --keyring"),
    ),
    "unlock": Command(
        "lock:unlock",
        "Make a locked ledger and its backups plain files again.",
        ("farmer unlock",),
    ),
    "completion": Command(
        "completion:completion",
        "Print the script by which your shell completes.",
        ("farmer completion bash",),
        more=_start_lines,
    ),
    "where": Command("where:where", "Where the ledger is, and what is in it.", ("farmer where",)),
    "config": Command(
        "config:config",
        "Your settings, their values and where they come from.",
        ("farmer config",),
        more=_settings,
    ),
    "config list": Command(
        "config:list_",
        "Every setting, its value and where it comes from.",
        ("farmer config list",),
    ),
    "config get": Command("config:get", "One setting's value.", ("farmer config get cadence",)),
    "config set": Command(
        "config:set_",
        "Write one setting; the rest of the file stays as it is.",
        (
            "farmer config set cadence quarterly",
            "farmer config set region GB",
            'farmer config set me "Kim Doe" kim@doe.example',
        ),
        more=_settings,
    ),
    "config unset": Command(
        "config:unset",
        "Take one setting out of the file: its default is in force again.",
        ("farmer config unset region",),
    ),
    "config edit": Command(
        "config:edit",
        "Open the file in your editor ($VISUAL or $EDITOR), then check it.",
        ("farmer config edit",),
    ),
}


def under(group: str) -> list[str]:
    """The names of the commands in a `group`, in order; of the first words where it is empty."""
    found = (name.rpartition(" ") for name in COMMANDS)
    return [name for before, _, name in found if before == group]
