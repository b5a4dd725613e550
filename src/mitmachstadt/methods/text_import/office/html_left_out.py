"""What of an HTML page is not part of its text: never shown, told in the report."""

from __future__ import annotations

from mitmachstadt.methods.text_import.office import html_style
from mitmachstadt.methods.text_import.office.builder import Builder
from mitmachstadt.methods.text_import.office.html_tree import Node, words_of

_DROPPED = {"script": "script_removed", "style": "style_removed", "template": "hidden_text"}
_CONTROLS = {"nav", "button", "select", "textarea", "datalist"}
_EMBEDDED = {"iframe", "object", "embed", "video", "audio"}


def stays_out(node: Node, builder: Builder) -> bool:
    """Report what is not part of the text."""
    report, tag = builder.report, node.tag
    if tag in _DROPPED:
        report(_DROPPED[tag], words_of(node) if tag == "template" else "")
    elif tag == "title":
        if title := words_of(node):
            report("page_title", title)
    elif html_style.is_hidden(node):
        report("hidden_text", words_of(node))
    elif html_style.role(node) == "contents":
        report("table_of_contents", words_of(node))
    elif kind := html_style.word_element(node):
        report("comment" if "comment" in kind else "header_footer", words_of(node))
    elif tag in _CONTROLS:
        report("navigation_text", words_of(node))
    elif tag == "del":
        report("deleted_text", words_of(node))
    elif tag == "img":
        report("image", node.attributes.get("alt", ""))
    else:
        if tag in _EMBEDDED:
            report("external_reference")
        if scheme := html_style.leads_to_script(node):
            report("script_link", words_of(node), scheme)
        return False
    return True
