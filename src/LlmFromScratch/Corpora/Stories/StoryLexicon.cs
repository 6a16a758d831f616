namespace LlmFromScratch.Corpora.Stories;

/// <summary>A word of the stories in both languages.</summary>
/// <param name="English">As it stands in an English sentence.</param>
/// <param name="Chinese">The same in Chinese, cut into words by spaces.</param>
internal readonly record struct StoryWord(string English, string Chinese);

/// <summary>Somebody.</summary>
/// <param name="English">The English name.</param>
/// <param name="Chinese">The Chinese name.</param>
/// <param name="Female">She or he, 她 or 他.</param>
/// <param name="Child">Whether a story can be about this person.</param>
internal readonly record struct StoryPerson(string English, string Chinese, bool Female, bool Child);

/// <summary>Somewhere.</summary>
/// <param name="Preposition">in, at or on.</param>
/// <param name="English">The English noun.</param>
/// <param name="Chinese">The Chinese noun.</param>
/// <param name="ChineseIn">The word after the noun: 花园 里, 河 边.</param>
/// <param name="Indoors">Whether there is a roof.</param>
internal readonly record struct StoryPlace(string Preposition, string English, string Chinese, string ChineseIn, bool Indoors);

/// <summary>A spot where things and people can be hidden: "under the bench", 长椅 下面.</summary>
/// <param name="English">With its preposition.</param>
/// <param name="Chinese">Noun and position, cut by spaces.</param>
/// <param name="Indoors">Found indoors.</param>
/// <param name="Outdoors">Found outdoors.</param>
/// <param name="Roomy">Whether a person fits.</param>
internal readonly record struct StorySpot(string English, string Chinese, bool Indoors, bool Outdoors, bool Roomy);

/// <summary>A kind of object and its Chinese measure word: 一个 球, 一把 雨伞.</summary>
internal readonly record struct StoryNoun(string English, string Chinese, string Measure);

/// <summary>Something to count: one plum, two plums, 两 个 李子.</summary>
internal readonly record struct StoryCountable(string One, string Many, string Chinese, string Measure);

/// <summary>Something to do: "drew a picture", "draw a picture", 画 了 一幅 画, 画画.</summary>
internal readonly record struct StoryActivity(string Past, string Base, string ChinesePast, string ChineseBase, bool Indoors, bool Outdoors);

/// <summary>The things of the world by number. An event names them by these numbers; each language has its own words for them.</summary>
internal static class StoryLexicon
{
    public static readonly StoryPerson[] People =
    [
        new("Anna", "小红", true, true), new("Lily", "丽丽", true, true), new("Mia", "美美", true, true), new("Sara", "小雪", true, true),
        new("Emma", "婷婷", true, true), new("Rosa", "小兰", true, true), new("Nora", "芳芳", true, true), new("Ella", "玲玲", true, true),
        new("Zoe", "佳佳", true, true), new("Ida", "小雨", true, true),
        new("Tom", "小明", false, true), new("Ben", "小刚", false, true), new("Max", "强强", false, true), new("Leo", "乐乐", false, true),
        new("Sam", "小龙", false, true), new("Jack", "大伟", false, true), new("Finn", "小军", false, true), new("Omar", "东东", false, true),
        new("Noah", "阿杰", false, true), new("Hugo", "小虎", false, true),
        new("Grandma", "奶奶", true, false), new("Grandpa", "爷爷", false, false), new("Mom", "妈妈", true, false), new("Dad", "爸爸", false, false),
    ];

