"""Commands about introductions."""

from __future__ import annotations

from farmer.cli.commands.command import Command, block


def _letters() -> str:
    from farmer.letters.kinds import LETTERS

    return block("Letters", [f"{k.name:<13} {k.meaning} ({k.takes})" for k in LETTERS.values()])


COMMANDS: dict[str, Command] = {
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
            'farmer request add --by me --connector Ana --to "Joe Marsh" --need "a first talk"',
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
        "request_steps:decline",
        "You will not make it, or they will not.",
        ('farmer request decline r1 --note "not before we know each other"',),
    ),
    "request ask-target": Command(
        "request_steps:ask_target",
        "You asked the target privately whether it is welcome.",
        ("farmer request ask-target r1",),
    ),
    "request target-said": Command(
        "request_steps:target_said", "The target answered.", ("farmer request target-said r2 yes",)
    ),
    "request confirm": Command(
        "request_steps:confirm",
        "The asker said again that they still want it.",
        ("farmer request confirm r1",),
    ),
    "request sent": Command(
        "request_steps:sent",
        "You asked them, after having thought about it with farmer ask.",
        ("farmer request sent r6",),
    ),
    "request introduce": Command(
        "request_steps:introduce",
        "The introduction was made.",
        ('farmer request introduce r3 --level 4 --anyway "she insisted"',),
    ),
    "request met": Command("request_steps:met", "They met.", ("farmer request met r4",)),
    "request outcome": Command(
        "request_steps:outcome",
        "How it turned out.",
        (
            "farmer request outcome r4 good",
            "farmer request outcome r4 business --amount 1200 --currency EUR",
        ),
    ),
    "request thanked": Command(
        "request_steps:thanked",
        "You said thanks and told what came of it: it is closed.",
        ("farmer request thanked r5",),
    ),
    "request withdraw": Command(
        "request_steps:withdraw", "It is not wanted any more.", ("farmer request withdraw r1",)
    ),
    "request reopen": Command(
        "request_steps:reopen",
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
        ('farmer ask "Ana Ruiz" --need "an introduction to the port authority"',),
    ),
    "reach": Command(
        "reach:reach",
        "Who can open the door to somebody, and whether you may ask them.",
        ('farmer reach "Joe Marsh"', 'farmer reach "Voss & Co"'),
    ),
    "suggest": Command(
        "suggest:suggest",
        "Whom to bring together: what one needs and another has, both farmed.",
        ("farmer suggest", "farmer suggest Ana"),
    ),
    "draft": Command(
        "draft:draft",
        "Word a letter, ready to paste: nothing is ever sent.",
        (
            "farmer draft decline r1",
            "farmer draft decline Joe --to Ana",
            "farmer draft introduction r3 --mailto",
            "farmer draft reconnect Ana -e",
            "farmer draft notice Ana",
        ),
        more=_letters,
    ),
}
