"""Words of a language that tell who says what: verbs of speech, pronouns, offices.

Each language is one file with one `Lexicon`. All patterns are pieces of regular expressions without
groups of their own.
"""

import re
from dataclasses import dataclass
from functools import cached_property


def any_of(words: str) -> str:
    """A pattern for any of these words or phrases, which commas separate, the longest first."""
    each = {" ".join(word.split()) for word in words.split(",")} - {""}
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(each, key=lambda w: (-len(w), w))
    )


def words_of(text: str) -> frozenset[str]:
    """The words of a text, which spaces separate."""
    return frozenset(text.split())


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """What the finder knows of one language.

    Attributes
    ----------
    code : str
        Of the language, in ISO 639.
    common : frozenset of str
        Its most frequent words, which tell it.
    verbs : str
        Forms of verbs of speech.
    auxiliaries : str
        What may stand between a subject and such a form.
    sources : str
        What stands before who says something, as in "according to".
    after_sources : str
        What stands after, as in "zufolge".
    pronouns : str
        That lead to who was named last.
    articles : str
        What begins a phrase for somebody without a name.
    honorifics, roles : str
        What stands before a name: "Mrs"; and offices, in any case.
    organisations : str
        Words that make a name that of an organisation.
    particles : str
        Small words inside a name: "van".
    never_names : frozenset of str
        Capitalised words that begin no name.
    not_speech : str
        What stands right before marks that hold a title, a name or a doubtful word.
    calling : str
        What stands right before a word or two that are quoted nonetheless: "called it".
    that : str
        What begins reported speech after a verb.
    before_places : str
        Prepositions of places.
    nouns_are_capitals : bool
    holding : str
        What begins a sentence with whose view it tells, as "Pour" in French.
    telling : str
        Forms that only reported speech has, as "habe" in German.
    """

    code: str
    common: frozenset[str]
    verbs: str
    auxiliaries: str
    sources: str
    after_sources: str = "(?!)"
    pronouns: str
    articles: str
    honorifics: str
    roles: str
    organisations: str
    particles: str
    never_names: frozenset[str]
    not_speech: str
    calling: str
    that: str
    before_places: str
    nouns_are_capitals: bool = False
    holding: str = "(?!)"
    telling: str = "(?!)"

    @cached_property
    def verb(self) -> re.Pattern:
        """A verb of speech."""
        return re.compile(rf"(?<![\w-])(?:{self.verbs})(?![\w])", re.IGNORECASE)

    @cached_property
    def source(self) -> re.Pattern:
        """What stands before who says something."""
        return re.compile(rf"(?<!\w)(?:{self.sources})(?!\w)", re.IGNORECASE)

    @cached_property
    def pronoun(self) -> re.Pattern:
        """A pronoun."""
        return re.compile(rf"(?<!\w)(?:{self.pronouns})(?!\w)", re.IGNORECASE)

    @cached_property
    def organisation(self) -> re.Pattern:
        """A word that makes a name that of an organisation."""
        return re.compile(rf"(?<!\w)(?:{self.organisations})(?!\w)")

    @cached_property
    def role(self) -> re.Pattern:
        """An office."""
        return re.compile(rf"(?:{self.roles})$", re.IGNORECASE)
