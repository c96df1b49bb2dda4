"""The words: what each letter says, and what none of them may ever say."""

from __future__ import annotations

import re
import sys
import tempfile
from base64 import b64decode
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from farmer.letters.kinds import LETTERS
from tests.conftest import Farmer, Outcome
from tests.ledger.making import raw

FOLDER = Path(__file__).parent / "letters"
# What the target answered is nobody else's business.
ANSWER = "not before hell freezes"


@pytest.fixture
def asked(farmer: Farmer, config: Path) -> Farmer:
    """Joe, hardly known, asks for Gita, well known; Cleo, farmed, does too; and the user asks."""
    config.write_text('me = ["kim@doe.example", "Kim Doe"]\n', encoding="utf-8")
    farmer('farmer add "Cleo Brandt" --email cleo@brandt.example')
    farmer('farmer add "Gita Rao" --nickname Gi --email gita@rao.example')
    for month in range(1, 13):
        by = "me" if month % 2 else "them"
        farmer(f"farmer log Cleo Gita --by {by} --on 2025-{month:02}-10")
    for month in (3, 6, 9, 11):
        farmer(f"farmer mark Cleo used --on 2025-{month:02}-01")
        farmer(f"farmer mark Cleo Gita kept --on 2025-{month:02}-01")
        farmer(f"farmer mark Gita gave --on 2025-{month:02}-01")
    farmer("farmer log Cleo Gita --by them --on 2026-05-20")
    farmer('farmer log "Joe Marsh" --at "Chamber mixer" --by them --on 2026-06-01 --new')
    farmer('farmer request add Joe --to Gita --need "launch marketing for the rail brand"')
    farmer('farmer request add Cleo --to Gita --need "a printer for the annual report"')
    farmer('farmer request add Joe --to "a buyer at a rail firm" --need "a first talk"')
    asked = 'farmer ask Gita --for "an introduction to the port authority" --to "Carla Voss"'
    farmer(f"{asked} --record")
    return farmer


def introduced(farmer: Farmer, request: str) -> None:
    """Walk a request given to the introduction."""
    for step in (f"ask-target {request}", f"target-said {request} yes --note '{ANSWER}'"):
        farmer(f"farmer request {step}")
    farmer(f'farmer request introduce {request} --anyway "she insisted"')


def compared(name: str, drafted: Outcome) -> None:
    """A draft is word for word what was read and approved; a new one is written down."""
    assert drafted.status == 0, drafted.err
    file = FOLDER / f"{name}.txt"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        file.write_text(drafted.out, encoding="utf-8")
        pytest.fail(f"{file} is new: read it, and keep it if it is good")
    assert drafted.out == file.read_text(encoding="utf-8")


def test_each_letter_of_a_request_given(asked: Farmer) -> None:
    compared("decline", asked("farmer draft decline r1"))
    compared("ask-target", asked("farmer draft ask-target r2"))
    compared("ask-target-work-unknown", asked("farmer draft ask-target r1"))
    compared("forwardable", asked("farmer draft forwardable r2"))
    introduced(asked, "r2")
    compared("introduction", asked("farmer draft introduction r2"))
    compared("follow-up", asked("farmer draft follow-up r2"))
    asked("farmer request outcome r2 business --amount 1200 --currency EUR")
    compared("thank-you", asked("farmer draft thank-you r2"))
    introduced(asked, "r1")
    asked('farmer request outcome r1 bad --note "never called"')
    compared("thank-you-bad", asked("farmer draft thank-you r1"))


def test_each_letter_of_a_request_received(asked: Farmer) -> None:
    compared("received-forwardable", asked("farmer draft forwardable r4"))
    asked("farmer request sent r4")
    asked("farmer request introduce r4")
    compared("received-follow-up", asked("farmer draft follow-up r4"))
    compared("received-thank-you-early", asked("farmer draft thank-you r4"))
    asked("farmer request outcome r4 good")
    compared("received-thank-you", asked("farmer draft thank-you r4"))


