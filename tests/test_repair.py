"""The repairs, rule by rule: what each mends, what it leaves alone; then what holds for every text."""

from __future__ import annotations

import re

import pytest

from summarizer.document import Segment, SegmentKind, Span
from summarizer.repair import RULES, repair

MARKS = re.compile(r"“[^“”\"]*[”\"]|\"[^“”\"]*[”\"]|^[^“”\"]*”|[“][^“”\"]*$")


def segment_of(text: str, kind: SegmentKind = "sentence", offset: int = 0) -> Segment:
    """A segment whose quotations are paired the plain way, and one that came from before closes here."""
    quoted = tuple(Span(*m.span()) for m in MARKS.finditer(text))
    return Segment(1, kind, 0, Span(offset, offset + len(text)), text, quoted)


def mended(text: str, kind: SegmentKind = "sentence") -> str:
    return repair(segment_of(text, kind)).text


MENDS = [
    ("entity", "AT&amp;T said &quot;no&quot; to them.", 'AT&T said "no" to them.'),
    ("entity", "It rose by&nbsp;five points.", "It rose by five points."),
    ("mojibake", "Sinn FÃ©in paid Â£35,000.", "Sinn Féin paid £35,000."),
    ("mojibake", "The bank’s cafÃ© is open.", "The bank’s café is open."),
    ("mojibake", "He said â€œno wayâ€\x9d to them.", "He said “no way” to them."),
    ("invisible", "The capsule \u2060was\u200b laun\u00adched.", "The capsule was launched."),
    ("odd-space", "The\u00a0man\u2009left.", "The man left."),
    ("doubled-space", "The  man   left.", "The man left."),
    ("space-before-mark", "The man , who left , came back .", "The man, who left, came back."),
    ("space-before-mark", "He asked : is it true ?", "He asked: is it true?"),
    ("space-before-mark", "Acme Inc. , the maker, fell.", "Acme Inc., the maker, fell."),
    ("space-after-comma", "On Tuesday,the man left.", "On Tuesday, the man left."),
    ("space-after-stop", "The strike will end.The unions agreed.", "The strike will end. The unions agreed."),
    ("bracket-space", "The treaty ( CSTO ) was signed.", "The treaty (CSTO) was signed."),
    (
        "apostrophe-space",
        "The suspect 's phone rang, but they did n't answer.",
        "The suspect's phone rang, but they didn't answer.",
    ),
    ("apostrophe", "They don`t know the minister´s plan.", "They don't know the minister's plan."),
    ("quote-marks", "He called it ,,a disgrace'' on Monday.", "He called it “a disgrace” on Monday."),
    ("quote-marks", "He called it ``a disgrace'' on Monday.", "He called it “a disgrace” on Monday."),
    ("quote-marks", "He called it „a disgrace“ on Monday.", "He called it “a disgrace” on Monday."),
    (
        "quote-marks",
        "The minister's plan is « a disgrace », he said.",
        "The minister's plan is \"a disgrace\", he said.",
    ),
    ("doubled-quote-mark", "He called it ““a disgrace”” on Monday.", "He called it “a disgrace” on Monday."),
    ("mixed-quote-marks", 'He called it “a disgrace" on Monday.', "He called it “a disgrace” on Monday."),
    ("mixed-quote-marks", 'He called it "a disgrace” on Monday.', "He called it “a disgrace” on Monday."),
    (
        "quote-spacing",
        "The problem has been resolved, ”said Dujarric.",
        "The problem has been resolved,” said Dujarric.",
    ),
    ("quote-spacing", "He called it “ a disgrace ” on Monday.", "He called it “a disgrace” on Monday."),
    ("quote-spacing", 'He called it " a disgrace " on Monday.', 'He called it "a disgrace" on Monday.'),
    ("quote-spacing", "He called it“a disgrace”on Monday.", "He called it “a disgrace” on Monday."),
    ("lone-quote-mark", 'The minister " went to the capital.', "The minister went to the capital."),
    ("unclosed-quote", "“We will win, said Smith.", "“We will win,” said Smith."),
    ("doubled-mark", "The group,, the second largest, fell..", "The group, the second largest, fell."),
    ("stray-mark", "The group . , the second largest, fell.", "The group, the second largest, fell."),
    ("leading-mark", ", The group fell.", "The group fell."),
    ("empty-brackets", "The group () fell.", "The group fell."),
    (
        "cut-attribution",
        "“It is over,” said Dujarric. quoted as saying by The National.",
        "“It is over,” said Dujarric, quoted as saying by The National.",
    ),
    (
        "cut-attribution",
        "The troops left on Tuesday. according to Sputnik.",
        "The troops left on Tuesday, according to Sputnik.",
    ),
    ("doubled-word", "The president began his his first term.", "The president began his first term."),
    ("doubled-word", "The the president began.", "The president began."),
    (
        "doubled-phrase",
        "It is a sign of intent to bring to bring charges.",
        "It is a sign of intent to bring charges.",
    ),
    (
        "article",
        "It took a hour to reach an university with a old gate.",
        "It took an hour to reach a university with an old gate.",
    ),
    ("article", "A old man paid an dollar.", "An old man paid a dollar."),
    ("capital", "the strike will end on Monday.", "The strike will end on Monday."),
]  # fmt: skip

