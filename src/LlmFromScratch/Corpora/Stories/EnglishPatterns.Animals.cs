namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Animals = new()
    {
        [StoryEventKind.Meet] =
        [
            "{then} {A} (met|saw) {Z.a}.",
            "{then} {A} saw {Z.a} and (said hello|called softly|waved) to it.",
            "There was {Z.a}, and it looked at {A.him}.",
            "{Z.a} came (closer|slowly closer|quietly closer) and looked at {A.him}.",
            "Something moved, and {A} saw {Z.a}.",
            "“(Look|See|Oh), {Z.a}!” {A} (whispered|said|called) (happily|).",
            "{then} {A} heard a (small|funny|strange) sound and saw {Z.a}.",
            "(Suddenly|All at once) {Z.a} (stood|sat) in front of {A.him}.",
            "“Hello, who are you?” {A} asked {Z.a}.",
            "{then} {A} (turned|looked) around, and there was {Z.a}.",
        ],
        [StoryEventKind.AnimalHungry] =
        [
            "{Z} looked (very|rather|so) hungry.",
            "“You (look|must be) hungry,” {A} (told|said to) {Z} (kindly|softly|quietly|).",
            "{A} could (tell|see) that {Z} was hungry.",
            "{Z} looked at {A.him} with (hungry|sad and hungry|big and hungry) eyes.",
            "“Are you hungry?” {A} asked {Z} (softly|kindly|).",
            "{Z} had not had any food for (a long time|days).",
            "{Z} was so hungry that it could not (sit still|sleep).",
            "“(Poor|Dear) {Z.bare}, are you hungry?” {A} asked (kindly|softly|quietly|).",
            "It was easy to (see|tell) that {Z} was (very|) hungry.",
        ],
        [StoryEventKind.Fetch] =
        [
            "{then} {A} (quickly|gladly|) got {F.some} for {Z}.",
            "{then} {A} (ran|went|hurried) off and came back with {F.some} for {Z}.",
            "“I (have|will get you|can give you) {F.some},” {A} (told|said to) {Z} (kindly|softly|quietly|).",
            "{then} {A} looked for something to eat and found {F.some} for {Z}.",
            "{then} {A} (brought|got) {F.some} because {Z} was hungry.",
            "{Z} (waited|sat still) while {A} got {F.some}.",
            "For {Z}, {A} (got|found) {F.some}.",
            "“(Wait|Stay) here,” {A} (told|said to) {Z} and came back with {F.some}.",
            "{then} {A} (took|got) {F.some} out of a bag for {Z}.",
        ],
        [StoryEventKind.Feed] =
        [
            "{then} {A} gave the {F} to {Z}, and it ate (and ate|it all|happily).",
            "{then} {Z} ate the {F} from the hand of {A!}.",
            "{then} {A} fed the {F} to {Z}.",
            "{then} {Z} ate (all|every bit) of the {F} that {A} gave it.",
            "“(Here|Come), eat the {F},” {A} (told|said to) {Z}, and it did.",
            "{then} {A} held out the {F}, and {Z} ate (slowly|happily|).",
            "{Z} (liked|loved) the {F} that {A} gave it and ate (every bit|it all).",
            "Bite after bite, {Z} ate the {F} that {A} held out.",
            "“I got the {F} for you,” {A} (told|said to) {Z}, and it (began to eat|ate at once).",
        ],
        [StoryEventKind.NameIt] =
        [
            "“I will call you {J},” {A} (told|said to) {Z} (kindly|softly|with a smile|).",
            "{then} {A} called {Z} {J}.",
            "“Your name (is|will be) {J} (now|from now on),” {A} (told|said to) {Z} (kindly|softly|with a smile|).",
            "{then} {A} gave {Z} a name, and the name was {J}.",
            "“{J} is a (good|lovely|nice) name for you,” {A} (told|said to) {Z} (kindly|softly|with a smile|).",
            "{then} {A} thought of a (good|lovely|nice) name for {Z}: it was {J}.",
            "“Do you like the name {J}?” {A} asked {Z} (softly|kindly|).",
            "“You look like a {J},” {A} (said|whispered) to {Z} (kindly|with a smile|).",
            "From (then|that day) on, {A} called {Z} {J}.",
        ],
        [StoryEventKind.Follow] =
        [
            "{then} {A} (went|walked|ran) to {P}, and {J} followed {A.him!}.",
            "{then} {J} followed {A.him} (all the way|happily|) to {P}.",
            "Together with {J}, {A} (walked|ran|went) to {P}.",
            "“Come with me to {P},” {A} said, and {J} (came along|followed).",
            "When {A} (went|walked|ran) to {P}, {J} (went there|came along) too.",
            "{A} did not (go|walk) to {P} alone, for {J} (came along|came too|followed).",
            "{then} {A} took {J} along to {P}.",
            "Side by side, {A} and {J} (walked|went|wandered) to {P}.",
            "“Shall we go to {P}, {J}?” {A} asked, and (off they went|so they did).",
        ],
        [StoryEventKind.AnimalSleeps] =
        [
            "{then} {J} fell asleep {S}.",
            "{then} {J} lay down and (slept|fell asleep) {S}.",
            "{S}, {J} closed its eyes and (slept|fell asleep).",
            "{J} was (very|rather|so|) tired and (slept|fell asleep) {S}.",
            "{then} {J} found a (good|nice|quiet) place {S} and (soon|) fell asleep.",
            "“Look, {J} is sleeping {S},” somebody (whispered|said).",
            "{J} (liked|loved) it {S} and was soon (asleep|sleeping).",
            "Before long, {J} was (asleep|sleeping) {S}.",
            "“Sleep well, {J},” somebody whispered, for it (lay|was asleep) {S}.",
        ],
    };
}
