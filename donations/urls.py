from django.urls import path, register_converter

from donations import views


class TokenConverter:
    """What `new_token` makes: 43 letters that are safe in an address."""

    regex = "[A-Za-z0-9_-]{43}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TokenConverter, "token")

app_name = "donations"
urlpatterns = [
    path("", views.donate, name="donate"),
    path("thanks/<token:token>/", views.thanks, name="thanks"),
]
