"""The same tasks on the machines of a dask.distributed cluster, which sees to workers that are lost."""

from __future__ import annotations

import importlib
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, Final

from kg.corpus.task import Done, Task
from kg.errors import KgError

LOG = logging.getLogger(__name__)
AHEAD: Final = 3
"""Tasks handed out for each worker: one at work, the others on the way."""
PATIENCE = "20s"
"""How long to wait for a scheduler."""
LOSSES: Final = 10
"""Workers that may be lost over one task before the task is given up and its articles are failures."""


def done(
    tasks: Iterator[Task], function: Callable[[Task], Done], *, address: str, workers: int | None = None
) -> Iterator[Done]:
    """What each task comes to, as they end, wherever they are worked.

    `address` is the scheduler's (`tcp://host:8786`), or `local` for a cluster of `workers` processes here.
    Each worker loads the model at its first task and keeps it.
    """
    try:
        dask: Any = importlib.import_module("dask")
        distributed: Any = importlib.import_module("distributed")
    except ImportError as error:
        raise KgError("a cluster needs dask.distributed; install diplomacy-kg[cluster]") from error
    with ExitStack() as stack:
        stack.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": LOSSES}))
        if address == "local":
            place: Any = stack.enter_context(
                distributed.LocalCluster(
                    n_workers=workers or os.cpu_count() or 1, threads_per_worker=1, dashboard_address=None
                )
            )
        else:
            place = address
        client = stack.enter_context(_client(distributed.Client, place))
        flying = distributed.as_completed(loop=client.loop)
        at: dict[Any, Task] = {}
        _send(client, flying, at, tasks, function)
        for future in flying:
            task = at.pop(future)
            try:
                yield future.result()
            except distributed.KilledWorker:
                LOG.warning("%d workers were lost over the same articles; they are left out", LOSSES)
                yield _given_up(task)
            _send(client, flying, at, tasks, function)


def _client(client: Any, place: Any) -> Any:
    try:
        return client(place, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise KgError(f"{place}: no scheduler answers: {error}") from error


def _send(
    client: Any, flying: Any, at: dict[Any, Task], tasks: Iterator[Task], function: Callable[[Task], Done]
) -> None:
    """Hand out tasks until every worker has enough, so that few are in memory however many there are."""
    threads = sum(one["nthreads"] for one in client.scheduler_info(n_workers=-1)["workers"].values())
    while len(at) < AHEAD * max(1, threads) and (task := next(tasks, None)):
        future = client.submit(function, task, pure=False)
        at[future] = task
        flying.add(future)


def _given_up(task: Task) -> Done:
    names = (f"{one.source}: workers are lost over it or its neighbours" for one in task.documents)
    return Done(failures=(*task.failures, *names))
