namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Presents = new()
    {
        [StoryEventKind.Birthday] =
        [
            "{A} knew that {B!} was {N} years old today.",
            "“{B!} is {N} years old today!” {A} said (happily|with a smile|).",
            "“Today is the birthday of {B!}, who is {N} years old now,” {A} said.",
            "It was the birthday of {B!}, who was {N} years old, and {A!} had not forgotten it.",
            "{A} remembered that {B!} had a birthday today and was {N} years old.",
            "“Today {B!} needs {N} candles on the birthday cake,” {A} said.",
            "{A} thought of {B!}, who was {N} years old today.",
        ],
        [StoryEventKind.Choose] =
        [
            "{A} had {X.a} as a present for {B!}.",
            "{A} had bought {X.a} for {B!}.",
            "“This {X.bare!} is for {B!},” {A} said (happily|with a smile|).",
            "{A} had found {X.a} that was just right for {B!}.",
            "For {B!}, {A!} had {X.a}.",
            "The present that {A} had for {B!} was {X.a}.",
            "“I have {X.a} for {B!},” {A} said (happily|with a smile|).",
        ],
        [StoryEventKind.Wrap] =
        [
            "{then} {A} wrapped {X} in {H} paper.",
            "{A} took some {H} paper and wrapped {X!} in it.",
            "“I will wrap {X} in {H} paper,” {A} said, and so {A.he} did.",
            "With {H} paper and a bit of string, {A} wrapped {X}.",
            "“The paper for {X!} must be {H},” {A} said and began to wrap.",
            "There was some {H} paper, and {A} wrapped {X!} in it.",
            "{A} put {H} paper around {X!}, for it was a present.",
        ],
        [StoryEventKind.Visit] =
        [
            "{then} {A} went to {P} to see {B!}.",
            "{then} {A} visited {B!} {P.in}.",
            "{B!} was {P.in}, so {A!} (walked|ran|hurried) there.",
            "“I will go to {P} to see {B!},” {A} said, and off {A.he} went.",
            "{A} (walked|ran|hurried) to {P}, where {B!} was.",
            "Off {A} went to see {B!} {P.in}.",
            "{A} wanted to see {B!}, so {A.he} went to {P}.",
        ],
        [StoryEventKind.GivePresent] =
        [
            "{then} {A} gave {B!} the {H} present.",
            "“This is for you,” {A} said and gave {B!} the {H} present.",
            "{A} put the {H} present into the hands of {B!}.",
            "“Happy birthday, {B!}!” {A} said and held out the {H} present.",
            "{B!} got the present in {H} paper from {A!}.",
            "With a big smile, {A} gave {B!} the present in {H} paper.",
            "{B!} held out both hands, and {A!} put the {H} present into them.",
        ],
        [StoryEventKind.Guess] =
        [
            "“Is it {X.a}?” {B!} asked.",
            "“I think it is {X.a},” {B!} said.",
            "{B!} felt the paper and asked, “Could it be {X.a}?”",
            "“Perhaps it is {X.a},” {B!} said, but it was not.",
            "“Let me guess, is it {X.a}?” asked {B!}.",
            "“It must be {X.a}!” {B!} cried, but that was wrong.",
            "{B!} looked at the present and said, “I hope it is {X.a}.”",
        ],
        [StoryEventKind.Unwrap] =
        [
            "{B!} opened the present, and it was {X.a}.",
            "{then} {B!} took off the paper and saw {X.a}.",
            "“It is {X.a}!” {B!} cried (with joy|) when the paper was off.",
            "In the paper {B!} found {X.a}.",
            "{B!} opened the present (slowly|with great care|), and out came {X.a}.",
            "{B!} could not wait and opened the present, which was {X.a}.",
            "“Look, it is {X.a}!” {B!} called and held it high.",
        ],
        [StoryEventKind.Candles] =
        [
            "There were {N} candles on the cake of {B!}.",
            "{then} {B!} blew out {N} candles on the birthday cake.",
            "The birthday cake had {N} candles, and {B!} blew them all out.",
            "“One candle for each year,” somebody said and put {N} on the cake of {B!}.",
            "{B!} counted {N} candles on the birthday cake.",
            "{B!} made a wish and blew out all {N} candles.",
            "All {N} candles were burning on the cake of {B!}.",
        ],
    };
}
