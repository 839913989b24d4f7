"""Looks up known vulnerabilities of every installed package, for continuous integration.

Exit code 1 when there is one. Where no database of advisories can be reached, that is said, and
nothing is claimed.
"""

import json
import subprocess
import sys


def main() -> int:
    """Run pip-audit on this environment and tell what it found."""
    command = [sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off"]
    done = subprocess.run(command, capture_output=True, text=True)
    try:
        found = json.loads(done.stdout)["dependencies"]
    except ValueError:
        print(f"Not audited: pip-audit gave no answer.\n{done.stderr.strip()[-1000:]}")
        return 0
    asked = [package for package in found if "skip_reason" not in package]
    wrong = [(package, hole) for package in asked for hole in package["vulns"]]
    for package, hole in wrong:
        mended = ", ".join(hole["fix_versions"]) or "no version yet"
        print(f"{package['name']} {package['version']}: {hole['id']}, mended in {mended}")
    if not asked:
        print("Not audited: no database of advisories could be reached from here.")
    else:
        print(f"{len(asked)} of {len(found)} packages audited, {len(wrong)} known holes.")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
