namespace LlmFromScratch.Corpora.Stories;

/// <content>A plan that the weather spoils.</content>
internal static partial class ChinesePatterns
{
    private static Dictionary<StoryEventKind, string[]> Plans => new()
    {
        [StoryEventKind.Plan] = [
            "{AB} (都|很|都 很|) 想 {V.base} 。",
            "“ 我们 来 {V.base} 吧 ！ ” {A} 对 {B!} 说 。",
            "{AB} 决定 {V.base} 。",
            "{AB} 一直 想 {V.base} 。",
            "“ {B!} ， 你 想 {V.base} 吗 ？ ” {A} 问 ， {B!} 马上 说 想 。",
            "{AB} 正 准备 {V.base} 。",
            "{A} 想 和 {B!} 一起 {V.base} 。",
        ],
        [StoryEventKind.Turn] = [
            "(可是|忽然) ， {W} 来 了 。",
            "天气 变 坏 了 ， {W} 来 了 。",
            "天空 一下子 变 了 样子 ， {W} 来 了 。",
            "谁 也 没 想到 ， {W} 来 得 这么 快 。",
            "“ 快 看 ， {W} 来 了 ！ ” 有人 叫 道 。",
            "从 远处 来 了 {W} ， 一下子 就 到 了 这里 。",
            "不 好 ， {W} 来 了 ！",
        ],
        [StoryEventKind.Shelter] = [
            "{AB} (赶快|急忙|马上|) 跑到 {P.in} 躲 {W} 。",
            "{AB} 跑到 {P.in} ， {W} 就 进 不 来 了 。",
            "“ 快 到 {P.in} 去 ， 那里 没有 {W} ！ ” {A} 对 {B!} 说 ， 两 个 人 跑 了 起来 。",
            "为了 躲 {W} ， {AB} 跑到 {P.in} 。",
            "{W} 来 得 急 ， {AB} 一直 跑到 {P.in} 才 停 。",
            "{A} 拉着 {B!} 的 手 跑到 {P.in} ， 不 怕 {W} 了 。",
        ],
        [StoryEventKind.Wait] = [
            "{AB} (静静 地|安静 地|) 等 了 (很 久|好 一会儿) 。",
            "“ 我们 等 一 等 吧 。 ” {A} 对 {B!} 说 。",
            "{AB} 看着 外面 ， 静静 地 等着 。",
            "{AB} 一边 等 一边 (说话|数数) 。",
            "{A} 和 {B!} 什么 也 不 做 ， 只是 等着 。",
            "{AB} 等 啊 等 ， 等 了 很 久 。",
            "“ 还 要 等 多久 ？ ” {A} 问 {B!} 。",
        ],
        [StoryEventKind.Clear] = [
            "(终于|后来|最后) ， {W} 过去 了 。",
            "外面 终于 没有 {W} 了 。",
            "天空 又 亮 了 ， {W} 不见 了 。",
            "“ {W} 过去 了 ！ ” 有人 高兴 地 叫 道 。",
            "天气 又 变 好 了 ， {W} 一点 也 没有 了 。",
            "{W} 来 得 快 ， 去 得 也 快 。",
            "{W} 走 了 ， 外面 又 安静 了 。",
        ],
        [StoryEventKind.AtLast] = [
            "{AB} 终于 可以 {V.base} 了 。",
            "现在 {AB} 可以 {V.base} 了 。",
            "“ 现在 我们 可以 {V.base} 了 ！ ” {A} 对 {B!} 说 。",
            "{A} 和 {B!} 等 了 这么 久 ， 最后 还是 {V.past} 。",
            "“ 终于 可以 {V.base} 了 ， {B!} ！ ” {A} 说 。",
            "等 到 现在 ， {AB} 终于 {V.past} 。",
            "{AB} 没有 忘记 要 做 的 事 ， 终于 {V.past} 。",
        ],
    };
}
