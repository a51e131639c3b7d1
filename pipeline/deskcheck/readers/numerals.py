"""List numbers as word processors show them: decimal, letters, Roman."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def numeral(number: int, form: str) -> str:
    """Return a number in a form: ``lowerRoman``, ``upperRoman``, ``lowerLetter``, ``upperLetter``, else decimal."""
    shown = str(number)
    if number > 0 and form.endswith("Roman") and number < 4000:
        shown = _roman(number)
    elif number > 0 and form.endswith("Letter"):
        # After z come aa, bb, cc (ECMA-376 17.18.59).
        shown = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 20)
    return shown.upper() if form.startswith("upper") else shown


def _roman(number: int) -> str:
    parts = []
    for worth, signs in _ROMAN:
        count, number = divmod(number, worth)
        parts.append(signs * count)
    return "".join(parts)
