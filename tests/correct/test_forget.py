"""A person is deleted for good."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from farmer.ledger.refusals import DiskFull
from farmer.ledger.sqlite.schema.steps import TRACKED
from tests.conftest import Farmer
from tests.ledger.making import content, raw


def test_a_forgetting_takes_the_distinction_with_it(farmer: Farmer, ledger: Path) -> None:
    for _ in range(2):
        farmer('farmer add "Ana Ruiz"')
    farmer("farmer merge c1 c2 --not-same")
    farmer("farmer forget c2 --yes")
    rows = content(ledger)
    assert (rows["not_same"], len(rows["contact"])) == ([], 1)
    while farmer("farmer undo --past-forgetting").status == 0:
        pass
    assert not any(content(ledger)[table] for table in TRACKED)


@pytest.mark.usefixtures("legible")
def test_nothing_of_them_is_left_in_the_file(farmer: Farmer, ledger: Path) -> None:
    """Not the name, not a note; in words about others the name is gone too."""
    farmer('farmer log "Zoltan Quux" "Ana Ruiz" --note "Ana: Zoltan Quux knows the port" --new')
    refused = farmer("farmer forget Zoltan")
    assert (refused.status, b"Zoltan" in ledger.read_bytes()) == (2, True)
    assert farmer("farmer forget Zoltan --yes").status == 0
    assert b"Zoltan" not in ledger.read_bytes()
    assert farmer("farmer find port").status == 0
    assert "Zoltan" not in farmer("farmer export").out


def test_whoever_is_everywhere_is_nowhere_afterwards(farmer: Farmer, isolation: Path) -> None:
    """Merged twice, met among others, target of a request, tagged, snoozed, told of in changes."""
    folder = isolation / "letters-out"
    folder.mkdir()
    theirs, letter = folder / "zoltan-quux.txt", folder / "ana.md"
    theirs.write_text("what I wrote about Zoltan Quux myself")
    for command in (
        'farmer add "Zoltan Quux" --nickname Zoli --email zoltan@quux.example',
        'farmer add "Zoltan Kvux" --phone "+44 20 7946 0018" --note "from the quay"',
        'farmer add "Z. Kwux" --company Quuxworks --birthday "12 May"',
        'farmer add "Ana Ruiz" --through c1',
        'farmer log Ana c1 c2 --at "Zoltan Quux\'s mixer" --note "Ana: Zoli told me"',
        "farmer tag c1 c2 @quay",
        'farmer snooze c1 --until "in 3 months"',
        'farmer mark c2 kept --note "Zoltan sent it"',
        'farmer gains c1 --goals "a boat"',
        'farmer promise add c2 "the lease for Ana Ruiz"',
        'farmer request add Ana --to c1 --need "to meet Zoltan Quux"',
        "farmer request ask-target r1",
        "farmer merge c2 c3",
        "farmer merge c1 c2",
        "farmer undo",
        "farmer undo redo",
        'farmer edit c1 --name "Zoltan Quux-Hale"',
    ):
        assert farmer(command).status == 0, command
    assert "Zoltan Quux" in farmer("farmer draft ask-target r1").out
    assert farmer(f'farmer export --for-subject Ana -o "{letter}"').status == 0
    asked = farmer("farmer forget c1")
    assert (asked.status, "What you exported is yours to delete" in asked.err) == (2, True)
    assert farmer("farmer forget c1 --yes").status == 0
    words = "Zoltan Quux Quuxworks Kvux Kwux Zoli zoltan@quux 79460018"
    assert left_of(words, isolation) == ["zoltan-quux.txt"]
    assert theirs.read_text() == "what I wrote about Zoltan Quux myself"
    assert "(forgotten)" in farmer("farmer request show r1").out


def left_of(words: str, folder: Path) -> list[str]:
    """The files in which one of the words, split by blanks, is still to be found."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    found = {path: path.read_bytes().lower() for path in files}
    wanted = [word.encode().lower() for word in words.split()]
    return [path.name for path in files if any(word in found[path] for word in wanted)]