def test_each_letter_to_a_person(asked: Farmer) -> None:
    compared("person-follow-up", asked('farmer draft follow-up "Joe Marsh"'))
    compared("person-reconnect", asked("farmer draft reconnect Gita"))
    compared("person-thank-you", asked("farmer draft thank-you Cleo"))
    asked('farmer mark Cleo got --note "your hint about the fair" --on 2026-05-01')
    compared("person-thank-you-favour", asked("farmer draft thank-you Cleo"))


def test_a_notice_tells_what_is_there_and_where_it_is_from(asked: Farmer, tmp_path: Path) -> None:
    cards = tmp_path / "cards.vcf"
    cards.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Hana Weiss\nEMAIL:hana@weiss.example\nEND:VCARD\n"
    )
    asked(f"farmer import {cards}")
    compared("notice-imported", asked("farmer draft notice Hana"))
    asked("farmer config set keep-for 3 years")
    compared("notice", asked("farmer draft notice Gita"))
    assert "Gita" not in asked("farmer draft notice Hana").out


def test_a_notice_grows_by_what_is_recorded(farmer: Farmer, ledger: Path) -> None:
    """Each sort of data is named once it is there, and not before."""
    farmer('farmer add "Ana Ruiz"')
    told = {
        "when we were in touch": "log Ana --kind call",
        "what was said": 'log Ana --kind call --note "hello"',
        "your birthday": "edit Ana --birthday '12 May'",
        "your telephone number": "edit Ana --phone '+34600123456'",
        "a note of mine": 'edit Ana --note "hello"',
        "groups": "tag Ana @golf",
        "promises, favours and work": "mark Ana kept",
        "goals and skills": 'gains Ana --goals "a boat"',
        "promised each other": 'promise add Ana "the lease"',
        "introductions that concern you": 'request add Ana --to "a buyer" --need "a talk"',
    }
    for words, command in told.items():
        assert words not in farmer("farmer draft notice Ana").out
        assert farmer(f"farmer {command}").status == 0
        assert words in farmer("farmer draft notice Ana").out
    assert "comes from what I wrote down myself." in farmer("farmer draft notice Ana").out
    with raw(ledger) as db:
        db.execute("UPDATE contact SET source = NULL")
    assert "and a source that I can no longer name." in farmer("farmer draft notice Ana").out


def monthly(year: int) -> list[str]:
    """A talk a month with Bo, begun in turns."""
    turns = enumerate(["me", "them"] * 6, start=1)
    return [f"log Bo --by {by} --on {year}-{month:02}-15" for month, by in turns]


@pytest.mark.parametrize(
    ("reason", "history"),
    {
        "stranger": [],
        "written": ["log Bo --kind message --by them --on 2026-05-01"],
        "burst": ["log Bo --by them --on 2026-06-10"],
        "work": monthly(2025)
        + [f"mark Bo kept --on 2025-{month:02}-03" for month in (2, 5, 8)]
        + ["log Bo --by me --on 2026-06-01"],
        "cold": monthly(2024)
        + [f"mark Bo used --on 2024-{month:02}-03" for month in (2, 5, 8)],
        "young": [f"log Bo --by me --on 2026-{m:02}-15" for m in range(1, 6)]
        + ["mark Bo used --on 2026-05-03"],
        "unhappy": ["log Bo --by me --on 2026-06-01", "mark Bo unhappy --on 2026-06-02"],
        "unsettled": [f"log Bo --by me --on 2026-{m:02}-15" for m in range(1, 6)]
        + ["mark Bo broken --on 2026-05-03"],
    }.items(),
)  # fmt: skip
def test_a_decline_differs_by_what_is_missing(
    farmer: Farmer, reason: str, history: list[str]
) -> None:
    farmer('farmer add "Bo Li"')
    for command in history:
        assert farmer(f"farmer {command}").status == 0
    compared(f"decline-{reason}", farmer("farmer draft decline Bo"))


def test_where_all_is_well_with_the_asker_no_reason_is_invented(asked: Farmer) -> None:
    """The target said no, or is not known well enough: neither is told."""
    asked("farmer request ask-target r2")
    asked(f"farmer request target-said r2 no --note '{ANSWER}'")
    compared("decline-mine", asked("farmer draft decline r2"))


