"""Work that readers and editors do not wait for. Each task may run twice without harm."""

from django.db.models import Q
from django_tasks import task

from articles import publishing
from articles.images import make_renditions
from articles.models import Article, Edition, Photo
from articles.publishing import refreeze


@task()
def draw_photo(photo_id: int) -> None:
    """Make all sizes of a photograph, then draw the editions that show it again."""
    photo = Photo.objects.filter(pk=photo_id).first()
    if photo is None:
        return
    make_renditions(photo)
    refreeze(Edition.objects.filter(uses__photo=photo).distinct())


@task()
def redraw_photo_uses(photo_id: int) -> None:
    """A caption, credit or alternative text was mended: show it wherever the photo stands."""
    refreeze(Edition.objects.filter(uses__photo=photo_id).distinct())


@task()
def redraw_teasers(essay_id: int) -> None:
    """A scheduled essay's hour has come: the stories that point at it may show it."""
    publishing.redraw_teasers(Article.objects.get(pk=essay_id))


@task()
def redraw_editions(keys: list[int]) -> None:
    """Something that these editions show has another name or is gone."""
    refreeze(Edition.objects.filter(pk__in=keys))


@task()
def redraw_person(person_id: int) -> None:
    """A name was mended: show it on bylines, under photographs and under quotes."""
    shown = (
        Q(person_rows__person=person_id)
        | Q(uses__photo__photographer=person_id)
        | Q(uses__quote__speaker=person_id)
    )
    refreeze(Edition.objects.filter(shown).distinct())
