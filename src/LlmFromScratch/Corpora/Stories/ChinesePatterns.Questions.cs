namespace LlmFromScratch.Corpora.Stories;

/// <content>Questions about a story, and their answers.</content>
internal static partial class ChinesePatterns
{
    private static Dictionary<StoryEventKind, string[]> Questions => new()
    {
        [StoryEventKind.QuestionSpot] = ["{X!} 在 哪里 ？", "在 哪里 可以 找到 {X!} ？"],
        [StoryEventKind.AnswerSpot] = ["{X!} 在 {S} 。", "在 {S} 可以 找到 {X!} 。"],
        [StoryEventKind.QuestionPlaceOfThing] = ["{X!} 现在 在 哪个 地方 ？", "哪个 地方 有 {X!} ？"],
        [StoryEventKind.AnswerPlaceOfThing] = ["{X!} 现在 在 {P.in} 。", "{X!} 就 在 {P.in} 。"],
        [StoryEventKind.QuestionWho] = ["谁 有 {X!} ？", "{X!} 在 谁 那里 ？"],
        [StoryEventKind.AnswerWho] = ["{A!} 有 {X!} 。", "{X!} 在 {A!} 那里 。"],
        [StoryEventKind.QuestionPlace] = ["{A!} 在 哪里 ？", "{A!} 现在 在 什么 地方 ？"],
        [StoryEventKind.AnswerPlace] = ["{A!} 在 {P.in} 。", "{A!} 现在 在 {P.in} 。"],
        [StoryEventKind.QuestionMany] = ["{A!} 有 多少 {K} ？", "{A!} 那里 一共 有 多少 {K} ？"],
        [StoryEventKind.AnswerMany] = ["{A!} 有 {N.K} 。", "{A!} 那里 一共 有 {N.K} 。"],
        [StoryEventKind.QuestionBefore] = ["{A!} 到 {P.in} 去 以前 在 哪里 ？", "来到 {P.in} 以前 ， {A!} 在 什么 地方 ？"],
        [StoryEventKind.AnswerBefore] = ["{A!} 到 {P.in} 去 以前 在 {Q.in} 。", "来到 {P.in} 以前 ， {A!} 在 {Q.in} 。"],
        [StoryEventKind.QuestionAfter] = ["{A!} 从 {P.in} 到 哪里 去 了 ？", "{A!} 在 {P.in} 待 过 以后 ， 去 了 哪里 ？"],
        [StoryEventKind.AnswerAfter] = ["{A!} 从 {P.in} 到 {Q.in} 去 了 。", "{A!} 在 {P.in} 待 过 以后 ， 到 {Q.in} 去 了 。"],
        [StoryEventKind.QuestionLike] = ["{A!} 喜欢 吃 什么 ？", "{A!} 喜欢 吃 的 是 什么 ？"],
        [StoryEventKind.AnswerLike] = ["{A!} 喜欢 吃 {F} 。", "{A!} 喜欢 吃 的 是 {F} 。"],
    };
}