def _all_drafts(farmer: Farmer, *forms: str) -> list[str]:
    said = []
    for kind in LETTERS:
        for matter in ("r1", "r2", "r3", "r4", "Joe", "Cleo", "Gita"):
            for form in ("", *forms):
                said.append(farmer(f"farmer draft {kind} {matter}{form}").out)
    return [text for text in said if text]


def test_no_letter_tells_a_score_a_verdict_an_answer_or_has_a_hole(asked: Farmer) -> None:
    """At every state of the requests, whoever gets it."""
    drafts = _all_drafts(asked, " --mailto")
    introduced(asked, "r1")
    asked("farmer request ask-target r2")
    asked(f"farmer request target-said r2 no --note '{ANSWER}'")
    asked("farmer request sent r4")
    asked("farmer request introduce r4")
    drafts += _all_drafts(asked)
    for outcome in ("good", "bad", "no-fit", "no-follow-up", "business"):
        for request in ("r1", "r4"):
            asked(f"farmer request outcome {request} {outcome} --note '{ANSWER}'")
        drafts += _all_drafts(asked)
        for request in ("r1", "r4"):
            asked(f"farmer request reopen {request}")
    assert len(drafts) > 80
    for text in map(unquote, drafts):
        assert not re.search(r"score|verdict|farmed|almost|not yet\b", text)
        assert not re.search(r"\d", re.sub(r"\b20\d\d\b", "", text))
        assert ANSWER not in text
        assert not re.search(r"[{}<>]|None|forgotten|\bnull\b", re.sub(r"<\S+@\S+>", "", text))
        assert not re.search(r"Hello ,|  |\bto \.|about [.,]", text)
    to_askers = [text for text in drafts if text.startswith(("To: Joe", "To: Cleo"))]
    assert to_askers
    for text in to_askers:
        single = text.split("\nTo: Gita")[0]
        assert not re.search(r"Gita (said|does not|did not|refused|declined)", single)


@pytest.mark.parametrize(
    ("name", "hello"),
    [
        ("Prof. Eva Lang", "Eva"),
        ("Mme Claire Dupont", "Claire"),
        ("Sra. Marta Soler", "Marta"),
        ("Lang, Dr. Eva, MBA", "Eva"),
        ("Jan van der Berg", "Jan"),
        ("J. R. Ade", "J. R. Ade"),
        ("Frau Huber", "Frau Huber"),
        ("山田太郎", "山田太郎"),
        ("Brandt GmbH", "Brandt GmbH"),
    ],
)
def test_nobody_is_greeted_by_a_title(farmer: Farmer, name: str, hello: str) -> None:
    """By what they are called, else by the given name, else by all of the name."""
    farmer(f'farmer log "{name}" --new --on 2026-01-05')
    assert f"\nHello {hello},\n" in farmer("farmer draft reconnect c1").out
    farmer("farmer edit c1 --nickname Ki")
    assert "\nHello Ki,\n" in farmer("farmer draft reconnect c1").out


def test_a_named_target_is_greeted_as_somebody_known_is(farmer: Farmer) -> None:
    """A kind of client is called by all of its words, and written to by nobody."""
    farmer("farmer add 'Uwe Kern'")
    for target in ("Dr. Eva Lang", "王小明", "the owner of a mill"):
        farmer(f"farmer request add 'Uwe Kern' --to '{target}' --need 'a first talk'")
    assert "\nHello Eva,\n" in farmer("farmer draft ask-target r1").out
    assert "\nHello 王小明,\n" in farmer("farmer draft ask-target r2").out
    assert farmer("farmer draft ask-target r3").status == 5


def test_a_letter_comes_only_where_it_can_be_written(asked: Farmer) -> None:
    refused = {
        "decline r4": "they",
        "introduction r1": "has not said",
        "follow-up r1": "has not been made",
        "thank-you r1": "has not been made",
        "ask-target r3": "no name yet",
        "reconnect r1": "is about a person",
        "ask-target Joe": "may be any of 2 requests",
        "introduction Nobody": "Nobody",
        "poem Joe": "no letter",
        "decline r99": "no request r99",
        "decline Nobody": "Nobody",
    }
    for words, told in refused.items():
        said = asked(f"farmer draft {words}")
        assert said.status in (2, 3, 4, 5), words
        assert said.out == ""
        assert told in said.err or "theirs" in said.err or "not known yet" in said.err, words
    assert asked("farmer draft").status == 2
    assert asked("farmer draft decline").status == 2


