"""docs/reference says what the code says."""

from django.core.management import call_command


def test_the_generated_pages_are_up_to_date() -> None:
    call_command("generate_docs", check=True)