@pytest.mark.usefixtures("legible")
def test_whoever_was_merged_into_them_goes_too(
    farmer: Farmer, ledger: Path, isolation: Path
) -> None:
    """From the log, the search, what undo brings back, and the backups made before the merges."""
    farmer('farmer add "Ana Ruiz"')
    farmer('farmer add "Anita Delgado" --email anita@x.example --note "likes sailing"')
    farmer('farmer add "Nita Quux" --phone +34777888999 --note "collects stamps"')
    farmer('farmer log "Joe Marsh" --note "Nita Quux and Delgado know it" --new')
    farmer("farmer backup")
    farmer('farmer merge "Anita Delgado" "Nita Quux"')
    farmer('farmer merge "Ana Ruiz" "Anita Delgado"')
    assert len(left_of("quux", isolation)) == 4
    gone = farmer("farmer forget c1 --yes")
    assert (gone.status, ["mention", "delgado", "1"] in gone.rows) == (0, True)
    assert left_of("ruiz anita anita@ sailing quux 777888999 stamps", isolation) == []
    for word in ("Anita", "sailing", "Quux"):
        assert farmer(f"farmer find {word}").out == ""
    while farmer("farmer undo --past-forgetting").status == 0:
        assert {row[1] for row in farmer("farmer list").rows} <= {"Joe Marsh"}


def test_a_merge_of_which_only_the_words_tell_is_one(farmer: Farmer, ledger: Path) -> None:
    """As farmer logged them once: of one kept nothing was changed, of the other nothing moved."""
    for _ in range(2):
        farmer('farmer add "Ana Ruiz" --note "likes sailing"')
    farmer("farmer merge c1 c2")
    with raw(ledger) as db:
        kept = "table_name = 'contact' AND row_id = 1 AND change_id = 3"
        assert db.execute(f"DELETE FROM change_row WHERE {kept}").rowcount
    farmer("farmer forget c1 --yes")
    assert b"sailing" not in ledger.read_bytes()


def test_somebody_merged_only_for_a_while_stays(farmer: Farmer) -> None:
    farmer('farmer add "Ana Ruiz"')
    farmer('farmer add "Anita Delgado" --email anita@x.example')
    farmer("farmer merge c1 c2")
    farmer("farmer undo")
    farmer("farmer forget c1 --yes")
    assert [row[1] for row in farmer("farmer list").rows] == ["Anita Delgado"]
    assert "anita@x.example" in farmer("farmer show c2").out


CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Carla Voss
EMAIL:Carla@X.example
TEL:+34 777 888 999
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Bo Li
EMAIL:bo@x.example
TEL:+34 777 888 111
END:VCARD
"""


@pytest.fixture
def cards(farmer: Farmer, isolation: Path) -> Path:
    """Carla and Bo in a file, and in the ledger."""
    path = isolation / "cards.vcf"
    path.write_text(CARDS, encoding="utf-8")
    farmer(f'farmer import "{path}"')
    return path


def test_an_import_does_not_bring_them_back(farmer: Farmer, ledger: Path, cards: Path) -> None:
    farmer("farmer forget Carla --yes")
    again = farmer(f'farmer import "{cards}"')
    assert (again.status, again.rows[0], again.rows[2]) == (0, ["new", "0"], ["unchanged", "1"])
    assert ["forgotten", "1"] in again.rows
    assert farmer(f'farmer import "{cards}" --dry-run --json').data["forgotten"] == 1
    assert [row[1] for row in farmer("farmer list").rows] == ["Bo Li"]
    with raw(ledger) as db:
        kept = db.execute("SELECT key, digest FROM forgotten").fetchall()
    assert len({key for key, _ in kept}) == 1
    assert all(re.fullmatch(r"[0-9a-f]{64}", each) for row in kept for each in row)
    assert len(kept) == 3  # two addresses, and what copies of the ledger know her by


def test_one_address_of_theirs_is_enough(farmer: Farmer, cards: Path) -> None:
    farmer("farmer forget Carla --yes")
    cards.write_text(CARDS.replace("FN:Carla Voss\nEMAIL:Carla@X.example", "FN:C. Voss"))
    assert ["forgotten", "1"] in farmer(f'farmer import "{cards}"').rows


def test_what_others_have_too_is_no_sign_of_them(farmer: Farmer, cards: Path) -> None:
    """An office's telephone; and a forgotten address in a known person's card is not theirs."""
    farmer('farmer add "Joe Marsh" --phone +34777888999')
    farmer("farmer forget Carla --yes")
    cards.write_text(CARDS.replace("Carla Voss\nEMAIL:Carla@X.example", "Ana Ruiz"))
    assert farmer(f'farmer import "{cards}"').rows[0] == ["new", "1"]
    cards.write_text(CARDS.replace("EMAIL:bo@", "EMAIL:carla@x.example\nEMAIL:bo@"))
    farmer(f'farmer import "{cards}"')
    assert "carla@" not in farmer("farmer export --format json").out


def test_whoever_a_source_knows_by_name_alone_stays_away(
    farmer: Farmer, isolation: Path, ledger: Path
) -> None:
    """By the id that the source has: the ledger knows no address of theirs."""
    farmer("farmer config set me kim@doe.example")
    mail = isolation / "mail.mbox"
    mail.write_text(
        "From x\nFrom: Carla Voss <carla@x.example>\nTo: kim@doe.example\n"
        "Date: Mon, 1 Jun 2026 10:00:00 +0000\nMessage-ID: <1@x>\nSubject: Hello\n\nHello\n"
    )
    assert farmer(f'farmer import "{mail}" --new').rows[0] == ["new", "1"]
    farmer("farmer edit c1 --email ''")
    with raw(ledger) as db:
        db.execute("DELETE FROM handle")
        db.execute("DELETE FROM change_row WHERE table_name = 'handle'")
    farmer("farmer forget c1 --yes")
    again = farmer(f'farmer import "{mail}" --new')
    assert (again.rows[0], ["forgotten", "1"] in again.rows) == (["new", "0"], True)


def test_those_merged_into_them_do_not_come_back_either(farmer: Farmer, cards: Path) -> None:
    farmer('farmer add "Ana Ruiz"')
    farmer("farmer merge Ana Carla")
    farmer("farmer forget Ana --yes")
    assert ["forgotten", "1"] in farmer(f'farmer import "{cards}"').rows


def test_stepping_back_does_not_forget_that_they_were_forgotten(
    farmer: Farmer, cards: Path
) -> None:
    farmer("farmer forget Carla --yes")
    while farmer("farmer undo --past-forgetting").status == 0:
        pass
    assert farmer(f'farmer import "{cards}"').rows[0] == ["new", "1"]


def test_nor_does_an_older_backup(farmer: Farmer, isolation: Path, cards: Path) -> None:
    """Neither one that held them, nor one from before."""
    farmer("farmer undo")
    farmer('farmer add "Joe Marsh"')
    farmer(f'farmer backup -o "{isolation / "before.db"}"')
    farmer(f'farmer import "{cards}"')
    farmer("farmer backup")
    farmer("farmer forget Carla --yes")
    for backup in ("1", f'"{isolation / "before.db"}"'):
        assert farmer(f"farmer restore {backup} --yes").status == 0
        assert ["forgotten", "1"] in farmer(f'farmer import "{cards}"').rows


def test_nor_does_a_whole_ledger(farmer: Farmer, isolation: Path) -> None:
    """Of which everything else comes in; and an export tells nothing of whom was forgotten."""
    whole = isolation / "all.json"
    farmer('farmer add "Carla Voss" --email carla@x.example')
    farmer('farmer add "Joe Marsh" --through Carla')
    farmer("farmer merge Carla Joe --not-same")
    farmer('farmer log Carla --at "Carla alone"')
    farmer('farmer log Carla Joe --at "Mixer"')
    farmer('farmer request add Carla --to Joe --need "a talk"')
    farmer('farmer request add Carla --to "a buyer" --need "a lease"')
    farmer(f'farmer export --format json -o "{whole}"')
    farmer("farmer forget Carla --yes")
    for form in ("json", "sql"):
        assert "digest" not in farmer(f"farmer export --format {form}").out
    farmer("farmer forget Joe --yes")
    assert farmer(f'farmer import "{whole}"').rows[-1] == ["forgotten", "2"]
    # A file of an older farmer does not say who is who: of Joe it has a name alone.
    older = json.loads(whole.read_text()) | {"version": 4}
    del older["names"]
    whole.write_text(json.dumps(older))
    came = farmer(f'farmer import "{whole}"')
    assert (came.status, came.rows[0], came.rows[-1]) == (0, ["new", "1"], ["forgotten", "1"])
    assert [row[1] for row in farmer("farmer list").rows] == ["Joe Marsh"]
    again = farmer("farmer export --format json").out
    assert [each in again for each in ("Mixer", "a talk", "a lease", "alone", "Carla")] == [
        *(True, True),
        *(False, False, False),
    ]
    assert farmer(f'farmer import "{whole}"').rows[2] == ["unchanged", "1"]


def test_adding_them_by_hand_is_to_be_meant(farmer: Farmer, cards: Path) -> None:
    farmer("farmer forget Carla --yes")
    refused = farmer('farmer add "Carla Voss" --email carla@x.example --json')
    assert (refused.status, refused.envelope["error"]["code"]) == (5, "was-forgotten")
    assert "--anyway" in refused.envelope["error"]["hint"]
    assert farmer('farmer add "Carla Voss" --email carla@x.example --anyway').status == 0
    again = farmer(f'farmer import "{cards}"')
    assert again.rows[:3] == [["new", "0"], ["updated", "0"], ["unchanged", "2"]]


@pytest.mark.parametrize(("typed", "status"), [("y", 0), ("n", 2)])
def test_at_a_terminal_it_is_asked(
    farmer: Farmer, cards: Path, monkeypatch: pytest.MonkeyPatch, typed: str, status: int
) -> None:
    farmer("farmer forget Carla --yes")
    monkeypatch.setattr("farmer.cli.questions.can_ask", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: typed)
    assert farmer('farmer add "Carla Voss" --email carla@x.example').status == status
    assert ("Carla" in farmer("farmer list").out) == (status == 0)


def test_giving_somebody_else_their_address_is_to_be_meant(farmer: Farmer, cards: Path) -> None:
    farmer("farmer forget Carla --yes")
    farmer('farmer add "Ana Ruiz" --email ana@x.example')
    for typed in ("carla@x.example", "Carla@X.example"):
        refused = farmer(f"farmer edit Ana --email {typed} --json")
        assert (refused.status, refused.envelope["error"]["code"]) == (5, "was-forgotten")
        assert "farmer edit … --anyway" in refused.envelope["error"]["hint"]
    assert "carla" not in farmer("farmer show Ana").out
    assert farmer("farmer edit Ana --email carla@x.example --anyway").status == 0
    # She has it now: nothing new is recorded of anybody.
    assert farmer("farmer edit Ana --email carla@x.example --company Voss").status == 0


@pytest.mark.parametrize(("typed", "status"), [("y", 0), ("n", 2)])
def test_at_a_terminal_an_address_is_asked_about(
    farmer: Farmer, cards: Path, monkeypatch: pytest.MonkeyPatch, typed: str, status: int
) -> None:
    farmer("farmer forget Carla --yes")
    farmer('farmer add "Ana Ruiz"')
    monkeypatch.setattr("farmer.cli.questions.can_ask", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: typed)
    assert farmer("farmer edit Ana --email carla@x.example").status == status
    assert ("carla" in farmer("farmer show Ana").out) == (status == 0)


def test_log_adds_nobody_by_an_address(farmer: Farmer, cards: Path) -> None:
    """What it adds has a name and nothing else, so it cannot bring an address back."""
    farmer("farmer forget Carla --yes")
    refused = farmer("farmer log carla@x.example --new")
    assert (refused.status, "farmer add" in refused.err) == (3, True)


@pytest.mark.parametrize(
    ("meanwhile", "status"),
    [
        ("farmer tag Zoltan @port", 5),
        ('farmer log Zoltan --note "at the port"', 5),
        ("farmer edit Zoltan --name Zoe", 5),
        ("farmer merge Ana Zoltan --json", 3),
        ("farmer forget Zoltan --yes", 3),
        ("farmer undo", 3),
        ("farmer tag Ana @port", 0),
    ],
)
def test_what_was_not_said_to_go_stays(
    farmer: Farmer, monkeypatch: pytest.MonkeyPatch, meanwhile: str, status: int
) -> None:
    """Another command may write while somebody is asked whether they mean it."""
    farmer("farmer add Ana")
    farmer("farmer add Zoltan")

    def elsewhere(*_: object, **__: object) -> str:
        assert farmer(meanwhile).status == 0
        return "y"

    monkeypatch.setattr("farmer.cli.questions.can_ask", lambda: True)
    monkeypatch.setattr("typer.prompt", elsewhere)
    assert farmer("farmer forget c2").status == status
    assert "Ana" in farmer("farmer list").out


def test_it_is_for_somebody_or_for_the_room_it_takes(farmer: Farmer, cards: Path) -> None:
    assert farmer("farmer forget").status == 2
    assert farmer("farmer forget Carla --compact").status == 2
    assert farmer("farmer forget --compact --json").data == {"loose": []}


def test_a_ledger_that_cannot_be_read_afterwards_does_not_hide_that_somebody_is_gone(
    farmer: Farmer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk it was said that nothing was changed, when the person was gone already."""
    farmer('farmer add "Ana Ruiz"')

    def full(*_: object) -> None:
        raise DiskFull("There is no room on the disk.", done="Nothing was changed.")

    monkeypatch.setattr("farmer.tasks.correct.forget._mentions", full)
    said = farmer("farmer forget Ana --yes --json")
    assert said.status == 0
    assert "cannot be read just now" in said.err
    assert "othing was changed" not in said.err
    assert "Ana" not in farmer("farmer list").out


