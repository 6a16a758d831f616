namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Days = new()
    {
        [StoryEventKind.Wake] =
        [
            "One (quiet|fine|lovely|) morning, {A!} woke up {P.in}.",
            "{A!} opened {A.his} eyes one (quiet|fine|lovely|) morning {P.in}.",
            "It was (early|) morning, and {A!} woke up {P.in}.",
            "{A!} had slept {P.in} and woke up (early|late) in the morning.",
            "“(Good morning|What a lovely morning|Hello, new day)!” said {A!}, waking up {P.in}.",
            "(Early one|One early) morning {P.in}, {A!} woke up.",
            "(The|This|A new) day began when {A!} woke up {P.in}.",
            "(Once|Once upon a time|Long ago), on a (quiet|fine|lovely) morning, {A!} woke up {P.in}.",
            "{A!} had slept (well|long) and woke up {P.in} one (quiet|fine|lovely|) morning.",
            "When {A!} woke up {P.in}, it was (early|already|) morning.",
        ],
        [StoryEventKind.DayGo] =
        [
            "{T.at}, {A} (went|walked|hurried) to {P}.",
            "{A} (went|walked|ran) to {P} {T.at}.",
            "When it was {T}, {A} (walked|ran|hurried|went) to {P}.",
            "It was {T} when {A} (went|came|walked) to {P}.",
            "{T.at}, {A} (slowly|quickly|happily|) made {A.his} way to {P}.",
            "{A} wanted to be {P.in} {T.at}, so {A.he} (went|walked|hurried) there.",
            "“It is {T}, so I (will|want to) go to {P},” {A} said, and off {A.he} went.",
            "(Soon|Then|Now|At last) it was {T}, and {A} (went|walked|hurried) to {P}.",
            "{T} was (a good time|the time) for {A.him} to (go|walk) to {P}.",
            "“(Let me go|I will go) to {P},” {A} (said|thought) when it was {T}.",
        ],
        [StoryEventKind.AskDay] =
        [
            "“What did you do (today|all day)?” {B!} asked {A.him} (with a smile|).",
            "“How was your day?” {B!} asked {A.him} (with a smile|softly|).",
            "“(Tell me|I want to hear) about your day,” {B!} (told|said to) {A.him} (kindly|softly|with a smile|).",
            "“{A!}, where have you been (all day|today)?” asked {B!} (kindly|softly|with a smile|).",
            "{then} {B!} wanted to (hear|know) what {A!} had done all day.",
            "{then} {B!} asked {A.him}, “Did you have a (good|nice|fine) day?”",
            "“What have you done (today|all day), {A!}?” asked {B!} (kindly|softly|with a smile|).",
            "{then} {B!} asked {A.him} (with a smile|softly|) about the day.",
            "“I (have not seen|missed) you all day, what did you do?” {B!} asked {A.him} (kindly|softly|with a smile|).",
        ],
        [StoryEventKind.TellDay] =
        [
            "“First I {V.past} {P.in}, and (then|later) I {U.past} {Q.in},” {A} said (happily|softly|with a smile|).",
            "“I {V.past} {P.in}, and (after that|later) I {U.past} {Q.in},” {A} (told|said to) {B!} (happily|softly|with a smile|).",
            "“I {V.past} {P.in} before I {U.past} {Q.in},” {A} (answered|said) (happily|softly|with a smile|).",
            "{A} (said|answered), “I {V.past} {P.in}, and (later|after that) I {U.past} {Q.in}.”",
            "“It was a (good|fine|nice) day: I {V.past} {P.in} and then {U.past} {Q.in},” {A} said (happily|softly|with a smile|).",
            "{A} (answered|said), “First I {V.past} {P.in}, but then I went to {Q} and {U.past}.”",
            "{A} thought (hard|for a moment) and said, “I {V.past} {P.in}, then I {U.past} {Q.in}.”",
            "“(Well|Let me think), I {V.past} {P.in}, and then I {U.past} {Q.in},” {A} (said|answered) (happily|softly|with a smile|).",
            "“(After|Soon after) I {V.past} {P.in}, I (went|walked|came) to {Q} and {U.past},” {A} (said|answered) (happily|softly|with a smile|).",
        ],
    };
}
