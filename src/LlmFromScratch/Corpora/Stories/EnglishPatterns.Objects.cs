namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Objects = new()
    {
        [StoryEventKind.Have] =
        [
            "{A} had {X.a} with {A.him!}.",
            "{A} held {X.a} (in both hands|with great care|).",
            "{A} had brought {X.a} (along|).",
            "“Look, I have {X.a}!” {A} said (happily|with a smile|).",
            "{A} had {X.a} that (looked very special|nobody else had).",
            "“This is my {X.bare!},” {A} said (happily|with a smile|).",
            "{A} took {A.his} {X.bare!} and held it tight.",
            "Today {A} was carrying {X.a}.",
        ],
        [StoryEventKind.PutOther] =
        [
            "{then} {B!} put {X.a} {R}.",
            "{then} {B!} left {X.a} {R}.",
            "{B!} had {X.a} and put it {R}.",
            "“I will put my {X.bare!} {R},” said {B!} and did it.",
            "{B!} did not need {B.his} {X.bare!} and left it {R}.",
            "{B!} took {X.a} and laid it {R}.",
            "There was room {R}, so {B!} put {X.a} there.",
        ],
        [StoryEventKind.Put] =
        [
            "{then} {A} put {X} {S}.",
            "{then} {A} left {X} {S} (for now|for later).",
            "{A} laid {X} (slowly|with great care|) {S}.",
            "“I will put {X} {S},” {A} said, and so {A.he} did.",
            "There was room {S}, so {A} put {X} there.",
            "{A} wanted to keep {X!} safe and put it {S}.",
            "{A} needed both hands, so {A.he} put {X} {S}.",
            "“The best place for {X} is {S},” {A} said and put it there.",
        ],
        [StoryEventKind.Give] =
        [
            "{then} {A} gave {X} to {B!}.",
            "{then} {A} gave {B!} {X!}.",
            "“Here, take {X},” {A} said to {B!}.",
            "{A} held out {X!}, and {B!} took it.",
            "{A} put {X} into the hands of {B!}.",
            "“You may have {X} now,” {A} told {B!}.",
            "{B!} held out a hand, and {A!} put {X!} into it.",
            "{B!} got {X} from {A.him}.",
        ],
    };

    private static readonly Dictionary<StoryEventKind, string[]> Searching = new()
    {
        [StoryEventKind.Want] =
        [
            "{then} {A} thought of {X!} again and wanted to have it.",
            "“Now I need my {X.bare},” {A} said.",
            "{then} {A} wanted to have {X} again.",
            "“Where did I leave my {X.bare}?” {A} thought.",
            "{A} missed {A.his} {X.bare} (very much|a lot|).",
            "{A} could not stop thinking of {A.his} {X.bare}.",
            "Something was missing, for {A} did not have {A.his} {X.bare}.",
            "“I would like to have my {X.bare} now,” {A} said.",
        ],
        [StoryEventKind.LookWrong] =
        [
            "{A} looked for {X} {R}, but it was not there.",
            "{A} looked {R} but could not find {X}.",
            "“Perhaps {X} is {R},” {A} thought, but it was not.",
            "{A} hoped to find {X} {R}, but it was not there.",
            "{A} looked twice, but {X!} was not {R}.",
            "{A} thought that {X} was {R}, but {A.he} was wrong.",
            "{R}, {A} looked for {X}, but that was the wrong place.",
        ],
        [StoryEventKind.AskWhere] =
        [
            "“Where is my {X.bare}?” {A} asked {B!}.",
            "{A} asked {B!} where {X} was.",
            "“Have you seen my {X.bare}?” {A} asked {B!}.",
            "“Do you know where {X} is?” {A} asked {B!}.",
            "“Please tell me where {X} is,” {A} said to {B!}.",
            "“I cannot find my {X.bare}, can you help me?” {A} asked {B!}.",
            "“{B!}, where is my {X.bare}?” asked {A!}.",
        ],
        [StoryEventKind.AnswerWhere] =
        [
            "“I saw {X} {S} {P.in},” {B!} said to {A.him}.",
            "{B!} told {A.him} that {X} was {S} {P.in}.",
            "“Go to {P} and look {S},” {B!} told {A.him}.",
            "“You left {X} {S} {P.in},” {B!} answered.",
            "“I know that {X} is {S} {P.in},” {B!} said.",
            "{B!} thought for a moment and said, “You put {X} {S} {P.in}.”",
            "{B!} knew that {X} was {S} {P.in} and told {A.him} so.",
        ],
        [StoryEventKind.AnswerUnknown] =
        [
            "“I do not know where {X} is,” {B!} told {A.him}.",
            "{B!} did not know where {X} was.",
            "{B!} only shook {B.his} head, for {B.he} had not seen {X}.",
            "“I have not seen {X},” {B!} said to {A.him}.",
            "“I am sorry, but I do not know,” {B!} answered.",
            "“I wish I knew where {X} is,” {B!} said.",
            "{B!} thought for a moment, but {B.he} did not know.",
        ],
        [StoryEventKind.Remember] =
        [
            "{then} {A} remembered that {X} was {S} {P.in}.",
            "“I know, {X} is {S} {P.in}!” {A} cried.",
            "Suddenly {A} knew again that {A.he} had left {X} {S} {P.in}.",
            "“Of course, I left {X} {S} {P.in}!” {A} said.",
            "{A} thought (hard|for a moment) and remembered that {X} was {S} {P.in}.",
            "It came back to {A.him} that {X} was {S} {P.in}.",
            "{A} closed {A.his} eyes and could see {X!} {S} {P.in}.",
        ],
        [StoryEventKind.Find] =
        [
            "{then} {A} found {X} {S}.",
            "{A} looked {S}, and there {X} was.",
            "“There it is!” {A} cried, for {X!} was {S}.",
            "{X!} was really {S}, and now {A} had it again.",
            "“Here is my {X.bare}!” {A} called when {A.he} looked {S}.",
            "{A} did not have to look long, for {X} was {S}.",
            "{S}, {A} found {X} again.",
        ],
    };
}
