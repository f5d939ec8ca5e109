from django.db import migrations, models

# Beside the models on purpose: FTS5 has no model field, and a column that Django does not know
# costs other queries nothing. articles/search/ says how both are filled and asked.
CREATE = {
    "sqlite": [
        """
        CREATE VIRTUAL TABLE articles_search USING fts5(
            headline, standfirst, tags, body,
            tokenize = 'porter unicode61 remove_diacritics 2'
        )
        """,
    ],
    "postgresql": [
        "ALTER TABLE articles_edition ADD COLUMN search_words tsvector",
        "CREATE INDEX edition_search ON articles_edition USING gin (search_words)",
    ],
}
DROP = {
    "sqlite": ["DROP TABLE articles_search"],
    "postgresql": ["ALTER TABLE articles_edition DROP COLUMN search_words"],
}


def create(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in DROP[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=40, primary_key=True, serialize=False)),
            ],
            options={"ordering": ["word"]},
        ),
        migrations.RunPython(create, drop),
    ]
