"""Every regular expression of the program, and strings made from its own parts to keep it busy.

Collected are the patterns compiled while all modules are imported (wherever they are kept afterwards) and
those written out in calls such as ``re.sub(r"…", …)`` inside functions. Hostile strings come from each
pattern's parse tree: what stands before a repetition, then what is repeated, many times over, then a
character that nothing takes (the shape of Davis et al., 2018, doi:10.1145/3236024.3236027).
"""

import ast
import importlib
import pkgutil
import random
import re
import signal
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from re import _constants as codes  # the parse tree has no public name
from re import _parser as parser
from typing import NamedTuple

import msgspec

import deskcheck

ROOT = Path(deskcheck.__file__).parent
LENGTH = 100_000
MOST_SECONDS = 0.25
MOST_RATIO = 3.0
_ANCHORED = {"match", "fullmatch"}
_CALLS = {"sub", "subn", "search", "match", "fullmatch", "findall", "split", "finditer", "compile"}
Shape = tuple[str, str, str]
_NO_TAKER = "\x00"
_SAMPLES = " a.1A,-(\n\"'éZ\t;:[/<={_\u2013\u00a0²"


class Expression(NamedTuple):
    """A pattern, where it stands, and whether it is only ever tried at the start of its text."""

    pattern: str
    flags: int
    place: str
    anchored: bool


class Slow(NamedTuple):
    """A pattern that a string keeps busy: seconds at ``length`` characters."""

    expression: Expression
    shape: str
    length: int
    seconds: float
    ratio: float


@cache
def collect() -> list[Expression]:
    """Return every expression of the package once."""
    modules = [
        importlib.import_module(one.name)
        for one in pkgutil.walk_packages([str(ROOT)], "deskcheck.")
        if not one.name.endswith("__main__")
    ]
    trees = {here.__name__: ast.parse(Path(here.__file__).read_text(encoding="utf-8")) for here in modules}
    uses = {name: _uses(tree) for name, tree in trees.items()}
    found: dict[tuple[str, int], Expression] = {}
    for here in modules:
        for name, pattern in _held(vars(here)):
            methods = _methods(name, here, modules, uses)
            anchored = bool(methods) and methods <= _ANCHORED
            _add(found, Expression(pattern.pattern, pattern.flags, f"{here.__name__}:{name}", anchored))
    for name, tree in trees.items():
        for call in ast.walk(tree):
            if written := _written(call):
                pattern, flags, method, line = written
                if method != "compile" or (pattern, flags) not in found:
                    _add(found, Expression(pattern, flags, f"{name}:{line}", method in _ANCHORED))
    return list(found.values())


def _methods(name: str, here: object, modules: list, uses: dict[str, dict[str, set[str]]]) -> set[str]:
    """Return the methods called on a name where it is defined and, if it is public, wherever its module is named."""
    methods = set(uses[here.__name__].get(name, ()))
    for other in () if name.startswith("_") else modules:
        if any(value is here for value in vars(other).values()) or getattr(other, name, None) is vars(here)[name]:
            methods |= uses[other.__name__].get(name, set())
    return methods


def _add(found: dict[tuple[str, int], Expression], one: Expression) -> None:
    known = found.get((one.pattern, one.flags))
    # Used in two ways, the more exposed one counts.
    if known is None or (known.anchored and not one.anchored):
        found[one.pattern, one.flags] = one


def _held(names: dict) -> Iterator[tuple[str, re.Pattern]]:
    """Yield the patterns in a module's names: plain, in containers and as attributes of its classes."""
    for name, value in list(names.items()):
        yield from ((name, pattern) for pattern in _within(value, 0))
        if isinstance(value, type) and value.__module__.startswith("deskcheck"):
            yield from ((name, pattern) for held in list(vars(value).values()) for pattern in _within(held, 1))


