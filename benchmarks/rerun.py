"""Server time of one rerun of the map, beside a bare page with the same widgets and figure.

Both pages run on servers of their own. A reader without a browser changes the same widget on both
in turn. Server time is the processor time of the server from the request to the last message of
the run: it holds the run, the engine and the serialisation, nothing of browser and network, and
hardly depends on what else the machine does. The time by the clock stands beside it.
"""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import timing
from serving import ROOT, Reader, Spent, server

#: what a widget is called in the message -> the function that makes it
SIMPLE = {"multiselect", "selectbox", "date_input", "text_input", "number_input", "button"}
#: arguments that are called the same in message and function
SHARED = ("label", "help", "placeholder", "icon", "format")
#: repetitions before the clock counts
WARM_UP = 2
FIRST_DAY = date(1990, 1, 1)


def arguments(kind: str, content) -> tuple[str, dict] | None:
    """Function of Streamlit and its arguments that make a widget like this one; None for others."""
    key = content.id.split("-", 2)[-1]
    said = {name: getattr(content, name, "") for name in SHARED}
    said = {name: value for name, value in said.items() if value}
    if key != "None":
        said["key"] = key
    if getattr(content, "query_param_key", ""):
        said["bind"] = "query-params"
    if kind in ("multiselect", "selectbox"):
        said["options"] = list(content.options)
        if kind == "selectbox":
            said["index"] = content.default
        else:
            said["default"] = [content.options[i] for i in content.default]
    elif kind == "date_input":
        said |= {"value": None, "min_value": content.min, "max_value": content.max}
    elif kind == "number_input":
        low, high, step = int(content.min), int(content.max), int(content.step)
        said |= {"min_value": low, "max_value": high, "step": step}
    elif kind == "button_group":
        options = [option.content for option in content.options]
        # A twin at the head of the map is given its value, and has no default.
        first = content.default[0] if content.default else 0
        said |= {"options": options, "default": options[first], "required": True}
        return "segmented_control", said
    elif kind == "checkbox":
        return "toggle", said | {"value": content.default}
    elif kind == "popover":
        return "popover", said | {"on_change": "rerun"}
    elif kind == "expandable":
        return "expander", said | {"on_change": "rerun"}
    return (kind, said) if kind in SIMPLE else None


def describe(reader: Reader) -> dict:
    """The widgets and the figure of a page, for `bare.py`."""
    widgets = []
    for message in reader.messages:
        node = message.delta.new_element
        node = node if node.WhichOneof("type") else message.delta.add_block
        kind = node.WhichOneof("type")
        content = getattr(node, kind) if kind else None
        made = arguments(kind, content) if getattr(content, "id", "") else None
        if made:
            sidebar = message.metadata.delta_path[0] == 1
            widgets.append({"kind": made[0], "arguments": made[1], "sidebar": sidebar})
    return {"widgets": widgets, "figure": reader.figure()}


def like(reader: Reader) -> Counter:
    """Kinds of widgets with their number of options."""
    return Counter(
        (kind, len(getattr(content, "options", ())))
        for kind, content in reader.elements()
        if getattr(content, "id", "") and kind != "bidi_component"
    )


def widget(reader: Reader, key: str):
    """The widget with this key."""
    return next(w for w in reader.widgets() if w.id.split("-", 2)[-1] == key)


def unseen(axes: list[str], start: int) -> list[tuple[str, str]]:
    """Pairs of axes in an order in which none was on screen before, not even for a moment.

    When `x` moves on, the old `y` still stands beside it: that pair is left out.
    """
    found, last = [], axes[start]
    for x in axes:
        found += [(x, y) for y in axes if y not in (x, last)]
        last = found[-1][1]
    return found


def cases(reader: Reader) -> dict[str, Callable[[Reader, int], Spent]]:
    """What a reader does -> the measurement, given the reader and the number of the repetition."""
    axes = unseen(list(widget(reader, "x").options), widget(reader, "y").default)
    actors = list(widget(reader, "actor").options)
    picked = [actors[i] for i in widget(reader, "actor").default][:3]
    others = [name for name in actors if name not in picked]

    def new_filter(who: Reader, i: int) -> Spent:
        return who.change("since", [(FIRST_DAY + timedelta(days=i)).isoformat()])

    def new_actor(who: Reader, i: int) -> Spent:
        return who.change("actor", [*picked, others[i % len(others)]])

    def new_axis(who: Reader, i: int) -> Spent:
        # One axis changes before, untimed, so that the pair is one that nobody has seen.
        x, y = axes[i % len(axes)]
        who.change("x", x)
        return who.change("y", y)

    def seen(who: Reader, i: int) -> Spent:
        return who.change("repeat", ("document", "all")[i % 2])

    return {
        "filter never used before": new_filter,
        "another actor picked": new_actor,
        "another axis": new_axis,
        "back to a view seen before": seen,
    }


def main() -> None:
    parser = timing.options(__doc__.splitlines()[0], times=15)
    parser.add_argument("--data", default=str(ROOT / "data"), help="data set to show")
    chosen = parser.parse_args()
    rows = []
    with TemporaryDirectory() as folder:
        said = Path(folder) / "bare.json"
        with (
            server(HUSTINGS_DATA=chosen.data) as map_server,
            Reader(map_server) as ours,
        ):
            said.write_text(json.dumps(describe(ours)))
            with (
                server(Path(__file__).parent / "bare.py", HUSTINGS_BARE=str(said)) as bare_server,
                Reader(bare_server) as bare,
            ):
                if like(ours) != like(bare):
                    differ = (like(ours) - like(bare)) + (like(bare) - like(ours))
                    raise SystemExit(f"The bare page has other widgets: {dict(differ)}")
                print(f"{sum(like(bare).values())} widgets; figure of {len(ours.figure()):,} bytes "
                      f"on the map, {len(bare.figure()):,} on the bare page\n")  # fmt: skip
                for name, case in cases(ours).items():
                    for i in range(WARM_UP):
                        case(ours, i), case(bare, i)
                    pair = timing.in_worker_thread(
                        lambda i: case(ours, i + WARM_UP),  # noqa: B023
                        lambda i: case(bare, i + WARM_UP),  # noqa: B023
                        chosen.times,
                    )
                    work = [[spent.work for spent in series] for series in pair]
                    clock = [[spent.clock for spent in series] for series in pair]
                    rows.append(
                        (
                            name,
                            *map(timing.ms, work),
                            f"{timing.ratio(*work):.2f}",
                            *map(timing.ms, clock),
                        )
                    )
    head = ("map, server ms", "bare, server ms", "ratio", "map, clock ms", "bare, clock ms")
    timing.table(("what the reader does", *head), rows)


if __name__ == "__main__":
    main()
