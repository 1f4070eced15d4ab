"""Runs the page once without a browser and fails unless it shows a finding: ``check_page.py SUBJECT``."""

from __future__ import annotations

import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard.keys import Param


def main(subject: str) -> int:
    """0 when the page shows at least one finding of the subject."""
    page = AppTest.from_file(str(Path(__file__).with_name("app.py")), default_timeout=60)
    page.query_params[Param.SUBJECT] = subject
    page.run()
    if page.exception:
        print(page.exception[0].value, file=sys.stderr)
        return 1
    if not page.expander:
        print("the page shows no finding", file=sys.stderr)
        return 1
    print(f"{len(page.expander)} findings on the page")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
