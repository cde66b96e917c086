from timeline.vocabulary import Channel, Kind, Topic, label


def test_labels_are_told_apart_where_values_are_equal():
    assert [label(word) for word in (Kind.MILITARY, Channel.MILITARY, Topic.MILITARY)] == [
        "military contact",
        "military",
        "military",
    ]


def test_value_without_a_label_is_its_own():
    assert (label(Kind.VISIT), label(Kind.VIDEO), label("anything")) == ("visit", "video call", "anything")
