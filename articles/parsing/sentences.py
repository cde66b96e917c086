"""Where sentences end, by a scan for full stops that know abbreviations. A paragraph ends a sentence always."""

import re

from .types import Span
from .wordlists import words

# A full stop after these never ends a sentence: a name or number follows.
BEFORE_NAMES = words(
    """mr mrs ms dr prof gen lt col maj capt cmdr cpl sgt adm sen rep gov rev hon pres amb sec supt insp st ste mt ft
    no nos vs messrs mme mlle brig cdr rear vice-adm rear-adm pvt dep asst det fr sr-capt"""
)
# After these a sentence ends only if the next word is one that opens sentences.
MAYBE_LAST = words(
    """jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun inc corp co ltd
    bros jr sr u.s u.k u.n e.u u.s.a u.s.s.r p.r.c d.c a.m p.m a.d b.c ph.d m.d etc al est dept univ assn ave blvd
    rd approx ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla
    ore pa penn tenn tex va vt wash wis wyo"""
)
OPENERS = words(
    """A About According Activists After Again All Also Although Among Amid An Analysts And Another Any As Asked At
    Back Based Beijing's Because Before Behind Besides Between Both But By China Chinese Critics Despite Diplomats
    During Each Earlier Even Every Few Following For Former From Further Given He Her Here His How However I If In
    Indeed Instead Into Is It Its Just Last Later Like Many Meanwhile More Most Much My Nearly Neither Never No Nor
    Not Nothing Now Of Officials On Once One Only Other Others Our Over Part People Perhaps Several She Shortly
    Since So Some Such That The Their Then There These They This Those Though Through Thus To Today Tomorrow Two
    Under Unlike Until Upon We Were What When Where Whether Which While Who Why With Within Without Yes Yesterday
    Yet You"""
)
STOP = re.compile(r"[.!?…]{1,4}[\"'”’)\]»]{0,3}(?=\s)|[。！？]{1,3}[”’」』）]{0,3}")
WORD_BEFORE = re.compile(r"[^\s\"'“”‘’(\[—–]{1,40}\Z")
NEXT_WORD = re.compile(r"\s{1,20}[\"'“‘(\[«]{0,3}\s?(?P<word>[^\s\"'“”‘’,;:.)\]]{1,40})")
LINE = re.compile(r"[^\n]+")


def split_sentences(text: str) -> tuple[Span, ...]:
    """Sentences in order, trimmed of white space; a heading, a list line, a paragraph without a stop are one each."""
    found = []
    for line in LINE.finditer(text):
        start = line.start()
        for stop in STOP.finditer(text, line.start(), line.end()):
            if ends_sentence(text, stop, line.end()):
                found.append((start, stop.end()))
                start = stop.end()
        found.append((start, line.end()))
    return tuple(span for ends in found if (span := trimmed(text, *ends)))


def ends_sentence(text: str, stop: re.Match, line_end: int) -> bool:
    if stop[0][0] in "。！？":
        return True
    following = NEXT_WORD.match(text, stop.end(), line_end)
    if not following:
        return not text[stop.end() : line_end].strip()
    word = following["word"]
    if word[0].islower():
        return False
    if not stop[0].startswith(".") or stop[0].startswith(".."):
        # "Really?" he asked. / "We wait ..." Mr. Li said: a capital after a mark inside a quotation may still go on.
        return True
    before = WORD_BEFORE.search(text, max(0, stop.start() - 40), stop.start())
    last = before[0] if before else ""
    return stop_is_final(last, word, quoted=len(stop[0]) > 1)


def stop_is_final(last: str, following: str, *, quoted: bool) -> bool:
    """Whether the stop between two words ends a sentence; `last` comes without it."""
    folded = last.lower()
    if folded in BEFORE_NAMES and not quoted:
        return folded == "no" and not following[0].isdigit()
    if folded in MAYBE_LAST or re.fullmatch(r"(?:[a-z]\.){1,4}[a-z]", folded):
        return following in OPENERS
    if len(last) == 1 and last.isalpha() and last.isupper():
        return following in OPENERS and following not in ("A", "I")
    return True


def trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    bare = words.strip()
    if not bare:
        return None
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(bare))
