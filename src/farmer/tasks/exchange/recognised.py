"""Of what kind each of several files is, and which of an archive or folder are of none."""

from __future__ import annotations

from collections.abc import Sequence

from farmer.errors import UnreadableFile
from farmer.formats import TABLE, Format, Source, format_of


def recognised(
    sources: Sequence[Source], as_kind: str | None, *, mapped: bool
) -> tuple[list[tuple[Source, Format]], list[str]]:
    """Each source with its kind, and the names of those of an archive or folder that are of none.

    A plain table is left, too, where others beside it are of a kind of their own: exports have
    tables of addresses and settings of the user's own.

    Raises:
        InvalidValue: for a kind nobody knows.
        UnreadableFile: for a source by itself that is of no kind, or where none is left.
    """
    known: list[tuple[Source, Format]] = []
    left: list[str] = []
    refused: UnreadableFile | None = None
    for source in sources:
        try:
            known.append((source, format_of(source, as_kind, mapped=mapped)))
        except UnreadableFile as error:
            if not source.within:
                raise
            refused = error
            left.append(source.name)
    telling = {source.within for source, each in known if each.kind != TABLE}
    plain = [s for s, each in known if s.within and each.kind == TABLE and s.within in telling]
    if refused is not None and not known:
        raise refused
    return [pair for pair in known if pair[0] not in plain], [*left, *(s.name for s in plain)]
