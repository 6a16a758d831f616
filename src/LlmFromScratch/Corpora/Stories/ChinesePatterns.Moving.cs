namespace LlmFromScratch.Corpora.Stories;

/// <content>Going from place to place.</content>
internal static partial class ChinesePatterns
{
    private static Dictionary<StoryEventKind, string[]> Moving => new()
    {
        [StoryEventKind.Go] = [
            "{then} {A} (独自|快步|) 来到 {P.in} 。",
            "{then} {A} (一个 人|高兴 地|) 到 {P.in} 去 了 。",
            "{then} {A} (慢慢 地|静静 地|) 走到 {P.in} 。",
            "{A} 想 去 别 的 地方 看看 ， 就 来到 {P.in} 。",
            "“ 我 要 到 {P.in} 去 ！ ” {A} 说完 就 走 了 。",
            "{then} {A} 出发 了 ， 一路 走到 {P.in} 。",
            "{A} 唱着 歌 到 {P.in} 去 了 。",
            "没 走 多久 ， {A} 就 到 了 {P.in} 。",
            "{A} 跑 啊 跑 ， 一直 跑到 {P.in} 。",
            "{A} 很 想 知道 {P.in} 有 什么 ， 就 走 了 过去 。",
            "“ {P.in} 一定 很 有趣 。 ” {A} 一边 想 一边 走 了 过去 。",
        ],
        [StoryEventKind.GoBoth] = [
            "{then} {AB} 一起 (来到|走到|跑到) {P.in} 。",
            "{then} {AB} 手 拉 手 到 {P.in} 去 了 。",
            "“ 我们 到 {P.in} 去 吧 ， {B!} ！ ” {A} 说 ， 两 个 人 就 去 了 。",
            "{then} {A} 带着 {B!} 来到 {P.in} 。",
            "{AB} 一边 说话 一边 走到 {P.in} 。",
            "{AB} 比 谁 跑 得 快 ， 一下子 就 跑到 {P.in} 。",
            "{AB} 都 想 知道 {P.in} 有 什么 ， 就 一起 去 了 。",
            "{then} {B!} 跟着 {A!} 到 {P.in} 去 了 。",
            "没 走 多久 ， {AB} 就 到 了 {P.in} 。",
            "{A} 拉着 {B!} 的 手 ， 两 个 人 来到 {P.in} 。",
            "{AB} 唱着 歌 ， 一路 走到 {P.in} 。",
        ],
        [StoryEventKind.Return] = [
            "{then} {A} (又|) 回到 {P.in} 。",
            "{then} {A} 又 到 {P.in} 去 了 。",
            "{A} 转身 回到 (了|) {P.in} 。",
            "“ 我 要 回到 {P.in} 去 。 ” {A} 说完 就 走 了 。",
            "{then} {A} 再次 来到 {P.in} 。",
            "{A} 沿着 原来 的 路 回到 {P.in} 。",
            "没 过 多久 ， {A} 又 来到 {P.in} 。",
            "{A} 走 了 一圈 ， 最后 又 回到 {P.in} 。",
            "{A} 还 想 在 {P.in} 待 一会儿 ， 就 走 了 回去 。",
        ],
        [StoryEventKind.ReturnBoth] = [
            "{then} {AB} (又|一起|) 回到 {P.in} 。",
            "{then} {AB} 又 一起 到 {P.in} 去 了 。",
            "{then} {AB} 再次 来到 {P.in} 。",
            "“ 我们 回到 {P.in} 去 吧 ， {B!} ！ ” {A} 说 ， 两 个 人 就 往 回 走 。",
            "{AB} 沿着 原来 的 路 回到 {P.in} 。",
            "没 过 多久 ， {AB} 又 来到 {P.in} 。",
            "{A} 拉着 {B!} 的 手 ， 两 个 人 又 回到 {P.in} 。",
            "{AB} 走 了 一圈 ， 最后 又 回到 {P.in} 。",
        ],
        [StoryEventKind.Leave] = [
            "{then} {B} 离开 {A!} ， (独自|一个 人|) 到 {P.in} 去 了 。",
            "“ 再见 ， {A!} ！ ” {B} 说完 就 到 {P.in} 去 了 。",
            "{then} {B} 向 {A!} 挥 了 挥手 ， 独自 到 {P.in} 去 了 。",
            "{A} 没有 跟着 ， {B!} 一个 人 到 {P.in} 去 了 。",
            "“ 我 要 到 {P.in} 去 ， 再见 ， {A!} ！ ” {B} 说 。",
            "{then} {B} 对 {A!} 说 了 再见 ， 一个 人 来到 {P.in} 。",
            "{B} 没有 等 {A!} ， 自己 跑到 {P.in} 。",
            "{B} 告诉 {A!} 自己 要 到 {P.in} 去 ， 说完 就 走 了 。",
        ],
    };
}
