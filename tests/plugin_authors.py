"""A fresh virtual environment that sees the packages of this one, and no network."""

from __future__ import annotations

import os
import subprocess
import sysconfig
import venv
from pathlib import Path


ROOT = Path(__file__).parents[1]
SCRIPTS = {"wres": "wres.cli:main", "pytest": "pytest:console_main"}


class FreshEnvironment:
    """A virtual environment in which plugins are installed as users do."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder, with_pip=False, symlinks=True)
        here = {"base": str(folder), "platbase": str(folder)}
        self.scripts = Path(sysconfig.get_path("scripts", "venv", here))
        packages = Path(sysconfig.get_path("purelib", "venv", here))
        seen = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), str(ROOT / "src")]
        packages.joinpath("seen.pth").write_text("\n".join(dict.fromkeys(seen)))
        for name, target in SCRIPTS.items():
            module, _, function = target.partition(":")
            script = self.scripts / name
            script.write_text(
                f"#!{self.scripts / 'python'}\nimport sys\nfrom {module} import {function}\n"
                f"sys.argv[0] = {name!r}\nsys.exit({function}())\n"
            )
            script.chmod(0o755)

    def run(self, script: str, folder: Path) -> str:
        """Run lines of a shell; give what they print, or fail with it."""
        env = os.environ | {
            "PATH": os.pathsep.join([str(self.scripts), os.environ["PATH"]]),
            "PIP_NO_BUILD_ISOLATION": "false",  # pip's way to say that there is none
            "PIP_NO_DEPS": "1",
            "PIP_NO_INDEX": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PYTHONPATH": "",
            "PYTEST_ADDOPTS": "-p no:cacheprovider",
            "NO_COLOR": "1",
            "COLUMNS": "100",
        }
        done = subprocess.run(
            ["bash", "-ec", script],
            cwd=folder,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        printed = done.stdout + done.stderr
        assert done.returncode == 0, f"{script}\n{printed}"
        return printed
