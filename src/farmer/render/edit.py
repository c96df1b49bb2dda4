"""How farmer edit is shown."""

from __future__ import annotations

from collections.abc import Iterator

from farmer.render import Row, View
from farmer.render.terminal import Lined, Screen
from farmer.tasks.correct.edit import Edited
from farmer.wording import say_some


def edited_lines(edited: Edited) -> Iterator[Row]:
    """A line a person or record: its id, then each field and what it is now.

    Then one for each note that is no longer there.
    """
    for one in edited.ids:
        yield (one, *(f"{field}={text}" for field, text in edited.fields.items()))
    for one, note in edited.replaced.items():
        yield ("replaced", one, note)


def draw_edited(edited: Edited, screen: Screen) -> None:
    """What was corrected, and the note that was replaced."""
    if not edited.ids:
        screen.say("Nothing was changed.")
        return
    people = edited.ids[0].startswith("c")
    records = [] if people else [say_some(edited.ids, "record")]
    named = [say_some(edited.names, "person", "people")] if edited.names else []
    said = [f"{field} {text}" if text else f"no {field}" for field, text in edited.fields.items()]
    what = ", ".join([*records, *named])
    screen.say(("Corrected ", "green"), (what, "bold"), f": {'; '.join(said)}.")
    for one, note in edited.replaced.items():
        before = f"Of {one} it said before" if len(edited.ids) > 1 else "It said before"
        screen.say(f"{before} (farmer undo brings it back): ", Lined(note))


EDITED = View(edited_lines, draw_edited)
