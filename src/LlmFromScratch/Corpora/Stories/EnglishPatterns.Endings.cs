namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Endings = new()
    {
        [StoryEventKind.CloseAlone] =
        [
            "{A} went home with a smile.",
            "It had been a (good|long|lovely) day, and {A} went home.",
            "“It is time to go home,” {A} said, and off {A.he} went.",
            "{A} was tired now and walked home.",
            "{A} went home and told everyone about the day.",
            "With a light heart, {A} went home.",
            "There was nothing more to do, so {A} went home.",
            "{A} hummed a (little|happy|quiet) song all the way home.",
            "It was not far, and soon {A} was home again.",
            "When {A} came home, {A.he} was still smiling.",
            "“What a day!” {A} said and went home.",
            "{A} looked around one last time and then went home.",
            "Happy and tired, {A} walked home.",
            "The story ends here, for {A} went home.",
            "In the end {A} went home, and that was good too.",
            "At home {A} thought about this day for a long time.",
        ],
        [StoryEventKind.CloseBoth] =
        [
            "{AB} went home with a smile.",
            "It had been a (good|long|lovely) day, and {AB} went home.",
            "“It is time to go home,” {A!} said to {B!}, and off they went.",
            "{AB} were tired now and walked home.",
            "{AB} went home and told everyone about the day.",
            "With a light heart, {AB} went home.",
            "There was nothing more to do, so {AB} went home.",
            "{AB} hummed a (little|happy|quiet) song all the way home.",
            "It was not far, and soon {AB} were home again.",
            "When {AB} came home, they were still smiling.",
            "“What a day!” {A!} said to {B!}, and they went home.",
            "Side by side, {AB} walked home.",
            "Happy and tired, {AB} walked home.",
            "The story ends here, for {AB} went home.",
            "In the end {AB} went home, and that was good too.",
            "{A!} took the hand of {B!}, and they walked home together.",
        ],
        [StoryEventKind.CloseFind] =
        [
            "{A} never forgot that {X!} had been {S}.",
            "“I will never forget that {X!} was {S},” {A} said.",
            "For a long time, {A} still told everyone that {X!} had been {S}.",
            "Who would have thought that the {X.bare} of {A!} had been {S}?",
            "{A} would always remember that {X!} had been {S}.",
            "From then on, {A} always looked {S} first when {A.he} missed {A.his} {X.bare}.",
            "“So {X!} was {S}, of all places,” {A} said and laughed.",
        ],
        [StoryEventKind.ClosePresent] =
        [
            "{B} never forgot that {X!} was a present from {A!}.",
            "“I will never forget that {X!} is from {A!},” {B!} said.",
            "{B} always kept {X!}, for it was a present from {A!}.",
            "Each time {B} looked at {X!}, {B.he} thought of {A!}.",
            "{B} told everyone that {X!} was from {A!}.",
            "For {B.him}, the best thing of the day was {X!} from {A!}.",
            "From then on, {X!} from {A!} was very dear to {B.him}.",
        ],
        [StoryEventKind.CloseHide] =
        [
            "Everyone said that the place that {B!} had found {S} was the best.",
            "Everyone said that {S}, where {B!} had been, was the best place to hide.",
            "They all thought that nobody had hidden better than {B!} {S}.",
            "“The best place to hide was {S},” they all said to {B!}.",
            "Nobody ever forgot how well {B!} had hidden {S}.",
            "The best place of all had been {S}, and {B!} had found it.",
        ],
        [StoryEventKind.CloseCount] =
        [
            "In the evening, {A} remembered that {A.he} had begun with {N.K}.",
            "“At first I had {N.K},” {A} remembered in the evening.",
            "That evening {A} still knew that there had been {N.K} at first.",
            "“Can you believe that I began with {N.K}?” {A} asked in the evening.",
            "When evening came, {A} thought again of the first {N.K}.",
            "“It all began with {N.K},” {A} said in the evening.",
        ],
        [StoryEventKind.CloseAnimal] =
        [
            "From that day on, {J} the {Z.bare} lived with {A!}.",
            "{A} took {J} the {Z.bare} home, and there they lived together.",
            "“You may live with me,” {A} told {J} the {Z.bare}.",
            "From then on, {A!} and {J} the {Z.bare} were always together.",
            "{J} the {Z.bare} found a new home with {A!}.",
            "{A!} and {J} the {Z.bare} were friends and lived together from then on.",
        ],
        [StoryEventKind.CloseDay] =
        [
            "{A} went to bed and slept well.",
            "{A} closed {A.his} eyes and fell asleep.",
            "“Good night,” {A} said and went to bed.",
            "In bed {A} thought about the day, and then {A.he} slept.",
            "{then} {A} fell asleep and dreamed of the day.",
            "It had been a (good|long|lovely) day, and {A} went to bed.",
            "{A} was so tired that {A.he} fell asleep at once.",
            "Good night, {A!}, and sleep well!",
        ],
    };
}
