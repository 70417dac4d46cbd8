"""Files packed with gzip or zstd, read as a stream; what is broken in them is said like any other error."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from kg.errors import SourceError

PACKED = (".gz", ".zst", ".zstd")


def ending(path: Path) -> str:
    """What a file's name ends in, the packing left aside.

    >>> ending(Path("news.JSONL.gz")), ending(Path("news.zst")), ending(Path("news.txt"))
    ('.jsonl', '', '.txt')
    """
    last = path.suffix.lower()
    return Path(path.stem).suffix.lower() if last in PACKED else last


@contextmanager
def opened(path: Path) -> Iterator[Any]:  # a BufferedReader, whatever it reads from
    """A file to read, unpacked as it is read; `SourceError` for one that cannot be unpacked."""
    from zstandard import ZstdError

    with path.open("rb") as file:
        last = path.suffix.lower()
        try:
            if last == ".gz":
                with io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=file))) as reader:
                    yield reader
            elif last in PACKED:
                with io.BufferedReader(_Zstd(file)) as reader:
                    yield reader
            else:
                yield file
        except (gzip.BadGzipFile, EOFError, zlib.error, ZstdError) as error:
            raise SourceError(f"{path}: cannot be unpacked: {error}; is the file whole?") from error


class _Zstd(io.RawIOBase):
    """What zstd packed, frame after frame; unlike the library's own stream it sees when one is cut off."""

    def __init__(self, file: BinaryIO) -> None:
        from zstandard import ZstdDecompressor

        self._file = file
        self._new = ZstdDecompressor().decompressobj
        self._frame: Any = None  # the frame that is being unpacked
        self._packed = self._ready = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; 0 at the end, `EOFError` at one that comes too soon."""
        while not self._ready:
            self._packed = self._packed or self._file.read(1 << 16)
            if not self._packed:
                if self._frame is not None:
                    raise EOFError("the last frame is cut off")
                return 0
            self._frame = self._frame or self._new()
            self._ready = self._frame.decompress(self._packed)
            self._packed = self._frame.unused_data
            if self._frame.eof:
                self._frame = None
        number = min(len(buffer), len(self._ready))
        buffer[:number], self._ready = self._ready[:number], self._ready[number:]
        return number
