"""The models that come with the program, each checked by its hash when it is loaded.

A model that was cut short, edited or mixed from two releases would not fail: it would judge wrongly.
"""

import hashlib
from pathlib import Path

from deskcheck.errors import InputError

FOLDER = Path(__file__).with_name("data")
SUMS = FOLDER / "SHA256SUMS"
"""Lines of a hash, two blanks and a name, as ``sha256sum`` writes and checks them."""
MODELS = (
    "linking.json",
    "references.confidence.json",
    "references.lexicon",
    "references.model",
    "references.ranking.json",
    "verdict_words.txt",
    "verdicts.json",
    "verifiability.json",
)


def model_bytes(name: str) -> bytes:
    """Return the bytes of a model.

    Raises:
        InputError: it is missing, or not what the training script wrote.
    """
    path = FOLDER / name
    remedy = "Install deskcheck anew."
    try:
        data = path.read_bytes()
        expected = sums().get(name)
    except OSError as fault:
        raise InputError(f"the model cannot be read ({fault.strerror})", where=str(path), remedy=remedy) from None
    if hashlib.sha256(data).hexdigest() != expected:
        raise InputError("the model is not the one that was released", where=str(path), remedy=remedy)
    return data


def sums() -> dict[str, str]:
    """Return the recorded hashes by name."""
    lines = SUMS.read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def record_hashes() -> None:
    """Write the hashes of the models as they are now: for training alone."""
    lines = [f"{hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()}  {name}\n" for name in MODELS]
    SUMS.write_text("".join(lines), encoding="utf-8")
