"""Where the data files are: `ontology/` and `queries/`, in a checkout or inside an installed wheel.

A wheel carries them as `kg/ontology` and `kg/queries_rq` (see `force-include` in pyproject.toml).
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import KgError

_PACKAGE = Path(__file__).resolve().parent


def ontology_file(name: str) -> Path:
    """The path of one file of the ontology, such as `actors-states.ttl`."""
    path = ontology_folder() / name
    if not path.is_file():
        raise KgError(f"{path}: no such ontology file; reinstall diplomacy-kg or restore the file")
    return path


def ontology_files(pattern: str = "*.ttl") -> tuple[Path, ...]:
    """The ontology's files whose name fits a glob, sorted; at least one."""
    folder = ontology_folder()
    paths = tuple(sorted(folder.glob(pattern)))
    if not paths:
        raise KgError(f"{folder}: no file fits {pattern}; reinstall diplomacy-kg or restore the files")
    return paths


def ontology_folder() -> Path:
    """The folder of the ontology."""
    return _folder("ontology", packed="ontology")


def queries_folder() -> Path:
    """The folder of the queries."""
    return _folder("queries", packed="queries_rq")


def _folder(name: str, *, packed: str) -> Path:
    for path in (_PACKAGE / packed, _PACKAGE.parent / name):
        if path.is_dir():
            return path
    raise KgError(
        f"the folder {name}/ is neither inside the package {_PACKAGE} nor beside it; reinstall diplomacy-kg"
    )