    public static readonly StoryPlace[] Places =
    [
        new("in", "kitchen", "厨房", "里", true), new("in", "bedroom", "卧室", "里", true), new("in", "attic", "阁楼", "上", true),
        new("in", "hall", "大厅", "里", true), new("in", "library", "图书馆", "里", true), new("in", "barn", "谷仓", "里", true),
        new("in", "cabin", "小屋", "里", true), new("in", "classroom", "教室", "里", true),
        new("in", "garden", "花园", "里", false), new("in", "park", "公园", "里", false), new("in", "yard", "院子", "里", false),
        new("in", "forest", "森林", "里", false), new("at", "beach", "海滩", "上", false), new("at", "market", "市场", "上", false),
        new("in", "field", "田野", "里", false), new("on", "farm", "农场", "里", false), new("on", "playground", "操场", "上", false),
        new("on", "hill", "山坡", "上", false), new("at", "river", "河", "边", false), new("at", "lake", "湖", "边", false),
    ];

    public static readonly StorySpot[] Spots =
    [
        new("under the bed", "床 下面", true, false, true), new("on the shelf", "架子 上", true, false, false),
        new("in the drawer", "抽屉 里", true, false, false), new("behind the door", "门 后面", true, false, true),
        new("under the table", "桌子 下面", true, false, true), new("in the chest", "箱子 里", true, false, true),
        new("on the chair", "椅子 上", true, false, false), new("behind the curtain", "窗帘 后面", true, false, true),
        new("in the cupboard", "柜子 里", true, false, true), new("near the window", "窗户 旁边", true, false, false),
        new("under the bench", "长椅 下面", false, true, true), new("behind the tree", "大树 后面", false, true, true),
        new("in the grass", "草丛 里", false, true, true), new("behind the wall", "墙 后面", false, true, true),
        new("under the bush", "灌木 下面", false, true, true), new("on the rock", "岩石 上", false, true, false),
        new("near the fence", "篱笆 旁边", false, true, false), new("in the cart", "推车 里", false, true, true),
        new("in the basket", "篮子 里", true, true, false), new("under the blanket", "毯子 下面", true, true, true),
    ];

    /// <summary>Whether a place has such a spot: no bed in the library.</summary>
    public static bool Fits(int spot, int place)
    {
        (bool indoors, string word) = (Places[place].Indoors, Places[place].English);
        return Spots[spot].English switch
        {
            "under the bed" => word is "bedroom" or "attic" or "cabin",
            "behind the curtain" => indoors && word is not ("barn" or "attic"),
            "under the blanket" => word is not ("market" or "classroom" or "library" or "kitchen"),
            _ => indoors ? Spots[spot].Indoors : Spots[spot].Outdoors,
        };
    }

    /// <summary>Whether what is there can be seen from everywhere.</summary>
    public static bool IsOpen(int spot) => Spots[spot].English is "on the shelf" or "on the chair" or "near the window" or "on the rock" or "near the fence";

    public static readonly StoryNoun[] Nouns =
    [
        new("ball", "球", "一个"), new("kite", "风筝", "一只"), new("book", "书", "一本"), new("hat", "帽子", "一顶"), new("cup", "杯子", "一个"),
        new("key", "钥匙", "一把"), new("drum", "鼓", "一面"), new("doll", "娃娃", "一个"), new("boat", "小船", "一只"), new("scarf", "围巾", "一条"),
        new("ring", "戒指", "一枚"), new("lamp", "灯", "一盏"), new("bell", "铃铛", "一个"), new("umbrella", "雨伞", "一把"), new("coat", "大衣", "一件"),
        new("flute", "笛子", "一支"), new("box", "盒子", "一个"), new("stone", "石头", "一块"), new("brush", "刷子", "一把"), new("map", "地图", "一张"),
        new("clock", "闹钟", "一个"), new("whistle", "哨子", "一个"), new("mirror", "镜子", "一面"), new("envelope", "信封", "一个"),
    ];

    /// <summary>The first <see cref="Colours"/> of them are colours.</summary>
    public static readonly StoryWord[] Adjectives =
    [
        new("red", "红色 的"), new("blue", "蓝色 的"), new("green", "绿色 的"), new("yellow", "黄色 的"), new("orange", "橙色 的"),
        new("purple", "紫色 的"), new("white", "白色 的"), new("black", "黑色 的"),
        new("old", "旧 的"), new("new", "新 的"), new("little", "小小 的"), new("ugly", "难看 的"),
    ];

