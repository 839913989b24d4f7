"""What whoever runs a server can set: environment variables, their defaults and what they do.

`python -m hustings.settings` prints the table that docs/hosting.md holds.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any

from hustings.bundle import ROOT

#: the data set that comes with the dashboard
BUNDLED = ROOT / "data"
#: says that a server has no coding desk
NO_DESK = "off"
#: what people may be at the coding desk, the least first
DESK_ROLES = ("reader", "coder", "adjudicator", "owner")
_ROLE = re.compile(rf"[^\s:]+:({'|'.join(DESK_ROLES)})")
#: what links can start from; anything else would make them lead nowhere, and nobody would notice
_ADDRESS = re.compile(r"https?://[^\s/?#@\\\"<>]+(/[^\s?#\\\"<>]*)?", re.IGNORECASE)
#: a mail address, or that of a page which takes a title and a text
_TOLD = re.compile(
    r"[^\s@/?#&:,;<>\"\\]+@[^\s@/?#&:,;<>\"\\]+|https?://[^\s#<>\"\\]+", re.IGNORECASE
)


class SettingError(Exception):
    """A variable of the environment holds what it cannot hold."""


def _setting(default: object, meaning: str, least: int = 0, shown: bool = True) -> Any:
    return field(default=default, repr=shown, metadata={"meaning": meaning, "least": least})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of a server; the field `data` is the variable HUSTINGS_DATA, and so on."""

    data: str = _setting(
        "data",
        "folder or file of the data set, relative to where the server was started; or a "
        "prepared folder, `postgresql://user@host/database?table=name`, "
        "`spark://host:port?path=folder`",
    )
    url: str = _setting(
        "", "public address of the first page, for links in previews, pictures and the API; "
        "when empty, the address that was asked for, and no "
        "shared cache may keep figures and reports"
    )  # fmt: skip
    frame_ancestors: str = _setting(
        "*", "who may show the dashboard in a frame: sources as in a content security policy, "
        "separated by spaces; 'none' for nobody"
    )  # fmt: skip
    sign_in: bool = _setting(
        False, "whether readers must sign in, with the provider that the secrets file names"
    )
    chromium: str = _setting(
        "", "browser that draws pictures on the server; when empty, the one that is found"
    )
    picture_seconds: int = _setting(20, "seconds that a picture may take", 1)
    picture_queue: int = _setting(8, "pictures that may wait while others are drawn", 1)
    picture_cache: int = _setting(64, "megabytes of drawn pictures that are kept", 0)
    picture_rate: int = _setting(
        60, "pictures and reports that one reader may ask for in a minute", 1
    )
    result_cache: int = _setting(
        256, "megabytes of results (counts, positions, charts of pages) kept, of all data sets", 0
    )  # fmt: skip
    api_rate: int = _setting(600, "requests to the API that one reader may make in a minute", 1)
    desk: str = _setting(
        "",
        "where the coding desk keeps its articles and codes: `sqlite:///file` or "
        "`postgresql://user@host/database`; when empty, a file of its own where HUSTINGS_URL is "
        "empty too, and else no desk; `off` for none",
    )
    desk_key: str = _setting(
        "",
        "key with which assistants may put proposals to the coding desk, through /mcp; when empty, "
        "none may",
        shown=False,
    )
    desk_roles: str = _setting(
        "",
        "who is what at the desk of a server with HUSTINGS_URL or HUSTINGS_SIGN_IN, by the mail "
        "address of signing in: `ada@who.example:owner bob@who.example:coder`, and `*:reader` for "
        "everybody else; the roles are reader, coder, adjudicator and owner",
    )
    model_url: str = _setting(
        "",
        "endpoint of a language model that may propose statements, in the chat-completions "
        "protocol, such as `http://localhost:11434/v1`; articles are sent to it; when empty, none "
        "is asked",
    )
    model_name: str = _setting("", "which model of that endpoint is asked")
    model_key: str = _setting("", "key that the endpoint wants; empty for none", shown=False)
    uploads: str = _setting(
        "", "whether readers may open and save data sets of their own: on or off; when empty, on "
        "without HUSTINGS_URL and off with it"
    )  # fmt: skip
    upload_mb: int = _setting(50, "megabytes that one data set of a reader may have", 1)
    upload_hours: int = _setting(
        6, "hours without use after which a reader's own data set is gone", 1
    )
    upload_memory: int = _setting(
        512, "megabytes of readers' own data sets that are held in memory, and again of saved "
        "ones that are open", 1
    )  # fmt: skip
    upload_rate: int = _setting(60, "data sets that one reader may open or save within an hour", 1)
    store: str = _setting(
        "", "where saved data sets lie: a folder, or another address of fsspec such as "
        "`s3://bucket/folder`; when empty, `~/.hustings/store` without "
        "HUSTINGS_URL and nowhere with it"
    )  # fmt: skip
    store_mb: int = _setting(1024, "megabytes of saved data sets that the store may hold", 1)
    store_sets: int = _setting(1000, "saved data sets that the store may hold", 1)
    corrections: str = _setting(
        "", "where readers say that a statement is wrong: a mail address, or the address of a new "
        "issue such as `https://github.com/owner/repository/issues/new`; when empty, nowhere"
    )  # fmt: skip
    log: bool = _setting(True, "whether each request is logged: page, time, status")

    @property
    def for_others(self) -> bool:
        """Whether the server is for others too than whoever sits at its machine."""
        return bool(self.url) or self.sign_in

    @property
    def has_desk(self) -> bool:
        """Whether there is a coding desk: on one's own machine unless it is off, or where set."""
        return self.desk != NO_DESK if self.desk else not self.url


