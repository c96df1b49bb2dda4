"""The sealed file: what is whole is read, whatever became of the rest of it."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from farmer.ledger.file.sealed import (
    FRAME_BYTES,
    Seal,
    SealedPosition,
    SealLabel,
    label_of,
    new_label,
    new_token,
    opened,
)

KEY = bytes(range(32))
SHORT = [{"rows": [number]} for number in range(3)]


@pytest.fixture
def file(extra: None, tmp_path: Path) -> Path:
    """Where a sealed file is to be."""
    return tmp_path / "one.sealed"


@pytest.fixture
def label() -> SealLabel:
    return new_label(os.urandom(16))


def read(file: Path, seal: Seal, start: SealedPosition | None = None) -> list[object]:
    """The messages that can be read."""
    with opened(file) as stream:
        if label_of(stream) is None:
            return []
        edition = seal.edition(stream)
        assert edition is not None
        found = seal.read(stream, start or SealedPosition(edition))
        return [each.message for each in found]


def test_messages_come_back_in_order_from_wherever_they_were_read_to(
    file: Path, label: SealLabel
) -> None:
    seal, token = Seal(label, KEY), new_token()
    end = seal.write(file, 1, token, SHORT)
    later = new_token()
    again = seal.append(file, end, later, [{"rows": ["later"]}])
    assert read(file, seal) == [*SHORT, {"rows": ["later"]}]
    assert read(file, seal, end) == [{"rows": ["later"]}]
    assert read(file, seal, again) == []
    with opened(file) as stream:
        assert label_of(stream) == label
        assert seal.token_at(stream, SealedPosition(1)) == token
        assert seal.token_at(stream, end) == later
        assert seal.token_at(stream, again) is None


def test_a_long_message_takes_frames_of_one_size(file: Path, label: SealLabel) -> None:
    long = {"rows": [random.Random(1).randbytes(9000).hex()]}
    end = Seal(label, KEY).write(file, 1, new_token(), [long, SHORT[0]])
    assert file.stat().st_size == FRAME_BYTES * (1 + end.frames)
    assert end.frames == 4
    assert read(file, Seal(label, KEY)) == [long, SHORT[0]]


def test_cut_at_any_byte_what_is_whole_before_is_read(file: Path, label: SealLabel) -> None:
    seal = Seal(label, KEY)
    long = {"rows": [random.Random(2).randbytes(6000).hex()]}
    seal.write(file, 1, new_token(), [SHORT[0], long])
    whole = file.read_bytes()
    ends = {FRAME_BYTES: 0, 2 * FRAME_BYTES: 1, len(whole): 2}
    for size in range(len(whole)):
        file.write_bytes(whole[:size])
        count = max(n for at, n in {0: 0, **ends}.items() if at <= size)
        if size % 61 == 0 or any(abs(size - at) < 40 for at in ends):
            assert read(file, seal) == [SHORT[0], long][:count], size


def test_a_flipped_bit_ends_what_is_read(file: Path, label: SealLabel) -> None:
    seal = Seal(label, KEY)
    seal.write(file, 1, new_token(), SHORT)
    whole = file.read_bytes()
    for at in random.Random(3).sample(range(FRAME_BYTES, len(whole)), 60):
        changed = bytearray(whole)
        changed[at] ^= 1 << at % 8
        file.write_bytes(changed)
        assert read(file, seal) == SHORT[: at // FRAME_BYTES - 1]


def test_frames_cannot_be_moved_left_out_or_taken_from_elsewhere(
    file: Path, label: SealLabel, tmp_path: Path
) -> None:
    seal = Seal(label, KEY)
    seal.write(file, 1, new_token(), SHORT)
    whole = file.read_bytes()
    frames = [whole[at : at + FRAME_BYTES] for at in range(0, len(whole), FRAME_BYTES)]
    later, other = tmp_path / "later.sealed", tmp_path / "other.sealed"
    seal.write(later, 2, new_token(), SHORT)
    Seal(new_label(label.salt), KEY).write(other, 1, new_token(), SHORT)
    for changed, count in (
        ([0, 2, 1, 3], 0),
        ([0, 1, 3, 2], 1),
        ([0, 2, 3], 0),
        ([0, 1, 1, 2], 1),
    ):
        file.write_bytes(b"".join(frames[number] for number in changed))
        assert read(file, seal) == SHORT[:count]
    for source in (later, other):
        strange = source.read_bytes()[FRAME_BYTES : 2 * FRAME_BYTES]
        file.write_bytes(frames[0] + strange + frames[2])
        assert read(file, seal) == []


def test_another_passphrase_is_told_from_a_damaged_head(file: Path, label: SealLabel) -> None:
    Seal(label, KEY).write(file, 7, new_token(), SHORT)
    with opened(file) as stream:
        assert Seal(label, KEY).edition(stream) == 7
        assert Seal(label, KEY[::-1]).edition(stream) is None
    whole = file.read_bytes()
    for at in range(64):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with opened(file) as stream:
            assert label_of(stream) is None


def test_what_was_not_finished_is_written_over(file: Path, label: SealLabel) -> None:
    seal = Seal(label, KEY)
    end = seal.write(file, 1, new_token(), SHORT)
    with file.open("ab") as stream:
        stream.write(b"x" * 5000)
    seal.append(file, end, new_token(), [{"rows": ["later"]}])
    assert read(file, seal) == [*SHORT, {"rows": ["later"]}]
    assert file.stat().st_size % FRAME_BYTES == 0


def test_a_link_is_not_followed(file: Path, label: SealLabel, tmp_path: Path) -> None:
    seal = Seal(label, KEY)
    end = seal.write(tmp_path / "aim", 1, new_token(), SHORT)
    before = (tmp_path / "aim").read_bytes()
    file.symlink_to(tmp_path / "aim")
    with pytest.raises(OSError, match=r"loop|symbolic"):
        opened(file)
    with pytest.raises(OSError, match=r"loop|symbolic"):
        seal.append(file, end, new_token(), SHORT)
    assert (tmp_path / "aim").read_bytes() == before


def test_no_two_writings_of_the_same_are_alike(
    file: Path, label: SealLabel, tmp_path: Path
) -> None:
    seal, other = Seal(label, KEY), tmp_path / "other"
    for each in (file, other):
        seal.write(each, 1, "00" * 8, SHORT)
    pairs = zip(file.read_bytes()[FRAME_BYTES:], other.read_bytes()[FRAME_BYTES:], strict=True)
    assert sum(one != two for one, two in pairs) > FRAME_BYTES
    assert file.stat().st_mode & 0o777 == 0o600
