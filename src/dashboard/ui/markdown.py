"""Text from data, made safe for the Markdown that Streamlit writes."""

import re

_ADDRESS = re.compile(r"https?\\:|\bwww(?=\.)|@", re.I)
_WORD_JOINER = "\u2060"


def escape(text: str) -> str:
    """The text with every sign that Markdown would act on made plain."""
    for character in "\\`*_{}[]<>#|$~:":
        text = text.replace(character, f"\\{character}")
    # Addresses are made into links after the escapes are gone; a character that nobody sees keeps them apart.
    return _ADDRESS.sub(f"\\g<0>{_WORD_JOINER}", text)
