namespace LlmFromScratch.Corpora.Stories;

/// <content>Things that are counted, and meals.</content>
internal static partial class ChinesePatterns
{
    private static Dictionary<StoryEventKind, string[]> Counting => new()
    {
        [StoryEventKind.Gather] = [
            "{then} {A} 拿来 了 {N.K} 。",
            "{A} 买 了 {N.K} 。",
            "{A} 往 袋子 里 放 了 {N.K} 。",
            "{A} (小心 地|高兴 地|) 把 {N.K} 放 进 袋子 里 。",
            "“ 看 ， 这里 有 {N.K} ！ ” {A} 说着 ， 打开 了 袋子 。",
            "“ 我 有 {N.K} ！ ” {A} (高兴 地|大声|) 说 。",
            "{A} 找 了 好 一会儿 ， 一共 找到 了 {N.K} 。",
        ],
        [StoryEventKind.GiveSome] = [
            "{then} {A} 给 了 {B!} {N.K} 。",
            "{A} 把 {N.K} (送给|交给|递给) 了 {B!} 。",
            "“ 这 {N.K} 给 你 ， {B!} 。 ” {A} 说 。",
            "{B} 从 {A!} 手里 接过 了 {N.K} 。",
            "{A} 让 {B!} 拿走 了 {N.K} 。",
            "“ 我 要 送给 你 {N.K} ！ ” {A} 对 {B!} 说 。",
            "{B} 收到 了 {A!} 给 的 {N.K} 。",
        ],
        [StoryEventKind.EatSome] = [
            "{then} {A} 吃 了 {N.K} 。",
            "{A} (慢慢 地|高兴 地|一口气) 吃 掉 了 {N.K} 。",
            "{A} 肚子 饿 了 ， 吃 了 {N.K} 。",
            "{A} 忍不住 吃 掉 了 {N.K} 。",
            "“ 真 好吃 ！ ” {A} 吃 了 {N.K} 以后 说 。",
            "没 过 多久 ， {N.K} 就 被 {A!} 吃 掉 了 。",
            "{A} 吃 了 {N.K} ， 觉得 很 好吃 。",
        ],
        [StoryEventKind.MoreFound] = [
            "{then} {A} 又 找到 了 {N.K} 。",
            "{A} 又 往 袋子 里 放 了 {N.K} 。",
            "{A} 手里 又 多 了 {N.K} 。",
            "“ 这里 还有 {N.K} ！ ” {A} (高兴 地|大声|) 说 。",
            "{A} 又 拿来 了 {N.K} 。",
            "真 没 想到 ， {A} 又 得到 了 {N.K} 。",
        ],
        [StoryEventKind.NowHas] = [
            "{A} 数 了 数 ， 现在 (一共|) 有 {N.K} 。",
            "现在 {A} (一共|) 有 {N.K} 。",
            "“ 我 现在 有 {N.K} 。 ” {A} 数 了 数 说 。",
            "{A} 打开 袋子 数 了 数 ， 里面 有 {N.K} 。",
            "{A} 又 数 了 一遍 ， 袋子 里 是 {N.K} 。",
            "这 下 {A} (一共|) 有 {N.K} 了 。",
        ],
        [StoryEventKind.Hungry] = [
            "{A} (觉得|忽然|) 饿 了 。",
            "{A!} 的 肚子 咕咕 地 叫 。",
            "“ 我 饿 了 。 ” {A} (小声|大声|) 说 。",
            "{A} 觉得 肚子 空空 的 。",
            "{A} 饿 得 (走 不 动|什么 也 做 不 了) 。",
            "{A} 摸 了 摸 肚子 ， 真 想 吃 东西 。",
            "{A} 很 久 没有 吃 东西 了 ， 肚子 很 饿 。",
        ],
        [StoryEventKind.AskLike] = [
            "“ 你 最 爱 吃 什么 ， {A!} ？ ” {B} 问 。",
            "{B} (笑着|) 问 {A!} ： “ 你 爱 吃 什么 ？ ”",
            "{B} 想 知道 {A!} 爱 吃 什么 。",
            "“ {A!} ， 告诉 我 ， 你 爱 吃 什么 ？ ” {B} 说 。",
            "{B} 看着 {A!} 问 ： “ 你 最 爱 吃 的 东西 是 什么 ？ ”",
            "“ 你 想 吃 什么 ， {A!} ？ ” {B} 问 。",
        ],
        [StoryEventKind.Cook] = [
            "{B} (马上|) 给 {A!} 拿来 了 {F} 。",
            "{B} 为 {A!} 准备 了 好吃 的 {F} 。",
            "“ {A!} ， 这 是 你的 {F} 。 ” {B} 说 。",
            "没 过 多久 ， {B!} 就 给 {A!} 端来 了 {F} 。",
            "“ {F} 来 了 ！ ” {B} 笑着 对 {A!} 说 。",
            "{B} 知道 {A!} 爱 吃 {F} ， 就 端来 了 一些 。",
        ],
        [StoryEventKind.EatFood] = [
            "{A} 把 {F} 全 吃 掉 了 。",
            "{A} 一口 一口 地 吃 {F} ， (吃 得 很 香|真 好吃) 。",
            "“ 这 {F} 真 好吃 ！ ” {A} 一边 吃 一边 说 。",
            "{A} 吃 了 {F} ， 肚子 不 饿 了 。",
            "{A} (高兴 地|大口 大口 地) 吃 起 {F} 来 。",
            "{F} 很 好吃 ， {A} 一下子 就 吃 掉 了 。",
        ],
    };
}
