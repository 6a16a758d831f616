namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Searching = new()
    {
        [StoryEventKind.Want] =
        [
            "{then} {A} thought of {X!} (again|once more) and wanted to have it.",
            "“Now I (need|want) my {X.bare},” {A} said (softly|quietly|with a sigh|).",
            "{then} {A} wanted to have {X} (again|back).",
            "“Where did I (leave|put) my {X.bare}?” {A} (asked|whispered) (with a sigh|).",
            "{A} missed {A.his} {X.bare} (very much|a lot|so much|).",
            "{A} could not stop thinking (of|about) {A.his} {X.bare}.",
            "(Something|One thing) was missing, for {A} did not have {A.his} {X.bare}.",
            "“I would like to have my {X.bare} (now|back|again),” {A} said (softly|quietly|with a sigh|).",
            "{then} {A} needed {A.his} {X.bare} (again|very much|).",
            "“(It is time to|I must) get my {X.bare},” {A} said (softly|quietly|with a sigh|).",
        ],
        [StoryEventKind.LookWrong] =
        [
            "{then} {A} looked for {X} {R}, but it was (not there|somewhere else).",
            "{then} {A} (looked|searched) {R} but could not (find|see) {X}.",
            "“(Perhaps|Maybe) {X} is {R},” {A} thought, but (it was not|that was wrong).",
            "{A} (hoped|wanted) to find {X} {R}, but it was (not there|somewhere else).",
            "{then} {A} looked (twice|two times|carefully), but {X!} was not {R}.",
            "{A} (thought|believed) that {X} was {R}, but {A.he} was wrong.",
            "{R}, {A} (looked|searched) for {X}, but that was the wrong place.",
            "{A} did not (find|see) {X} {R}.",
            "“Why is {X} not {R}?” {A} (asked|said|whispered).",
            "There was (nothing|no sign of it) {R} when {A} (looked|searched) for {X}.",
        ],
        [StoryEventKind.AskWhere] =
        [
            "“Where is my {X.bare}?” {A} (asked|called to) {B!} (at once|).",
            "{then} {A} asked {B!} (softly|quietly|) where {X} was.",
            "“Have you (seen|found) my {X.bare}?” {A} asked {B!} (softly|quietly|at once|).",
            "“(Do you know|Can you tell me) where {X} is?” {A} asked {B!} (softly|quietly|at once|).",
            "“Please tell me where {X} is,” {A} (said|whispered) to {B!}.",
            "“I (cannot find|have lost) my {X.bare}, can you help me?” {A} asked {B!} (softly|quietly|at once|).",
            "“{B!}, where is my {X.bare}?” (asked|called) {A!}.",
            "{A} needed help and asked {B!} about {X!}.",
            "{then} {A} (turned to|looked at) {B!} and asked, “Where (can|could) my {X.bare} be?”",
        ],
        [StoryEventKind.AnswerWhere] =
        [
            "“I (saw|have seen) {X} {S} {P.in},” {B!} (told|said to) {A.him} (softly|quietly|at once|).",
            "{B!} (told|could tell) {A.him} that {X} was {S} {P.in}.",
            "“(Go|Run|Hurry) to {P} and look {S},” {B!} (told|said to) {A.him} (softly|quietly|at once|).",
            "“You (left|put) {X} {S} {P.in},” {B!} (answered|said) (softly|quietly|at once|).",
            "“I (know|think|believe|am sure) that {X} is {S} {P.in},” {B!} said (softly|quietly|at once|).",
            "{B!} thought (hard|for a moment) and said, “You (put|left) {X} {S} {P.in}.”",
            "{B!} (knew|remembered) that {X} was {S} {P.in} and told {A.him} so.",
            "“Is {X} not {S} {P.in}?” {B!} asked {A.him} (softly|quietly|at once|).",
            "“{X} must be {S} {P.in},” {B!} (answered|said) (at once|).",
        ],
        [StoryEventKind.AnswerUnknown] =
        [
            "“I do not know where {X} is,” {B!} (told|answered) {A.him} (softly|quietly|with a sigh|).",
            "{B!} did not know where {X} was (either|).",
            "{B!} only shook {B.his} head, for {B.he} had not seen {X}.",
            "“I have not seen {X} (anywhere|),” {B!} (told|said to) {A.him} (softly|quietly|with a sigh|).",
            "“I am sorry, but I do not know,” {B!} (answered|said) (softly|quietly|with a sigh|).",
            "“I wish I knew where {X} is,” {B!} (said|answered) (with a sigh|).",
            "{B!} thought (hard|for a moment), but {B.he} did not know.",
            "{B!} could not (tell|help) {A.him}, for {B.he} had not seen {X}.",
            "“If only I knew where {X} is,” {B!} (told|said to) {A.him} (softly|quietly|with a sigh|).",
        ],
        [StoryEventKind.Remember] =
        [
            "{then} {A} remembered that {X} was {S} {P.in}.",
            "“(I know|Now I know), {X} is {S} {P.in}!” {A} (cried|said) (out loud|).",
            "(Suddenly|All at once) {A} knew (again|) that {A.he} had left {X} {S} {P.in}.",
            "“(Of course|Yes), I left {X} {S} {P.in}!” {A} (said|cried|called) (out loud|).",
            "{then} {A} thought (hard|again) and remembered that {X} was {S} {P.in}.",
            "(Slowly|Suddenly), it came back to {A.him} that {X} was {S} {P.in}.",
            "{A} closed {A.his} eyes and could see {X!} {S} {P.in}.",
            "“(I am sure that I left|I think I left) {X} {S} {P.in},” {A} said (softly|quietly|out loud|).",
            "{A} had not forgotten for long: {X} was {S} {P.in}.",
            "“Now it comes back to me, {X} is {S} {P.in},” {A} said (softly|quietly|out loud|).",
        ],
        [StoryEventKind.Find] =
        [
            "{then} {A} found {X} {S} (at last|).",
            "{then} {A} (looked|searched) {S}, and there {X} was.",
            "“There it is!” {A} (cried|called|said), for {X!} was {S}.",
            "{X!} was (really|still|) {S}, and (now|so) {A} had it (again|back).",
            "“Here is my {X.bare}!” {A} (called|cried|said) when {A.he} looked {S}.",
            "{A} did not have to (look|search) long, for {X} was {S}.",
            "{S}, {A} found {X} (again|at last|).",
            "{then} {A} (saw|felt) something {S}, and it was {X!}.",
            "Nothing was lost, for {A} (found|saw) {X!} {S}.",
            "“I (knew|found) it!” {A} (cried|called) when {A.he} saw {X!} {S}.",
            "It was {S} that {A} (found|saw) {X} (again|at last|).",
            "{X!} (had been|was) waiting for {A.him} {S}.",
            "“I have my {X.bare} (again|back)!” {A} (cried|called|said), for it had been {S}.",
            "{then} {A} went (straight|at once) to the right place and found {X!} {S}.",
            "One look was enough: {X!} was {S}, and {A} had it (again|back).",
            "{A} (smiled|laughed|cried with joy), for {S} was {X!}.",
        ],
    };
}
