namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Days = new()
    {
        [StoryEventKind.Wake] =
        [
            "One morning, {A!} woke up {P.in}.",
            "{A!} opened {A.his} eyes one morning {P.in}.",
            "It was morning, and {A!} woke up {P.in}.",
            "{A!} had slept {P.in} and woke up early in the morning.",
            "“Good morning!” said {A!}, waking up {P.in}.",
            "Early one morning {P.in}, {A!} woke up.",
            "The day began when {A!} woke up {P.in}.",
            "Once upon a time, on a (quiet|fine|lovely) morning, {A!} woke up {P.in}.",
        ],
        [StoryEventKind.DayGo] =
        [
            "{T.at}, {A} went to {P}.",
            "{A} went to {P} {T.at}.",
            "When it was {T}, {A} (walked|ran|hurried) to {P}.",
            "It was {T} when {A} went to {P}.",
            "{T.at}, {A} made {A.his} way to {P}.",
            "{A} wanted to be {P.in} {T.at}, so {A.he} went there.",
            "“It is {T}, so I will go to {P},” {A} said, and off {A.he} went.",
        ],
        [StoryEventKind.AskDay] =
        [
            "“What did you do today?” {B!} asked {A.him}.",
            "“How was your day?” {B!} asked {A.him}.",
            "“Tell me about your day,” {B!} said to {A.him}.",
            "“{A!}, where have you been all day?” asked {B!}.",
            "{B!} wanted to hear what {A!} had done all day.",
            "“What did you do all day?” {B!} asked {A.him} (with a smile|).",
            "{B!} asked {A.him}, “Did you have a good day?”",
        ],
        [StoryEventKind.TellDay] =
        [
            "“First I {V.past} {P.in}, and then I {U.past} {Q.in},” {A} said.",
            "“I {V.past} {P.in}, and after that I {U.past} {Q.in},” {A} told {B!}.",
            "“I {V.past} {P.in} before I {U.past} {Q.in},” {A} answered.",
            "{A} said, “I {V.past} {P.in}, and later I {U.past} {Q.in}.”",
            "“It was a good day: I {V.past} {P.in} and then {U.past} {Q.in},” {A} said.",
            "{A} answered, “First I {V.past} {P.in}, but then I went to {Q} and {U.past}.”",
            "{A} thought for a moment and said, “I {V.past} {P.in}, then I {U.past} {Q.in}.”",
        ],
    };
}
