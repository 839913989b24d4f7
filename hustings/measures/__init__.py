"""Measures: numbers in, numbers out. No I/O, no Streamlit, no Plotly.

MEASURES is the list that the method page, the docs and their tests loop over. A new measure is one
new file, which declares itself in a tuple of that name, and its key in `hustings/features.py`.
"""

from importlib import import_module
from pkgutil import iter_modules

from hustings.features import FEATURES
from hustings.measures.measure import Measure

__all__ = ["MEASURES", "Measure"]

_declared = {
    measure.key: measure
    for module in iter_modules(__path__)
    for measure in getattr(import_module(f"{__name__}.{module.name}"), "MEASURES", ())
}
#: all measures, in the order in which the features name them
MEASURES: tuple[Measure, ...] = tuple(
    _declared[key] for key in dict.fromkeys(key for each in FEATURES for key in each.measures)
)
