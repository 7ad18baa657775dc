"""One site made from the Markdown files of the repository, where they stand: `docs/build` makes it.

Sphinx, because its search works from files, without a server or a network, and knows Vietnamese letters; that of mdBook
takes them off the ends of words.
"""

import re
import sys
import unicodedata
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.search import SearchLanguage

ROOT = Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True

project = "hoso"
author = "hoso"
language = "vi"
root_doc = "docs/index"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
# Every README and every page of `docs`; the questions of the core are parts of its own documentation.
include_patterns = ["*.md", "*/README*.md", "*/*/README.md", "examples/service/RUNNING.md", "docs/**.md"]
exclude_patterns = [".*", "**/.*", "target", "**/node_modules", "**/pkg", "**/dist", "core/src", "core/target"]
# The specification shows shapes with `…` in them, which are no JSON; there is no lexer for CSV; and the reference leaves a
# level of headings out.
suppress_warnings = ["misc.highlighting_failure", "myst.header"]

myst_heading_anchors = 6
myst_fence_as_directive: list[str] = []

html_theme = "furo"
html_title = "hoso"
html_extra_path = ["root"]  # The first page is that of `docs`, and lies in its folder.
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_search_language = "vi"
html_use_index = False
html_theme_options = {"top_of_page_buttons": []}


# Each is called `hoso` where it stands alone; side by side, as search shows them, they need names of their own.
TITLES = {
    "README": "hoso: introduction",
    "README.vi": "hoso: giới thiệu",
    "core/README": "hoso for Rust",
    "bindings-python/README": "hoso for Python, and the command",
    "bindings-python/README.vi": "hoso cho Python, và lệnh hoso",
    "bindings-wasm/README": "hoso for JavaScript",
}


class Vietnamese(SearchLanguage):
    """Words as people type them: with or without marks, composed or not. “hop dong” finds “hợp đồng”."""

    lang = "vi"
    language_name = "Vietnamese"
    js_splitter_code = r"""
var splitQuery = (query) => query.normalize("NFC").split(/[^\p{Letter}\p{Number}_]+/gu).filter((word) => word);
"""
    js_stemmer_code = r"""
var Stemmer = function () {
  this.stemWord = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");
};
"""

    def split(self, input: str) -> list[str]:
        return super().split(unicodedata.normalize("NFC", input))

    def stem(self, word: str) -> str:
        plain = "".join(it for it in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(it))
        return plain.replace("đ", "d")


def is_vietnamese(page: str) -> bool:
    return page.endswith(".vi") or page == "docs/index"


def entitled(app: Sphinx, page: str, source: list[str]) -> None:
    if page in TITLES:
        source[0] = source[0].replace("# hoso\n", f"# {TITLES[page]}\n", 1)


def led_to_pages(app: Sphinx, page: str, source: list[str]) -> None:
    """On GitHub a link may lead to a folder, and shows its README. Here it leads to that README; to a folder without one
    it is no link."""

    def led(link: re.Match[str]) -> str:
        words, target = link.groups()
        folder = (ROOT / page).parent / target
        if ":" in target or not folder.is_dir():
            return link[0]
        for name in ("README.md", "index.md"):
            if (folder / name).is_file():
                return f"[{words}]({target.rstrip('/')}/{name})"
        return words

    source[0] = re.sub(r"\[([^\[\]]*)\]\(([^()#\s]+)\)", led, source[0])


def without_hidden_lines(app: Sphinx, page: str, source: list[str]) -> None:
    """Rust's own documentation hides the lines of an example that begin with `# `: they only make it compile."""
    shown = lambda block: re.sub(r"^# .*\n", "", block[0], flags=re.MULTILINE)  # noqa: E731
    source[0] = re.sub(r"^```rust\n.*?^```$", shown, source[0], flags=re.MULTILINE | re.DOTALL)


def spoken(app: Sphinx, page: str, template: str, context: dict[str, object], doctree: object) -> None:
    """A page says which language it is in, for those who have it read aloud, hyphenated or translated."""
    context["language"] = "vi" if is_vietnamese(page) or doctree is None else "en"


def setup(app: Sphinx) -> None:
    app.add_search_language(Vietnamese)
    app.connect("source-read", entitled)
    app.connect("source-read", led_to_pages)
    app.connect("source-read", without_hidden_lines)
    app.connect("html-page-context", spoken)
