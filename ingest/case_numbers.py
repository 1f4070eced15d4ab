"""Case numbers: one normal form, so that (2019)、（2019） and 〔2019〕 meet."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_BRACKETS = str.maketrans({"〔": "(", "【": "(", "[": "(", "〕": ")", "】": ")", "]": ")"})


@lru_cache(maxsize=65536)
def normal_case_number(text: str) -> str:
    """Half-width, round brackets, no white space. 执, 执恢 and 执保 stay different cases.

    >>> normal_case_number("〔2017〕桂1322执 487号")
    '(2017)桂1322执487号'
    """
    return "".join(unicodedata.normalize("NFKC", text).translate(_BRACKETS).split())
