"""
Runs one job in this process, as the peer does it, and prints what it took and what it answered. The only argument is the request, as
JSON: see Request in protocol.ts.
"""
import importlib
import json
import logging
import re
import resource
import sys
import time
import warnings
from pathlib import Path

import numpy as np

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)

types = {".f64": np.float64, ".i32": np.int32, ".u32": np.uint32}


class Portfolio:
    """Columns as arrays, and the numbers that hold for all of it."""

    def __init__(self, path, settings):
        described = json.loads(Path(path).read_text())
        self.name = described["name"]
        self.numbers = {**described["numbers"], **settings}
        self.columns = {name: np.fromfile(file, types[Path(file).suffix]) for name, file in described["columns"].items()}


def peak():
    """As in worker.ts: of this program alone, where the system tells."""
    status = Path("/proc/self/status")
    own = re.search(r"^VmHWM:\s+(\d+)", status.read_text(), re.MULTILINE) if status.exists() else None
    if own is not None:
        return int(own[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(request):
    job = importlib.import_module("jobs." + request["job"].replace("-", "_"))
    portfolio = Portfolio(request["portfolio"], request["settings"])
    getattr(job, "prepare", lambda _: None)(portfolio)
    started = request["started"]
    before = peak()
    ready = time.time() * 1000 - started
    first = 0
    report = []
    for name, (run, answers) in job.steps.items():
        wall, cpu = [], []
        while not wall or again(wall, request):
            # The result of the run before is not carried along.
            result = None
            at, used = time.perf_counter(), time.process_time()
            result = run(portfolio)
            wall.append(time.perf_counter() - at)
            cpu.append(time.process_time() - used)
            first = first or time.time() * 1000 - started
        answered = answers(result, portfolio)
        columns = {}
        for column, values in answered.get("columns", {}).items():
            columns[column] = str(Path(request["folder"]) / f"{name}-{column}.f64")
            np.asarray(values, np.float64).tofile(columns[column])
        # What is no number to the peer is no answer: JSON has no NaN.
        numbers = {key: float(value) for key, value in answered.get("numbers", {}).items() if np.isfinite(value)}
        report.append({"name": name, "wall": wall, "cpu": cpu, "numbers": numbers, "columns": columns})
    result = {"ready": ready, "first": first, "before": before, "peak": peak(), "steps": report}
    print("RESULT " + json.dumps(result))


def again(wall, request):
    """What takes long is not repeated: the first run then counts as warm."""
    return wall[0] < request["longRun"] and len(wall) <= request["runs"] and sum(wall[1:]) < request["seconds"]


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main(json.loads(sys.argv[1]))
