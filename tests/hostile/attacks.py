"""What has been tried against programs that print foreign text: each attack has a name, a marker word and a payload."""

import json
from dataclasses import dataclass
from pathlib import Path

PAYLOADS = {
    "bell": "\a\b\x7f",
    "clear": "\x1b[2J\x1b[H\x1b[3J",
    "colour": "\x1b[38;5;199;5m",
    "back": "\x1b[1A\x1b[2K\r",
    "report": "\x1b[6n\x1b[c\x1b[>q",
    "screen": "\x1b[?1049l\x1b[?25l\x1b[?47h",
    "keys": "\x1b[>4;2m\x1b[?1003h\x1b[?2004l",
    "soft": "\x1b[!p",
    "full": "\x1bc\x1b#8\x1b(0",
    "title": "\x1b]0;owned\x07\x1b]2;owned\x1b\\\x1b[21t",
    "clip": "\x1b]52;c;cm0gLXJmIH4K\x07",
    "link": "\x1b]8;;file:///etc/passwd\x1b\\here\x1b]8;;\x1b\\",
    "notify": "\x1b]9;owned\x07\x1b]777;notify;a;b\x07\x1b]1337;File=inline=1:QUJD\x07",
    "palette": "\x1b]4;1;#ff0000\x07\x1b]10;?\x07\x1b]104\x07",
    "dcs": "\x1bP$qm\x1b\\\x1bP1000p",
    "sixel": "\x1bPq#0;2;0;0;0#0~~$-\x1b\\",
    "apc": "\x1b_Gf=100,a=T;QUJD\x1b\\\x1b^privacy\x1b\\\x1bXstart\x1b\\",
    "cone": "\x9b31m\x9d52;c;QQ==\x9c\x90q\x9c\x85",
    "shift": "\x0e\x0f\x0b\x0c",
    "nul": "\0\0",
    "bidi": "\u202egnp.exe\u202c\u2066hidden\u2069\u2067x\u2069",
    "marks": "\u200e\u200f\u061c",
    "zero": "\u200bze\u200cro\u200dwi\u2060dth\ufeff\u00ad\u034f",
    "zalgo": "Z" + "\u0335\u0321\u034c\u0301\u0308" * 60 + "!",
    "tags": "\U000e0001\U000e0072\U000e006d\U000e007f",
    "select": "\ufe0f\U000e0100",
    "filler": "\u3164\u115f\uffa0\u180e",
    "note": "\ufff9over\ufffaunder\ufffb",
    "lines": "one\u2028two\u2029three\r\nfour\x85five",
    "surrogate": "\udfff\ud800",
    "never": "\ufffe\uffff\ufdd0",
    "rich": "[bold red on white]x[/bold red on white][/][link=file:///etc/passwd]y[/link]",
    "click": "[@click=app.quit]quit[/] [@click=app.bell()]bell[/]",
    "broken": "[/nothing] [[ ]] [b [$error] [/",
    "emoji": ":boom: [on #ff0000] {0} {self} %s %(name)s ${HOME} `id`",
}
"""By marker word."""
FORBIDDEN = {name: text for name, text in PAYLOADS.items() if not text.isprintable() and name != "surrogate"}
"""What must not reach a terminal as it is; surrogates cannot."""


@dataclass(frozen=True, slots=True)
class Attack:
    """Something that must come out as plain text."""

    name: str
    """Also its marker: `mk` and the name stand in the text before and after the payload."""
    payload: str

    @property
    def text(self) -> str:
        """The payload within words that can be found."""
        return f"Mk{self.name} {self.payload} end{self.name}"


ATTACKS = [Attack(name, payload) for name, payload in PAYLOADS.items()]
HARMLESS = [Attack(name, "plain (words) here") for name in PAYLOADS]
"""The same texts without the attacks, for seeing what the program sends to the terminal by itself."""


def dump_of(attacks: list[Attack]) -> str:
    """Return a dump in which every field of a paper is hostile, one paper for each attack."""
    return json.dumps([_paper(number, attack) for number, attack in enumerate(attacks)])


def page_of(attacks: list[Attack]) -> str:
    """Return a page whose titles and abstracts are hostile, and at whose end is a title too many."""
    kept = [attack for attack in attacks if attack.name not in {"nul", "shift"}]  # of which a text has few
    body = "".join(f"{attack.text}\n\n{f'On {attack.text}, as we show. ' * 6}\n\n" for attack in kept)
    return f"new\n\nSubscribe\n\nbyAK and the research community\n\nMar 14\n\n{body}{kept[0].text}\n"


def write_config(home: Path, attacks: list[Attack]) -> None:
    """Write a config.yaml with hostile names, queries and keys; YAML's escapes bring in what a file cannot hold."""
    everything = "".join(attack.payload for attack in attacks)
    lines = [
        "queries:",
        *(f"  {_quoted(f'Mk{each.name} {each.payload[:40]}')}: {_quoted(f'Mk{each.name}')}" for each in attacks),
        f"theme: {_quoted(f'theme {everything}')}",
        "keys:",
        f"  paper.later: {_quoted('Q[/b]')}",
        f"  paper.bookmark: {_quoted('[@click=app.quit]x b')}",
        f"  go.previous_dump: {_quoted('')}",
    ]
    home.mkdir(parents=True, exist_ok=True)
    (home / "config.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _quoted(text: str) -> str:
    return json.dumps(text)  # which YAML reads


def _paper(number: int, attack: Attack) -> dict[str, object]:
    text = attack.text
    return {
        "title": text,
        "abstract": f"Abstract {text}. We propose {text}. It is at https://example.org/{attack.name} for all. {text}",
        "authors": [text, f"Ann {attack.payload} Ash"],
        "venue": f"Venue {text}",
        "keywords": [text],
        "doi": f"10.1000/{number}",
        "url": f"https://example.org/{attack.payload}",
        "published": f"2024-03-{number % 27 + 1:02}",
    }
