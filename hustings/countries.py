"""Names of countries from their ISO 3166-1 codes (alpha-2 or alpha-3), as newspapers write them."""

from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.core import get_global

#: a code of nothing in particular
_UNKNOWN = "ZZ"


def country_name(code: str, own: Mapping[str, str] | None = None) -> str:
    """What readers call a country; what is no code stays as it is.

    Parameters
    ----------
    code : str
        A code or a name, as it stands in the data.
    own : mapping of str to str, optional
        Names that the data set gives to codes of its own; they come first.

    >>> country_name("KOR"), country_name("CH"), country_name("Wales")
    ('South Korea', 'Switzerland', 'Wales')
    >>> country_name("INT", {"INT": "international"})
    'international'
    """
    if own and code in own:
        return own[code]
    return _standard(code) or code


@cache
def _standard(code: str) -> str:
    """The name in the Common Locale Data Repository (CLDR); nothing where it has none."""
    if not (code.isascii() and code.isalpha() and code.isupper() and len(code) in (2, 3)):
        return ""
    # Of a state that fell into several there is no one name.
    short = [code] if len(code) == 2 else get_global("territory_aliases").get(code, [])
    if len(short) != 1 or short[0] == _UNKNOWN:
        return ""
    return Locale("en").territories.get(short[0], "")
