from deskcheck.model import Article, Reference, Span
from deskcheck.text.stretches import stray_stretches

TEXT = "1. First entry.\nRead on\n2. Second entry.\n\n* * *\n3. Third entry.\nAfter the list."


def entry(number):
    words = {1: "First entry.", 2: "Second entry.", 3: "Third entry."}[number]
    start = TEXT.index(words)
    return Reference(
        id=f"r{number}", number=number, label=f"{number}.", printed=words, span=Span(start, start + len(words))
    )


def article(span):
    return Article(path="a", format="plaintext", title="", text=TEXT, references_span=span)


def test_words_between_entries_are_found_and_labels_and_ornaments_are_not():
    listed = article(Span(0, TEXT.index("\nAfter")))
    found = stray_stretches(listed, [entry(1), entry(2), entry(3)])
    assert [span.of(TEXT) for span in found] == ["Read on"]
    assert found[0].line == 2


def test_without_a_list_there_is_nothing():
    assert stray_stretches(article(None), [entry(1)]) == []
