"""What the HTML pages share: templates, data blocks, and a policy that lets a page run its own script alone.

Takes strings, gives strings; reads the parts of a page that ship with the package.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from pathlib import Path

from summarizer.render import safe

_FOLDER = Path(__file__).parent
_SLOT = re.compile(r"\{\{(\w+)\}\}")


def escape(text: str) -> str:
    """Article text as HTML text or as the value of an attribute, in one line, with what steers made visible."""
    return html.escape(safe.visible(text))


def data(value: object) -> str:
    """A value as the content of a JSON block: in a block of data only its end tag could mean something."""
    dumped = safe.json(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return dumped.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def fill(template: str, slots: Mapping[str, str]) -> str:
    """The template with each `{{name}}` replaced, in one pass: a slot's text is never looked at again."""
    return _SLOT.sub(lambda match: slots[match[1]], template)


def part(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


def style(folder: Path, name: str) -> str:
    """A page's own style sheet after the colours that all pages share."""
    return part(_FOLDER, "colours.css") + part(folder, name)


def head(title: str, style: str, policy: str) -> str:
    """The beginning of a page that is opened from the disk, up to its body; `title` is escaped."""
    return fill(part(_FOLDER, "head.html"), {"title": title, "style": style, "policy": policy})


def policy(style: str, script: str | None = None, *, posts: bool = False, asks: bool = False) -> str:
    """A content security policy: this style sheet and this script, if any, by their hashes, and nothing else.

    `posts` lets the script talk to the server that the page came from, `asks` a form and an empty icon.
    """
    rules = [
        "default-src 'none'",
        f"style-src '{_hash(style)}'",
        *([f"script-src '{_hash(script)}'"] if script is not None else []),
        "base-uri 'none'",
        f"form-action '{'self' if asks else 'none'}'",
        "require-trusted-types-for 'script'",
        *(["connect-src 'self'"] if posts else []),
        *(["img-src data:"] if asks else []),
    ]
    return "; ".join(rules)


def _hash(text: str) -> str:
    """As a policy names an inline style sheet or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()
