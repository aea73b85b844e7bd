"""What a picture shows: every rated question has a place, in its scale or by itself."""

from dataclasses import replace

from samenspel.present.charts.parts import loose_items, scale_groups
from tests.present.rounds import a_release


def test_questions_of_a_scale_that_is_mostly_missing_stand_by_themselves():
    made = a_release()
    assert loose_items(made) == ()
    ambition = made.scales["AMB"].items
    mostly_missing = replace(made, scales={name: one for name, one in made.scales.items() if name != "AMB"})
    assert "AMB" not in {group.scale.id for group in scale_groups(mostly_missing)}
    assert tuple(item.id for item in loose_items(mostly_missing)) == ambition
