import pytest
from django.core.management import call_command

from knowledge.models import AttentionPoint, Finding, LearningQuestion, Lesson, Product, Signal

pytestmark = pytest.mark.django_db


def test_what_the_deals_taught_comes_along(capsys):
    call_command("load_organisations")
    call_command("load_deals")
    assert "34 deals geladen." in capsys.readouterr().out
    counts = [
        model.objects.count()
        for model in (Product, Lesson, Finding, AttentionPoint, Signal, LearningQuestion)
    ]
    assert counts == [45, 69, 56, 11, 14, 2]
