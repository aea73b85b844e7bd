"""The cast itself: a wrong cast would make every other test mean something else."""


def test_the_outsider_and_the_visitor_do_not_reach_a_network(cast):
    address = f"/netwerken/{cast.network.code}"
    assert cast.client("outsider").get(address).status_code == 404
    assert cast.client().get(address).status_code == 302
