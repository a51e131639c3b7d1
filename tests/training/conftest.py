"""Lets tests import the training scripts, which are not installed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "pipeline" / "training"))
