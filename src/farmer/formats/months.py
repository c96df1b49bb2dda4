"""The months as programs write them in the languages that their users have set.

Listed here because ``strptime`` reads them in the locale of whoever runs it.
"""

from __future__ import annotations

from functools import lru_cache

from farmer.text import fold

_LEAST = 3
# English, German, French, Spanish, Italian, Portuguese, Dutch, and Polish as in a date and alone.
_LANGUAGES = (
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada"
    " grudnia",
    "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad"
    " grudzień",
)
_NAMES = tuple(tuple(fold(names).split()) for names in _LANGUAGES)
# Short forms that no name begins with: German, Dutch, and Spanish of some countries.
_SHORT = {"mrz": 3, "mrt": 3, "setiembre": 9}


@lru_cache(maxsize=256)
def month_of(name: str) -> int:
    """The number of the month that `name` is, or is short for; 0, which is no month, for others."""
    said = fold(name).rstrip(".")
    if said in _SHORT:
        return _SHORT[said]
    begun = {
        number
        for names in _NAMES
        for number, each in enumerate(names, start=1)
        if each.startswith(said)
    }
    return begun.pop() if len(said) >= _LEAST and len(begun) == 1 else 0
