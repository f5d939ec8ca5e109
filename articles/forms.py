from django import forms


class SearchForm(forms.Form):
    """What a reader asks for; NUL characters and overlong questions are told apart politely."""

    q = forms.CharField(
        max_length=200,
        required=False,
        strip=True,
        error_messages={
            "max_length": "Ask in 200 letters or fewer",
            "null_characters_not_allowed": "There is a hidden character in this; type it again",
        },
    )