def test_a_request_that_stays_is_not_said_to_be_gone(farmer: Farmer) -> None:
    for command in (
        "add Carla",
        "add Joe",
        'request add Carla --to Joe --need "a talk"',
        'request add Carla --to "a buyer" --need "a lease"',
    ):
        assert farmer(f"farmer {command}").status == 0
    asked = farmer("farmer forget Carla").err
    assert "with 1 request." in asked
    assert "1 request shared with them stay" in asked
    gone = farmer("farmer forget Carla --yes --json").data["gone"]
    assert gone["request"] == 1
    assert "(forgotten)" in farmer("farmer request show r1").out
    assert farmer("farmer request show r2").status == 3


def test_of_whom_nothing_but_the_name_was_known_it_is_said_that_a_file_adds_them_again(
    farmer: Farmer, isolation: Path
) -> None:
    """No name is digested, so nothing else would be true."""
    path = isolation / "bare.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:4.0\nFN:Carla Voss\nEND:VCARD\n", encoding="utf-8")
    farmer('farmer add "Carla Voss"')
    assert ["unrecognised", "c1"] in farmer("farmer forget Carla --yes").rows
    farmer(f'farmer import "{path}"')
    assert [row[1] for row in farmer("farmer list").rows] == ["Carla Voss"]
    farmer("farmer edit Carla --email carla@voss.example")
    assert farmer("farmer forget Carla --yes --json").data["recognised"]


def test_a_nickname_that_others_records_mention_is_told(farmer: Farmer) -> None:
    farmer('farmer add "Carla Voss" --nickname Bumble')
    farmer("farmer add Joe")
    farmer('farmer edit Joe --note "ask Bumble"')
    told = farmer("farmer forget Carla --yes --json").data["mentions"]
    assert told == [{"word": "bumble", "places": 1}]
