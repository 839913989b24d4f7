"""What is asked for: a view of a data set on one page, and the credit that goes with it."""

from dataclasses import dataclass
from datetime import date

from hustings.dataset import Dataset
from hustings.link import View, urls
from hustings.turned import turned
from hustings.words import day


@dataclass(frozen=True)
class Scene:
    """One view of one data set on one page; `base` is the address of the dashboard's first page.

    Without a `base`, as in a notebook, there is no address to link to. A page, a picture, a report
    and an answer of the API all start from a scene, so that they show the same numbers with the
    same credit.
    """

    data: Dataset
    view: View
    page: str
    base: str | None

    def __post_init__(self) -> None:
        """The data are turned as the view says, so that everything made of a scene is."""
        object.__setattr__(self, "data", turned(self.data, self.view.flip))

    @property
    def made(self) -> date:
        """The day that files and credits name."""
        return date.today()

    @property
    def link(self) -> str:
        """The permalink of what is shown; empty where there is no address."""
        return self.at(self.page, self.view)

    def at(self, page: str, view: View, embed: bool = False) -> str:
        """The permalink of another view of the same data; empty where there is no address."""
        if self.base is None:
            return ""
        return urls.permalink(self.base, page, view, self.data.version, embed)

    def figure_link(self, name: str, format: str, **look: str) -> str:
        """Where the server gives a figure of this view (see `hustings.link.urls.figure`)."""
        base, version = self.base or ".", self.data.version
        return urls.figure(base, self.page, self.view, version, name, format, **look)

    def report_link(self, format: str) -> str:
        """Where the server gives the report of this view (see `hustings.link.urls.report`)."""
        return urls.report(self.base or ".", self.page, self.view, self.data.version, format)

    @property
    def printed_link(self) -> str:
        """What is read in place of the long link: site, page and day; empty without an address."""
        if not self.base:
            return ""
        site = self.base.partition("://")[2].rstrip("/") or self.base
        return f"{site}/{self.page}".rstrip("/") + f" · {day(self.made)}"

    @property
    def source_line(self) -> str:
        """Data set, version, licence and who coded: the credit of every figure and every file."""
        meta = self.data.meta
        more = "".join(f" {said}." for said in (meta.licence, meta.coding) if said)
        # a draft that is looked at has no version yet
        version = f", data version {self.data.version}" if self.data.version else ""
        return f"Source: {meta.title}{version}.{more} Hustings."
