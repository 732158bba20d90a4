"""Make the virtual environment that the Makefile's targets use, or say in one line why not.

Runs on any Python 3, before anything is installed: standard library only, old syntax.
"""

import os
import subprocess
import sys

NEEDED = (3, 11)


def fail(message):
    """Print one line and stop."""
    sys.stderr.write("environment: %s\n" % message)
    sys.exit(1)


def find_python():
    """Return a Python of the needed version: this one, or a newer one found beside it."""
    if sys.version_info[:2] >= NEEDED:
        return sys.executable
    for name in ("python3.11", "python3.12", "python3.13"):
        for folder in os.environ.get("PATH", "").split(os.pathsep):
            path = os.path.join(folder, name)
            if os.access(path, os.X_OK):
                return path
    fail(
        "Python %d.%d is too old; install Python 3.11 or newer, or name it: make PYTHON=/path/to/python3.11"
        % sys.version_info[:2]
    )


def install(bin_python, *what):
    """Install with the locked versions; return how it went."""
    return subprocess.run(
        [bin_python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
         "--constraint", "constraints.txt", *what],
        check=False, capture_output=True, text=True,
        env=dict(os.environ, PIP_CONSTRAINT=os.path.abspath("constraints.txt")),
    )  # fmt: skip


def main(folder):
    """Create the folder and install the product with its locked dependencies."""
    python = find_python()
    bin_python = os.path.join(folder, "bin", "python")
    if not os.path.exists(bin_python):
        sys.stderr.write("environment: making %s with %s\n" % (folder, python))
        made = subprocess.run(
            [python, "-m", "venv", folder], check=False, capture_output=True, text=True
        )
        if made.returncode:
            fail(
                "this Python has no working venv module (on Debian and Ubuntu: "
                "apt install python3-venv), then run make again"
            )
    sys.stderr.write("environment: installing the locked packages (once, a minute or two)\n")
    installed = install(bin_python, "--editable", ".[dev,lake]")
    if installed.returncode:
        # DuckLake is not built for every machine: without it only its tests are skipped.
        installed = install(bin_python, "--editable", ".[dev]")
    if installed.returncode:
        said = [line for line in installed.stderr.splitlines() if line.strip()]
        errors = [line for line in said if "ERROR" in line] or said or ["no reason given"]
        fail(
            "packages could not be installed; is the network (or your package index) there? "
            "pip says: %s" % errors[0].strip()
        )


if __name__ == "__main__":
    main(sys.argv[1])
