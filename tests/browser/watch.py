from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError

REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`Content Security Policy: ${event.effectiveDirective} ${event.blockedURI}`));
"""


class Watch:
    """What the browser does and complains of behind the page, in all of a context's windows."""

    def __init__(self, context: BrowserContext, base_url: str) -> None:
        self.context = context
        self.host = urlsplit(base_url).netloc
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        context.on("request", self._on_request)

    @property
    def breaches(self) -> list[str]:
        """Complaints about the Content Security Policy."""
        return [line for line in self.complaints if "Content Security Policy" in line]

    @property
    def cookies(self) -> list[str]:
        return [cookie["name"] for cookie in self.context.cookies()]

    def _on_console(self, message: ConsoleMessage) -> None:
        # That the page itself answers 404 or 410 is no complaint about it.
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            self._note(message.page, message.text)

    def _on_error(self, error: WebError) -> None:
        self._note(error.page, str(error.error))

    def _on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob", "about") and address.netloc != self.host:
            self.strangers.append(request.url)

    def _note(self, page: Page | None, text: str) -> None:
        path = urlsplit(page.url).path if page else "?"
        self.complaints.append(f"{path}: {text}")
