"""What other programs call a label, group or tag, as one of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable

from farmer.text import tag_in

_NOT_IN_A_TAG = re.compile(r"[^\w.&]+")


def tags_from(labels: Iterable[str]) -> tuple[str, ...]:
    """`labels` as tags without the @, each once: ``Old friends`` is ``old-friends``.

    What no tag can be made of is left out.
    """
    tags: dict[str, None] = {}
    for label in labels:
        word = _NOT_IN_A_TAG.sub("-", label).strip("-.&")
        tag = tag_in(word)
        if tag is not None:
            tags[tag] = None
    return tuple(tags)
