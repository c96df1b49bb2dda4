"""Commands that record what happened."""

from __future__ import annotations

from farmer.cli.commands.command import Command, block


def _facts() -> str:
    from farmer.facts import FACTS

    return block("Facts", [f"{word:<13} {said}" for word, said in FACTS.meanings.items()])


COMMANDS: dict[str, Command] = {
    "log": Command(
        "log:log",
        "Record contact: who, how, when, who began it, what was said.",
        (
            'farmer log "yesterday: lunch with Ana and Joe, they called; Ana promised the lease"',
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
        "It does not matter any more, and counts for nothing.",
        ("farmer promise drop p1",),
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
    "recall": Command(
        "recall:recall",
        "Record from memory what was before farmer: five short questions.",
        (
            'farmer recall Ana --since 2015 --talks "every two months, coffee" --last "3 May" '
            '--work "used twice" --gave "sent her a client" --yes',
            "farmer recall Ana --since 2015 --dry-run",
        ),
    ),
    "link": Command(
        "link:link",
        "Note who knows whom: whoever you only heard of is found, and in no list.",
        (
            'farmer link Ana "Carla Voss" --how "on the board together"',
            "farmer link Ana Joe --strength works --told-by Ana",
            'farmer link Joe "Richard Branson" --not',
        ),
    ),
    "add": Command(
        "add:add",
        "Add a person on purpose: a namesake too.",
        ('farmer add "Richard Branson" --company Virgin --tag @golf',),
    ),
    "tag": Command(
        "tag:tag",
        "Put people into groups, to name them together afterwards.",
        (
            "farmer tag Ana @chapter @golf",
            "farmer tag --with @chapter @dinner",
            "farmer tag --remove Ana @golf",
        ),
    ),
    "tags": Command("tag:tags", "Every tag, and who has it.", ("farmer tags",), now="tag"),
    "untag": Command(
        "tag:untag",
        "Take people out of groups.",
        ("farmer untag Ana @chapter",),
        now="tag --remove",
    ),
}
