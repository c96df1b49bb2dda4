"""How farmer completion is shown: the script as it is, for a shell to read."""

from __future__ import annotations

from farmer.render import Verbatim
from farmer.tasks.keep.completion import Script

VIEW: Verbatim[Script] = Verbatim(lambda completion: [completion.script])
