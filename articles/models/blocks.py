"""What an article's body is made of. Real foreign keys: a photo in use cannot be deleted."""

from urllib.parse import urlsplit

from content_editor.models import create_plugin_base
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import Truncator

from articles.markup import plain_text
from articles.models.article import Article, Format
from articles.prose import ProseField

ArticleBlock = create_plugin_base(Article)


class TextBlock(ArticleBlock):
    """Running text: paragraphs, subheadings, lists, links."""

    html = ProseField("text")

    class Meta:
        verbose_name = "text"

    def __str__(self) -> str:
        first = plain_text(self.html[:2000]).partition("\n")[0]
        return Truncator(first).chars(60) or "Text"


class PhotoBlock(ArticleBlock):
    """A photograph in a story; in a photo essay, a frame."""

    class Layout(models.TextChoices):
        COLUMN = "column", "Column: as wide as the text"
        WIDE = "wide", "Wide: past the text"
        FULL = "full", "Full: from edge to edge"
        HALF = "half", "Half: beside the next half or text (photo essays)"

    photo = models.ForeignKey("articles.Photo", on_delete=models.PROTECT, related_name="blocks")
    caption = models.TextField(
        max_length=1000, blank=True, help_text="Only here; left empty, the library’s caption."
    )
    layout = models.CharField(max_length=8, choices=Layout.choices, default=Layout.COLUMN)

    class Meta:
        verbose_name = "photo"

    def __str__(self) -> str:
        return str(self.photo)


class PullQuoteBlock(ArticleBlock):
    """A quote, set large."""

    quote = models.ForeignKey("articles.Quote", on_delete=models.PROTECT, related_name="blocks")

    class Meta:
        verbose_name = "pull quote"

    def __str__(self) -> str:
        return str(self.quote)


class EssayTeaserBlock(ArticleBlock):
    """Sends the reader to a photo essay; shown while that essay is live."""

    essay = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        related_name="teasers",
        limit_choices_to={"format": Format.PHOTO_ESSAY},
        verbose_name="photo essay",
    )

    class Meta:
        verbose_name = "photo essay teaser"

    def __str__(self) -> str:
        return str(self.essay)

    def clean(self) -> None:
        if self.essay_id and self.essay_id == self.parent_id:
            raise ValidationError({"essay": "A photo essay cannot point at itself."})


class EmbedBlock(ArticleBlock):
    """Somebody's post or film elsewhere, kept here as words and a link; nothing loads."""

    url = models.URLField("address", max_length=500)
    author = models.CharField(max_length=120)
    text = models.TextField(max_length=2000, help_text="What it says, word for word.")
    posted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "embed"

    def __str__(self) -> str:
        return f"{self.author}: {Truncator(self.text).chars(50)}"

    @property
    def site(self) -> str:
        return (urlsplit(self.url).hostname or "").removeprefix("www.")


class DividerBlock(ArticleBlock):
    """A pause between two parts of a story."""

    class Meta:
        verbose_name = "divider"

    def __str__(self) -> str:
        return "* * *"


BLOCKS = [TextBlock, PhotoBlock, PullQuoteBlock, EssayTeaserBlock, EmbedBlock, DividerBlock]
