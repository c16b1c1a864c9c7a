"""`python -m tests.upgrades.ask`: reads a list of addresses as JSON and prints what the API answers, by address."""

import json
import sys

import django

if __name__ == "__main__":
    django.setup()

    from django.test import Client

    client = Client(headers={"host": "localhost"})
    answers = {address: client.get(address) for address in json.load(sys.stdin)}
    json.dump(
        {address: [one.status_code, one.content.decode()] for address, one in answers.items()}, sys.stdout
    )
