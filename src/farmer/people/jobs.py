"""What somebody does, where some programs have a title, and the other way round."""

from __future__ import annotations

from farmer.people.parts import is_title
from farmer.people.titles import plain_word, word_list
from farmer.text import fold

# None of them begins a name.
JOBS = word_list(
    "ceo cfo cto coo cmo cio ciso cso cpo chro vp svp evp avp president director manager "
    "owner founder co-founder cofounder partner principal chairman chairwoman chairperson "
    "head officer engineer consultant accountant lawyer realtor broker agent sales developer "
    "designer analyst architect teacher secretary assistant executive supervisor coordinator "
    "specialist editor geschaftsfuhrer geschaftsfuhrerin inhaber inhaberin vorstand leiter "
    "leiterin berater beraterin direktor direktorin gerente directeur directrice gerant pdg "
    "direttore titolare propietario propietaria socio socia jefe jefa"
)


def title_and_job(title: str, job: str) -> tuple[str, str]:
    """What stands before a name and what somebody does, each where it belongs.

    Programs have ``CEO`` in the place of ``Dr.``, and ``Dr.`` in that of ``CEO``.
    """
    if is_title(job) and not title:
        return job, ""
    if is_title(title) or JOBS.isdisjoint(map(plain_word, title.split())):
        return title, job
    said = [job, title] if job and fold(title) not in fold(job) else [job or title]
    return "", ", ".join(said)
