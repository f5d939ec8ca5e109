from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest

from articles import tasks
from articles.models import Person


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    list_display = ["name", "role", "email"]
    search_fields = ["name", "role"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["portrait"]
    view_on_site = False
    fieldsets = [
        (None, {"fields": ["name", "role", "biography", "portrait"]}),
        ("How readers reach them", {"fields": ["email", "website"]}),
        ("Address", {"fields": ["slug"]}),
    ]

    def save_model(self, request: HttpRequest, obj: Person, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change:
            transaction.on_commit(lambda: tasks.redraw_person.enqueue(obj.pk))
