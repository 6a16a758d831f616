namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Presents = new()
    {
        [StoryEventKind.Birthday] =
        [
            "{A} (knew|had heard) that {B!} was {N} years old today.",
            "“{B!} is {N} years old today!” {A} (said|cried|called) (happily|with a smile|).",
            "“(Today|This) is the birthday of {B!}, who is {N} years old now,” {A} said (happily|softly|with a smile|).",
            "It was the birthday of {B!}, who was {N} years old, and {A!} (had not forgotten|knew) it.",
            "{A} remembered that {B!} had a birthday (today|that day) and was {N} years old.",
            "“Today {B!} needs {N} candles on the (birthday|) cake,” {A} said (happily|softly|with a smile|).",
            "{A} thought of {B!}, who was {N} years old (today|that day).",
            "“Today {B!} has a birthday and is {N} years old,” {A} said (happily|softly|with a smile|).",
            "“(Can you believe|Who would think) that {B!} is {N} years old today?” {A} asked (happily|).",
            "How could {A} forget that {B!} was {N} years old (today|that day)?",
        ],
        [StoryEventKind.Choose] =
        [
            "{A} had {X.a} as a (birthday|) present for {B!}.",
            "{A} had (bought|found|chosen) {X.a} for {B!}.",
            "“This {X.bare!} is for {B!},” {A} (said|whispered) (happily|with a smile|).",
            "{A} had (found|seen|bought) {X.a} that was (just|quite) right for {B!}.",
            "For {B!}, {A!} had (chosen|found|bought|) {X.a}.",
            "The (birthday|) present that {A} had (chosen|found|) for {B!} was {X.a}.",
            "“I have {X.a} for {B!},” {A} said (happily|with a smile|).",
            "“{B!} will (like|love) this {X.bare!},” {A} said (happily|).",
            "{A} wanted to give {X.a} to {B!} (as a present|).",
            "“(What|How) about {X.a} for {B!}?” {A} (thought|said) and (got|found) one.",
        ],
        [StoryEventKind.Wrap] =
        [
            "{then} {A} (carefully|) wrapped {X} in {H} paper.",
            "{A} (took|found|got) some {H} paper and wrapped {X!} in it.",
            "“I (will|want to) wrap {X} in {H} paper,” {A} said, and so {A.he} did (at once|).",
            "With {H} paper and a (bit|piece) of string, {A} wrapped {X}.",
            "“The paper for {X!} (must|should) be {H},” {A} (said|thought) and began to wrap.",
            "There was (some|a lot of|enough) {H} paper, and {A} (carefully|) wrapped {X!} in it.",
            "{then} {A} put {H} paper around {X!}, for it was a (birthday|) present.",
            "{A} (liked|loved) {H} paper best and wrapped {X!} in it.",
            "Wrapped in {H} paper by {A!}, {X!} (looked|became) even (better|nicer).",
            "(Nobody|No one) could see {X!} any more after {A} had wrapped it in {H} paper.",
        ],
        [StoryEventKind.Visit] =
        [
            "{then} {A} (went|walked|hurried) to {P} to (see|meet) {B!}.",
            "{then} {A} visited {B!} {P.in}.",
            "{B!} was {P.in}, so {A!} (walked|ran|hurried|went) there.",
            "“I (will|must) go to {P} to see {B!},” {A} said, and off {A.he} went.",
            "{then} {A} (walked|ran|hurried|went) to {P}, where {B!} was.",
            "Off {A} (went|walked|ran) to (see|visit|meet) {B!} {P.in}.",
            "{then} {A} wanted to see {B!}, so {A.he} (went|walked|hurried) to {P}.",
            "“{B!} is {P.in},” {A} (said|thought) and went there (at once|).",
            "{A} knew that {B!} was {P.in} and (went|hurried) there.",
            "To (see|visit) {B!}, {A!} had to go to {P}.",
        ],
        [StoryEventKind.GivePresent] =
        [
            "{then} {A} gave {B!} the {H} present.",
            "“This is for you,” {A} (said|whispered) and gave {B!} the {H} present.",
            "{then} {A} (put|laid) the {H} present into the hands of {B!}.",
            "“Happy birthday, {B!}!” {A} (said|cried|called) and held out the {H} present.",
            "{then} {B!} (got|took) the present in {H} paper from {A!} (with a smile|gladly|).",
            "With a (big|happy|warm) smile, {A} gave {B!} the present in {H} paper.",
            "{then} {B!} held out both hands, and {A!} put the {H} present into them.",
            "“(Look|Guess) what I have for you, {B!}!” {A} said and held out the {H} present.",
            "{A} did not (say a word|wait) but gave {B!} the {H} present.",
            "“Take this, {B!},” {A} said (softly|happily|) and held out the present in {H} paper.",
        ],
        [StoryEventKind.Guess] =
        [
            "“Is it {X.a} (perhaps|)?” {B!} asked (softly|happily|with a smile|).",
            "“I (think|hope) it is {X.a},” {B!} said (softly|happily|with a smile|).",
            "{B!} (felt the paper|looked at the paper) and asked, “(Could|Can) it be {X.a}?”",
            "“(Perhaps|Maybe) it is {X.a},” {B!} said, but (it was not|that was wrong).",
            "“(Let me guess|Do not tell me), is it {X.a}?” asked {B!} (softly|happily|with a smile|).",
            "“It must be {X.a}!” {B!} (cried|called), but that was wrong.",
            "{B!} looked at the present and said, “I (hope|think|believe) it is {X.a}.”",
            "{B!} (closed both eyes|thought hard) and guessed, “It is {X.a}!”",
        ],
        [StoryEventKind.Unwrap] =
        [
            "{then} {B!} opened the (present|paper), and (it was|there was) {X.a}.",
            "{then} {B!} took off the paper and (saw|found) {X.a}.",
            "“It is {X.a}!” {B!} (cried|called) (with joy|) when the paper was off.",
            "(In|Under) the paper {B!} found {X.a}.",
            "{then} {B!} opened the present (slowly|carefully|at once), and out came {X.a}.",
            "{B!} could not wait and opened the present, which was {X.a}.",
            "“Look, it is {X.a}!” {B!} (called|cried) and held it (high|up).",
            "Off came the paper, and {B!} (saw|held|had) {X.a}.",
            "“Oh, {X.a}!” {B!} (cried|whispered|said) and put the paper away.",
        ],
        [StoryEventKind.Candles] =
        [
            "There were {N} candles on the (birthday|) cake of {B!}.",
            "{then} {B!} blew out {N} candles on the birthday cake.",
            "The birthday cake had {N} candles, and {B!} blew them all out.",
            "“One candle for each year,” somebody said and put {N} on the cake of {B!}.",
            "{B!} counted {N} candles on the birthday cake.",
            "{B!} made a wish and blew out (all|the) {N} candles.",
            "(All|The) {N} candles were burning on the cake of {B!}.",
            "“(Blow|You must blow) out all {N} candles!” somebody (said|called) to {B!}.",
            "With one (big|deep) breath, {B!} blew out all {N} candles.",
        ],
    };
}
