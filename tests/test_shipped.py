"""The models that come with the program are the ones that were trained."""

import hashlib

import pytest

from deskcheck import shipped
from deskcheck.errors import InputError


@pytest.mark.parametrize("name", shipped.MODELS)
def test_every_model_is_the_one_recorded(name):
    assert hashlib.sha256(shipped.model_bytes(name)).hexdigest() == shipped.sums()[name]


def test_every_data_file_that_is_trained_is_checked():
    held = {path.name for path in shipped.FOLDER.iterdir() if path.suffix in (".json", ".model", ".lexicon")}
    assert held - set(shipped.MODELS) <= {"audit.schema.json"}
    assert shipped.sums().keys() == set(shipped.MODELS)


@pytest.mark.parametrize("spoil", [lambda data: data[:-1], lambda data: data + b" ", lambda data: b"", None])
def test_a_model_that_differs_is_refused_in_one_line(spoil, tmp_path, monkeypatch):
    whole = shipped.model_bytes("linking.json")
    if spoil:
        (tmp_path / "linking.json").write_bytes(spoil(whole))
    monkeypatch.setattr(shipped, "FOLDER", tmp_path)
    with pytest.raises(InputError, match=r"linking.json: the model .* Install deskcheck anew"):
        shipped.model_bytes("linking.json")


def test_hashes_are_recorded_as_sha256sum_writes_them(tmp_path, monkeypatch):
    before = shipped.SUMS.read_bytes()
    monkeypatch.setattr(shipped, "SUMS", tmp_path / "SHA256SUMS")
    shipped.record_hashes()
    assert (tmp_path / "SHA256SUMS").read_bytes() == before
