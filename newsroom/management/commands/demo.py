from argparse import ArgumentParser
from datetime import date
from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.models import Article, Edition, Photo, Publication, Quote
from donations.models import Pledge
from newsroom.demo import accounts
from newsroom.demo.calendar import Calendar
from newsroom.demo.filling import fill, has_content


class Command(BaseCommand):
    help = "Fill an empty database with The Millrace, an invented newspaper, for demonstration."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where there is content already"
        )
        parser.add_argument(
            "--today",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="the day that all dates are counted back from; not in the future",
        )
        parser.add_argument(
            "--no-renditions",
            dest="every_size",
            action="store_false",
            help="make one size of each photograph only: quick, for tests",
        )

    def handle(
        self, *, if_empty: bool, today: date | None, every_size: bool, **options: object
    ) -> None:
        if has_content():
            if if_empty:
                return
            raise CommandError(
                "There is content in this database: the demonstration only fills an empty one."
            )
        if today and today > timezone.localdate():
            raise CommandError("--today cannot be a day that has not come.")
        self.verbosity, self.started = options["verbosity"], monotonic()
        self.stdout.write("Filling the newsroom with The Millrace, a demonstration ...")
        fill(Calendar(today), every_size=every_size, say=self.say)
        self.sum_up()

    def say(self, doing: str) -> None:
        if self.verbosity > 1:
            self.stdout.write(f"  {monotonic() - self.started:5.1f} s  {doing}")

    def sum_up(self) -> None:
        live = Edition.objects.live().count()
        drafts = Article.objects.count() - live
        logins = ", ".join(accounts.LOGINS)
        self.stdout.write(
            f"{Publication.objects.current()}: {live} stories published, {drafts} scheduled or in"
            f" draft, {Photo.objects.count()} photographs, {Quote.objects.count()} quotes and"
            f" {Pledge.objects.count()} pledges, in {monotonic() - self.started:.0f} seconds.\n"
            f"Logins: {logins}. Their password is {accounts.PASSWORD} and no secret:"
            " change it, or delete them, before strangers can reach this site."
        )
