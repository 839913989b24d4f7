"""The door of the desk: whether there is one here, or plainly what is missing."""

from importlib.util import find_spec

from hustings import settings
from hustings.store import open_for_uploads
from hustings.ui.text import prose

#: modules of the extra `desk`, which a server can be without
NEEDED = ("sqlalchemy", "alembic", "trafilatura", "pypdf", "docx", "lxml", "httpx")


def is_open() -> bool:
    """Whether there is a desk for this reader to enter; says on the page why not."""
    why = _closed()
    prose(why, heading="Coding desk")
    return not why


def _closed() -> str:
    options = settings.current()
    if not options.has_desk:
        return (
            "This server has no coding desk. Whoever runs it can set HUSTINGS_DESK, "
            "HUSTINGS_DESK_ROLES and HUSTINGS_SIGN_IN, as docs/desk.md says."
        )
    if options.url and not options.sign_in:
        return (
            "The coding desk of a server with a public address is for people who have signed in. "
            "Whoever runs it has to set HUSTINGS_SIGN_IN, as docs/hosting.md says."
        )
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        return (
            f"The desk needs packages that are not installed here ({', '.join(missing)}): "
            'pip install "hustings[serve,desk]", then start the server again.'
        )
    if options.desk.startswith("postgresql:") and find_spec("psycopg") is None:
        return (
            "The desk lies in PostgreSQL, whose package is not installed here: "
            'pip install "hustings[postgres]", then start the server again.'
        )
    return ""


def enter() -> None:
    """Show the part of the desk that the address asks for."""
    # late: without the extra this cannot be imported
    from hustings.ui.desk import room

    room.show()


def takes_files() -> bool:
    """Whether files may be dropped here: where readers may open data, and where they sign in."""
    options = settings.current()
    return open_for_uploads() or (options.has_desk and options.sign_in)
