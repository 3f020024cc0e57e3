from itertools import pairwise

from rendering import slide_master


def test_the_master_holds_no_words_and_no_pictures_of_others():
    deck = slide_master.new_deck()
    names = [str(part.partname) for part in deck.part.package.iter_parts()]
    assert not [name for name in names if "thumbnail" in name or "printer" in name]
    for layer in (deck.slide_master, *deck.slide_layouts):
        words = {shape.text_frame.text for shape in layer.placeholders} - {"", "‹#›"}
        assert words <= {"Titel", "Tekst", "Ondertitel"}


def test_placeholders_stay_within_the_slide_and_apart():
    deck = slide_master.new_deck()
    for layer in (deck.slide_master, *deck.slide_layouts):
        boxes = sorted((shape.top, shape.top + shape.height) for shape in layer.placeholders)
        tops = [box for box in boxes if box[0] < deck.slide_height * 0.9]
        assert all(above[1] <= below[0] for above, below in pairwise(tops))
        assert boxes[-1][1] <= deck.slide_height


def test_every_report_begins_with_an_empty_deck_of_its_own():
    first = slide_master.new_deck()
    first.slides.add_slide(first.slide_layouts[slide_master.TEXT]).shapes.title.text = "Van een ander"
    assert len(slide_master.new_deck().slides) == 0
