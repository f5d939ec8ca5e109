import pytest
from playwright.sync_api import expect

from donations.models import Pledge
from tests import factories
from tests.donations.pledges import campaign

pytestmark = [pytest.mark.browser, pytest.mark.browser_context_args(java_script_enabled=False)]


@pytest.fixture
def form(page):
    factories.publication()
    campaign()
    page.goto("/donate/")
    return page


def tab_to(target, most=30):
    """With the Tab key alone."""
    for _ in range(most):
        target.page.keyboard.press("Tab")
        if target.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"{target} was not reached")


def type_into(target, words):
    tab_to(target)
    target.page.keyboard.press("Control+a")
    target.page.keyboard.type(words)


def fill_in(form, email="tobias@weir.example"):
    """Twenty pounds once, everything but the method."""
    tab_to(form.get_by_role("radio", name="Monthly"))
    form.keyboard.press("ArrowLeft")
    tab_to(form.get_by_role("radio", name="£10", exact=True))
    form.keyboard.press("ArrowRight")
    type_into(form.get_by_label("Name", exact=True), "Tobias Renn")
    type_into(form.get_by_label("Email address"), email)
    tab_to(form.get_by_role("checkbox", name="Keep me anonymous"))
    form.keyboard.press("Space")
    type_into(form.get_by_label("Message"), "For the kettle.")


def test_slip_keeps_what_was_filled_in(form):
    fill_in(form, email="tobias at weir")

    tab_to(form.get_by_role("button", name="Make this pledge"))
    form.keyboard.press("Enter")

    summary = form.get_by_role("alert", name="There is a problem")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text(
        ["Please select a donation method", "Enter an email address, like name@example.org"]
    )
    expect(form.get_by_role("radio", name="Once")).to_be_checked()
    expect(form.get_by_role("radio", name="£20")).to_be_checked()
    expect(form.get_by_label("Name", exact=True)).to_have_value("Tobias Renn")
    expect(form.get_by_label("Email address")).to_have_value("tobias at weir")
    expect(form.get_by_role("checkbox", name="Keep me anonymous")).to_be_checked()
    expect(form.get_by_label("Message")).to_have_value("For the kettle.")
    assert Pledge.objects.count() == 0


def test_each_line_of_the_summary_leads_to_its_field(form):
    fill_in(form, email="tobias at weir")
    form.get_by_label("Name", exact=True).press("Enter")

    lines = form.get_by_role("alert").get_by_role("link")
    tab_to(lines.nth(1))
    form.keyboard.press("Enter")

    expect(form.get_by_label("Email address")).to_be_focused()
    lines.nth(0).press("Enter")
    expect(form.get_by_role("radio", name="Card")).to_be_focused()


def test_pledge_is_made_from_the_keyboard(form):
    fill_in(form, email="tobias at weir")
    form.get_by_label("Name", exact=True).press("Enter")
    lines = form.get_by_role("alert").get_by_role("link")

    lines.nth(0).press("Enter")
    form.keyboard.press("ArrowDown")
    type_into(form.get_by_label("Email address"), "tobias@weir.example")
    form.keyboard.press("Enter")

    expect(form.get_by_role("heading", level=1)).to_have_text("Thank you, Tobias Renn.")
    expect(form.locator(".standfirst")).to_contain_text("You promised £20 once")
    expect(form.locator(".standfirst")).to_contain_text("no payment was taken")
    made = Pledge.objects.get()
    assert (made.method, made.email, made.is_anonymous) == ("transfer", "tobias@weir.example", True)


def test_going_back_and_sending_again_makes_no_second_pledge(form):
    fill_in(form)
    form.get_by_role("radio", name="Cheque").check()
    form.get_by_role("button", name="Make this pledge").click()
    expect(form.get_by_role("heading", level=1)).to_have_text("Thank you, Tobias Renn.")

    form.go_back()
    form.get_by_role("button", name="Make this pledge").click()

    expect(form.get_by_role("alert")).to_contain_text("You made this same pledge")
    assert Pledge.objects.count() == 1
