"""When a link was made is kept no longer: in a room that is when somebody came in."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("rounds", "0001_initial")]

    operations = [migrations.RemoveField("link", "made_at")]
