"""Where parts lie: a folder of this machine, or one of an object store (`s3://…`), behind the same few acts.

An object appears whole or not at all under its name, here as there.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from kg.errors import StoreError
from kg.files import PART, held

PATIENCE = 60.0
"""Seconds to wait for workers that outlive their killed build before a new one is refused."""


class Folder(Protocol):
    """What parts need of the place where they lie."""

    def names(self) -> dict[str, int]:
        """The files and how many bytes each has."""

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None when there is none."""

    def write(self, name: str, data: bytes) -> None:
        """Put a file in place, whole."""

    def remove(self, name: str) -> None:
        """Remove a file if it is there."""

    def sweep(self) -> None:
        """Remove what killed writers left that bears no file's name."""


@dataclass(frozen=True, slots=True)
class Local:
    """A folder of a file system, shared or not."""

    path: Path

    def names(self) -> dict[str, int]:
        """The files and how many bytes each has."""
        with os.scandir(self.path) as found:
            return {one.name: one.stat().st_size for one in found if one.is_file()}

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None when there is none."""
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Put a file in place, whole."""
        aside = self.path / f".{name}.{os.getpid()}{PART}"
        try:
            aside.write_bytes(data)  # not forced to the disk: what a power cut takes is seen, and built again
            aside.replace(self.path / name)
        except OSError as error:
            aside.unlink(missing_ok=True)
            where = f"{self.path / name}: cannot be written"
            raise StoreError(f"{where}: {error.strerror or error}; what stood there stands") from error

    def remove(self, name: str) -> None:
        """Remove a file if it is there."""
        (self.path / name).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what killed writers left that bears no file's name."""
        for rest in self.path.glob(f".*{PART}"):
            rest.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Remote:
    """A folder of an object store, as fsspec reaches it; what is put there appears at once and whole."""

    address: str

    def names(self) -> dict[str, int]:
        """The files and how many bytes each has."""
        with self._reached() as (system, root), suppress(FileNotFoundError):
            system.invalidate_cache()  # others may have written
            listed = system.ls(root, detail=True)
            files = (one for one in listed if one["type"] == "file")
            return {str(one["name"]).rsplit("/", 1)[-1]: int(one["size"]) for one in files}
        return {}

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None when there is none."""
        with self._reached() as (system, root), suppress(FileNotFoundError):
            return bytes(system.cat_file(f"{root}/{name}"))
        return None

    def write(self, name: str, data: bytes) -> None:
        """Put a file in place, whole."""
        with self._reached() as (system, root):
            system.makedirs(root, exist_ok=True)
            system.pipe_file(f"{root}/{name}", data)

    def remove(self, name: str) -> None:
        """Remove a file if it is there."""
        with self._reached() as (system, root), suppress(FileNotFoundError):
            system.rm_file(f"{root}/{name}")

    def sweep(self) -> None:
        """Nothing: what is not put there whole is not there."""

    @contextmanager
    def _reached(self) -> Iterator[tuple[Any, str]]:
        """The file system and the folder's path in it; whatever its driver raises is a `StoreError`."""
        system, root = self._system()
        try:
            yield system, root
        except Exception as error:  # each driver has errors of its own
            raise StoreError(f"{self.address}: {error or type(error).__name__}") from error

    def _system(self) -> tuple[Any, str]:
        try:
            from fsspec.core import url_to_fs
        except ImportError as error:
            raise StoreError(f"{self.address}: needs fsspec; install diplomacy-kg[cluster]") from error
        try:
            system, root = url_to_fs(self.address)
        except (ImportError, ValueError) as error:
            raise StoreError(f"{self.address}: {error}") from error
        return system, str(root).rstrip("/")


def folder(address: str) -> Folder:
    """The folder that an address names; one of this machine is made if need be."""
    if "://" in address and not address.startswith("file://"):
        return Remote(address)
    path = Path(address.removeprefix("file://"))
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path}: cannot be made a folder: {error.strerror or error}") from error
    return Local(path)


@contextmanager
def alone(place: Folder, *, patience: float = PATIENCE) -> Iterator[None]:
    """No other build writes into the folder meanwhile; the workers of a killed one are waited for.

    Object stores know no such lock: there it is the user's to start one build at a time.
    """
    if not isinstance(place, Local):
        yield
        return
    with (place.path / ".lock").open("ab") as file:
        until = time.monotonic() + patience
        while not held(file, without_locks=True):
            if time.monotonic() > until:
                raise StoreError(f"{place.path}: another build writes here; wait for its end or stop it")
            time.sleep(0.1)
        place.sweep()
        yield