def test_a_link_opens_the_same_letter(asked: Farmer) -> None:
    letter = asked("farmer draft ask-target r2 --json").data["letters"][0]
    link = urlsplit(asked("farmer draft ask-target r2 --mailto").out.strip())
    assert (link.scheme, link.path) == ("mailto", "gita@rao.example")
    told = parse_qs(link.query)
    assert told["subject"] == [letter["subject"]]
    assert told["body"][0].replace("\r\n", "\n") == letter["text"]
    assert link.geturl() == letter["mailto"]


def test_own_words_take_the_place_of_farmers(asked: Farmer, config: Path) -> None:
    own = config.parent / "letters"
    own.mkdir()
    template = own / "reconnect.txt"
    template.write_text("Subject: Na, {{ to }}?\n\nLong <time>, {{ to }} & co.\n", encoding="utf-8")
    assert asked("farmer draft reconnect Gita").out == (
        "To: Gita Rao <gita@rao.example>\nSubject: Na, Gi?\n\nLong <time>, Gi & co.\n"
    )
    listed = asked("farmer draft --list")
    assert listed.rows[-2][:2] == ["reconnect", "NAME"]
    assert listed.rows[-2][3] == str(template)
    for wrong, told in {
        "Subject: x\n{{ nobody }}": "asks for “nobody”, which is not one of its words",
        "Subject: x\n{% if %}": "line 2",
        "Subject: x\n{{ to.nothing }}": "asks for “nothing”, which is not one of its words",
        "Subject: x\n{{ 1 / 0 }}": "cannot be rendered: what stands in its braces on line 2",
        "Subject: x\n{{ to.__class__ }}": "more than the names it is given",
        "Hello": "its first line is not a subject",
    }.items():
        template.write_text(wrong, encoding="utf-8")
        refused = asked("farmer draft reconnect Gita")
        assert (refused.status, refused.out) == (2, "")
        assert told in refused.err, refused.err
    template.write_bytes(b"Subject: \xff")
    assert "is not UTF-8 text" in asked("farmer draft reconnect Gita").err


@pytest.mark.parametrize(
    ("request_id", "target"), [("r1", "Gita"), ("r3", "a buyer at a rail firm")]
)
def test_somebody_is_declined_before_a_request_is_recorded(
    asked: Farmer, request_id: str, target: str
) -> None:
    """The whole letter, as it would be about the request; nothing is recorded."""
    about = asked(f"farmer draft decline {request_id}").out
    asked(f"farmer remove {request_id} --yes")
    before = asked("farmer request list --all --json").data["requests"]
    said = asked(f'farmer draft decline Joe --to "{target}"')
    assert (said.status, said.out) == (0, about)
    assert asked("farmer request list --all --json").data["requests"] == before


@pytest.mark.parametrize(
    ("name", "about"),
    [("Cleo", "r2"), ("Cleo --to Gita", "r2"), ("Joe --to Gita", "r1"), ("c3", "r1")],
)
def test_a_decline_by_name_is_the_letter_about_the_open_request(
    asked: Farmer, name: str, about: str
) -> None:
    """Not a general one beside it; what has ended, and what the user asked, is not meant."""
    if name == "c3":
        asked("farmer request withdraw r3")
    assert asked(f"farmer draft decline {name}").out == asked(f"farmer draft decline {about}").out


def test_of_several_open_requests_a_decline_asks_which(asked: Farmer) -> None:
    refused = asked("farmer draft decline Joe")
    assert (refused.status, refused.out) == (4, "")
    assert "r1" in refused.err
    assert "r3" in refused.err
    asked("farmer request add Joe --to Gita --need 'a second ask' --anyway")
    both = asked("farmer draft decline Joe --to Gita")
    assert (both.status, "Gita" in both.out) == (0, True)


