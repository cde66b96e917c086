from datetime import date

import pytest

from articles.parsing.timexes import date_expressions, tag_timexes

DCT = date(2024, 8, 29)  # a Thursday


@pytest.mark.parametrize(
    ("sentence", "type_", "value"),
    [
        ("代表团2023年6月18日抵京。", "DATE", "2023-06-18"),
        ("双方周二下午会谈。", "TIME", "2024-08-27TAF"),
        ("两国关系在上世纪70年代解冻。", "DATE", "197X"),
        ("小组成立于三个月前。", "DATE", "2024-05"),
        ("会谈持续三个小时。", "DURATION", "PT3H"),
        ("每周二开会。", "SET", "XXXX-WXX-2"),
        ("目前没有消息。", "DATE", "PRESENT_REF"),
    ],
)
def test_tag_timexes_reads_chinese(sentence, type_, value):
    (timex,) = tag_timexes(sentence, dct=DCT)

    assert (timex.type, timex.value) == (type_, value)


@pytest.mark.parametrize(
    ("sentence", "edtfs"),
    [
        ("演习于2023年12月30日至1月2日举行。", ["2023-12-30/2024-01-02"]),
        ("双方于6月17日、18日会谈。", ["2024-06-17/2024-06-18"]),
        ("客人将于下周三到访。", ["2024-09-04"]),
        ("自去年11月以来没有通话。", ["2023-11/.."]),
        ("协议将在年底前签署。", ["[2024-08-29..2024-12-31]"]),
        ("国庆节期间两人将会面。", ["2024-10-01"]),
        ("日本客人周先生看了一个月亮。", []),
    ],
)
def test_date_expressions_read_chinese(sentence, edtfs):
    found = date_expressions(sentence, tag_timexes(sentence, dct=DCT), dct=DCT)

    assert [each.edtf for each in found] == edtfs


def test_tag_timexes_keeps_both_languages_in_text_order():
    text = "On Aug. 27 (8月27日) they met, 昨天 he left, and in 2022 they had met."

    assert [timex.text for timex in tag_timexes(text, dct=DCT)] == ["Aug. 27", "8月27日", "昨天", "2022"]
