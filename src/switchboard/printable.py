"""Text from strangers, made harmless for terminals and logs."""


def printable(text: str) -> str:
    r"""`text` with every character that a terminal might obey written as an escape such as `\x1b`.

    Names and numbers of callers are whatever they sent: escape sequences can recolour, retitle or command a terminal
    (CWE-150), and characters that change the direction of writing can make one number look like another. Line ends
    are escaped too. Linear in the length of `text`.
    """
    return text if text.isprintable() else "".join(one if one.isprintable() else _escape(one) for one in text)


def printable_lines(text: str) -> str:
    """The same for text of several lines, whose ends stay."""
    return "\n".join(map(printable, text.split("\n")))


def _escape(char: str) -> str:
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")
