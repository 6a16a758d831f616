namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Counting = new()
    {
        [StoryEventKind.Gather] =
        [
            "{then} {A} (got|found) {N.K}.",
            "{then} {A} put {N.K} into a (bag|big bag|small bag).",
            "{then} {A} filled a (bag|big bag|small bag) with {N.K}.",
            "“I will take {N.K},” {A} said, and so {A.he} did (at once|).",
            "There were (many|a lot of) {K}, and {A} took {N} of them.",
            "{then} {A} chose {N.K}, (the best of all|one by one).",
            "{then} {A} wanted some {K} and (got|found|took) {N}.",
            "“(Look|See), here are {N.K}!” {A} (said|cried) and took them.",
            "One by one, {A} put {N.K} into a bag.",
            "With great care, {A} (chose|took|got) {N.K}.",
        ],
        [StoryEventKind.GiveSome] =
        [
            "{then} {A} gave {N} of the {K} to {B!}.",
            "{then} {A} (gave|handed) {B!} {N.K}.",
            "“(Here, take|Please take|I want to give you) {N.K},” {A} (told|said to) {B!} (softly|kindly|with a smile|).",
            "{then} {B!} (got|took) {N.K} from {A.him}.",
            "{then} {A} shared the {K}, and {B!} got {N}.",
            "{then} {B!} asked for some {K}, and {A!} gave {B.him!} {N}.",
            "“I have {N.K} for you,” {A} (told|said to) {B!} (softly|kindly|with a smile|).",
            "{then} {A} (put|laid) {N.K} into the hands of {B!}.",
            "With a (big|happy|warm) smile, {A} gave {N.K} to {B!}.",
            "“You (may|can) have {N.K},” {A} (told|said to) {B!} (kindly|with a smile|).",
        ],
        [StoryEventKind.EatSome] =
        [
            "{then} {A} ate {N.K}.",
            "{then} {A} (slowly|happily|) ate {N} of the {K}.",
            "“These {K} look (good|fine),” {A} said and ate {N}.",
            "{A} could not wait and ate {N.K}.",
            "{then} {A} sat down with the {K} and ate {N} (of them|).",
            "{then} {A} tried the {K} and ate {N} of them.",
            "“I (would like|want) to try the {K},” {A} (said|thought) and ate {N}.",
            "{A} (was a little hungry|wanted to try them) and ate {N} of the {K}.",
            "{N} of the {K} went into the mouth of {A!}.",
        ],
        [StoryEventKind.MoreFound] =
        [
            "{then} {A} wanted more {K} and (got|found|took) {N}.",
            "There were more {K}, and {A} took {N} (of them|).",
            "“I (need|want) more {K},” {A} said and got {N}.",
            "{then} {A} looked (around|everywhere) for more {K} and found {N}.",
            "It was (easy|not hard) to find more {K}, and {A} took {N}.",
            "Nobody can have too many {K}, so {A} got {N} more.",
            "“(Some|A few) more {K} would be nice,” {A} said and took {N}.",
            "{then} {A} (got|found|took) {N} more of the {K}.",
            "“Are there more {K}?” {A} asked and (soon|then) found {N}.",
        ],
        [StoryEventKind.NowHas] =
        [
            "{then} {A} counted (again|), and now {A.he} had {N.K}.",
            "Now {A} had {N.K} (in all|).",
            "“Now I have {N.K},” {A} said (happily|softly|).",
            "{then} {A} counted the {K} (again|slowly|) and came to {N}.",
            "“How many {K} do I have (now|)?” {A} asked and counted to {N}.",
            "(That|This) made {N.K} for {A.him}.",
            "{A} counted (twice|two times), and both times it was {N.K}.",
            "In all, {A} (had|was carrying) {N.K} now.",
            "{A} knew (well|at once|without counting) that {A.he} now had {N.K}.",
            "“That makes {N.K} for me,” {A} said (happily|softly|with a smile|).",
            "After this, {A} (sat|stood) there with {N.K}.",
        ],
    };

    private static readonly Dictionary<StoryEventKind, string[]> Meals = new()
    {
        [StoryEventKind.Hungry] =
        [
            "{A} was (very|rather|really) hungry.",
            "“I am so hungry!” {A} (said|cried) (with a sigh|).",
            "(All at once|Suddenly), {A} felt (very|) hungry.",
            "{A} could (only|just) think (of food|about food), so hungry was {A.he}.",
            "“Is there (something|anything) to eat?” asked {A!}, who was hungry.",
            "{A} was so hungry that {A.he} could not (sit still|think|sing).",
            "“I (would like|need|want) to eat something (now|),” said {A!} (softly|with a sigh|).",
            "{A} had not had (any food|a meal|a bite) for (hours|a long time) and was (very|so|) hungry.",
            "“It is time for (a meal|some food),” {A} said, for {A.he} was hungry.",
            "{then} {A} (put|laid) a hand on {A.his} stomach and felt (very|quite|) hungry.",
        ],
        [StoryEventKind.AskLike] =
        [
            "“What do you like to eat?” {B!} asked {A.him} (with a smile|kindly|).",
            "“(Tell me|Let me know) what you like to eat,” {B!} (told|said to) {A.him} (kindly|softly|with a smile|).",
            "“{A!}, what do you like to eat (most of all|best|)?” asked {B!} (kindly|softly|with a smile|).",
            "{B!} asked {A.him}, “What food do you like (best|most)?”",
            "“What would you like to eat?” {B!} asked {A.him} (with a smile|kindly|).",
            "“What (shall|can) I bring you to eat?” {B!} asked {A.him} (kindly|softly|with a smile|).",
            "{B!} wanted to know what (food|meal) {A!} liked (best|most).",
            "“What is the best food in the world?” {B!} asked {A.him} (kindly|softly|with a smile|).",
            "“(Which|What) food makes you happy?” {B!} asked {A.him} (kindly|softly|with a smile|).",
        ],
        [StoryEventKind.Cook] =
        [
            "{then} {B!} brought {A.him} {F.some}.",
            "{then} {B!} (quickly|gladly|) got {F.some} for {A!}.",
            "{then} {B!} (put|laid) {F.some} on a plate for {A!}.",
            "“(Look|See), I have {F.some} for you,” {B!} (told|said to) {A.him} (kindly|softly|with a smile|).",
            "{then} {B!} went away and came back with {F.some} for {A!}.",
            "“(Let me give you|I brought you|You can have) {F.some},” {B!} (told|said to) {A.him} (kindly|softly|with a smile|).",
            "{B!} knew what {A!} liked and (brought|got) {F.some}.",
            "“Would {F.some} be good?” {B!} asked {A.him} and was soon back with a full plate.",
            "On a plate, {B!} brought {A.him} {F.some}.",
            "{A} (waited|sat still) while {B!} got {F.some}.",
        ],
        [StoryEventKind.EatFood] =
        [
            "{then} {A} ate the {F} (slowly|happily|quickly|).",
            "{A} did not wait but ate the {F} (at once|).",
            "{then} {A} ate (all|every bit) of the {F}.",
            "The {F} tasted (very good|wonderful|so good) to {A.him}.",
            "{then} {A} took a (big|small) bite of the {F} and (smiled|nodded).",
            "{then} {A} ate the {F} and was not hungry any more.",
            "“That was (good|wonderful),” {A} said after the {F}.",
            "Nothing was left of the {F} when {A} had eaten (enough|).",
            "“I (really|) liked the {F},” {A} said (happily|with a smile|).",
            "Bite after bite, {A} ate the {F}.",
        ],
    };
}
