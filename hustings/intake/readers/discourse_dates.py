"""Days of documents of the Discourse Network Analyzer, which counts them from 1970."""

from collections.abc import Sequence
from datetime import datetime, timedelta

_START = datetime(1970, 1, 1)
_DAY = 24 * 60


def days(documents: Sequence[tuple[int, object]], *, thousandths: bool) -> dict[int, str]:
    """Days, with times where there are any, by the ids of documents.

    Parameters
    ----------
    documents : sequence of (id, count)
    thousandths : bool
        Version 2 counts thousandths of seconds, and midnight where the coder was: where all
        documents begin at one hour (two with daylight saving time), that hour is midnight.
        Version 3 counts seconds, in no zone.
    """
    counts = {key: int(v) for key, v in documents if isinstance(v, int | float)}
    moments = {key: _moment(v / 1000 if thousandths else v) for key, v in counts.items()}
    known = {key: moment for key, moment in moments.items() if moment}
    minutes = {(m.hour * 60 + m.minute, m.second) for m in known.values()}
    if thousandths and len(minutes) <= 2 and all(second == 0 for _, second in minutes):
        east = [minute for minute, _ in minutes if minute >= _DAY // 2]
        shift = timedelta(minutes=_DAY - min(east)) if east else timedelta()
        return {key: (m + shift).date().isoformat() for key, m in known.items()}
    return {key: m.isoformat(" ", "seconds").removesuffix(" 00:00:00") for key, m in known.items()}


def _moment(seconds: float) -> datetime | None:
    try:
        return _START + timedelta(seconds=seconds)
    except OverflowError:
        return None
