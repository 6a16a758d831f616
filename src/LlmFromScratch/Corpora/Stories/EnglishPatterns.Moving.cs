namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Moving = new()
    {
        [StoryEventKind.Go] =
        [
            "{then} {A} went to {P}.",
            "{then} {A} (walked|ran|hurried) to {P}.",
            "{A} made {A.his} way to {P}.",
            "{A} thought for a moment and then went to {P}.",
            "“I will go to {P},” {A} said, and off {A.he} went.",
            "Off {A} went to {P}.",
            "It was not far to {P}, so {A} went there.",
            "{A} wanted to see {P}, so {A.he} walked there.",
            "{A} took the (short|long|old) way to {P}.",
            "{then} {A} left for {P}.",
            "A (short|long|little) walk took {A.him} to {P}.",
            "There was a lot to see {P.in}, so {A} went there.",
        ],
        [StoryEventKind.GoBoth] =
        [
            "{then} {AB} went to {P} (together|).",
            "{then} {AB} (walked|ran|hurried) to {P}.",
            "“Let us go to {P}!” {A!} said to {B!}, and off they went.",
            "Off {AB} went to {P}.",
            "Side by side, {AB} walked to {P}.",
            "{AB} wanted to see {P}, so they walked there.",
            "{AB} took the (short|long|old) way to {P}.",
            "{A!} took the hand of {B!}, and they went to {P}.",
            "It was not far to {P}, so {AB} went there.",
            "{A!} wanted to go to {P}, and {B!} came along.",
            "Talking all the way, {AB} went to {P}.",
            "There was a lot to see {P.in}, so {AB} went there.",
        ],
        [StoryEventKind.Return] =
        [
            "{then} {A} went back to {P}.",
            "{then} {A} (walked|ran|hurried) back to {P}.",
            "{then} {A} came back to {P}.",
            "“I must go back to {P},” {A} said, and off {A.he} went.",
            "{A} turned around and (walked|ran) back to {P}.",
            "It was not long before {A} was {P.in} again.",
            "{A} took the same way back to {P}.",
            "Off {A} went, back to {P}.",
        ],
        [StoryEventKind.ReturnBoth] =
        [
            "{then} {AB} went back to {P} (together|).",
            "{then} {AB} (walked|ran|hurried) back to {P}.",
            "“Let us go back to {P}!” {A!} said to {B!}, and so they did.",
            "{AB} turned around and (walked|ran) back to {P}.",
            "It was not long before {AB} were {P.in} again.",
            "Side by side, {AB} walked back to {P}.",
            "{A!} wanted to go back to {P}, and {B!} came along.",
            "{AB} took the same way back to {P}.",
        ],
        [StoryEventKind.Leave] =
        [
            "{then} {B!} said goodbye to {A!} and went to {P}.",
            "{then} {B!} left {A!} behind and went to {P}.",
            "“See you later!” {B!} said to {A.him} and went to {P}.",
            "{A} stayed, but {B!} went off to {P}.",
            "{B!} wanted to see {P}, so {B.he} said goodbye to {A!} and went there.",
            "{B!} waved to {A.him} and (walked|ran) off to {P}.",
            "“I must go to {P} now,” {B!} told {A.him} and left.",
            "{B!} did not stay with {A!} but went to {P}.",
        ],
    };
}
