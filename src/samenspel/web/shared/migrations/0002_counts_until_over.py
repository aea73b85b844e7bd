"""A count is kept until its window is over, so that end is what is kept. The counts of before are not taken along."""

from typing import Any

from django.db import migrations, models


def forget_counts(apps: Any, schema_editor: Any) -> None:
    """Which door was tried, and when, is nobody's business any more."""
    apps.get_model("shared", "Attempts").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("shared", "0001_initial")]

    operations = [
        migrations.RunPython(forget_counts, migrations.RunPython.noop),
        migrations.RemoveConstraint("attempts", "one_count_per_window"),
        migrations.RenameField("attempts", "window", "over"),
        migrations.AddConstraint(
            "attempts",
            models.UniqueConstraint(fields=["door", "visitor", "over"], name="one_count_per_window"),
        ),
    ]
