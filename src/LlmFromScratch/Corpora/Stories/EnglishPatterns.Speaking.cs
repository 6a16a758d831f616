namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Speaking = new()
    {
        [StoryEventKind.Greet] =
        [
            "“(Hello|Hello there|Good day), {B!}!” {A} said (with a smile|happily|).",
            "{then} {A} (happily|softly|) said hello to {B!}.",
            "{then} {A} waved to {B!} and (called|cried|said), “Hello!”",
            "“How (nice|lovely|good) to see you, {B!}!” {A} said (happily|softly|with a smile|).",
            "{then} {A} gave {B!} a (big|warm|happy) smile and said hello.",
            "“There you are, {B!}!” {A} (called|cried|said) (happily|).",
            "“How are you (today|), {B!}?” asked {A!} with a (big|warm|) smile.",
            "{then} {A} (ran|hurried|walked) to {B!} to say hello.",
            "{A} was the first to say hello to {B!}.",
            "“I am (glad|happy) that you are here, {B!},” {A} said (happily|softly|with a smile|).",
        ],
        [StoryEventKind.Advise] =
        [
            "“You (should|must) (always|) listen to your {L},” {B!} (told|said to) {A.him} (kindly|softly|with a smile|).",
            "{B!} told {A.him} (softly|quietly|with a smile|), “Always listen to your {L}.”",
            "“(Just|Please|Only) listen to your {L},” {B!} (told|said to) {A.him} (softly|kindly|).",
            "“If you (do not know|are not sure|need help), listen to your {L},” {B!} (told|said to) {A.him} (kindly|softly|with a smile|).",
            "“(Never forget|Do not forget|Remember|Always try) to listen to your {L},” {B!} (said|whispered) to {A.him} (kindly|with a smile|).",
            "{B!} (smiled|nodded) at {A.him} and said, “It is (good|wise|best|right) to listen to your {L}.”",
            "“It is (always|often) (wise|good|best) to listen to your {L},” {B!} (told|said to) {A.him} (kindly|softly|with a smile|).",
            "“{A!}, (please|always|you must|try to) listen to your {L},” said {B!} (kindly|softly|with a smile|).",
            "{B!} looked at {A.him} and said, “(Stop|Wait|Be quiet|Sit down) for a moment and listen to your {L}.”",
            "“Be (brave|wise|good|quiet) and listen to your {L}!” {B!} said to {A.him} (kindly|softly|with a smile|).",
            "{A} asked (what to do|for help), and {B!} (said|answered), “(First of all|Most of all), listen to your {L}.”",
            "“Take (your time|a deep breath) and listen to your {L},” {B!} (told|said to) {A.him} (kindly|softly|with a smile|).",
            "“(Sit down|Sit still|Close your eyes) and listen to your {L},” {B!} (said|whispered) to {A.him} (kindly|with a smile|).",
            "“When you are (sad|alone|in trouble|not sure), listen to your {L},” {B!} (told|said to) {A.him} (kindly|).",
            "“You will be (happy|fine|wise|brave) (if|when) you listen to your {L},” {B!} (told|said to) {A.him} (kindly|softly|with a smile|).",
            "“You can (never|hardly ever) go wrong (if|when) you listen to your {L},” {B!} (told|said to) {A.him} (kindly|softly|with a smile|).",
            "{B!} had (a wise|a good|a kind) word for {A.him}: “(Every day|Today and always|Now and always), listen to your {L}.”",
            "{B!} took {A.him} by the hand and (said|whispered), “(You must|Try to|Now) listen to your {L}.”",
            "“The (best|first) thing is to listen to your {L},” {B!} (told|said to) {A.him} (softly|kindly|).",
            "“Do you (ever|always) listen to your {L}?” {B!} asked {A.him} (kindly|softly|with a smile|).",
        ],
        [StoryEventKind.SayLike] =
        [
            "“I like to eat {F},” {A} said (softly|with a smile|happily|).",
            "{A} (smiled|nodded|laughed) and said, “I like to eat {F}.”",
            "“I like to eat {F} (best of all|most of all|more than anything),” {A} (said|called) (happily|with a smile|).",
            "“I like to eat {F} (every day|at home|with my friends|on my birthday),” {A} said (with a smile|).",
            "“(Did you know|Can you believe|Have I told you) that I like to eat {F}?” {A} asked (softly|with a smile|).",
            "“(You know|Well|Let me think|Guess what), I like to eat {F},” said {A!} (softly|happily|with a smile|).",
            "“When I am (hungry|happy|tired|at home), I like to eat {F},” {A} said (softly|happily|with a smile|).",
            "“(Most of all|Best of all|More than anything), I like to eat {F},” said {A!} (softly|happily|).",
            "{A} thought (of food|for a moment|hard) and said, “I like to eat {F} (so much|very much|a lot).”",
            "{A} (whispered|called), “I like to eat {F}.”",
            "“(One thing is sure|One thing is true|This is true): I like to eat {F},” {A} said (softly|happily|with a smile|).",
            "“Ask (anyone|my friends|everyone), I like to eat {F}!” {A} (cried|called|said) (happily|).",
            "“It may be (funny|silly), but I like to eat {F},” {A} (said|whispered) (happily|with a smile|).",
            "“(Not everyone knows|Some people forget|You must know|Nobody knows|I told you) that I like to eat {F},” {A} said (softly|happily|with a smile|).",
            "“On (cold|warm|quiet|long) days I like to eat {F},” {A} said (with a smile|).",
            "“(Every day|At home|With my friends|On my birthday) I like to eat {F},” said {A!} (softly|happily|with a smile|).",
            "“I like to eat {F}, and (I always will|everyone knows it|so does my family),” {A} said (softly|happily|with a smile|).",
            "“(Believe me|You can be sure), I like to eat {F},” {A} (said|whispered|called) (happily|with a smile|).",
            "{A} said (softly|quietly|happily|with a big smile), “I like to eat {F}.”",
            "“If I (may|can) choose, I like to eat {F} (best|most),” {A} said (softly|happily|with a smile|).",
        ],
        [StoryEventKind.Thank] =
        [
            "“Thank you, {A!}!” (said|cried|called) {B!} (with a smile|happily|).",
            "{then} {B!} thanked {A.him} (very much|with a hug|with a big smile|with a few kind words).",
            "“Thank you (so much|very much|for everything)!” {B!} said to {A.him} (softly|happily|with a smile|).",
            "“That was (very|so|really) (kind|nice) of you,” {B!} said to {A.him} (softly|happily|with a smile|).",
            "{then} {B!} gave {A.him} a (big|warm|) hug to say thank you.",
            "{A} smiled when {B!} said thank you.",
            "“What would I do without you, {A!}?” said {B!} (softly|happily|with a smile|).",
            "“How (kind|nice|good) you are!” {B!} said to {A.him} (softly|happily|with a smile|).",
            "{B!} did not forget to say thank you to {A!}.",
            "“You are (a good friend|so kind|the best), {A!},” said {B!} (with a smile|).",
            "{then} {B!} took the hand of {A!} and (said|whispered), “Thank you (so|very) much.”",
        ],
    };
}
