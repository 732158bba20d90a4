"""Turn what `pipeline extract` is given (HTML, text, landing lines) into raw postings."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from selectolax.lexbor import LexborHTMLParser

from crawler.errors import Unreadable
from crawler.platforms.jsonld import read_page
from crawler.posting import RawPosting

Format = Literal["auto", "html", "text", "landing"]

_TAGS = re.compile(rb"<(?:!doctype|html|head|body|p|div|h[1-6]|ul|li|br|span|strong|table)\b", re.I)
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Unread:
    """A record of an input that could not be read, and why."""

    where: str
    reason: str
