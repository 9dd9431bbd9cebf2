"""What mkdocs doesn't know of our pages: the fence of an example says whether it warns."""
import re

SAID = {"bad": "Warns:", "good": "Is fine:"}


def on_page_markdown(markdown, **_):
    return re.sub(r"^```cpp (bad|good)$", lambda match: SAID[match[1]] + "\n\n```cpp", markdown, flags=re.M)