    public const int Colours = 8;

    public const int Ugly = 11;

    /// <summary>What people like to eat, in the order of the meals; the second form is one portion.</summary>
    public static readonly (StoryWord Word, string Portion)[] Foods =
    [
        (new("apple", "苹果"), "an apple"), (new("banana", "香蕉"), "a banana"), (new("rice", "米饭"), "some rice"), (new("bread", "面包"), "some bread"),
        (new("noodles", "面条"), "some noodles"), (new("cake", "蛋糕"), "some cake"), (new("dumplings", "饺子"), "some dumplings"),
        (new("fish", "鱼"), "some fish"), (new("eggs", "鸡蛋"), "some eggs"),
    ];

    /// <summary>What an animal of the stories gets to eat: apple, rice, bread, fish.</summary>
    public static readonly int[] FoodsForAnimals = [0, 2, 3, 7];

    /// <summary>What people are told to listen to, in the order of the meals.</summary>
    public static readonly StoryWord[] Advice = [new("heart", "心"), new("gut", "直觉"), new("body", "身体"), new("parents", "父母"), new("grandma", "奶奶")];

    public static readonly StoryCountable[] Countables =
    [
        new("plum", "plums", "李子", "个"), new("pear", "pears", "梨", "个"), new("cherry", "cherries", "樱桃", "颗"), new("nut", "nuts", "坚果", "颗"),
        new("carrot", "carrots", "胡萝卜", "根"), new("tomato", "tomatoes", "西红柿", "个"), new("orange", "oranges", "橙子", "个"),
        new("cookie", "cookies", "饼干", "块"), new("berry", "berries", "浆果", "颗"), new("peach", "peaches", "桃子", "个"),
    ];

    /// <summary>Zero to twelve.</summary>
    public static readonly StoryWord[] Numbers =
    [
        new("no", "没有"), new("one", "一"), new("two", "两"), new("three", "三"), new("four", "四"), new("five", "五"), new("six", "六"),
        new("seven", "七"), new("eight", "八"), new("nine", "九"), new("ten", "十"), new("eleven", "十一"), new("twelve", "十二"),
    ];

    public static readonly StoryNoun[] Animals =
    [
        new("dog", "狗", "一只"), new("cat", "猫", "一只"), new("rabbit", "兔子", "一只"), new("duck", "鸭子", "一只"), new("frog", "青蛙", "一只"),
        new("mouse", "老鼠", "一只"), new("owl", "猫头鹰", "一只"), new("hamster", "仓鼠", "一只"), new("squirrel", "松鼠", "一只"), new("hedgehog", "刺猬", "一只"),
        new("turtle", "乌龟", "一只"), new("hen", "母鸡", "一只"),
    ];

    public static readonly StoryWord[] AnimalAdjectives =
    [
        new("small", "小小 的"), new("brown", "棕色 的"), new("grey", "灰色 的"), new("white", "白色 的"), new("thin", "瘦瘦 的"), new("shy", "害羞 的"), new("old", "年老 的"), new("black", "黑色 的"),
    ];

    public static readonly StoryWord[] AnimalNames =
    [
        new("Pip", "皮皮"), new("Momo", "毛毛"), new("Coco", "可可"), new("Bobo", "波波"), new("Lulu", "露露"), new("Toto", "多多"), new("Mimi", "咪咪"),
        new("Dodo", "豆豆"), new("Kiki", "奇奇"), new("Nono", "诺诺"),
    ];