def test_without_an_open_request_a_decline_is_about_the_person(asked: Farmer) -> None:
    """Whoever is asked by the user, or is to be met, asks for nothing."""
    assert "Gita" not in asked("farmer draft decline Gita").out.partition("\n")[2].partition(",")[2]
    general = asked("farmer draft decline Cleo").out
    asked("farmer request decline r2 --note no")
    assert asked("farmer draft decline Cleo").out != general


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("draft decline r1 --to Gita", 2),
        ("draft reconnect Joe --to Gita", 2),
        ("draft decline Joe --to Joe", 2),
        ('draft decline Joe --to " "', 2),
        ("draft decline Nobody --to Gita", 3),
    ],
)
def test_whom_they_want_to_meet_is_said_only_where_nothing_else_says_it(
    asked: Farmer, command: str, status: int
) -> None:
    """A refusal says what to type."""
    refused = asked(f"farmer {command}")
    assert (refused.status, refused.out) == (status, "")
    assert refused.err.count("\n") == 2


def test_a_letter_is_written_on_in_the_editor(
    asked: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Subject and words as they were left; the link has them too, and nothing is kept."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\nfile = Path(sys.argv[1])\n"
        "text = file.read_text(encoding='utf-8')\n"
        "assert text.startswith('Subject: ')\n"
        "told = 'Subject: Sailing\\n\\nHello Gi,\\n\\nCome and sail.'\n"
        "file.write_text(told, encoding='utf-8')\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    drafted = asked("farmer draft reconnect Gita -e")
    assert drafted.status == 0, drafted.err
    assert drafted.out.splitlines()[1:] == [
        "Subject: Sailing", "", "Hello Gi,", "", "Come and sail.",
    ]  # fmt: skip
    assert "subject=Sailing&body=Hello" in asked("farmer draft reconnect Gita -e --mailto").out
    script.write_text("import sys\nopen(sys.argv[1], 'w').close()\n", encoding="utf-8")
    empty = asked("farmer draft reconnect Gita -e")
    assert (empty.status, "The letter is empty." in empty.err) == (2, True)


def test_what_was_written_on_is_kept_where_something_goes_wrong_afterwards(
    asked: Farmer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal says where."""
    script = tmp_path / "editor.py"
    script.write_text("import sys\nopen(sys.argv[1], 'w').write('Come and sail.')\n")
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    refused = asked("farmer draft reconnect Gita -e --copy")  # there is no terminal
    (kept,) = tmp_path.glob("farmer-*/note.txt")
    assert f"What you wrote is kept in {kept}" in refused.err
    assert (refused.status, kept.read_text()) == (2, "Come and sail.")


def test_a_letter_is_copied_only_by_a_terminal(asked: Farmer) -> None:
    """A pipe has none, and says so; the letter is there all the same."""
    refused = asked("farmer draft reconnect Gita --copy")
    assert (refused.status, "no terminal" in refused.err) == (2, True)
    assert "Hello Gi" in refused.out


def test_on_a_terminal_a_letter_is_wrapped_at_words_and_copied_whole(
    asked: Farmer, ledger: Path
) -> None:
    """What the terminal is handed has the letter's own line ends."""
    pytest.importorskip("pexpect", reason="no pseudo-terminals on this system")
    from tests.cli.test_terminal import Terminal

    whole = asked("farmer draft notice Gita").out
    terminal = Terminal("draft", "notice", "Gita", "--copy", "--ledger", str(ledger))
    assert terminal.end() == 0
    shown = terminal.shown
    (handed,) = re.findall(r"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", shown)
    assert b64decode(handed).decode() == whole.split("\n\n", 1)[1].strip()
    plain = re.sub(r"\x1b(\][^\x07]*\x07|\[[0-9;]*m)", "", shown)
    assert all(len(line) <= 80 for line in plain.splitlines())
    assert " ".join(whole.split()) in " ".join(plain.split())


def test_a_notice_without_a_name_says_how_to_sign_it(asked: Farmer, config: Path) -> None:
    """The letter has no hole; the words about it say what is wanting."""
    config.write_text("", encoding="utf-8")
    drafted = asked("farmer draft notice Gita")
    assert drafted.status == 0
    assert "farmer config set me" in drafted.err
    assert drafted.out.rstrip().endswith("To any of it, just answer this letter.")
