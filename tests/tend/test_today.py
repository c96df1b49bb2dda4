"""One screen in the morning."""

from __future__ import annotations

from tests.conftest import Farmer


def test_a_perfect_trail_is_quiet_and_still_not_yet(farmer: Farmer) -> None:
    farmer('farmer log "Ana Ruiz" --at Mixer --by them --on 2026-06-01 --new', "2026-06-01")
    steps = []
    for day, command in (
        ("2026-06-02", "farmer log Ana --kind message --by me"),
        ("2026-06-05", "farmer log Ana --kind connect --by me"),
        ("2026-06-20", "farmer log Ana --by me"),
    ):
        due = farmer("farmer today --json", day).data["follow_ups"]
        steps.append(due[0]["step"])
        assert due[0]["command"].startswith("farmer log 'Ana Ruiz'")
        assert farmer(command, day).status == 0
    assert steps == ["note", "connect", "meet"]
    quiet = farmer("farmer today --exit-code", "2026-06-21")
    assert (quiet.status, quiet.out) == (0, "")
    assert farmer("farmer check Ana", "2026-06-21").status == 11


def test_what_is_owed_comes_up_and_goes_away(farmer: Farmer) -> None:
    for name in ("Ana Ruiz", "Joe Marsh"):
        farmer(f'farmer log "{name}" --by them --on 2025-01-10 --new', "2025-01-10")
    farmer('farmer promise add Ana "call the port" --mine --due 2026-06-14', "2026-06-10")
    farmer('farmer promise add Ana "send the lease" --due 2026-06-20', "2026-06-10")
    farmer('farmer request add Joe --to Ana --need "a talk"', "2026-06-10")
    due = farmer("farmer today --exit-code --json", "2026-06-15")
    assert due.status == 12
    assert [promise["id"] for promise in due.data["promises"]] == ["p1"]
    assert [request["id"] for request in due.data["requests"]] == ["r1"]
    assert [tie["person"]["name"] for tie in due.data["ties"]] == ["Ana Ruiz", "Joe Marsh"]
    farmer("farmer promise kept p1", "2026-06-15")
    farmer("farmer request ask-target r1", "2026-06-15")
    later = farmer("farmer today --json", "2026-06-16").data
    assert (later["promises"], later["requests"]) == ([], [])
    assert len(farmer("farmer today --json", "2026-06-29").data["requests"]) == 1


def test_after_a_bad_one_it_says_what_to_do(farmer: Farmer) -> None:
    for name in ("Ana Ruiz", "Joe Marsh"):
        farmer(f'farmer log "{name}" --by them --on 2026-06-01 --new')
    farmer('farmer request add Joe --to Ana --need "a talk"')
    for step in ("ask-target r1", "target-said r1 yes", "introduce r1 --anyway why"):
        farmer(f"farmer request {step}")
    farmer("farmer request outcome r1 bad")
    (request,) = farmer("farmer today --json").data["requests"]
    assert request["next"].startswith("Speak to both, Joe Marsh and Ana Ruiz")


def test_without_a_ledger_it_says_so_kindly(farmer: Farmer) -> None:
    quiet = farmer("farmer today --exit-code")
    assert (quiet.status, quiet.out) == (0, "")
    assert "no ledger yet" in quiet.err


def test_birthdays_are_told_of_a_week_before_with_the_age_where_it_is_known(farmer: Farmer) -> None:
    farmer('farmer add "Ana Ruiz" --birthday "12 May 1984"')
    farmer('farmer add "Bo Li"')
    farmer('farmer edit Bo --birthday "29 Feb"')
    told = {
        day: [(b["person"]["name"], b["on"], b["age"]) for b in born]
        for day in ("2027-05-05", "2027-05-06", "2027-05-12", "2027-05-13", "2027-02-24")
        if (born := farmer("farmer today --json", day).data["birthdays"])
    }
    assert told == {
        "2027-05-06": [("Ana Ruiz", "2027-05-12", 43)],
        "2027-05-12": [("Ana Ruiz", "2027-05-12", 43)],
        "2027-02-24": [("Bo Li", "2027-03-01", None)],
    }
    assert "birthday\t29 Feb" in farmer("farmer show Bo").out
    farmer('farmer edit Bo --birthday ""')
    assert farmer("farmer show Bo --json").data["birthday"] == ""


def test_on_one_line_it_says_how_much_and_nothing_where_there_is_nothing(farmer: Farmer) -> None:
    farmer('farmer add "Ana Ruiz"')
    quiet = farmer("farmer today --one-line --exit-code")
    assert (quiet.status, quiet.out, quiet.err) == (0, "", "")
    for name in ("Ana Ruiz", "Bo Li", "Cy Ode", "Di Fo"):
        farmer(f'farmer log "{name}" --by them --on 2025-01-10 --new', "2025-01-10")
    farmer('farmer promise add Ana "call the port" --mine --due 2026-06-14', "2026-06-10")
    farmer('farmer request add Bo --to Ana --need "a talk"', "2026-06-15")
    farmer('farmer edit Ana --birthday "16 June"')
    said = farmer("farmer today --one-line --exit-code")
    assert (said.status, said.out) == (12, "2 due, 1 birthday, 4 going cold\n")
    assert farmer("farmer today --one-line --json").data["going_cold"] == 4


def test_those_going_cold_who_are_not_shown_are_counted(farmer: Farmer) -> None:
    """Three are, where no limit says another number; `stale` has them all."""
    for name in ("Ana Ruiz", "Bo Li", "Cy Ode"):
        farmer(f'farmer log "{name}" --by them --on 2025-01-10 --new', "2025-01-10")
    assert "farmer stale" not in farmer("farmer today --plain").out
    for name in ("Di Fo", "Ed Gu"):
        farmer(f'farmer log "{name}" --by them --on 2025-01-10 --new', "2025-01-10")
    for limit, left in (("", 2), ("--limit 4", 1), ("--limit 1", 4)):
        shown = farmer(f"farmer today --plain {limit}").out
        assert f"… and {left} more: farmer stale" in shown, shown
    for limit in ("--limit 0", "--limit 5"):
        shown = farmer(f"farmer today --plain {limit}").out
        assert (shown.count("farmer draft reconnect"), "more:" in shown) == (5, False)
        assert len(farmer(f"farmer today {limit} --json").data["ties"]) == 5
    assert len(farmer("farmer today --json").data["ties"]) == 3
    assert "farmer stale" not in farmer("farmer today --plain", "2025-01-11").out
