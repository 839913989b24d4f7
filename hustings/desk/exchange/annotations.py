"""Out as JSON: each statement a web annotation with quote and position selectors (W3C)."""

import json

from hustings.desk.events import State
from hustings.desk.marking import OF_STATEMENT


def annotations_json(state: State) -> bytes:
    """The statements of a desk as a collection of annotations.

    Each target is the document (its address, else the hash of its text) with a
    `TextQuoteSelector` and a `TextPositionSelector`, which counts code points; each body holds what
    is said of the statement, and its codes.
    """
    codes: dict[str, list] = {}
    for code in state["code"].values():
        said = {name: value for name, value in code.items() if name != "statement"}
        codes.setdefault(code["statement"], []).append(said)
    items = []
    for statement in state["statement"].values():
        document = state["document"][(statement["document"],)]
        items.append(
            {
                "id": f"urn:hustings:statement:{statement['id']}",
                "type": "Annotation",
                "motivation": "classifying",
                "body": {
                    "type": "Dataset",
                    **{name: statement[name] for name in OF_STATEMENT if statement[name]},
                    "codes": codes.get(statement["id"], []),
                },
                "target": {
                    "source": document["url"] or f"urn:sha256:{document['id']}",
                    "selector": [
                        {
                            "type": "TextQuoteSelector",
                            **{name: statement[name] for name in ("exact", "prefix", "suffix")},
                        },
                        {
                            "type": "TextPositionSelector",
                            "start": statement["start"],
                            "end": statement["end"],
                        },
                    ],
                },
            }
        )
    made = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationCollection",
        "total": len(items),
        "first": {"type": "AnnotationPage", "items": items},
    }
    return json.dumps(made, ensure_ascii=False, indent=1).encode("utf-8", "replace")
