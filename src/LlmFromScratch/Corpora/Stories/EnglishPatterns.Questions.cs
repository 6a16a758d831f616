namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Questions = new()
    {
        [StoryEventKind.QuestionSpot] = ["Where is {X!}?", "Where is {X!} now?"],
        [StoryEventKind.AnswerSpot] = ["{X!} is {S}.", "{X!} is {S} now."],
        [StoryEventKind.QuestionPlaceOfThing] = ["In which place is {X!}?", "In which place is {X!} now?"],
        [StoryEventKind.AnswerPlaceOfThing] = ["{X!} is {P.in}.", "{X!} is {P.in} now."],
        [StoryEventKind.QuestionWho] = ["Who has {X!}?", "Who has {X!} now?"],
        [StoryEventKind.AnswerWho] = ["{A!} has {X!}.", "{A!} has {X!} now."],
        [StoryEventKind.QuestionPlace] = ["Where is {A!}?", "Where is {A!} now?"],
        [StoryEventKind.AnswerPlace] = ["{A!} is {P.in}.", "{A!} is {P.in} now."],
        [StoryEventKind.QuestionMany] = ["How many {K} does {A!} have?", "How many {K} does {A!} have now?"],
        [StoryEventKind.AnswerMany] = ["{A!} has {N.K}.", "{A!} has {N.K} now."],
        [StoryEventKind.QuestionBefore] = ["Where was {A!} before {A.he} went to {P}?", "Where was {A!} before {A.he} came to {P}?"],
        [StoryEventKind.AnswerBefore] = ["Before that, {A!} was {Q.in}.", "{A!} was {Q.in} before."],
        [StoryEventKind.QuestionAfter] = ["Where did {A!} go after {A.he} was {P.in}?", "Where did {A!} go from {P}?"],
        [StoryEventKind.AnswerAfter] = ["After {P}, {A!} went to {Q}.", "From {P}, {A!} went to {Q}."],
        [StoryEventKind.QuestionLike] = ["What does {A!} like to eat?", "What does {A!} like to eat most?"],
        [StoryEventKind.AnswerLike] = ["{A!} likes to eat {F}.", "{A!} likes to eat {F} most."],
    };
}
