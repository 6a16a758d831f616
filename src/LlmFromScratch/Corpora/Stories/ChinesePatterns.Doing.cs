namespace LlmFromScratch.Corpora.Stories;

/// <content>What people do.</content>
internal static partial class ChinesePatterns
{
    private static Dictionary<StoryEventKind, string[]> Doing => new()
    {
        [StoryEventKind.Do] = [
            "{then} {A} {V.past} 。",
            "{A} (高兴 地|认真 地|高高兴兴 地) {V.past} 。",
            "{then} {A} (独自|一个 人) {V.past} 。",
            "{A} 花 了 一些 时间 {V.base} 。",
            "“ 我 想 {V.base} ！ ” {A} 说完 就 开始 了 。",
            "{A} 开始 {V.base} ， (忘 了 时间|非常 认真|什么 也 不 想) 。",
            "{A} 想 了 想 ， 然后 {V.past} 。",
            "{V.base} 真 有趣 ， {A} 忘 了 别 的 事 。",
            "{A} {V.past} ， 觉得 很 有趣 。",
            "接下来 的 时间 里 ， {A} 一直 忙着 {V.base} 。",
            "{A} 一边 笑 一边 {V.base} 。",
            "{A} 没有 别 的 事 要 做 ， 就 {V.past} 。",
        ],
        [StoryEventKind.DoBoth] = [
            "{then} {AB} 一起 {V.past} 。",
            "{AB} (高兴 地|认真 地|高高兴兴 地) {V.past} 。",
            "“ 我们 一起 {V.base} 吧 ！ ” {A} 对 {B!} 说 ， 两 个 人 马上 就 开始 了 。",
            "{A} 教 {B!} {V.base} ， 两 个 人 都 很 认真 。",
            "{V.base} 真 有趣 ， {AB} 笑 个 不停 。",
            "{AB} 花 了 一些 时间 {V.base} 。",
            "{A} {V.past} ， {B!} 也 跟着 做 。",
            "接下来 的 时间 里 ， {AB} 一直 忙着 {V.base} 。",
            "{then} {B!} 陪着 {A!} {V.past} 。",
            "{AB} 一边 笑 一边 {V.base} 。",
            "“ 和 你 一起 {V.base} 真 有趣 ！ ” {A} 对 {B!} 说 。",
        ],
        [StoryEventKind.Joke] = [
            "{B} 讲 了 一个 笑话 ， {A!} (哈哈大笑|笑 了 起来|笑 个 不停) 。",
            "{B} 做 了 一个 鬼脸 ， {A!} (哈哈大笑|笑 了 起来|忍不住 笑 了) 。",
            "{B} 学 小鸟 叫 ， 逗 得 {A!} 笑 个 不停 。",
            "{A} 哈哈大笑 ， 因为 {B!} 说 了 一件 好笑 的 事 。",
            "“ 别 逗 我 了 ， {B!} ！ ” {A} 笑着 说 。",
            "{B} 走路 的 样子 真 好笑 ， {A!} 忍不住 笑 了 。",
            "{B} 小声 对 {A!} 说 了 一件 事 ， 两 个 人 都 笑 了 起来 。",
        ],
        [StoryEventKind.Greet] = [
            "{A} (笑着|高兴 地|) 对 {B!} 说 ： “ 你好 ！ ”",
            "“ 你好 ， {B!} ！ ” {A} (笑着|高兴 地|大声|) 说 。",
            "{A} (笑着|高兴 地|) 向 {B!} 挥 了 挥手 。",
            "“ 见到 你 真 好 ， {B!} ！ ” {A} 说 。",
            "{A} 大声 叫 道 ： “ {B!} ， 你好 啊 ！ ”",
            "{A} 看见 {B!} ， 笑着 说 了 一声 你好 。",
            "{A} 拉着 {B!} 的 手 ， 问 ： “ 你好 吗 ？ ”",
            "“ {B!} ， 你 来 了 ， 真 好 ！ ” {A} 说 。",
        ],
        [StoryEventKind.Thank] = [
            "“ 谢谢 你 ， {A!} ！ ” {B} (笑着|高兴 地|大声|) 说 。",
            "{B} (高兴 地|认真 地|) 谢 了 谢 {A!} 。",
            "{B} 对 {A!} 说 ： “ 太 谢谢 你 了 ！ ”",
            "“ {A!} ， 你 真 好 ， 谢谢 ！ ” {B} 说 。",
            "{B} 拉着 {A!} 的 手 说 ： “ 谢谢 你 ！ ”",
            "{B} 心里 很 暖 ， 对 {A!} 说 了 一声 谢谢 。",
            "{B} 不 知道 怎么 谢 {A!} 才 好 。",
        ],
    };
}
