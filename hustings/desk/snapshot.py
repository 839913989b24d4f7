"""Publish as a saved set: a version of a data set in the store of saved sets, with its own link."""

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hustings import store
from hustings.desk.desk import Desk
from hustings.desk.folder import POSITIONS
from hustings.desk.publishing import Plan, plan, publish
from hustings.desk.store import DeskError
from hustings.schema import DataError
from hustings.store import Refused, Saved, StoreError
from hustings.zipped import files_of, unpack


def plan_of_saved(desk: Desk, hash: str) -> Plan:
    """What publishing would change in a saved set; see `hustings.desk.publishing.plan`.

    Raises
    ------
    DeskError
        When there is none of this hash, or the new rows have problems.
    """
    with _copied(hash) as folder:
        return plan(desk, folder)


def save_publication(
    planned: Plan, source: Path | str, *, expires: date | None = None, by: str = ""
) -> Saved:
    """Save what was planned as a set of its own; what it was made from stays as it is.

    Parameters
    ----------
    planned : Plan
    source : Path or str
        The folder that the plan is of; or the hash of the saved set, which becomes the version
        before this one.
    expires : date or None
        Its last day; None for no end.
    by : str
        Who asks, for the rate.

    Returns
    -------
    Saved
        Its `hash` is for `?data=`.

    Raises
    ------
    DeskError
        When what it rests on has changed since, or cannot be saved.
    """
    previous = source if isinstance(source, str) else ""
    with _explained(), _copied(source) as folder:
        publish(replace(planned, folder=folder))
        return store.save(folder, expires=expires, previous=previous, by=by)


@contextmanager
def _copied(source: Path | str) -> Iterator[Path]:
    """A copy of the folder of a data set, or of a saved one by its hash, for as long as needed."""
    with TemporaryDirectory(prefix="hustings-desk-") as made:
        folder = Path(made, "data")
        folder.mkdir()
        if isinstance(source, Path):
            for path in files_of(source):
                shutil.copy(path, folder)
        else:
            with _explained():
                package = store.package_of(source)
                if package is None:
                    raise DeskError("There is no saved data set of this link any more.")
                unpack(io.BytesIO(package), folder)
            if not (folder / POSITIONS).is_file():
                raise DeskError(f"This saved data set has no {POSITIONS} that can be rewritten.")
        yield folder


@contextmanager
def _explained() -> Iterator[None]:
    """What the store refuses, as an error of the desk."""
    try:
        yield
    except (Refused, StoreError) as error:
        raise DeskError(str(error)) from error
    except DataError as error:
        raise DeskError(f"There would be no data set: {error.brief}") from error
    except OSError as error:
        raise DeskError(f"It cannot be saved: {error.strerror}.") from error
