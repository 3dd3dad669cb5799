"""Russian words as the rules compare them: by their lemmas, without the words that say nothing.

Importing this package is light: the dictionary is loaded when the first word is asked about.
"""

from core.language.lemmas import analyses, lemmas, words

__all__ = ["analyses", "lemmas", "words"]