def _within(value: object, depth: int) -> Iterator[re.Pattern]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, dict) and depth < 4:
        for inner in (*value.keys(), *value.values()):
            yield from _within(inner, depth + 1)
    elif isinstance(value, tuple | list | set | frozenset) and depth < 4 and len(value) < 5_000:
        for inner in value:
            yield from _within(inner, depth + 1)
    elif isinstance(value, msgspec.Struct) and depth < 4:
        for field in value.__struct_fields__:
            yield from _within(getattr(value, field), depth + 1)


def _uses(tree: ast.AST) -> dict[str, set[str]]:
    """Return the methods called on each name; any other use of the name counts as a search."""
    uses: dict[str, set[str]] = {}
    called = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            on = node.value
            if node.attr in _CALLS:
                uses.setdefault(on.id if isinstance(on, ast.Name) else on.attr, set()).add(node.attr)
                called.add(id(on))
            elif isinstance(on, ast.Name):
                called.add(id(on))
        elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Is | ast.IsNot):
            called.update(id(part) for part in ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load) and id(node) not in called:
            uses.setdefault(node.id if isinstance(node, ast.Name) else node.attr, set()).add("search")
    return uses


def _written(call: ast.AST) -> tuple[str, int, str, int] | None:
    """Return pattern, flags, method and line of a call ``re.method("pattern", …)`` with a constant pattern."""
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args):
        return None
    on = call.func.value
    if call.func.attr in _CALLS and (inner := _written(on)):
        # re.compile("…").match(…)
        return *inner[:2], call.func.attr, call.lineno
    first = call.args[0]
    if not (isinstance(on, ast.Name) and on.id == "re" and call.func.attr in _CALLS):
        return None
    if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
        return None
    flags = 0
    for node in (*call.args[1:], *(word.value for word in call.keywords if word.arg == "flags")):
        for part in ast.walk(node):
            if isinstance(part, ast.Attribute) and isinstance(getattr(re, part.attr, None), re.RegexFlag):
                flags |= getattr(re, part.attr)
    return first.value, int(re.compile(first.value, flags).flags), call.func.attr, call.lineno


def strings(expression: Expression, most: int = 12) -> list[Shape]:
    """Return (head, unit, tail): hostile strings are the head, the unit repeated, and the tail."""
    tree = parser.parse(expression.pattern, expression.flags & ~re.DEBUG)
    shapes: dict[Shape, None] = {}
    for head, unit in _pumps(tree, "", expression.flags):
        if unit:
            shapes.setdefault((head, unit, _NO_TAKER))
            shapes.setdefault(("", head + unit, _NO_TAKER))
    chosen = list(shapes)
    if len(chosen) > most:
        chosen = random.Random(expression.pattern).sample(chosen, most)
    whole = _sample(tree, expression.flags)
    plain = [("", " ", "x"), ("", "a", _NO_TAKER), ("", whole or "a ", _NO_TAKER)]
    return list(dict.fromkeys((*chosen, *plain)))


def _pumps(tree: parser.SubPattern, head: str, flags: int) -> Iterator[tuple[str, str]]:
    """Yield (what leads to a repetition, what it repeats) for every repetition without a small bound."""
    for code, argument in tree:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            _, most, body = argument
            if most >= 20:
                for choice in range(3):
                    yield head, _sample(body, flags, choice)
            yield from _pumps(body, head, flags)
        elif code is codes.BRANCH:
            for branch in argument[1]:
                yield from _pumps(branch, head, flags)
        elif code is codes.SUBPATTERN:
            yield from _pumps(argument[-1], head, flags)
        elif code is codes.ATOMIC_GROUP:
            yield from _pumps(argument, head, flags)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _pumps(argument[1], head, flags)
            continue
        head += _sample([(code, argument)], flags)


def _sample(tree: object, flags: int, choice: int = 0) -> str:
    """Return a text that the tree takes, or nearly so."""
    words = []
    for code, argument in tree:
        if code is codes.LITERAL:
            words.append(chr(argument))
        elif code is codes.NOT_LITERAL:
            words.append("a" if argument != ord("a") else "b")
        elif code is codes.ANY:
            words.append("a")
        elif code is codes.IN:
            words.append(_member(argument, flags, choice))
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            least, most, body = argument
            words.append(_sample(body, flags, choice) * max(least, min(1, most)))
        elif code is codes.BRANCH:
            words.append(_sample(argument[1][choice % len(argument[1])], flags, choice))
        elif code is codes.SUBPATTERN:
            words.append(_sample(argument[-1], flags, choice))
        elif code is codes.ATOMIC_GROUP:
            words.append(_sample(argument, flags, choice))
    return "".join(words)


