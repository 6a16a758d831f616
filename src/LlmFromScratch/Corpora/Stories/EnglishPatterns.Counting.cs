namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Counting = new()
    {
        [StoryEventKind.Gather] =
        [
            "{then} {A} got {N.K}.",
            "{A} put {N.K} into a bag.",
            "{A} filled a bag with {N.K}.",
            "“I will take {N.K},” {A} said, and so {A.he} did.",
            "There were many {K}, and {A} took {N} of them.",
            "{A} chose {N.K}, the best of all.",
            "{A} wanted some {K} and got {N}.",
        ],
        [StoryEventKind.GiveSome] =
        [
            "{then} {A} gave {N} of the {K} to {B!}.",
            "{A} gave {B!} {N.K}.",
            "“Here, take {N.K},” {A} said to {B!}.",
            "{B!} got {N.K} from {A.him}.",
            "{A} shared the {K}, and {B!} got {N}.",
            "{B!} asked for some {K}, and {A!} gave {B.him!} {N}.",
            "“I have {N.K} for you,” {A} told {B!}.",
        ],
        [StoryEventKind.EatSome] =
        [
            "{then} {A} ate {N.K}.",
            "{then} {A} ate {N} of the {K}.",
            "“These {K} look good,” {A} said and ate {N}.",
            "{A} could not wait and ate {N.K}.",
            "{A} sat down with the {K} and ate {N}.",
            "{A} tried the {K} and ate {N} of them.",
            "“I would like to try the {K},” {A} said and ate {N}.",
        ],
        [StoryEventKind.MoreFound] =
        [
            "{A} wanted more {K} and got {N}.",
            "There were more {K}, and {A} took {N} of them.",
            "“I need more {K},” {A} said and got {N}.",
            "{A} looked around for more {K} and found {N}.",
            "It was easy to find more {K}, and {A} took {N}.",
            "Nobody can have too many {K}, so {A} got {N} more.",
            "“Some more {K} would be nice,” {A} said and took {N}.",
        ],
        [StoryEventKind.NowHas] =
        [
            "{A} counted, and now {A.he} had {N.K}.",
            "Now {A} had {N.K}.",
            "“Now I have {N.K},” {A} said.",
            "{A} counted the {K} and came to {N}.",
            "“How many {K} do I have?” {A} asked and counted to {N}.",
            "That made {N.K} for {A.him}.",
            "{A} counted twice, and both times it was {N.K}.",
            "In all, {A} had {N.K} now.",
        ],
    };

    private static readonly Dictionary<StoryEventKind, string[]> Meals = new()
    {
        [StoryEventKind.Hungry] =
        [
            "{A} was (very|rather|really) hungry.",
            "“I am so hungry!” {A} said (with a sigh|).",
            "All at once, {A} felt hungry.",
            "{A} could only think of food, so hungry was {A.he}.",
            "“Is there something to eat?” asked {A!}, who was hungry.",
            "{A} was so hungry that {A.he} could not sit still.",
            "“I would like to eat something,” said {A!}.",
        ],
        [StoryEventKind.AskLike] =
        [
            "“What do you like to eat?” {B!} asked {A.him}.",
            "“Tell me what you like to eat,” {B!} said to {A.him}.",
            "“{A!}, what do you like to eat most of all?” asked {B!}.",
            "{B!} asked {A.him}, “What food do you like best?”",
            "“What would you like to eat?” {B!} asked {A.him} (with a smile|).",
            "“What shall I bring you to eat?” {B!} asked {A.him}.",
            "{B!} wanted to know what food {A!} liked best.",
        ],
        [StoryEventKind.Cook] =
        [
            "{then} {B!} brought {A.him} {F.some}.",
            "{then} {B!} got {F.some} for {A!}.",
            "{B!} put {F.some} on a plate for {A!}.",
            "“Look, I have {F.some} for you,” {B!} told {A.him}.",
            "{B!} went away and came back with {F.some} for {A!}.",
            "“Let me give you {F.some},” {B!} said to {A.him}.",
            "{B!} knew what {A!} liked and brought {F.some}.",
        ],
        [StoryEventKind.EatFood] =
        [
            "{A} ate the {F} (slowly|happily|).",
            "{then} {A} sat down and ate {F.some}.",
            "{A} ate all of the {F}.",
            "The {F} tasted very good to {A.him}.",
            "{A} took a big bite of the {F} and smiled.",
            "{A} ate the {F} and was not hungry any more.",
            "“That was good,” {A} said after the {F}.",
        ],
    };
}
