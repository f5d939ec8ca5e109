from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.text import slugify
from taggit.models import Tag

from articles import images
from articles.models import Article, Edition, Photo


class ArticleForm(forms.ModelForm):
    """A story's own fields; blocks and bylines have forms of their own."""

    class Meta:
        model = Article
        fields = ["kicker", "headline", "standfirst", "section", "tags", "lead_photo", "slug"]
        widgets = {"standfirst": forms.Textarea(attrs={"rows": 3})}

    def clean_tags(self) -> list[str]:
        tags = self.cleaned_data["tags"]
        longest = Tag._meta.get_field("name").max_length
        for tag in tags:
            if len(tag) > longest:
                raise forms.ValidationError(f"“{tag[:40]}…” is too long for a tag.")
            if not slugify(tag, allow_unicode=True):
                raise forms.ValidationError(f"“{tag}” has no letters: it could have no address.")
        return tags


class PhotoForm(forms.ModelForm):
    """Takes only what Pillow can read whole; the file's own words fill the fields left empty."""

    class Meta:
        model = Photo
        fields = [
            "image",
            "alternative_text",
            "is_decorative",
            "headline",
            "caption",
            "credit",
            "photographer",
            "licence",
            "copyright_notice",
            "source_url",
            "focal_x",
            "focal_y",
        ]
        widgets = {
            "alternative_text": forms.Textarea(attrs={"rows": 2}),
            "caption": forms.Textarea(attrs={"rows": 3}),
        }

    def clean_image(self) -> Any:
        image = self.cleaned_data.get("image")
        if isinstance(image, UploadedFile):
            try:
                images.check_upload(image, image.size)
            except images.UnusablePhoto as reason:
                raise forms.ValidationError(str(reason)) from None
        return image

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("is_decorative") and cleaned.get("alternative_text"):
            self.add_error(
                "is_decorative", "It has alternative text: clear that, or untick decorative."
            )
        return cleaned


class MomentWidget(AdminSplitDateTime):
    """A date and a time that say which is which to those who only hear them."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        for widget, name in zip(self.widgets, ("Date", "Time"), strict=True):
            widget.attrs["aria-label"] = name


class PublishForm(forms.Form):
    """What the editor decides when a working copy goes out."""

    kind = forms.ChoiceField(
        label="What kind of change is it?",
        choices=[
            (Edition.Kind.SUBSTANTIVE, "Substantive: readers see a new “Updated” time"),
            (Edition.Kind.MINOR, "Minor, such as a typing slip: the “Updated” time stays"),
        ],
        widget=forms.RadioSelect,
        initial=Edition.Kind.SUBSTANTIVE,
    )
    when = forms.ChoiceField(
        label="When do readers see it?",
        choices=[("now", "Now"), ("later", "At a set time")],
        widget=forms.RadioSelect,
        initial="now",
    )
    live_from = forms.SplitDateTimeField(label="Set time", required=False, widget=MomentWidget)
    note = forms.CharField(
        label="What changed",
        max_length=300,
        required=False,
        help_text="For the newsroom’s own record.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["live_from"].help_text = f"In the time of {timezone.get_current_timezone()}."
        if is_first:
            del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        moment: datetime | None = cleaned.get("live_from")
        if cleaned.get("when") == "later" and "live_from" not in self.errors:
            if moment is None:
                self.add_error("live_from", "Say when: a date and a time.")
            elif moment <= timezone.now():
                self.add_error("live_from", "This moment has passed. Choose a later one, or “Now”.")
        return cleaned
