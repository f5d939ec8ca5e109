from django.db import models


class SearchWord(models.Model):
    """A word that some edition has: what the search page may suggest for a misspelt one."""

    word = models.CharField(max_length=40, primary_key=True)

    class Meta:
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word
