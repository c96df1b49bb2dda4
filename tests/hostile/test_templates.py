"""Templates that take too much: each makes a letter or is refused, in little time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from farmer.errors import WrongTemplate
from farmer.letters import rendering
from farmer.letters.rendering import render_apart
from tests.conftest import Farmer

resource = pytest.importorskip("resource", reason="there is no limit of memory to set")
NAMES = {"to": "Ana", "me": "Kim Doe"}

# What each of them would do without limits is in its name.
TAKES_MUCH = {
    "macro recursion": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "mul": "{{ 'a' * 10**9 }}",
    "range": "{% for x in range(10**9) %}x{% endfor %}",
    "nested loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}"
    + "{% endfor %}",
    "percent": "{{ '%99999999d' % 1 }}",
    "percentstar": "{{ '%*d' % (10**9, 1) }}",
    "center": "{{ to|center(10**9) }}",
    "indent": "{{ to|indent(10**9) }}",
    "format": "{{ '{:999999999}'.format(1) }}",
    "fformat": "{{ '%999999999s'|format(1) }}",
    "ljust": "{{ to.ljust(10**9) }}",
    "pow str": "{{ (9**9999999)|string }}",
    "lipsum": "{{ lipsum(n=10**7) }}",
    "doubling": "{% set ns = namespace(s='aaaaaaaa') %}"
    "{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}{{ ns.s|length }}",
    "list doubling": "{% set ns = namespace(s=[1]) %}"
    "{% for i in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
    "replace": "{{ ('a'*99999)|replace('a', 'b'*99999) }}",
    "join": "{{ range(99999)|join('x'*99999) }}",
    "batch": "{{ range(9)|batch(10**9, 'x')|list }}",
    "slice": "{{ range(9)|slice(10**9)|list }}",
    "tabs": "{{ '\\t'.expandtabs(10**9) }}",
    "zfill": "{{ '1'.zfill(10**9) }}",
    "deep brackets": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "deep ifs": "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
    "deep fors": "{% for a in [1] %}" * 60 + "{% endfor %}" * 60,
    "deep list": "{{ " + "[" * 100_000 + "]" * 100_000 + " }}",
    "long sum": "{{ " + "1+" * 20_000 + "1 }}",
    "recursive for": "{% for x in [[1]] recursive %}{{ loop([x]) }}{% endfor %}",
    "block": "{% block a %}{{ self.a() }}{% endblock %}",
    "urlize": "{{ ('http://' * 50000)|urlize }}",
    "wordwrap": "{{ ('a ' * 10**6)|wordwrap(1) }}",
    "max": "{{ [1]*10**9 }}",
}
# Refused, or harmless; none of them gets at anything but the names it is given.
ASKS_FOR_MORE = {
    "include self": '{% include "reconnect.txt" %}',
    "import": '{% import "os" as os %}',
    "extends": '{% extends "x" %}',
    "pow": "{{ 9**9**9 }}",
    "int": "{{ ('9'*999999)|int }}",
    "shift": "{{ 10**10**8 }}",
    "attr class": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "attr filter": "{{ ''|attr('__class__') }}",
    "format attr": "{{ '{0.__class__}'.format(to) }}",
    "globals": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "self": "{{ self.__init__.__globals__ }}",
    "loopvar": "{{ range.__self__ }}",
    "key": "{{ '%(x)s' % {} }}",
    "index": "{{ '{}'.format() }}",
    "encode": "{{ 'x'.encode('nope') }}",
    "div": "{{ 1 / 0 }}",
    "assert": "{{ undefined_filter|nofilter }}",
    "cycle": "{% set a = [] %}{{ a.append(a) }}",
    "call": "{% macro m(c) %}{{ caller() }}{{ m(c) }}{% endmacro %}{% call m(1) %}x{% endcall %}",
    "sort": "{{ range(99999)|sort|reverse|list|sort(reverse=true)|tojson|length }}",
    "surrogate": "{{ '\\ud800' }}",
    "nul": '{{ "\\0" }}',
    "bytes": "{{ 'x'.encode().hex() }}",
    "sum": "{{ range(99999)|sum }}",
}


def attempted(template: str) -> str:
    """What came of it; a refusal is a few words, to follow the template's name."""
    try:
        return render_apart(template, NAMES)
    except WrongTemplate as refusal:
        wrong = refusal
    assert wrong.message.startswith((" ", ",", ":")), wrong.message
    assert len(wrong.message) < 300
    assert wrong.hint
    return f"refused: {wrong.message}"


