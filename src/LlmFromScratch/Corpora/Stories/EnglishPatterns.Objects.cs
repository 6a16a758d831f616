namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Objects = new()
    {
        [StoryEventKind.Have] =
        [
            "{A} had {X.a} with {A.him!} (that day|today|).",
            "{A} (held|was holding) {X.a} (in both hands|with great care|in one hand|).",
            "{A} had brought {X.a} (along|from home|).",
            "“(Look|See), I have {X.a}!” {A} (said|called|cried) (happily|with a smile|).",
            "{A} had {X.a} that (looked very special|nobody else had|was from a friend).",
            "“This is my {X.bare!},” {A} (said|whispered) (happily|with a smile|).",
            "{A} took {A.his} {X.bare!} and held it (tight|high|up).",
            "(Today|That day|This time) {A} was carrying {X.a} (around|along|).",
            "{A} had {X.a} and (loved|liked) it (very much|a lot|so much).",
            "“Look at my {X.bare!}!” {A} (said|called|cried) (happily|with a smile|).",
            "{A} was (proud|glad|happy) to have {X.a}.",
            "{A} had not forgotten {A.his} {X.bare!} and held it (tight|in both hands|in one hand).",
            "It was {X.a} that {A} (held|was carrying|had brought) (today|that day|).",
            "{A} stood there with {X.a} in (both hands|one hand).",
            "(Somebody|A friend|An old friend) had given {A.him} {X.a}.",
            "“I have brought {X.a},” {A} (said|whispered) (happily|with a smile|).",
        ],
        [StoryEventKind.PutOther] =
        [
            "{then} {B} (put|laid) {X.a} {R}.",
            "{then} {B} left {X.a} {R} (for now|for later|).",
            "{B} had {X.a} and (put|laid|left) it {R}.",
            "“I will (put|leave|keep) my {X.bare!} {R},” {B!} said and did (it|so).",
            "{B} did not need {B.his} {X.bare!} (now|any more|) and (left|put) it {R}.",
            "{then} {B} took {X.a} and (put|laid) it (slowly|gently|) {R}.",
            "There was (room|a good place) {R}, so {B} put {X.a} there.",
            "{then} {B} (looked around|thought for a moment) and put {X.a} {R}.",
            "“My {X.bare!} can (stay|wait|rest) {R},” {B} said and left it there.",
            "{R}, {B} (put|laid|left) {X.a}.",
            "{then} {B} (carefully|quietly|gently|slowly) (put|laid) {X.a} {R}.",
            "{B} needed both hands and (put|laid) {B.his} {X.bare!} {R}.",
            "{B} was carrying {X.a} but (put|laid|left) it {R} (for now|for a while|).",
            "“Nobody will (take|see|find) my {X.bare!} {R},” {B} thought and left it there.",
            "{then} {B} took {X.a} out of a bag and (put|laid) it {R}.",
            "“The (best|right) place for my {X.bare!} is {R},” {B} said and (put|left) it there.",
            "Without a (word|sound), {B} (put|laid|left) {X.a} {R}.",
        ],
        [StoryEventKind.Put] =
        [
            "{then} {A} (put|laid) {X} {S}.",
            "{then} {A} left {X} {S} (for now|for later|).",
            "{then} {A} (put|laid) {X} (slowly|gently|with great care) {S}.",
            "“I will (put|leave|keep) {X} {S},” {A} said, and so {A.he} did (at once|).",
            "There was (room|a good place) {S}, so {A} put {X} there.",
            "{then} {A} wanted to keep {X!} safe and (put|laid) it {S}.",
            "{A} needed both hands, so {A.he} (put|laid) {X} {S}.",
            "“The (best|right) place for {X} is {S},” {A} said and (put|left) it there.",
            "{S}, {A} (put|laid|left) {X}.",
            "{A} did not want to carry {X!} (any more|all day) and (put|left) it {S}.",
            "{then} {A} (carefully|quietly|gently|slowly) (put|laid) {X} {S}.",
            "{then} {A} looked for a (good|safe) place and put {X} {S}.",
            "“Nobody will (take|see|find) {X} {S},” {A} thought and left it there.",
            "“{X} can (stay|wait|rest) {S},” {A} said and left it there.",
            "Without a (word|sound), {A} (put|laid|left) {X} {S}.",
            "{then} {A} (looked around|thought for a moment) and put {X} {S}.",
        ],
        [StoryEventKind.Give] =
        [
            "{then} {A} (gave|handed|brought) {X} to {B!}.",
            "{then} {A} (gave|handed) {B!} {X!}.",
            "“(Here, take|Look, here is|Now you have) {X},” {A} (told|said to) {B!} (softly|kindly|with a smile|).",
            "{then} {A} held out {X!}, and {B!} took it (gladly|with a smile|).",
            "{then} {A} (put|laid) {X} into the hands of {B!}.",
            "“You (may|can) have {X} now,” {A} (told|whispered to) {B!} (kindly|with a smile|).",
            "{then} {B!} held out a hand, and {A!} (put|laid) {X!} into it.",
            "{then} {B!} (got|took) {X} from {A.him} (with a smile|gladly|).",
            "With a (big|happy|warm) smile, {A} gave {X} to {B!}.",
            "“I have (brought|found) {X} for you,” {A} (told|said to) {B!} (softly|kindly|with a smile|).",
        ],
    };
}
