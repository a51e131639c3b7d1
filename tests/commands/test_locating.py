"""Which folder an article's material is taken from."""

import pytest

from deskcheck.commands.locating import locate_article

MATERIAL = [
    "crossref.jsonl",
    "evidence.toml",
    "retraction_watch.csv",
    "retraction_watch.csv.gz",
    "waivers.toml",
    "sources",
]


@pytest.mark.parametrize("name", MATERIAL)
def test_an_article_uses_the_material_beside_it(tmp_path, name):
    article = tmp_path / "article.md"
    article.write_text("# Naps\n", encoding="utf-8")
    assert locate_article(tmp_path, None) == (article, None)
    if name == "sources":
        (tmp_path / name).mkdir()
    else:
        (tmp_path / name).write_bytes(b"")
    assert locate_article(tmp_path, None) == (article, tmp_path)
    assert locate_article(article, None) == (article, tmp_path)