LEAVES = [
    ("entity", "Turn &c; and R&D into AT&T."),
    ("mojibake", "Schön café à la Erdoğan costs £5 – ﬁne Ｆull …"),
    ("invisible", "A family 👨‍👩‍👧 came; नई दिल्ली क्‍ष."),
    ("odd-space", "It cost 10\u00a0000 euros and 5\u00a0km."),
    ("space-before-mark", "Wait . . . and see 3 : 2, or .NET and .5 of it."),
    ("space-after-comma", "It cost 1,000 at 10:30, 3.5 a unit."),
    (
        "space-after-stop",
        "The U.S. site example.com has report.pdf and Node.js at https://a.b/c,d;e for me@x.org.",
    ),
    ("space-after-stop", "The System.Out and Yahoo!News and ASP.NET said E.T. went."),
    ("apostrophe-space", "He saw the ' s ' and rock 'n' roll."),
    ("quote-marks", "He is 5'10'' tall and runs `ls`."),
    ("mixed-quote-marks", "“One” and \"two\" are words."),
    ("quote-spacing", 'The 6" and 7" models, “Today”s and the “hack”ed.'),
    ("quote-spacing", "He said “stop,” and she said “no”."),
    ("lone-quote-mark", 'The minister "went to the capital.'),
    ("unclosed-quote", "“We will win, said Smith, and then we will rest, he said."),
    ("doubled-mark", "Wait... and see, Inc., okay.. they left."),
    ("stray-mark", "Wait . . . and see."),
    ("cut-attribution", "Acme Inc. according to Reuters is No. one in the U.S. according to them."),
    ("cut-attribution", "The man left. according is a word."),
    (
        "doubled-word",
        "He had had enough that that man did, very, very much, in New York, New York, with Duran Duran.",
    ),
    ("doubled-word", "Bye bye, he said; no no to the log-in in-depth and two two."),
    ("doubled-word", "“We we will,” he said."),
    ("doubled-phrase", "Day after day after day from foxhole to foxhole to check New York New York."),
    ("doubled-phrase", "The issue was raised after the organization raised the issue."),
    (
        "article",
        "A European paid an MP, a UN man, an heir and a unit an 8 and an 18; Vitamin A is a historic one.",
    ),
    ("capital", "iPhone sales fell by ten percent."),
    ("capital", "von der Leyen went to Paris."),
    ("capital", "the minister asked in the end."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "before", "after"), MENDS)
def test_mends(kind: str, before: str, after: str) -> None:
    repaired = repair(segment_of(before))
    assert repaired.text == after
    assert kind in {e.kind for e in repaired.edits}


@pytest.mark.parametrize(("kind", "text"), LEAVES)
def test_leaves_alone(kind: str, text: str) -> None:
    assert mended(text) == text


def test_every_rule_has_both_kinds_of_cases() -> None:
    kinds = {r.kind for r in RULES}
    assert {k for k, _, _ in MENDS} == kinds