def _member(members: object, flags: int, choice: int) -> str:
    one = re.compile(_class_of(members), flags & re.IGNORECASE)
    fitting = [sign for sign in _SAMPLES if one.fullmatch(sign)]
    if fitting:
        return fitting[choice % len(fitting)]
    for code, argument in members:
        if code is codes.LITERAL:
            return chr(argument)
        if code is codes.RANGE:
            return chr(argument[0])
    return "a"


_CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_NOT_DIGIT: r"\D", codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S", codes.CATEGORY_WORD: r"\w", codes.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _class_of(members: object) -> str:
    words = []
    for code, argument in members:
        if code is codes.NEGATE:
            words.append("^")
        elif code is codes.LITERAL:
            words.append(re.escape(chr(argument)))
        elif code is codes.RANGE:
            words.append(f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}")
        elif code is codes.CATEGORY:
            words.append(_CATEGORIES[argument])
    return f"[{''.join(words)}]"


def measure(expression: Expression, *, length: int = LENGTH, most: int = 12) -> tuple[int, float, list[Slow]]:
    """Run an expression on its strings; return strings tried, the longest time and what was too slow."""
    pattern = re.compile(expression.pattern, expression.flags)
    longest, slow = 0.0, []
    shapes = strings(expression, most)
    for shape in shapes:
        seconds, size, ratio = _grown(pattern, shape, length, anchored=expression.anchored)
        longest = max(longest, seconds)
        if seconds > MOST_SECONDS or (ratio >= MOST_RATIO and seconds > 0.02):
            slow.append(Slow(expression, repr(shape)[:120], size, seconds, ratio))
    return len(shapes), longest, slow


def _grown(
    pattern: re.Pattern, shape: tuple[str, str, str], length: int, *, anchored: bool
) -> tuple[float, int, float]:
    """Return the seconds at full length, or at the first length that is already too long, and the last ratio."""
    sizes = [length >> step for step in range(11, -1, -1)]
    seconds = 0.0
    for size in sizes:
        seconds = _seconds(pattern, _made(shape, size), anchored=anchored)
        if seconds > MOST_SECONDS:
            break
    if seconds > 0.02:
        half = min(_seconds(pattern, _made(shape, size // 2), anchored=anchored) for _ in range(2))
        seconds = min(seconds, _seconds(pattern, _made(shape, size), anchored=anchored))
        return seconds, size, seconds / max(half, 1e-6)
    return seconds, size, 1.0


def _made(shape: Shape, size: int) -> str:
    head, unit, tail = shape
    return head + unit * max(1, (size - len(head)) // len(unit)) + tail


def _seconds(pattern: re.Pattern, text: str, *, anchored: bool, most: float = 5) -> float:
    began = time.process_time()
    signal.setitimer(signal.ITIMER_REAL, most)
    try:
        if anchored:
            pattern.match(text)
            pattern.fullmatch(text)
        else:
            for _ in pattern.finditer(text):
                pass
    except TimeoutError:
        pass
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.process_time() - began


def stop_after_the_alarm() -> None:
    """Make the alarm end a search that never would; call once in a process of one's own."""

    def late(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, late)


def too_slow(expression: Expression, *, length: int = 25_000, most: int = 3) -> str:
    """Return the first string that keeps an expression busy, where a linear one needs a tenth of the time; or ""."""
    pattern = re.compile(expression.pattern, expression.flags)
    for shape in strings(expression, most):
        if _seconds(pattern, _made(shape, length), anchored=expression.anchored, most=1) > MOST_SECONDS:
            return f"{expression.place}: {shape!r}"
    return ""
