"""JSON inside HTML: without any character that could end the element it stands in."""


def inert(json: str) -> str:
    r"""The same JSON with what HTML reads as markup spelled as escapes.

    >>> inert('{"a": "</script>"}')
    '{"a": "\\u003c/script\\u003e"}'
    """
    for character in "<>&":
        json = json.replace(character, f"\\u{ord(character):04x}")
    return json
