"""What a browser would send for the form on a page."""

from html.parser import HTMLParser
from typing import Any


class FormReader(HTMLParser):
    """Gathers the fields of a page's forms by name, without buttons and templates for new rows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.name = ""
        self.text: list[str] | None = None
        self.options: list[tuple[str, bool]] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        attrs = dict(attributes)
        name = attrs.get("name") or ""
        match tag:
            case "input" if attrs.get("type") in ("checkbox", "radio"):
                if "checked" in attrs:
                    self.keep(name, attrs.get("value", "on"))
            case "input" if attrs.get("type") not in ("submit", "file"):
                self.keep(name, attrs.get("value") or "")
            case "textarea":
                self.name, self.text = name, []
            case "select":
                self.name, self.options = name, []
            case "option" if self.options is not None:
                self.options.append((attrs.get("value") or "", "selected" in attrs))

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.text is not None:
            # Browsers drop the line break right after the opening tag.
            self.keep(self.name, "".join(self.text).removeprefix("\n"))
            self.text = None
        if tag == "select" and self.options is not None:
            chosen = [value for value, is_selected in self.options if is_selected]
            first = [value for value, _ in self.options[:1]]
            for value in chosen or first:
                self.keep(self.name, value)
            self.options = None

    def keep(self, name: str, value: str) -> None:
        if name and "__prefix__" not in name:
            self.fields.setdefault(name, []).append(value)


class Form:
    """The form on a page, to be changed and sent."""

    def __init__(self, html: str) -> None:
        self.fields: dict[str, Any] = FormReader(html).fields

    def fill(self, **values: Any) -> "Form":
        self.fields |= {name: [value] for name, value in values.items()}
        return self

    def add(self, prefix: str, **values: Any) -> "Form":
        """Another row of a formset."""
        total = f"{prefix}-TOTAL_FORMS"
        number = int(self.fields[total][0])
        self.fields[total] = [str(number + 1)]
        rows = {f"{prefix}-{number}-{name}": value for name, value in values.items()}
        return self.fill(**rows)

    def add_block(self, kind: str, ordering: int, **values: Any) -> "Form":
        return self.add(f"articles_{kind}block_set", region="body", ordering=ordering, **values)

    def sent(self, button: str = "_save") -> dict[str, Any]:
        return self.fields | {button: ["pressed"]}
