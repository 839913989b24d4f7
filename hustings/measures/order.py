"""An order of groups in which those who stand together stand side by side."""

import numpy as np
from scipy.cluster.hierarchy import leaves_list, linkage
from scipy.spatial.distance import squareform

from hustings.measures.agreement import Agreement


def bloc_order(found: Agreement) -> list[int]:
    """The groups of `found`, by their index, neighbours agreeing as far as a tree of them allows.

    Average linkage on the distance 1 - agreement, its branches turned so that the sum of the
    distances between neighbours is least. A pair without a figure counts as the mean of all pairs
    that have one: it draws two groups neither together nor apart.

    Returns
    -------
    list of int
        The same for the same agreement; fewer than three groups stay as they are.

    Notes
    -----
    Bar-Joseph, Gifford & Jaakkola (2001), Fast optimal leaf ordering for hierarchical clustering,
    Bioinformatics 17.
    """
    size = len(found.groups)
    if size < 3:
        return list(range(size))
    far = 1 - found.value
    np.fill_diagonal(far, np.nan)
    known = far[~np.isnan(far)]
    far = np.where(np.isnan(far), known.mean() if len(known) else 0.0, far)
    np.fill_diagonal(far, 0)
    # Rounding may leave a trace below 0, which is no distance.
    tree = linkage(squareform(np.maximum(far, 0), checks=False), "average", optimal_ordering=True)
    return leaves_list(tree).tolist()
