"""What the command shows of one address."""

import json
from io import StringIO

from django.core.management import call_command

EMAIL = "jan@voorbeeld.invalid"


def shown():
    out = StringIO()
    call_command("show_person", EMAIL.upper(), stdout=out)
    return json.loads(out.getvalue())
