"""The slides of a result, for a room: one picture and one sentence a slide, all of it native and editable."""

from samenspel.present.result import Result


def slides(result: Result) -> bytes:
    """At most fifteen slides (PPTX, 16:9) with the questions in their notes; the same result gives the same bytes."""
    from samenspel.present.slides.story import story

    return story(result)
