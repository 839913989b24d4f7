"""Every finding that takes a view, and how it is asked for."""

from hustings import features, query
from hustings.findings import before_after, neighbours, selection
from hustings.findings import split_date as days
from hustings.findings.agreement import Shown

#: every finding that takes a view
FOUND = {
    f"{module.__name__.rpartition('.')[2]}.{name}": function
    for module in (*features.modules("findings"), days, before_after, neighbours, selection)
    for name, function in vars(module).items()
    if getattr(function, "uses", None) and function.__module__ == module.__name__
}


def ask(name: str, data, view):
    """What a finding says; those that are asked for less than all groups get the first of them."""
    groups = tuple(query.groups(data, query.Filters()).group)
    shown = Shown(groups[:9], 0, 0)
    further = {
        "actor.actor": view.get("actor")[:1] or ("nobody",),
        "map._placed": ("type",),
        "map.telling": (groups[:9],),
        "agreement.among_shown": (shown,),
        "network._network": (shown,),
        "landscape._landscape": (groups[: selection.MOST_POINTS],),
    }
    return FOUND[name](data, view, *further.get(name, ()))
