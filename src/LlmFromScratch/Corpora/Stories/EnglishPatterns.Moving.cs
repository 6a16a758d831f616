namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Moving = new()
    {
        [StoryEventKind.Go] =
        [
            "{then} {A} went (over|off|) to {P}.",
            "{then} {A} (walked|ran|hurried) (over|off|) to {P}.",
            "{then} {A} (slowly|quickly|quietly|) made {A.his} way to {P}.",
            "{then} {A} thought for a moment and (went|walked) to {P}.",
            "“I (will|want to|would like to) go to {P} (now|),” {A} said, and off {A.he} went.",
            "Off {A} (went|walked|ran|hurried) to {P}.",
            "It was not (far|a long way) to {P}, so {A} (went|walked) there.",
            "“To {P}!” {A} (said|called|cried) and (ran|hurried|walked) off.",
            "{then} {A} took the (short|long|old|quick) (way|path) to {P}.",
            "{then} {A} (left|set off|set out) for {P}.",
            "A (short|long|little|quick) walk (took|brought) {A.him} to {P}.",
            "The (way|path) to {P} was (short|easy), and {A} took it (gladly|).",
            "{A} did not (wait|stay) long and (walked|went|hurried) to {P}.",
            "(Step by step|With quick steps|With light steps), {A} (went|walked) to {P}.",
            "{then} {A} hummed (a little|a quiet|an old) song and (walked|went) to {P}.",
            "“(Now|First) I (must|will) go to {P},” {A} (said|thought) and left.",
        ],
        [StoryEventKind.GoBoth] =
        [
            "{then} {AB} went (over|off|) to {P} (together|).",
            "{then} {AB} (walked|ran|hurried) (over|off|) to {P}.",
            "“(Let us|We could|I want to) go to {P}!” {A!} said to {B!}, and off they went.",
            "Off {AB} (went|walked|ran|hurried) to {P}.",
            "Side by side, {AB} (walked|went|wandered) to {P}.",
            "“To {P}!” {A!} (called|cried|said) to {B!}, and they (ran|hurried|walked) off.",
            "{then} {AB} took the (short|long|old|quick) (way|path) to {P}.",
            "{A!} took the hand of {B!}, and they (went|walked|ran) to {P}.",
            "It was not (far|a long way) to {P}, so {AB} (went|walked) there.",
            "{A!} wanted to go to {P}, and {B!} (came along|came too|went as well).",
            "(Talking|Laughing|Singing) all the way, {AB} (went|walked) to {P}.",
            "The (way|path) to {P} was (short|easy), and {AB} took it (gladly|together|).",
            "{then} {AB} (left|set off|set out) for {P} (together|).",
            "“Shall we go to {P}?” {A!} asked {B!}, and (off they went|so they did).",
            "A (short|long|little|quick) walk (took|brought) {A!} and {B!} to {P}.",
        ],
        [StoryEventKind.Return] =
        [
            "{then} {A} went (straight|all the way|) back to {P}.",
            "{then} {A} (walked|ran|hurried) back to {P} (at once|).",
            "{then} {A} came back to {P}.",
            "“I (must|want to|will) go back to {P} (now|),” {A} said, and off {A.he} went.",
            "{then} {A} turned around and (walked|ran|went|hurried) back to {P}.",
            "(It was not|It did not take) long before {A} was {P.in} (again|once more).",
            "{then} {A} took the same (way|path) back to {P}.",
            "Off {A} (went|walked|ran), (straight|all the way) back to {P}.",
            "{then} {A} (slowly|quickly|) found {A.his} way back to {P}.",
            "The way back to {P} was (short|easy|not far), and {A} took it.",
            "{A} did not (wait|stop) but (went|walked|hurried) back to {P}.",
            "{A} (knew|remembered) the way and (went|walked) back to {P}.",
            "(With quick steps|Step by step), {A} (went|walked) back to {P}.",
            "A (short|long|little|quick) walk (took|brought) {A.him} back to {P}.",
            "“Back to {P}!” {A} (said|called|cried) and (ran|hurried|walked) off.",
            "{then} {A} wanted to be {P.in} again, so {A.he} (walked|went|hurried) back.",
            "Once more, {A} (went|walked|hurried) to {P}, where {A.he} had been before.",
        ],
        [StoryEventKind.ReturnBoth] =
        [
            "{then} {AB} went (straight|all the way|) back to {P} (together|).",
            "{then} {AB} (walked|ran|hurried) back to {P} (at once|).",
            "“(Let us|We must|We can) go back to {P}!” {A!} said to {B!}, and so they did.",
            "{then} {AB} turned around and (walked|ran|went|hurried) back to {P}.",
            "(It was not|It did not take) long before {AB} were {P.in} (again|once more).",
            "Side by side, {AB} (walked|went|wandered) back to {P}.",
            "{A!} wanted to go back to {P}, and {B!} (came along|came too|went as well).",
            "{then} {AB} took the same (way|path) back to {P}.",
            "(Talking|Laughing|Singing) all the way, {AB} (went|walked) back to {P}.",
            "{AB} did not (wait|stop) but (went|walked|hurried) back to {P}.",
            "“Shall we go back to {P}?” {A!} asked {B!}, and (off they went|so they did).",
            "{A!} took the hand of {B!}, and they (went|walked|ran) back to {P}.",
        ],
        [StoryEventKind.Leave] =
        [
            "{then} {B!} said goodbye to {A!} and (went|walked|hurried) to {P}.",
            "{then} {B!} left {A!} behind and (went|walked|ran) to {P}.",
            "“(See you later|Goodbye for now|See you soon)!” {B!} said to {A.him} and went to {P}.",
            "{A} (stayed|stayed behind|did not follow), but {B!} went off to {P}.",
            "{then} {B!} wanted to see {P}, so {B.he} said goodbye to {A!} and went there.",
            "{then} {B!} waved to {A.him} and (walked|ran|went) off to {P}.",
            "“I (must|have to|want to) go to {P} now,” {B!} (told|said to) {A.him} and left.",
            "{B!} did not stay with {A!} but (went|walked|ran) to {P}.",
            "“I am (going|off) to {P}, see you later,” {B!} (told|whispered to) {A.him}.",
        ],
    };
}
