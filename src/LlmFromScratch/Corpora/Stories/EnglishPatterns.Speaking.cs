namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Speaking = new()
    {
        [StoryEventKind.Greet] =
        [
            "“Hello, {B!}!” {A} said (with a smile|happily|).",
            "{A} said hello to {B!}.",
            "{A} waved to {B!} and called, “Hello!”",
            "“How nice to see you, {B!}!” {A} said.",
            "{A} gave {B!} a big smile and said hello.",
            "“There you are, {B!}!” {A} called (happily|).",
            "“How are you, {B!}?” asked {A!} with a smile.",
        ],
        [StoryEventKind.Advise] =
        [
            "“You should listen to your {L},” {B!} told {A.him}.",
            "{B!} told {A.him}, “Always listen to your {L}.”",
            "“Just listen to your {L},” {B!} said to {A.him}.",
            "“If you do not know what to do, listen to your {L},” {B!} told {A.him}.",
            "“Never forget to listen to your {L},” {B!} said to {A.him}.",
            "{B!} smiled at {A.him} and said, “It is good to listen to your {L}.”",
            "“It is always wise to listen to your {L},” {B!} told {A.him}.",
            "“{A!}, please listen to your {L},” said {B!}.",
            "{B!} looked at {A.him} and said, “Stop for a moment and listen to your {L}.”",
            "“Be brave and listen to your {L}!” {B!} told {A.him}.",
            "{A} asked what to do, and {B!} said, “First of all, listen to your {L}.”",
            "“Take your time and listen to your {L},” {B!} said to {A.him}.",
        ],
        [StoryEventKind.SayLike] =
        [
            "“I like to eat {F},” {A} said.",
            "{A} said, “I like to eat {F}.”",
            "“I like to eat {F} best of all,” {A} said.",
            "“I like to eat {F} every day,” {A} said (with a smile|).",
            "“Did you know that I like to eat {F}?” {A} asked.",
            "{A} smiled and said, “I like to eat {F}.”",
            "“You know, I like to eat {F},” said {A!}.",
            "“When I am hungry, I like to eat {F},” {A} said.",
            "“Most of all, I like to eat {F},” said {A!}.",
            "{A} thought of food and said, “I like to eat {F} so much.”",
            "{A} told everyone, “I like to eat {F}.”",
            "“There is one thing to know about me: I like to eat {F},” {A} said.",
        ],
        [StoryEventKind.Thank] =
        [
            "“Thank you, {A!}!” said {B!}.",
            "{B!} thanked {A.him} (very much|with a hug|with a big smile).",
            "“Thank you so much!” {B!} told {A.him}.",
            "“That was very kind of you,” {B!} said to {A.him}.",
            "{B!} gave {A.him} a hug to say thank you.",
            "{A} smiled when {B!} said thank you.",
            "“What would I do without you, {A!}?” said {B!}.",
        ],
    };

    private static readonly Dictionary<StoryEventKind, string[]> Background = new()
    {
        [StoryEventKind.Outdoors] =
        [
            "A bird sang its little song.",
            "A butterfly flew by.",
            "Somewhere a frog called.",
            "A bee hummed and was gone.",
            "A leaf fell without a sound.",
            "Two birds flew over the path.",
            "High up, a bird called.",
            "There were small tracks on the ground.",
            "A snail crossed the path, very slowly.",
            "Far away, somebody laughed.",
            "The air smelled of flowers.",
            "A long line of ants crossed the path.",
            "Now and then, a bird called.",
            "For a moment, everything was quiet.",
            "A feather lay on the ground.",
            "Somebody sang far away.",
            "A butterfly sat on a yellow flower.",
            "Three little birds sat in a row.",
            "Not a sound could be heard.",
            "The path was full of small stones.",
            "A big beetle hurried away.",
        ],
        [StoryEventKind.Indoors] =
        [
            "A fly hummed and hummed.",
            "Somewhere a door creaked.",
            "The floor creaked a little.",
            "It smelled of old wood.",
            "A spider sat in its web.",
            "Dust danced in the light.",
            "It was so quiet that every step could be heard.",
            "Somebody laughed behind a closed door.",
            "A moth flew around the room.",
            "There was a lot of dust on the floor.",
            "Somewhere, somebody hummed a song.",
            "A beetle crossed the floor, very slowly.",
            "Something creaked, but it was only the wood.",
            "Steps could be heard, and then it was quiet again.",
            "It was a good place to dream.",
            "The old walls had heard many stories.",
            "A feather lay on the floor.",
        ],
    };
}
