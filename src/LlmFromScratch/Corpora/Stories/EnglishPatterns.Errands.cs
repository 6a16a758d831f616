namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Errands = new()
    {
        [StoryEventKind.Request] =
        [
            "“Please (bring|get) me the {X.bare!} that is {S} {Q.in},” {B!} (told|said to) {A.him} (kindly|softly|with a smile|).",
            "“(Can|Could|Would) you bring me the {X.bare!} that is {S} {Q.in}?” {B!} asked {A.him} (kindly|softly|with a smile|).",
            "“Please go to {Q} and (bring|get) me the {X.bare!} that is {S},” {B!} (told|said to) {A.him} (kindly|softly|with a smile|).",
            "“I need the {X.bare!} that is {S} {Q.in}, so please (bring|get) it,” {B!} (told|said to) {A.him} (kindly|softly|with a smile|).",
            "“The {X.bare!} is {S} {Q.in}, can you bring it to me?” {B!} asked {A.him} (kindly|softly|with a smile|).",
            "“{A!}, please (bring|get) me the {X.bare!} that is {S} {Q.in},” said {B!} (kindly|softly|with a smile|).",
            "“(Can|Could|Would) you go to {Q} for me and get the {X.bare!} that is {S}?” {B!} asked {A.him} (kindly|softly|with a smile|).",
            "{B!} looked at {A.him} and said, “I (need|want) the {X.bare!} that is {S} {Q.in}.”",
            "“There is {X.a} {S} {Q.in}, please (bring|get) it,” {B!} (said to|told) {A.him} (kindly|softly|with a smile|).",
        ],
        [StoryEventKind.TakeFrom] =
        [
            "{then} {A} saw {X} {S} and took it (at once|).",
            "{X!} was (really|) {S}, and {A} took it.",
            "{then} {A} looked {S} and took {X}.",
            "There, {S}, was {X!}, and {A} took it (at once|gladly|).",
            "“Here it is,” {A} said and took {X!}, which was {S}.",
            "{then} {A} went (straight|at once) to {X!} {S} and (took|got) it.",
            "It was (easy|not hard) to find {X!} {S}, and {A} took it.",
            "“This must be it,” {A} (said|thought) and took {X!}, which was {S}.",
            "It did not take {A.him} long to see {X!} {S} and take it.",
        ],
        [StoryEventKind.Move] =
        [
            "{then} {B!} took {X!}, which was {S}, and (put|hid) it {R}.",
            "{X!} was {S}, but {B!} (put|hid) it {R}.",
            "{then} {B!} saw {X!} {S} and (quickly|quietly|) (hid|put) it {R}.",
            "“{A!} will never find {X} {R},” {B!} thought and (hid|put) it there.",
            "{A!} did not see how {B!} took {X!} and (hid|put) it {R}.",
            "While {A!} was away, {B!} (quietly|quickly|) (put|hid) {X!} {R}.",
            "{X!} did not stay {S}, for {B!} took it and (hid|put) it {R}.",
            "To play a (little|funny|) trick on {A!}, {B!} hid {X!} {R}.",
            "“This will be (fun|funny),” {B!} thought and hid {X!} {R}.",
        ],
        [StoryEventKind.LookOld] =
        [
            "{then} {A} looked {S}, where {A.he} had (put|left) {X!}, but it was (gone|not there).",
            "{then} {A} wanted to get {X!}, but it was not {S} any more.",
            "{X!} was (gone|not there) when {A} looked {S}.",
            "“Did I not (put|leave) {X} {S}?” {A} asked, for it was (gone|not there).",
            "{A} could not believe that {X!} was not {S} any more.",
            "{A} (was sure|had thought) that {X!} was {S}, but (now|) it was (gone|not there).",
            "{S}, where {X!} had been, {A} did not find it any more.",
            "“But {X} was {S}!” {A} (cried|said), for now it was (gone|not there).",
            "{then} {A} looked (carefully|twice), but {X!} was not {S} any more.",
        ],
        [StoryEventKind.Laugh] =
        [
            "“I played a (little|) trick on you!” {B!} said to {A.him} and laughed.",
            "{then} {B!} (had to laugh|laughed) because {A!} looked so surprised.",
            "{then} {B!} laughed because the trick on {A!} was so (funny|good).",
            "{A} looked so surprised that {B!} (laughed out loud|had to laugh).",
            "“It was only a (little|funny|) trick,” {B!} said to {A.him} and laughed.",
            "The (little|funny|) trick on {A!} made {B!} laugh.",
            "{B!} could not stop laughing about the trick on {A!}.",
            "“What a (good|funny) trick!” {B!} said to {A.him} and laughed.",
            "{then} {B!} laughed (and laughed|a lot) about the (face|surprise) of {A!}.",
        ],
        [StoryEventKind.Tell] =
        [
            "“Look {R},” {B!} (told|said to) {A.him} (softly|with a smile|).",
            "“I (put|hid) {X} {R},” {B!} (told|said to) {A.him} (softly|with a smile|).",
            "“You will find {X} {R},” {B!} (told|said to) {A.him} (softly|with a smile|at last|).",
            "“It was me, and now {X} is {R},” {B!} said (softly|with a smile|).",
            "“Do not worry, {X} is {R},” {B!} (said|whispered) to {A.him} (with a smile|at last|).",
            "“I took {X} and (hid|put) it {R},” {B!} (told|said to) {A.him} (softly|with a smile|at last|).",
            "“If you want {X}, look {R},” {B!} (told|said to) {A.him} (softly|with a smile|at last|).",
            "“Go and look {R},” {B!} (told|said to) {A.him} with a (big|little) smile.",
            "{B!} (told|whispered to) {A.him}, “{X} is {R} now.”",
        ],
    };
}
