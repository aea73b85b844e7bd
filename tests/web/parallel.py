"""Things done at the same moment, each over a connection of its own, as the processes of a site do them."""

import threading

import pytest
from django.db import connection, connections


def at_once(*functions, patience=20):
    """Run functions at the same moment; returns what they returned or raised. Skips on SQLite."""
    if connection.vendor != "postgresql":
        pytest.skip("the test database of SQLite lives in one connection; the force tests do this on a file")
    ready, results = threading.Barrier(len(functions)), [None] * len(functions)

    def work(place, function):
        ready.wait()
        try:
            results[place] = function()
        except Exception as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=one) for one in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(patience)
    return results
