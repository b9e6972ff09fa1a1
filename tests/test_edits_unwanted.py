"""Hunks of a rewrite that are not made, each as an editor found it, beside one that is."""

import pytest

from summarizer.edits import diff, is_unwanted

CASES = {
    "who leaves for something does not leave it": (
        ("The men had left to the trip at night.", "The men had left the trip at night."),
        ("The men had reached to the town at night.", "The men had reached the town at night."),
    ),
    "a murder by somebody": (
        ("The murder by his son shocked them.", "The murder of his son shocked them."),
        ("He was suspected in fraud.", "He was suspected of fraud."),
    ),
    "a part in a house": (
        ("They found a part in the house.", "They found a part of the house."),
        ("The house in the town burnt.", "The house in a town burnt."),
    ),
    "given to the investor": (
        ("The state gives to the investor aid.", "The state gives investor aid."),
        ("He told to the investor that.", "He told the investor that."),
    ),
    "follows from": (
        ("It fell, follows from the report.", "It fell, follows the report."),
        ("He comes from the Rome.", "He comes from Rome."),
    ),
    "which of its own": (
        ("The gun, has then emerged, was a toy.", "The gun, which has then emerged, was a toy."),
        ("The gun, it has emerged, was a toy.", "The gun, which has emerged, was a toy."),
    ),
    "what is to come": (
        ("The campaign begins only in May.", "The campaign began only in May."),
        ("The campaigns begins only in May.", "The campaigns begin only in May."),
    ),
    "the mayor of a town": (
        ("The mayor of Neustadt resigns.", "The mayor Neustadt resigns."),
        ("The plan of Neustadt is new.", "The plan Neustadt is new."),
    ),
    "with 3 percent": (
        ("The profit with 3 percent fell.", "The profit of 3 percent fell."),
        ("The cousin with the victim came.", "The cousin of the victim came."),
    ),
    "her clothes": (
        ("He said that she washed his clothes.", "He said that she washed her clothes."),
        ("He said that she washed its clothes.", "He said that she washed her clothes."),
    ),
    "will bring": (
        ("He knows that they bring it.", "He knows that they will bring it."),
        ("He knows that they not bring it.", "He knows that they do not bring it."),
    ),
    "said of a figure": (
        ("He knows that it is inflated here.", "He knows that it is inflation here."),
        ("They had inflated here.", "They had inflation here."),
    ),
    "the most large": (
        ("The most large sum is his.", "The large sum is his."),
        ("The most largest sum is his.", "The largest sum is his."),
    ),
    "who tells it": (
        ("They leave, that tells the firm.", "They leave, that telling the firm."),
        ("The profit, rises 12 percent, is new.", "The profit, rising 12 percent, is new."),
    ),
    "one more": (
        ("Even if one more state signs it.", "Even if a more state signs it."),
        ("He was hit by one car near here.", "He was hit by a car near here."),
    ),
    "until": (
        ("He waited until six people came.", "He waited up until six people came."),
        ("He gave in the end.", "He gave up in the end."),
    ),
    "told about": (
        ("The doctor told about the migraine.", "The doctor said about the migraine."),
        ("The doctor told that he was well.", "The doctor said that he was well."),
    ),
    "by motorcycle": (
        ("He ran away by motorcycle.", "He ran away from motorcycle."),
        ("He died by an illness.", "He died of an illness."),
    ),
    "no article after by": (
        ("He went there by train.", "He went there by the train."),
        ("He was seen by driver.", "He was seen by the driver."),
    ),
    "an agent": (
        ("They were forced by those above.", "They were forced with those above."),
        ("They were pleased by it.", "They were pleased at it."),
    ),
    "a sentence that begins": (
        (
            "He opens hundreds of clubs In Russia, demand is up.",
            "He opens hundreds of clubs in Russia, demand is up.",
        ),
        ("In The Himalayan region people wait.", "In the Himalayan region people wait."),
    ),
    "a sentence after a figure": (
        ("They now make up almost 40% In Belarus, he said.", "They now make up almost 40% in Belarus, he said."),
        ("MasterCard On Monday said more.", "MasterCard on Monday said more."),
    ),
    "a pronoun before a bracket": (
        ("He said that it (the level) fell.", "He said that (the level) fell."),
        ("He said that it that fell.", "He said that that fell."),
    ),
    "an article within a bracket": (
        ("It is a (level of) risk here.", "It is a (the level of) risk here."),
        ("It is in (level of) risk.", "It is in (Level of) risk."),
    ),
    "an item": (
        ("It is thin, it is thick, it is empty.", "It is thin, it is empty."),
        ("It is thin, it is thin, it is empty.", "It is thin, it is empty."),
    ),
    "a verb beside a verb": (
        ("Of those who voted voted many against.", "Of those who voted many against."),
        ("Of those many voted voted against.", "Of those many voted against."),
    ),
    "two things with a name": (
        (
            'The application and portal "Dia" (the state and I) were launched.',
            'The application and portal "Dia" (the state and I) was launched.',
        ),
        ("The portal for applications were launched.", "The portal for applications was launched."),
    ),
    "three things": (
        (
            "The speed, weight and distance from the source are far off.",
            "The speed, weight and distance from the source is far off.",
        ),
        ("The speed of the cars are far off.", "The speed of the cars is far off."),
    ),
    "a plural": (
        ("As the authors say in the text.", "As the authors says in the text."),
        ("As the author say in the text.", "As the author says in the text."),
    ),
    "an order": (
        ("Writes about it the newspaper.", "Write about it the newspaper."),
        ("They writes about it in the newspaper.", "They write about it in the newspaper."),
    ),
    "a record": (
        ("It was a record warm winter.", "It was a recorded warm winter."),
        ("It was a song record by them.", "It was a song recorded by them."),
    ),
    "to reflect": (
        ("They have to reflect in the charter that he left.", "They have to reflect on the charter that he left."),
        ("They have to comment in the charter of the town.", "They have to comment on the charter of the town."),
    ),
    "a figure": (
        ("They let out 115,000 cars, that is 20% less.", "They let out 115,000 cars, that are 20% less."),
        ("They let out the cars that is red.", "They let out the cars that are red."),
    ),
    "a thing that would be": (
        ("He spoke as if it were his own.", "He spoke as if it was his own."),
        ("He spoke as the man were his own.", "He spoke as the man was his own."),
    ),
    "a spelling of another country": (
        ("He took pride in his labour.", "He took pride in his labor."),
        ("He took pride in his labuor.", "He took pride in his labour."),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_slip_is_not_made_and_what_is_like_it_is(case: str) -> None:
    slip, mended = CASES[case]

    assert [is_unwanted(hunk, slip[0]) for hunk in diff(*slip)] == [True]
    assert [is_unwanted(hunk, mended[0]) for hunk in diff(*mended)] == [False]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It is one in the most visited towns.", "It is one of the most visited towns."),
        ("They accuse him in fraud.", "They accuse him of fraud."),
        ("It was full by tourists.", "It was full of tourists."),
        ("He left from the country.", "He left the country."),
        ("He told to the reporters that.", "He told reporters that."),
        ("It rose in the last year.", "It rose last year."),
        ("He got a fine with 300 euros.", "He got a fine of 300 euros."),
        ("It was the most worst day.", "It was the worst day."),
        ("It is the most largest, he said.", "It is the largest, he said."),
        ("The president of Barack Obama came.", "The president Barack Obama came."),
        ("Yesterday he goes to Paris.", "Yesterday he went to Paris."),
        ("It be decided tomorrow.", "It will be decided tomorrow."),
        ("The bridge, is 100 years old, was shut.", "The bridge, which is 100 years old, was shut."),
        ("She said that she met his husband.", "She said that she met her husband."),
    ],
)
def test_what_an_editor_would_do_is_done(before: str, after: str) -> None:
    assert not any(is_unwanted(hunk, before) for hunk in diff(before, after))
