"""The notebook in docs/ runs from its first cell to its last, and shows what it says."""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]


def test_the_notebook_runs(monkeypatch, tmp_path):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("HUSTINGS_DATA", str(ROOT / "data"))
    book = nbformat.read(ROOT / "docs" / "notebook.ipynb", as_version=4)
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    assert len(cells) == 10
    assert not any(cell.outputs for cell in cells), "outputs are not kept with the notebook"
    # In a folder of its own, as a reader has it.
    NotebookClient(book, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    told = [_told(cell) for cell in cells]
    assert "<Dataset 'Who stands where on AI governance'" in told[0]
    assert "France" in told[1] and "leans towards" in told[1]
    assert [told[at] for at in (2, 6, 7, 8)] == ["a figure"] * 4
    assert "http" in told[3] and "Capgemini" in told[4] and "agreement" in told[5]
    assert int(told[9]) > 100_000, "bytes of the report"


def _told(cell: nbformat.NotebookNode) -> str:
    """The one thing that a cell shows."""
    (shown,) = cell.outputs
    if "application/vnd.plotly.v1+json" in shown.get("data", {}):
        return "a figure"
    return shown.get("text") or shown.data["text/plain"]
