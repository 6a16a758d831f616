namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Weathers = new()
    {
        [StoryEventKind.Plan] =
        [
            "{AB} (wanted|wished) to {V.base} (here|).",
            "“Let us {V.base} here,” {A!} (said|whispered|called) to {B!} (happily|with a smile|).",
            "{AB} had a plan: they (would|wanted to) {V.base}.",
            "“Shall we {V.base} (here|)?” {A!} asked {B!} (happily|softly|with a smile|).",
            "{A!} had a (good|) plan to {V.base} with {B!}.",
            "“This is a (good|great|fine) place to {V.base},” {A!} (told|said to) {B!} (happily|softly|with a smile|).",
            "{AB} thought that it would be (fun|great fun) to {V.base} (here|).",
            "“I would (like|love) to {V.base} here with you,” {A!} (told|said to) {B!} (happily|softly|with a smile|).",
            "{A!} asked, “Do you want to {V.base} here, {B!}?”",
        ],
        [StoryEventKind.Turn] =
        [
            "(Suddenly|All at once), the {W} came.",
            "But then the {W} came, and nobody was ready (for it|).",
            "The sky became (dark|grey), and the {W} was there.",
            "“Oh no, the {W} is (coming|here)!” somebody (cried|called).",
            "(Nobody|Not one person) had thought of the {W}, but (now|there) it (came|was).",
            "From far away came the {W}, (closer and closer|bit by bit).",
            "(All at once|In a moment), the weather changed, and the {W} came.",
            "The {W} came so (suddenly|quickly) that nobody was ready.",
            "“(Look|Oh no), here comes the {W}!” somebody (cried|called|said).",
            "But the {W} (did|could) not wait and came at once.",
        ],
        [StoryEventKind.Shelter] =
        [
            "{AB} (ran|hurried) to {P} to (be safe|get away) from the {W}.",
            "“Quick, to {P}!” {A!} (called|cried) to {B!}, and they (ran|hurried) from the {W}.",
            "{AB} (ran|hurried) to {P}, where the {W} could not (follow|come).",
            "To (be safe|get away) from the {W}, {AB} (ran|hurried) to {P}.",
            "{A!} took the hand of {B!}, and they (ran|hurried) from the {W} to {P}.",
            "The {W} (was|looked) so bad that {AB} (ran|hurried) to {P}.",
            "Away from the {W} they (ran|hurried), and soon {AB} (were|stood) {P.in}.",
            "The (best|only) place to be safe from the {W} was {P}, so {AB} (ran|hurried) there.",
            "“The {W} cannot follow us to {P},” {A!} (told|said to) {B!}, and they ran (there|).",
        ],
        [StoryEventKind.Wait] =
        [
            "{AB} waited (and waited|for a long time|side by side).",
            "{AB} sat down (side by side|together) and waited.",
            "“We must (wait|stay here and wait),” {A!} (told|said to) {B!} (softly|quietly|with a sigh|).",
            "There was nothing to do but wait, so {AB} sat down.",
            "“How long must we wait?” {A!} asked {B!} (with a sigh|).",
            "{A!} (talked|laughed|hummed) with {B!} while they waited.",
            "{AB} looked outside and waited (for a long time|).",
            "For a long time, {AB} (could only|had to) wait.",
            "“It will not be long,” {A!} (told|said to) {B!} while they waited.",
        ],
        [StoryEventKind.Clear] =
        [
            "{then} the {W} was over.",
            "At last the {W} was (gone|over).",
            "The {W} was (over|gone) as (suddenly|quickly) as it had come.",
            "“Look, the {W} is (over|gone)!” somebody (called|cried|said).",
            "(Slowly, very slowly|Little by little|Bit by bit), the {W} went away.",
            "Even the {W} had to end, and (now|soon) it was (over|gone).",
            "The sky became clear again, and the {W} was (gone|over).",
            "Nobody had seen the {W} go, but (now|suddenly) it was gone.",
            "No {W} can last for ever, and (soon|now) it was over.",
        ],
        [StoryEventKind.AtLast] =
        [
            "At last {AB} could (really|happily|) {V.base}.",
            "(Now|So) {AB} could {V.base} after all.",
            "“(Now|At last) we can {V.base}!” {A!} (said|called) to {B!}.",
            "At last the time (had come|was right|was there) to {V.base}, and {AB} (did|did so|did it).",
            "(So|And so) {AB} (happily|) {V.past} after all.",
            "{AB} had waited (long enough|for this), and (now|at last) they {V.past}.",
            "Nobody had forgotten the (good|) plan, and {AB} (happily|) {V.past}.",
            "“We (wanted|had a plan) to {V.base},” {A!} (told|said to) {B!}, and now they did.",
            "(With joy|Happily), {AB} {V.past} (at last|after all).",
        ],
    };
}
