"""Plain-text ground: folding, words, sentences and numbers, with offsets that are never lost."""

from deskcheck.text.folding import STOPWORDS, fold, squash, stem, words
from deskcheck.text.sentences import sentences

__all__ = ["STOPWORDS", "fold", "sentences", "squash", "stem", "words"]
