"""The site as readers get it: a database of its own, compressed static files, gunicorn as `make run` starts it."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = "sample"
START_SECONDS = 60


def environment(folder: Path) -> dict[str, str]:
    """The caller's environment, with all data in a folder and the production settings."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_DEBUG")}
    return kept | {"DJANGO_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}


def manage(folder: Path, *words: str) -> None:
    """Run a command of manage.py on a folder's data; what it says is shown only if it fails."""
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(command, cwd=ROOT, env=environment(folder), capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def prepare(folder: Path, corpus: str) -> None:
    """Fill a folder with a corpus, "sample" or a number of invented events, unless it was filled before."""
    done = folder / "prepared"
    if done.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    print(f"preparing: {corpus if corpus == SAMPLE else format(int(corpus), ',')} events ...", file=sys.stderr)
    manage(folder, "migrate", "--verbosity", "0")
    manage(folder, "load_reference", "--verbosity", "0")
    if corpus == SAMPLE:
        manage(folder, "ingest_samples")
    else:
        manage(folder, "make_demo_events", corpus)
    done.touch()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a prepared folder with two workers of four threads; gives the address, without a slash at its end."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--log-level", "warning"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(folder))
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def wait_for(address: str, server: subprocess.Popen) -> None:
    """Until the start page was answered by both workers, most likely, so that no measurement pays for their start."""
    ends = time.monotonic() + START_SECONDS
    answered = 0
    while answered < 8:
        if server.poll() is not None or time.monotonic() > ends:
            raise SystemExit("The server did not start; what it said stands above.")
        try:
            with urllib.request.urlopen(address + "/", timeout=START_SECONDS) as response:
                response.read()
            answered += 1
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)


@contextmanager
def sites(corpora: Sequence[str], keep: Path | None = None) -> Iterator[dict[str, Path]]:
    """Folders by corpus, each ready to be served. With `keep` they are kept there for the next run.

    Static files are collected and compressed once and shared, as that takes longer than all the rest.
    """
    with tempfile.TemporaryDirectory(prefix="timeline-bench-") as throwaway:
        home = keep or Path(throwaway)
        folders = {corpus: home / f"events-{corpus}" for corpus in corpora}
        for corpus, folder in folders.items():
            prepare(folder, corpus)
        first, *others = folders.values()
        print("preparing: compressed static files ...", file=sys.stderr)
        manage(first, "collectstatic", "--no-input", "--verbosity", "0")
        for folder in others:
            shutil.rmtree(folder / "static", ignore_errors=True)
            shutil.copytree(first / "static", folder / "static")
        yield folders
