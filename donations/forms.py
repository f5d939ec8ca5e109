from datetime import timedelta
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from donations import keys, terms
from donations.amounts import AmountField
from donations.models import Campaign, Frequency, Method, Pledge
from donations.money import currency, written

OWN = "own"
TRAP = "homepage"
SECOND = "second"
A_FEW_MINUTES = timedelta(minutes=15)
THE_SUM = ("frequency", "amount", "own_amount")
KEPT = ("frequency", "method", "name", "email", "is_anonymous", "message")
HIDDEN_CHARACTER = {
    "null_characters_not_allowed": "There is a hidden character in this; type it again"
}


class PledgeForm(forms.Form):
    """What a donor promises. The order of the fields is the order of the errors."""

    frequency = forms.ChoiceField(
        choices=Frequency,
        widget=forms.RadioSelect,
        initial=Frequency.MONTHLY,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Choose how often"),
    )
    amount = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], "Choose an amount, or write your own"
        ),
    )
    own_amount = AmountField(
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text="What you write here counts, whatever is chosen above.",
    )
    method = forms.ChoiceField(
        choices=[(method.value, method) for method in Method],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], "Please select a donation method"
        ),
    )
    name = forms.CharField(
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": "Enter your name",
            "max_length": "Enter a name of 120 letters or fewer",
            **HIDDEN_CHARACTER,
        },
    )
    email = forms.EmailField(
        label="Email address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages=dict.fromkeys(
            ["required", "invalid", "max_length", *HIDDEN_CHARACTER],
            "Enter an email address, like name@example.org",
        ),
    )
    is_anonymous = forms.BooleanField(
        required=False,
        label="Keep me anonymous: your name is never shown to readers, only to those in the "
        "newsroom who look after pledges.",
    )
    message = forms.CharField(
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The newsroom reads it; it is not published. Up to 500 letters.",
        error_messages={
            "max_length": "Keep the message to 500 letters; this one has %(show_value)d",
            **HIDDEN_CHARACTER,
        },
    )

    def __init__(self, data: QueryDict | None = None, *, code: str, **options: object) -> None:
        answers = data and data.dict()
        if answers and answers.get("own_amount", "").strip():
            answers["amount"] = OWN
        super().__init__(answers, **options)
        self.code = code
        self.asks_for_second = False
        self.sent_key = self.data.get("key", "")
        self.is_stale = keys.read(self.sent_key, max_age=keys.GOOD_FOR) is None
        # Goes into the page: the key that came with the answers, kept through every correction.
        self.key = keys.fresh() if self.is_stale else self.sent_key
        self.fields["amount"].choices = [
            *((str(preset), written(preset, code)) for preset in terms.PRESETS),
            (OWN, "Own"),
        ]
        self.fields["amount"].initial = str(terms.PRESETS[:2][-1])
        self.fields["own_amount"].code = code
        self.fields["own_amount"].label = f"Own amount, in {currency(code).units}"
        # A browser would cut a long message without a word.
        del self.fields["message"].widget.attrs["maxlength"]

    def clean_own_amount(self) -> Decimal | None:
        own_amount = self.cleaned_data["own_amount"]
        if own_amount is None and self.cleaned_data.get("amount") == OWN:
            raise ValidationError("Enter your own amount, or choose one above")
        return own_amount

    def clean_name(self) -> str:
        """On one line, whatever was pasted: it goes into the head of a letter."""
        return " ".join(self.cleaned_data["name"].split())

    def clean(self) -> None:
        if self.is_stale:
            raise ValidationError(
                "This page was open for too long, so nothing was recorded. "
                "Look it over and press the button again"
            )
        # People do not see this box; programs that fill in everything do.
        if self.data.get(TRAP):
            raise ValidationError(
                "A hidden box was filled in, so nothing was recorded. "
                "It is empty again now; press the button once more"
            )
        if not self.errors and not self.data.get(SECOND) and self._is_repeat():
            self.asks_for_second = True
            raise ValidationError(
                "You made this same pledge a few minutes ago, and it is recorded. "
                "Press the button again only to make a second one"
            )

    def only_add_up(self) -> None:
        """Forget what is wrong outside the sum: nothing else was asked yet."""
        for name in set(self.errors) - set(THE_SUM):
            del self.errors[name]
        self.asks_for_second = False

    @property
    def promise(self) -> Pledge:
        """The sum so far as an unsaved pledge; what is not yet clear is left out of it."""
        answers = {name: self._answer(name) for name in THE_SUM}
        amount = answers["own_amount"] if answers["amount"] == OWN else answers["amount"]
        return Pledge(
            frequency=answers["frequency"] or "",
            amount=Decimal(amount) if amount else None,
            currency=self.code,
        )

    def _answer(self, name: str) -> str | Decimal | None:
        if self.is_bound:
            return None if name in self.errors else self.cleaned_data[name]
        return self[name].value()

    def _is_repeat(self) -> bool:
        """Some browsers fill in a new form as the last one was when the donor goes back.

        What this very form has recorded is no repeat: another click of it may be running.
        """
        repeated = {name: self.cleaned_data[name] for name in ("email", "frequency", "method")}
        lately = Pledge.objects.filter(
            **repeated,
            amount=self.promise.amount,
            currency=self.code,
            pledged_at__gt=timezone.now() - A_FEW_MINUTES,
        )
        return lately.exclude(key=keys.read(self.sent_key)).exists()

    def earlier_pledge(self) -> Pledge | None:
        """What this very form has already recorded: a second click, Back, a resend."""
        key = keys.read(self.sent_key)
        return key and Pledge.objects.filter(key=key).first()

    def record(self, campaign: Campaign | None) -> Pledge:
        """Once for each key, also when two requests with one key run at the same time."""
        pledge, _ = Pledge.objects.get_or_create(
            key=keys.read(self.sent_key),
            defaults={
                **{name: self.cleaned_data[name] for name in KEPT},
                "amount": self.promise.amount,
                "currency": self.code,
                "campaign": campaign,
            },
        )
        return pledge


def prefill(query: QueryDict, code: str) -> dict[str, object]:
    """What an address may choose beforehand, as in `?amount=25&frequency=monthly`."""
    chosen: dict[str, object] = {}
    if query.get("frequency") in Frequency.values:
        chosen["frequency"] = query["frequency"]
    try:
        amount = AmountField(code=code).clean(query.get("amount"))
    except ValidationError:
        return chosen
    if amount in terms.PRESETS:
        return chosen | {"amount": f"{amount:.0f}"}
    return chosen | {"amount": OWN, "own_amount": amount}