    public static readonly StoryActivity[] Activities =
    [
        new("drew a picture", "draw a picture", "画 了 一幅 画", "画画", true, true), new("sang a song", "sing a song", "唱 了 一首 歌", "唱歌", true, true),
        new("read a story", "read a story", "读 了 一个 故事", "读 故事", true, true), new("wrote a letter", "write a letter", "写 了 一封 信", "写信", true, true),
        new("built a tower", "build a tower", "搭 了 一座 塔", "搭 塔", true, true), new("told a story", "tell a story", "讲 了 一个 故事", "讲 故事", true, true),
        new("danced around", "dance around", "跳 了 一会儿 舞", "跳舞", true, true), new("played a game", "play a game", "玩 了 一个 游戏", "玩 游戏", true, true),
        new("swept the floor", "sweep the floor", "扫 了 一遍 地", "扫地", true, false), new("fixed a toy", "fix a toy", "修 了 一个 玩具", "修 玩具", true, false),
        new("looked at old pictures", "look at old pictures", "看 了 一会儿 老 照片", "看 老 照片", true, false), new("knitted a sock", "knit a sock", "织 了 一只 袜子", "织 袜子", true, false),
        new("solved a puzzle", "solve a puzzle", "做 了 一个 拼图", "做 拼图", true, false), new("made a paper bird", "make a paper bird", "折 了 一只 纸鹤", "折 纸鹤", true, false),
        new("watched the clouds", "watch the clouds", "看 了 一会儿 云", "看 云", false, true), new("picked flowers", "pick flowers", "摘 了 一些 花", "摘 花", false, true),
        new("climbed a tree", "climb a tree", "爬 了 一棵 树", "爬 树", false, true), new("ran a race", "run a race", "跑 了 一会儿 步", "跑步", false, true),
        new("dug a hole", "dig a hole", "挖 了 一个 洞", "挖 洞", false, true), new("fed the birds", "feed the birds", "喂 了 一会儿 小鸟", "喂 小鸟", false, true),
        new("rode a bike", "ride a bike", "骑 了 一会儿 自行车", "骑 自行车", false, true), new("chased butterflies", "chase butterflies", "追 了 一会儿 蝴蝶", "追 蝴蝶", false, true),
        new("jumped rope", "jump rope", "跳 了 一会儿 绳", "跳绳", false, true), new("looked for snails", "look for snails", "找 了 一会儿 蜗牛", "找 蜗牛", false, true),
    ];

    /// <summary>Whether an activity cannot be done in the evening: nobody sees clouds or butterflies then, or feeds birds.</summary>
    public static bool NeedsDaylight(int activity) => Activities[activity].Base is "watch the clouds" or "chase butterflies" or "feed the birds" or "pick flowers" or "look for snails";

    /// <summary>Calm or pleasant without a reason.</summary>
    public static readonly StoryWord[] CalmMoods =
        [new("calm", "平静"), new("curious", "好奇"), new("sleepy", "困"), new("cheerful", "开心"), new("relaxed", "轻松"), new("brave", "勇敢")];

    public static readonly StoryWord[] GoodMoods =
        [new("happy", "高兴"), new("glad", "快乐"), new("delighted", "欢喜"), new("pleased", "满足"), new("grateful", "感激")];

    public static readonly StoryWord[] BadMoods =
        [new("sad", "难过"), new("worried", "担心"), new("angry", "生气"), new("upset", "烦恼"), new("puzzled", "困惑")];

    /// <summary>The sky of an ordinary day.</summary>
    public static readonly StoryWord[] Skies =
        [new("sunny", "晴朗"), new("cloudy", "多云"), new("windy", "多风"), new("warm", "暖和"), new("cold", "寒冷"), new("bright", "明朗")];

    /// <summary>What spoils a plan: "the rain".</summary>
    public static readonly StoryWord[] BadWeathers = [new("rain", "雨"), new("snow", "雪"), new("storm", "暴风雨"), new("hail", "冰雹"), new("fog", "雾")];

    /// <summary>Times of the day in their order.</summary>
    public static readonly (StoryWord Word, string At)[] Times =
        [(new("morning", "早上"), "in the morning"), (new("noon", "中午"), "at noon"), (new("afternoon", "下午"), "in the afternoon"), (new("evening", "晚上"), "in the evening")];
}
