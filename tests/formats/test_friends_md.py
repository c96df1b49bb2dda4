"""``friends.md`` of the program *friends*, with invented people."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmer.formats import friends_md
from farmer.formats.incoming import How, Incoming, Skipped
from farmer.formats.tagging import tags_from
from farmer.model import Contact, Touch
from tests.formats.mutations import Cut, cuts, damaged

HOW = How(date(2026, 6, 15))
WHOLE = """### Activities:
- 2020-02-03: @food: Lunch with **Ida North** and **Bo East** in _New York City_. @work:old
- 2020-02-01: **Ida North** and I walked past snake_case_street; wrote to me@north.example.
- 2020-02-01: **Ida North** and I walked past snake_case_street; wrote to me@north.example.

### Notes:
- 2020-01-05: **Ida North** moved to _Oslo_. @move

### Friends:
- Bo East
- Cy Ode [Oslo] @sailing @old:crew
- Ida North (a.k.a. Idie a.k.a. The Captain) [Oslo]

### Locations:
- Oslo
- New York City (a.k.a. NYC)
"""


def found(text: str) -> list[Any]:
    return list(friends_md.read(text.encode(), HOW))


def activity(text: str) -> Touch:
    """The touch with the one friend that an activity of 2 May 2020 names."""
    [friend] = found(f"### Activities:\n- 2020-05-02: {text}\n")
    [sourced] = friend.touches
    touch: Touch = sourced.touch
    return touch


def test_everything_about_a_friend_is_gathered() -> None:
    ida, bo, cy = found(WHOLE)
    assert ida.contact == Contact(
        "Ida North",
        nickname="Idie",
        notes="lives in Oslo\na.k.a. The Captain\n2020-01-05: Ida North moved to Oslo.",
    )
    walk = "Ida North and I walked past snake_case_street; wrote to me@north.example."
    lunch = Touch(
        date(2020, 2, 3), "meal", group=3, note="Lunch with Ida North and Bo East in New York City."
    )
    walked = Touch(date(2020, 2, 1), "meeting", group=2, note=walk)
    assert [each.touch for each in ida.touches] == [lunch, walked, walked]
    assert [each.touch for each in bo.touches] == [lunch]
    assert (cy.contact.name, cy.touches, cy.line) == ("Cy Ode", (), 11)
    assert cy.tags == ("sailing", "old-crew")


def test_each_touch_has_an_id_of_its_own_that_stays() -> None:
    def ids(text: str) -> list[str]:
        return [touch.source_id for friend in found(text) for touch in friend.touches]

    assert len(set(ids(WHOLE))) == 4
    assert ids(WHOLE) == ids(WHOLE)
    above = WHOLE.replace("Activities:\n", "Activities:\n- 2020-03-01: Saw **Ida North**.\n")
    assert set(ids(WHOLE)) < set(ids(above))
    assert not any("north" in each.lower() for each in ids(WHOLE))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Coffee with **Ida**.", "meeting"),
        ("Brunch at the _Zoom Bar_ with **Ida**.", "meal"),
        ("Dinner, then a concert with **Ida**.", "meal"),
        ("Talked to **Ida** on the phone.", "call"),
        ("**Ida** bought a phone.", "meeting"),
        ("Had a video call with **Ida** over lunch.", "video"),
        ("**Ida** and I went to a wedding.", "event"),
        ("Saw **Ida Party** off. @dinner", "meeting"),
        ("Luncheon with **Ida**.", "meeting"),
    ],
)
def test_only_plain_words_make_it_anything_but_a_meeting(text: str, kind: str) -> None:
    assert activity(text).kind == kind


def test_the_same_friend_named_twice_was_there_once() -> None:
    assert activity("**Ida** and then **IDA** again.").group == 2


@pytest.mark.parametrize(
    ("section", "line", "reason"),
    [
        ("Activities", "- Lunch with **Ida**.", friends_md.NO_DAY),
        ("Activities", "- 2020-02-30: Lunch with **Ida**.", friends_md.NO_DAY),
        ("Notes", "- 0020-02-20: **Ida** moved.", friends_md.NO_DAY),
        ("Activities", "- 2026-06-16: Lunch with **Ida**.", friends_md.IN_THE_FUTURE),
        ("Activities", "- 2020-02-20: Lunch with Ida.", friends_md.NOBODY),
        ("Friends", "- (a.k.a. Ida)", friends_md.NO_NAME),
        ("Friends", "- Ida (a.k.a. never closed", friends_md.NO_NAME),
        ("Garbage", "- Ida", friends_md.STRAY),
    ],
)
def test_lines_that_tell_of_nobody_keep_their_neighbours(
    section: str, line: str, reason: str
) -> None:
    read = found(f"### Friends:\n- Al West\n\n### {section}:\n{line}\n\n### Friends:\n- Bo East\n")
    assert read[0] == Skipped(5, reason)
    assert [each.contact.name for each in read[1:]] == ["Al West", "Bo East"]


def test_today_has_come() -> None:
    [ida] = found("### Activities:\n- 2026-06-15: Lunch with **Ida**.\n")
    assert [each.touch.on for each in ida.touches] == [HOW.today]


def test_places_are_nobody() -> None:
    assert found("### Locations:\n- Oslo\n") == []


@pytest.mark.parametrize(
    ("beginning", "known"),
    [
        ("### Activities:\n", True),
        ("\r\n### Notes:\r\n- 2020", True),
        ("### Friends:", True),
        ("# Friends:\n", False),
        ("### Friends of mine:\n", False),
        ("Dear diary\n### Friends:\n", False),
    ],
)
def test_told_by_the_first_section(beginning: str, known: bool) -> None:
    assert friends_md.recognises(beginning) is known


def test_labels_become_tags() -> None:
    labels = ["Old friends", "old-friends", "R&D", "a:b", "-", "", "x" * 51, "@vip", "Crème"]
    assert tags_from(labels) == ("old-friends", "r&d", "a-b", "x" * 51, "vip", "crème")


@given(changes=cuts(len(WHOLE)))
def test_damaged_files_never_raise_and_read_the_same_twice(changes: list[Cut]) -> None:
    data = damaged(WHOLE.encode(), changes)
    read = list(friends_md.read(data, HOW))
    assert read == list(friends_md.read(data, HOW))
    ids = [touch.source_id for each in read if isinstance(each, Incoming) for touch in each.touches]
    assert len(set(ids)) == len(ids)


@given(st.permutations(WHOLE.splitlines()[1:4]))
def test_the_order_of_activities_changes_no_id(lines: list[str]) -> None:
    def ids(text: str) -> set[str]:
        return {touch.source_id for friend in found(text) for touch in friend.touches}

    shuffled = "\n".join(("### Activities:", *lines, *WHOLE.splitlines()[4:]))
    assert ids(shuffled) == ids(WHOLE)


@pytest.mark.parametrize(
    "line", ["a " * 100_000 + "(", "**a" * 50_000, "_a" * 50_000, "@a" * 50_000]
)
def test_long_lines_take_no_longer_than_they_are(line: str) -> None:
    for section in ("Activities", "Friends"):
        assert len(found(f"### {section}:\n- 2020-01-01: {line}\n")) == 1


COUNTS = {
    "friends_readme.md": (3, 5, 0),
    "friends_test_content.md": (5, 7, 0),
    "spec_activities_0.md": (3, 5, 2),
    "spec_activities_2.md": (3, 5, 0),
    "spec_activity_1.md": (0, 0, 7),
    "spec_activity_5.md": (0, 0, 4),
    "spec_activity_7.md": (0, 0, 3),
    "spec_clean_0.md": (0, 0, 0),
    "spec_clean_2.md": (0, 0, 0),
    "spec_note_0.md": (0, 0, 3),
    "spec_notes_0.md": (3, 0, 0),
    "spec_stats_1.md": (1, 1, 0),
}


def test_files_as_people_have_them(shared_data: Path) -> None:
    for name, counts in COUNTS.items():
        data = (shared_data / "data/friends_md" / name).read_bytes()
        assert friends_md.recognises(data.decode()), name
        read = list(friends_md.read(data, HOW))
        came = [each for each in read if isinstance(each, Incoming)]
        touches = sum(len(each.touches) for each in came)
        assert (len(came), touches, len(read) - len(came)) == counts, name