@pytest.mark.parametrize("name", TAKES_MUCH)
def test_what_takes_much_is_stopped(name: str) -> None:
    """Within the seconds of processor and the memory that a letter has; nothing is left running."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    assert attempted(TAKES_MUCH[name]).startswith("refused")
    assert time.monotonic() - began < rendering.SECONDS + 10
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert used < rendering.CPU_SECONDS + 1.5


@pytest.mark.parametrize("name", ASKS_FOR_MORE)
def test_what_asks_for_more_than_names_does_not_get_it(name: str) -> None:
    said = attempted(ASKS_FOR_MORE[name])
    assert "uid=" not in said
    assert "subclasses" not in said
    assert len(said) < 1_000_000


def test_a_letter_is_rendered_apart_as_it_is_here() -> None:
    """Names are given, not pasted: what stands in them is no template."""
    template = "Dear {{ to }},\n{% if me %}{{ me|upper }}{% endif %}"
    for names in (NAMES, {"to": "{{ 7 * 7 }}", "me": "Zoë \u0007 Ó"}):
        assert render_apart(template, names) == rendering.render(template, names)
    assert "{{ 7 * 7 }}" in render_apart(template, {"to": "{{ 7 * 7 }}", "me": ""})


def test_nobodys_name_is_on_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody on the machine can read it."""
    ran: list[list[str]] = []
    run = subprocess.run

    def remember(command: list[str], **how: object) -> object:
        ran.append(command)
        return run(command, **how)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", remember)
    assert render_apart("{{ to }}", NAMES) == "Ana"
    assert ran
    assert not any("Ana" in word or "{{" in word for word in ran[0])


def test_what_is_not_stopped_by_the_system_is_stopped_by_the_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rendering, "SECONDS", 1)
    monkeypatch.setattr(rendering, "_PROGRAM", "import time; time.sleep(60)")
    assert "takes too long" in attempted("{{ to }}")


@pytest.mark.parametrize("form", ["", "--json"])
def test_a_template_that_is_stopped_is_a_sentence_and_a_status(
    farmer: Farmer, config: Path, form: str
) -> None:
    farmer('farmer log "Ana Ruiz" --new')
    template = config.parent / "letters" / "reconnect.txt"
    template.parent.mkdir()
    template.write_text(f"Subject: x\n{TAKES_MUCH['macro recursion']}")
    refused = farmer(f"farmer draft reconnect Ana {form}")
    assert refused.status == 2
    said = json.loads(refused.out)["error"]["message"] if form else refused.err
    assert f"{template} cannot be rendered" in said


@pytest.mark.parametrize("kind", ["a folder", "a pipe", "a link to nowhere", "a large file"])
def test_a_template_that_is_no_file_is_refused(farmer: Farmer, config: Path, kind: str) -> None:
    """Never farmer's own words in silence, where somebody meant to have their own."""
    farmer('farmer log "Ana Ruiz" --new')
    template = config.parent / "letters" / "reconnect.txt"
    template.parent.mkdir()
    if kind == "a folder":
        template.mkdir()
    elif kind == "a pipe":
        if sys.platform == "win32":
            pytest.skip("there are no pipes with names")
        import os

        os.mkfifo(template)
    elif kind == "a link to nowhere":
        template.symlink_to("nowhere")
    else:
        template.write_text("Subject: x\n" + "x" * 2_000_000)
    refused = farmer("farmer draft reconnect Ana")
    assert refused.status == 2
    assert f"{template} cannot be read" in refused.err
