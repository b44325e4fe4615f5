"""Runs a notebook from top to bottom in the kernel customer-equity-deno and writes it with its outputs."""
import sys

import nbformat
from nbclient import NotebookClient

source, target = sys.argv[1:]
notebook = nbformat.read(source, as_version=4)
kept = dict(notebook.metadata.get("kernelspec", {}))
NotebookClient(notebook, timeout=300, kernel_name="customer-equity-deno").execute()
notebook.metadata["kernelspec"] = kept or {"name": "deno", "display_name": "Deno", "language": "typescript"}
for cell in notebook.cells:
    cell.metadata.pop("execution", None)
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            raise SystemExit(output.evalue)
nbformat.write(notebook, target)
