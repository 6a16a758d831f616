namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Weathers = new()
    {
        [StoryEventKind.Plan] =
        [
            "{AB} wanted to {V.base}.",
            "“Let us {V.base} here,” {A!} said to {B!}.",
            "{AB} had a plan: they would {V.base}.",
            "“Shall we {V.base}?” {A!} asked {B!}.",
            "{A!} had a plan to {V.base} with {B!}.",
            "“This is a good place to {V.base},” {A!} said to {B!}.",
            "{AB} thought that it would be fun to {V.base}.",
        ],
        [StoryEventKind.Turn] =
        [
            "Suddenly, the {W} came.",
            "But then the {W} came, and nobody was ready for it.",
            "The sky became dark, and the {W} was there.",
            "“Oh no, the {W} is coming!” somebody cried.",
            "Nobody had thought of the {W}, but now it came.",
            "From far away came the {W}, closer and closer.",
            "All at once, the weather changed, and the {W} came.",
        ],
        [StoryEventKind.Shelter] =
        [
            "{AB} ran to {P} to be safe from the {W}.",
            "“Quick, to {P}!” {A!} called to {B!}, and they ran from the {W}.",
            "{AB} hurried to {P}, where the {W} could not follow.",
            "To be safe from the {W}, {AB} ran to {P}.",
            "{A!} took the hand of {B!}, and they ran from the {W} to {P}.",
            "The {W} was so bad that {AB} ran to {P}.",
            "Away from the {W} they ran, and soon {AB} were {P.in}.",
        ],
        [StoryEventKind.Wait] =
        [
            "{AB} waited and waited.",
            "{AB} sat down and waited (side by side|for a long time|).",
            "“We must wait,” {A!} said to {B!}.",
            "There was nothing to do but wait, so {AB} sat down.",
            "“How long must we wait?” {A!} asked {B!}.",
            "{A!} talked with {B!} while they waited.",
            "{AB} looked outside and waited.",
        ],
        [StoryEventKind.Clear] =
        [
            "{then} the {W} was over.",
            "At last the {W} was gone.",
            "The {W} was over as suddenly as it had come.",
            "“Look, the {W} is over!” somebody called.",
            "Slowly, very slowly, the {W} went away.",
            "Even the {W} had to end, and now it was over.",
            "The sky became bright again, and the {W} was gone.",
        ],
        [StoryEventKind.AtLast] =
        [
            "At last {AB} could {V.base}.",
            "Now {AB} could {V.base} after all.",
            "“Now we can {V.base}!” {A!} said to {B!}.",
            "At last the time had come to {V.base}, and {AB} did.",
            "So {AB} {V.past} after all.",
            "{AB} had waited long enough, and now they {V.past}.",
            "Nobody had forgotten the plan, and {AB} {V.past}.",
        ],
    };
}
