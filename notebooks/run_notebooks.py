"""Runs notebooks in one kernel, and so in one Java, which is slow to begin, and checks the exports.

run_notebooks.py OUT FILE...
"""

import os
import sys
from pathlib import Path

import nbformat
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient

out, *files = sys.argv[1:]
here = Path(__file__).resolve().parent
kernel = KernelManager(kernel_name="python3", transport="ipc")
kernel.start_kernel(cwd=str(here), env=os.environ | {"PYTHONPATH": str(here)})


def run(code):
    client = kernel.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    reply = client.execute_interactive(code, store_history=False)["content"]
    client.stop_channels()
    if reply["status"] != "ok":
        sys.exit(f"{reply['ename']}: {reply['evalue']}")


try:
    for file in files:
        print(file, flush=True)
        run("%reset -f")  # No notebook finds what another one has named.
        notebook = nbformat.read(here / file, nbformat.NO_CONVERT)
        NotebookClient(
            notebook, km=kernel, timeout=600, record_timing=False, coalesce_streams=True
        ).execute()
        nbformat.write(notebook, Path(out) / file)
    run("import csv_round_trip; csv_round_trip.check('night')")
finally:
    kernel.shutdown_kernel(now=True)
