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
    for cell in cells:
        (shown,) = cell.outputs
        text = "".join(shown.get("data", {}).get("text/plain", shown.get("text", "")))
        wanted = {
            "figure(": "Figure(",
            "open(": "<Dataset ",
            "positions(": "France",
            "statements(": "http",
            "citations(": "http",
            "agreement(": "True" if "thin" not in cell.source else "False",
        }
        found = [said for call, said in wanted.items() if f"hustings.{call}" in cell.source]
        assert all(said in text for said in found[:1]), cell.source
