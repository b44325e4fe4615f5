"""
Runs a notebook from top to bottom in the kernel customer-equity-deno and writes it with its outputs.

Deno may send what a cell shows after it has reported the cell as done, so outputs are sorted by the request that they answer, and the
kernel is listened to for a while after the last cell.
"""
import json
import queue
import sys

from jupyter_client.manager import KernelManager

STARTED, DONE, SILENCE = 60, 300, 2  # seconds

source, target = sys.argv[1:]
with open(source, encoding="utf-8") as file:
    notebook = json.load(file)
cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
asked = {}


def listen(client, seconds):
    """Sorts one message into its cell; says whether it closes a request."""
    message = client.get_iopub_msg(timeout=seconds)
    kind, content = message["msg_type"], message["content"]
    cell = asked.get(message["parent_header"].get("msg_id"))
    if cell is None:
        return False
    if kind == "stream":
        last = cell["outputs"][-1] if cell["outputs"] else {}
        if last.get("name") == content["name"]:
            last["text"] += content["text"]
        else:
            cell["outputs"].append({"output_type": "stream", "name": content["name"], "text": content["text"]})
    elif kind in ("display_data", "execute_result"):
        output = {"output_type": kind, "data": content["data"], "metadata": content["metadata"]}
        if kind == "execute_result":
            output["execution_count"] = cell["execution_count"]
        cell["outputs"].append(output)
    return kind == "status" and content["execution_state"] == "idle"


def run(client):
    for count, cell in enumerate(cells, 1):
        cell.update(execution_count=count, outputs=[])
        asked[client.execute("".join(cell["source"]), allow_stdin=False)] = cell
        reply = client.get_shell_msg(timeout=DONE)["content"]
        if reply["status"] != "ok":
            raise SystemExit(f"cell {count}: {reply.get('ename')}: {reply.get('evalue')}\n" + "\n".join(reply.get("traceback", [])))
        while not listen(client, DONE):
            pass
    try:
        while True:
            listen(client, SILENCE)
    except queue.Empty:
        pass


kernel = KernelManager(kernel_name="customer-equity-deno")
kernel.start_kernel()
client = kernel.blocking_client()
try:
    client.start_channels()
    client.wait_for_ready(timeout=STARTED)
    run(client)
finally:
    client.stop_channels()
    kernel.shutdown_kernel(now=True)

for output in (output for cell in cells for output in cell["outputs"]):
    if "text" in output:
        output["text"] = output["text"].splitlines(keepends=True)
    for form, data in output.get("data", {}).items():
        if isinstance(data, str):
            output["data"][form] = data.splitlines(keepends=True)
with open(target, "w", encoding="utf-8") as file:
    file.write(json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n")
