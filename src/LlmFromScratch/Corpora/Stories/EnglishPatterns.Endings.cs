namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Endings = new()
    {
        [StoryEventKind.CloseAlone] =
        [
            "{A} (went|walked) home with a (happy|big|) smile.",
            "It had been a (good|long|fine|lovely) day, and {A} (went|walked|wandered) home.",
            "“(It is|Now it is) time to go home,” {A} (said|thought), and off {A.he} went.",
            "{A} was (tired|very tired) now and (walked|went) home.",
            "{A} went home and told (everyone|everybody) about the day.",
            "With a (light|happy) heart, {A} (went|walked) home.",
            "There was nothing (more|else) to do, so {A} (went|walked) home.",
            "{A} hummed a (little|happy|quiet) song (all the way|and walked) home.",
            "It was not (far|a long way), and soon {A} was home again.",
            "When {A} came home, {A.he} was still (smiling|humming).",
            "“What a (good|lovely|) day!” {A} said and (went|walked) home.",
            "{A} looked around (one last time|once more) and then (went|walked) home.",
            "(Happy|Quiet) and tired, {A} (walked|went) home.",
            "(The|This|Our) story ends here, for {A} (went|walked) home.",
            "In the end {A} went home, and that was (good|fine) too.",
            "At home {A} (thought|dreamed) about this day for a long time.",
        ],
        [StoryEventKind.CloseAll] =
        [
            "All three (went|walked) home: {ABC}.",
            "{ABC} all (went|walked|wandered) home (together|side by side|).",
            "It had been a (good|long|fine|lovely) day for {ABC}, and all three (went|walked) home.",
            "“(It is|Now it is) time to go home,” {A!} (said|called) to {B!} and {C!}, and (off they went|so they did).",
            "{ABC} were all (tired|very tired) and (walked|went) home.",
            "The (road|way) home was not long for {ABC}, for three can (laugh|talk|sing) more than two.",
            "With a (light|happy) heart, {A!} went home, and so did {B!} and {C!}.",
            "“What a (good|lovely|) day!” {A!} (said|called) to {B!} and {C!}, and all three (walked|went) home.",
            "Home they went, all three of them: {ABC}.",
            "{ABC} said goodbye to each other, and (everyone|everybody) (walked|went) home.",
        ],
        [StoryEventKind.CloseBoth] =
        [
            "{AB} (went|walked) home with a (happy|big|) smile.",
            "It had been a (good|long|fine|lovely) day, and {AB} (went|walked|wandered) home.",
            "“(It is|Now it is) time to go home,” {A!} (said|called|whispered) to {B!}, and (off they went|so they did).",
            "{AB} were (tired|very tired) now and (walked|went) home.",
            "{AB} (went|walked) home and told (everyone|everybody) (about the day|what they had done).",
            "With a (light|happy) heart, {AB} (went|walked) home.",
            "There was nothing (more|else) to do, so {AB} (went|walked) home.",
            "{AB} hummed a (little|happy|quiet) song (all the way|and walked) home.",
            "It was not (far|a long way), and soon {AB} were home again.",
            "When {AB} came home, they were still (smiling|humming|laughing).",
            "“What a (good|lovely|) day!” {A!} said to {B!}, and they (went|walked) home.",
            "Side by side, {AB} (walked|went|wandered) home.",
            "(Happy|Quiet) and tired, {AB} (walked|went) home.",
            "(The|This|Our) story ends here, for {AB} (went|walked) home.",
            "In the end {AB} (went|walked) home, and that was (good|fine|nice) too.",
            "{A!} took the hand of {B!}, and they (walked|went|ran) home (together|).",
            "(Talking|Laughing|Singing) all the way, {AB} (went|walked) home.",
            "“Shall we go home?” {A!} asked {B!}, and (off they went|so they did).",
        ],
        [StoryEventKind.CloseFind] =
        [
            "{A} never forgot that {X!} had been {S}.",
            "“I will never forget that {X!} was {S},” {A} said (happily|softly|with a smile|).",
            "For a long time, {A} still told (everyone|everybody) that {X!} had been {S}.",
            "Who would have (thought|believed) that the {X.bare} of {A!} (had been|was) {S}?",
            "{A} would (always|long) remember that {X!} had been {S}.",
            "From (then|that day) on, {A} always looked {S} first when {A.he} missed {A.his} {X.bare}.",
            "“So {X!} was {S}, of all places,” {A} (said|thought) and (laughed|smiled).",
            "“Next time I will look {S} first,” {A} said and held {X!} tight.",
            "{A} (often|always) laughed about the day when {X!} had been {S}.",
        ],
        [StoryEventKind.ClosePresent] =
        [
            "{B} never forgot that {X!} was a present from {A!}.",
            "“I will never forget that {X!} is from {A!},” {B!} said (happily|softly|with a smile|).",
            "{B} (always|gladly) kept {X!}, for it was a present from {A!}.",
            "(Each|Every) time {B} looked at {X!}, {B.he} thought of {A!}.",
            "{B} told (everyone|everybody) that {X!} was from {A!}.",
            "For {B.him}, the best thing of the day was {X!} from {A!}.",
            "From then on, {X!} from {A!} was very dear to {B.him}.",
            "“{A!} gave me {X!},” {B!} (often|always) said (with a smile|happily|).",
            "The (best|nicest) present for {B.him} was (always|still) {X!} from {A!}.",
        ],
        [StoryEventKind.CloseHide] =
        [
            "{A!} said that the place that {B!} had found {S} was the best.",
            "{A!} (said|thought) that {S}, where {B!} had been, was the best place to hide.",
            "{A!} (thought|said) that nobody had (ever|) hidden better than {B!} {S}.",
            "“The best place to hide was {S},” {A!} (said to|told) {B!}.",
            "Nobody ever forgot how well {B!} had hidden {S}.",
            "The best place (of all|to hide) had been {S}, and {B!} had found it.",
            "“{S} is the best place of all, {B!},” {A!} said.",
            "For a (long time|while), {A!} (still|) talked about {B!} {S}.",
        ],
        [StoryEventKind.CloseCount] =
        [
            "In the evening, {A} remembered that {A.he} had begun with {N.K}.",
            "“At first I had {N.K},” {A} remembered in the evening.",
            "That evening {A} (still|) knew that there had been {N.K} at first.",
            "“Can you believe that I began with {N.K}?” {A} asked in the evening.",
            "That evening {A} thought (again|once more) of the first {N.K}.",
            "“It all began with {N.K},” {A} said in the evening.",
            "“There were {N.K} at first,” {A} told (everyone|everybody) that evening.",
            "The day had begun with {N.K}, {A} remembered in the evening.",
        ],
        [StoryEventKind.CloseAnimal] =
        [
            "From that day on, {J} the {Z.bare} lived with {A!}.",
            "{A} took {J} the {Z.bare} home, and there they lived (together|side by side).",
            "“You (may|can) live with me,” {A} told {J} the {Z.bare}.",
            "From then on, {A!} and {J} the {Z.bare} were always together.",
            "{J} the {Z.bare} found a (new|good) home with {A!}.",
            "{A!} and {J} the {Z.bare} were friends and lived together from then on.",
            "“My home is your home,” {A} (told|said to) {J} the {Z.bare}.",
            "Every day from then on, {J} the {Z.bare} (woke up|slept) in the home of {A!}.",
        ],
        [StoryEventKind.CloseDay] =
        [
            "{A} went to bed and slept (well|all night|).",
            "{A} closed {A.his} eyes and fell asleep (at once|).",
            "“Good night,” {A} (said|whispered) and went to bed.",
            "In bed {A} thought (about the day|of many things), and then {A.he} (slept|fell asleep).",
            "{then} {A} fell asleep and dreamed of the day.",
            "It had been a (good|long|lovely) day, and {A} went to bed.",
            "{A} was so (tired|sleepy) that {A.he} fell asleep (at once|before long).",
            "Good night, {A!}, (and|) sleep well!",
            "“(What a|It was a) (good|long|lovely) day,” {A} (said|whispered) and fell asleep.",
            "Soon {A} was in bed and dreamed (of the day|a good dream).",
        ],
    };
}
