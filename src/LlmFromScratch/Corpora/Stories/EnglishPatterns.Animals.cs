namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Animals = new()
    {
        [StoryEventKind.Meet] =
        [
            "{then} {A} met {Z.a}.",
            "{A} saw {Z.a} and said hello to it.",
            "There was {Z.a}, and it looked at {A.him}.",
            "{Z.a} came closer and looked at {A.him}.",
            "Something moved, and {A} saw {Z.a}.",
            "“Look, {Z.a}!” {A} (whispered|said|called).",
            "{A} heard a (small|funny) sound and saw {Z.a}.",
            "Suddenly {Z.a} stood in front of {A.him}.",
        ],
        [StoryEventKind.AnimalHungry] =
        [
            "{Z} looked (very|rather|so) hungry.",
            "“You look hungry,” {A} said to {Z}.",
            "{A} could tell that {Z} was hungry.",
            "{Z} looked at {A.him} with hungry eyes.",
            "“Are you hungry?” {A} asked {Z}.",
            "{Z} had not had any food for a long time.",
            "{Z} was so hungry that it could not sit still.",
        ],
        [StoryEventKind.Fetch] =
        [
            "{then} {A} got {F.some} for {Z}.",
            "{A} ran off and came back with {F.some} for {Z}.",
            "“I have {F.some} for you,” {A} told {Z}.",
            "{A} looked for something to eat and found {F.some} for {Z}.",
            "{A} brought {F.some} because {Z} was hungry.",
            "{Z} waited while {A} got {F.some}.",
            "For {Z}, {A} got {F.some}.",
        ],
        [StoryEventKind.Feed] =
        [
            "{A} gave the {F} to {Z}, and it ate and ate.",
            "{Z} ate the {F} from the hand of {A!}.",
            "{then} {A} fed the {F} to {Z}.",
            "{Z} ate all of the {F} that {A} gave it.",
            "“Here, eat the {F},” {A} said to {Z}, and it did.",
            "{A} held out the {F}, and {Z} ate (slowly|happily|).",
            "{Z} liked the {F} that {A} gave it and ate every bit.",
        ],
        [StoryEventKind.NameIt] =
        [
            "“I will call you {J},” {A} told {Z}.",
            "{then} {A} called {Z} {J}.",
            "“Your name is {J} now,” {A} said to {Z}.",
            "{A} gave {Z} a name, and the name was {J}.",
            "“{J} is a good name for you,” {A} told {Z}.",
            "{A} thought of a name for {Z}: it was {J}.",
            "“Do you like the name {J}?” {A} asked {Z}.",
        ],
        [StoryEventKind.Follow] =
        [
            "{then} {A} went to {P}, and {J} followed {A.him!}.",
            "{J} followed {A.him} (all the way|) to {P}.",
            "Together with {J}, {A} (walked|ran) to {P}.",
            "“Come with me to {P},” {A} said, and {J} came along.",
            "When {A} went to {P}, {J} went there too.",
            "{A} did not go to {P} alone, for {J} came along.",
            "{A} took {J} along to {P}.",
        ],
        [StoryEventKind.AnimalSleeps] =
        [
            "{then} {J} fell asleep {S}.",
            "{J} lay down and slept {S}.",
            "{S}, {J} closed its eyes and slept.",
            "{J} was tired and slept {S}.",
            "{J} found a good place {S} and fell asleep.",
            "“Look, {J} is sleeping {S},” somebody whispered.",
            "{J} liked it {S} and was soon asleep.",
        ],
    };
}