def name(setting: Field) -> str:
    """The environment variable of a field."""
    return f"HUSTINGS_{setting.name.upper()}"


def current(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings in force; an empty variable is as good as none.

    Parameters
    ----------
    environ : mapping, optional
        Default: the environment of the process.

    Returns
    -------
    Settings

    Raises
    ------
    SettingError
        Naming the variable, its value and what is allowed.
    """
    environ = os.environ if environ is None else environ
    found: dict[str, Any] = {}
    for setting in fields(Settings):
        text = environ.get(name(setting), "").strip()
        if text:
            found[setting.name] = _read(setting, text)
    return Settings(**{"data": str(BUNDLED), **found})


def _read(setting: Field, text: str) -> object:
    if setting.type is bool:
        if text.lower() not in ("true", "false"):
            raise SettingError(f"{name(setting)} is {text!r}; allowed: true or false")
        return text.lower() == "true"
    if setting.type is int:
        least = setting.metadata["least"]
        if not (text.isascii() and text.isdigit() and int(text) >= least):
            raise SettingError(
                f"{name(setting)} is {text!r}; allowed: a whole number from {least} on"
            )
        return int(text)
    if any(ord(char) < 32 for char in text):
        raise SettingError(f"{name(setting)} is {text!r}; allowed: text of one line")
    if setting.name == "uploads" and text not in ("on", "off"):
        raise SettingError(f"{name(setting)} is {text!r}; allowed: on or off")
    if setting.name in ("url", "model_url") and not _ADDRESS.fullmatch(text):
        raise SettingError(
            f"{name(setting)} is {text!r}; allowed: an address such as https://who.example or "
            "https://who.example/path"
        )
    if setting.name == "corrections" and not _TOLD.fullmatch(text):
        raise SettingError(
            f"{name(setting)} is {text!r}; allowed: a mail address such as data@who.example, or an "
            "address such as https://github.com/owner/repository/issues/new"
        )
    starts = ("sqlite:///", "postgresql://")
    if setting.name == "desk" and text != NO_DESK and not text.startswith(starts):
        raise SettingError(
            f"{name(setting)} is {text!r}; allowed: sqlite:///file, "
            f"postgresql://user@host/database or {NO_DESK}"
        )
    if setting.name == "desk_roles":
        for each in text.split():
            if not _ROLE.fullmatch(each):
                raise SettingError(
                    f"{name(setting)} has {each!r}; allowed: name:role, separated by spaces, with "
                    f"a role of {', '.join(DESK_ROLES)}"
                )
    return text


def table() -> str:
    """All settings as a table in Markdown."""
    rows = ["| variable | default | meaning |", "| --- | --- | --- |"]
    for setting in fields(Settings):
        default = setting.default
        shown = str(default).lower() if isinstance(default, bool) else str(default)
        rows.append(
            f"| `{name(setting)}` | {f'`{shown}`' if shown else ''} | "
            f"{setting.metadata['meaning']} |"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    print(table())
