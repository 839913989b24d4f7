"""Colours of all marks keep 3:1 with the white and with the dark page, with a quiet middle."""

import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from plotly.colors import sample_colorscale, unlabel_rgb

from hustings import figures
from hustings.charts import base, change_shifts, network
from hustings.charts.compare_pairs import SCALE
from hustings.link import default_view
from hustings.scene import Scene

ROOT = Path(__file__).parents[1]
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
GROUNDS = (THEME["light"]["backgroundColor"], THEME["dark"]["backgroundColor"])
MARKS = {
    *base.COLOURS, base.OTHER[0], base.MORE, base.ZERO, *change_shifts.TOWARDS, change_shifts.QUIET,
    network.RAISED, network.AGAINST,
}  # fmt: skip


def channels(colour: str) -> list[float]:
    if colour.startswith("rgb"):
        return [value / 255 for value in unlabel_rgb(colour)]
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    return sum(part * c for part, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_that_of_the_standard():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("colour", sorted(MARKS))
def test_every_colour_of_a_mark_is_seen_on_both_grounds(colour, ground):
    assert contrast(colour, ground) >= 3


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_step_of_the_scale_is_seen_and_none_is_louder_than_its_ends(ground):
    steps = sample_colorscale(SCALE, [i / 20 for i in range(21)])
    assert min(contrast(step, ground) for step in steps) >= 3
    vivid = [max(channels(step)) - min(channels(step)) for step in steps]
    assert vivid[10] < 0.1 and min(vivid[0], vivid[-1]) > 0.5


def opacity(marker) -> float:
    """Of marks of several sizes it is 0.7 unless something is said."""
    if marker.opacity is not None:
        return marker.opacity
    return 0.7 if isinstance(marker.size, tuple | np.ndarray) else 1.0


NAMES = ("map", "multiples", "divides", "swarm", "history", "change", "actor", "network")


@pytest.mark.parametrize("name", NAMES)
def test_no_mark_that_a_reader_points_at_is_drawn_faint(bundled, name):
    figure = figures.named(name)
    for picked in (default_view(bundled).actor[:2], ()):
        view = default_view(bundled).having(actor=picked, panels="type")
        panel = figure.of(Scene(bundled, view, figure.page, None))
        if panel.empty:
            continue
        faint = [
            trace.name
            for trace in panel.draw(960).data
            if trace.customdata is not None and trace.type == "scatter"
            if 0 < opacity(trace.marker) < 1
        ]
        assert not faint


def test_a_full_network_draws_its_strongest_links_at_full_strength():
    names = [f"g{i:02}" for i in range(30)]
    pairs = [(a, b) for i, a in enumerate(names) for b in names[:i]]
    links = pd.DataFrame(pairs, columns=["a", "b"]).assign(weight=range(len(pairs)))
    drawn = network.strongest(links)
    # 435 links: the 120 last ones, and those of nodes that none of these touch
    assert set(drawn.weight) >= set(range(315, 435)) and len(drawn) < 160
    assert set(drawn.a) | set(drawn.b) == set(names)
    few = links.head(network.MOST_LINES)
    assert network.strongest(few) is few
