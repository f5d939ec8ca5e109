from django import forms


class SearchForm(forms.Form):
    """What a reader asks for; NUL characters and overlong questions are told apart politely."""

    q = forms.CharField(max_length=200, required=False, strip=True)
