namespace LlmFromScratch.Corpora.Stories;

/// <content>An animal that becomes a friend.</content>
internal static partial class ChinesePatterns
{
    private static Dictionary<StoryEventKind, string[]> Animals => new()
    {
        [StoryEventKind.Meet] = [
            "{then} {A} (忽然|) 看见 了 {Z.a} 。",
            "{A} 遇见 了 {Z.a} 。",
            "{Z.a} (慢慢 地|静静 地|) 向 {A!} 走 了 过来 。",
            "“ 看 ， 那里 有 {Z.a} ！ ” {A} (小声|高兴 地|) 说 。",
            "{A} (听见 一点 声音|转身 一 看) ， 原来 是 {Z.a} 。",
            "{Z.a} 看着 {A!} ， {A!} 也 看着 它 。",
            "{A} 身边 来 了 {Z.a} 。",
        ],
        [StoryEventKind.AnimalHungry] = [
            "{Z} 看上去 (很|非常|有点) 饿 。",
            "{Z} 一定 很 久 没有 吃 东西 了 。",
            "{Z} 饿 得 走 不 动 。",
            "{Z} 饿 得 肚子 咕咕 地 叫 。",
            "{Z} 叫 了 两 声 ， 它 一定 很 饿 。",
            "{Z} 一直 在 找 吃 的 ， 可是 什么 也 没有 找到 。",
            "谁 都 看 得 出来 ， {Z} 饿 了 。",
        ],
        [StoryEventKind.Fetch] = [
            "{A} (马上|急忙|) 给 {Z} 拿来 了 {F} 。",
            "{A} 跑 去 拿 {F} 给 {Z} 吃 。",
            "“ {Z} 会 喜欢 {F} 的 。 ” {A} 说着 ， 就 去 拿来 了 一些 。",
            "{A} 为 {Z} 准备 了 一些 {F} 。",
            "“ 等 一 等 ， 我 去 拿 {F} ！ ” {A} 对 {Z} 说 。",
            "{A} 想 了 想 ， 决定 拿 {F} 给 {Z} 。",
        ],
        [StoryEventKind.Feed] = [
            "{A} 把 {F} 喂 给 {Z} ， 它 (高兴 地|慢慢 地|一口 一口 地|) 吃 了 起来 。",
            "{Z} 从 {A!} 手里 吃 掉 了 {F} 。",
            "“ 吃 吧 ！ ” {A} 说 ， {Z} 就 把 {F} 全 吃 掉 了 。",
            "{A} 看着 {Z} 吃 {F} ， 它 吃 得 很 香 。",
            "{Z} 大口 大口 地 吃 {A!} 给 的 {F} 。",
            "{A} 把 {F} 放 在 {Z} 身边 ， 它 一下子 就 吃 掉 了 。",
        ],
        [StoryEventKind.NameIt] = [
            "“ 我 就 叫 你 {J} 吧 。 ” {A} 对 {Z} 说 。",
            "{A} 给 {Z} 起 了 一个 名字 ， 叫 {J} 。",
            "“ 你的 名字 是 {J} ！ ” {A} (笑着|高兴 地|) 对 {Z} 说 。",
            "{A} 想 了 很 久 ， 最后 决定 叫 它 {J} 。",
            "“ {J} 是 一个 好 名字 。 ” {A} 看着 {Z} 说 。",
            "{Z} 有 名字 了 ， {A} 叫 它 {J} 。",
        ],
        [StoryEventKind.Follow] = [
            "{then} {J} 跟着 {A!} (来到|走到|跑到) {P.in} 。",
            "{A} 要 到 {P.in} 去 ， {J} 也 跟着 去 了 。",
            "{J} 一路 跟着 {A!} 到 {P.in} 去 了 。",
            "“ 来 ， {J} ， 我们 到 {P.in} 去 ！ ” {A} 说 ， 它 就 跟着 去 了 。",
            "{A} 来到 {P.in} ， {J} 就 跟 在 后面 。",
            "{J} 不 想 离开 {A!} ， 跟着 来到 {P.in} 。",
            "{A} 走到 哪里 ， {J} 就 跟 到 哪里 ， 最后 一起 来到 {P.in} 。",
        ],
        [StoryEventKind.AnimalSleeps] = [
            "{then} {J} 在 {S} (慢慢 地|静静 地|) 睡着 了 。",
            "{J} 累 了 ， 就 在 {S} 睡着 了 。",
            "{J} 觉得 {S} 很 好 ， 很快 就 睡着 了 。",
            "“ 小声 一点 ， {J} 在 {S} 睡觉 。 ” 有人 说 。",
            "{S} 很 安静 ， {J} 在 那里 睡 得 很 香 。",
            "{J} 闭上 眼睛 ， 在 {S} 做 了 一个 好 梦 。",
        ],
    };
}
