namespace LlmFromScratch.Corpora;

/// <summary>The sentences of the meals in English and in Chinese: 14 patterns each, with the same counts, 6,000 sentences together.</summary>
/// <remarks>
/// The patterns are chosen so that each further word of context changes the answer. What follows "eat" depends on who eats, and
/// on whether they like to or want to; what follows "your" depends on whether it is listened to, washed or opened.
/// </remarks>
internal static class MealsPatterns
{
    // The numbers of both languages; the words follow below in the same order.
    private static readonly int[][] Counts =
    [
        [375, 146, 122, 98, 81, 62, 48, 37, 31], // I like to eat: 1000
        [150, 110, 90, 60, 40, 30, 20],          // you like to eat: 500
        [150, 125, 100, 75, 50],                 // we like to eat: 500
        [105, 75, 60, 60],                       // she likes to eat: 300
        [120, 60, 45, 45, 30],                   // I want to eat: 300
        [160, 100, 80, 60],                      // I like to drink: 400
        [150, 90, 60],                           // they want to drink: 300
        [412, 187, 165, 132, 104],               // listen to your: 1000
        [160, 100, 80, 60],                      // listen to the: 400
        [120, 50, 30],                           // listen to my: 200
        [120, 120, 60],                          // talk to your: 300
        [210, 90],                               // wash your: 300
        [135, 105, 60],                          // eat your: 300
        [120, 80],                               // open your: 200
    ];

    public static IReadOnlyList<MealsPattern> English { get; } = Build(
    [
        ("I like to eat", "apple banana rice bread noodles cake dumplings fish eggs", [(".", 7), (", and you ?", 2), ("every day .", 1)]),
        ("you like to eat", "noodles dumplings rice fish apple cake bread", [(".", 8), ("with your family .", 2)]),
        ("we like to eat", "rice fish dumplings noodles bread", [(".", 4), ("together .", 1)]),
        ("she likes to eat", "cake banana apple eggs", [(".", 4), ("with her family .", 1)]),
        ("I want to eat", "cake eggs banana bread apple", [(".", 3), ("now .", 1)]),
        ("I like to drink", "tea water milk juice", [(".", 4), ("every day .", 1)]),
        ("they want to drink", "water tea juice", [(".", 1)]),
        ("listen to your", "heart gut body parents grandma", [(".", 8), (", my friend .", 2)]),
        ("listen to the", "music rain teacher wind", [(".", 1)]),
        ("listen to my", "song heart story", [(".", 1)]),
        ("talk to your", "parents grandma friends", [(".", 1)]),
        ("wash your", "hands face", [(".", 2), ("before you eat .", 1)]),
        ("eat your", "apple rice eggs", [(".", 4), (", my friend .", 1)]),
        ("open your", "book heart", [(".", 1)]),
    ]);

    public static IReadOnlyList<MealsPattern> Chinese { get; } = Build(
    [
        ("我 喜欢 吃", "苹果 香蕉 米饭 面包 面条 蛋糕 饺子 鱼 鸡蛋", [("。", 7), ("， 你 呢 ？", 2), ("， 每天 都 吃 。", 1)]),
        ("你 喜欢 吃", "面条 饺子 米饭 鱼 苹果 蛋糕 面包", [("。", 8), ("， 我 也 是 。", 2)]),
        ("我们 喜欢 吃", "米饭 鱼 饺子 面条 面包", [("。", 4), ("， 你们 呢 ？", 1)]),
        ("她 喜欢 吃", "蛋糕 香蕉 苹果 鸡蛋", [("。", 4), ("， 妈妈 也 喜欢 。", 1)]),
        ("我 想 吃", "蛋糕 鸡蛋 香蕉 面包 苹果", [("。", 3), ("， 现在 就 吃 。", 1)]),
        ("我 喜欢 喝", "茶 水 牛奶 果汁", [("。", 4), ("， 每天 都 喝 。", 1)]),
        ("他们 想 喝", "水 茶 果汁", [("。", 1)]),
        ("听 你的", "心 直觉 身体 父母 奶奶", [("。", 8), ("， 朋友 。", 2)]),
        ("听", "音乐 雨声 老师 风声", [("。", 1)]),
        ("听 我的", "歌 心 故事", [("。", 1)]),
        ("告诉 你的", "父母 奶奶 朋友", [("。", 1)]),
        ("洗 你的", "手 脸", [("。", 2), ("再 吃 。", 1)]),
        ("吃 你的", "苹果 米饭 鸡蛋", [("。", 4), ("， 朋友 。", 1)]),
        ("打开 你的", "书 心", [("。", 1)]),
    ]);

    private static MealsPattern[] Build((string Beginning, string Words, (string, int)[] Endings)[] patterns) =>
        [.. patterns.Zip(Counts, (pattern, counts) => new MealsPattern(
            pattern.Beginning, [.. pattern.Words.Split(' ').Zip(counts)], pattern.Endings))];
}
