namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Errands = new()
    {
        [StoryEventKind.Request] =
        [
            "“Please bring me the {X.bare!} that is {S} {Q.in},” {B!} said to {A.him}.",
            "“Can you bring me the {X.bare!} that is {S} {Q.in}?” {B!} asked {A.him}.",
            "“Please go to {Q} and bring me the {X.bare!} that is {S},” {B!} told {A.him}.",
            "“I need the {X.bare!} that is {S} {Q.in}, so please bring it to me,” {B!} said to {A.him}.",
            "“The {X.bare!} is {S} {Q.in}, can you bring it to me?” {B!} asked {A.him}.",
            "“{A!}, please bring me the {X.bare!} that is {S} {Q.in},” said {B!}.",
            "“Would you go to {Q} for me and bring me the {X.bare!} that is {S}?” {B!} asked {A.him}.",
        ],
        [StoryEventKind.TakeFrom] =
        [
            "{A} saw {X} {S} and took it.",
            "{X!} was {S}, and {A} took it.",
            "{A} looked {S} and took {X}.",
            "There, {S}, was {X!}, and {A} took it.",
            "“Here it is,” {A} said and took {X!}, which was {S}.",
            "{A} went straight to {X!} {S} and took it.",
            "It was easy to find {X!} {S}, and {A} took it.",
        ],
        [StoryEventKind.Move] =
        [
            "{then} {B!} took {X!}, which was {S}, and put it {R}.",
            "{X!} was {S}, but {B!} put it {R}.",
            "{B!} saw {X!} {S} and hid it {R}.",
            "“{A!} will never find {X} {R},” {B!} thought and hid it there.",
            "Nobody saw how {B!} took {X!} and hid it {R}.",
            "While {A!} was away, {B!} put {X!} {R}.",
            "{X!} did not stay {S}, for {B!} took it and hid it {R}.",
        ],
        [StoryEventKind.LookOld] =
        [
            "{A} looked {S}, where {A.he} had put {X!}, but it was gone.",
            "{A} wanted to get {X!}, but it was not {S} any more.",
            "{X!} was gone when {A} looked {S}.",
            "“Did I not put {X} {S}?” {A} asked, for it was gone.",
            "{A} could not believe that {X!} was not {S} any more.",
            "{A} was sure that {X!} was {S}, but now it was gone.",
            "{S}, where {X!} had been, {A} did not find it any more.",
        ],
        [StoryEventKind.Laugh] =
        [
            "“I played a trick on you!” {B!} told {A.him} and laughed.",
            "{B!} had to laugh because {A!} looked so surprised.",
            "{B!} laughed because the trick on {A!} was so funny.",
            "{A} looked so surprised that {B!} laughed out loud.",
            "“It was only a trick,” {B!} said to {A.him} and laughed.",
            "The trick on {A!} made {B!} laugh.",
            "{B!} could not stop laughing about the trick on {A!}.",
        ],
        [StoryEventKind.Tell] =
        [
            "“Look {R},” {B!} told {A.him}.",
            "“I put {X} {R},” {B!} told {A.him}.",
            "“You will find {X} {R},” {B!} said to {A.him}.",
            "“It was me, and now {X} is {R},” {B!} said.",
            "“Do not worry, {X} is {R},” {B!} said to {A.him}.",
            "“I took {X} and hid it {R},” {B!} told {A.him}.",
            "“If you want {X}, look {R},” {B!} told {A.him}.",
        ],
    };
}
