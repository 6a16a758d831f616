namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Hiding = new()
    {
        [StoryEventKind.PlayHide] =
        [
            "{AB} began to play hide and seek, and {A!} was the one to seek.",
            "“Let us play hide and seek!” said {B!}, and {A!} had to seek.",
            "“I will seek you,” {A!} said to {B!}, and the game of hide and seek began.",
            "{A!} played hide and seek with {B!} and was the first to seek.",
            "{AB} wanted to play hide and seek, and {A!} said, “I will seek.”",
            "It was time for hide and seek: {A!} had to seek, {B!} had to hide.",
            "{B!} wanted to hide, so {A!} was the one to seek.",
        ],
        [StoryEventKind.PlayHideThree] =
        [
            "{ABC} all began to play hide and seek, and {A!} was the one to seek.",
            "“Let us play hide and seek!” said {B!} and {C!}, and {A!} had to seek.",
            "“I will seek you both,” {A!} said to {B!} and {C!}, and the game of hide and seek began.",
            "{A!} played hide and seek with {B!} and {C!} and was the first to seek.",
            "{ABC} all wanted to play hide and seek, and {A!} said, “I will seek.”",
            "It was time for hide and seek: {A!} had to seek, {B!} and {C!} had to hide.",
            "{B!} and {C!} wanted to hide, so {A!} was the one to seek.",
        ],
        [StoryEventKind.CountTo] =
        [
            "{A} closed {A.his} eyes and counted to {N}.",
            "With closed eyes, {A} counted (slowly|out loud|) to {N}.",
            "“I will count to {N},” {A} said and closed {A.his} eyes.",
            "{A} turned around and counted (slowly|out loud|) to {N}.",
            "{A} counted to {N} with both hands over {A.his} eyes.",
            "{A} counted to {N} and called, “Here I come!”",
            "{A} did not look but counted to {N}.",
        ],
        [StoryEventKind.HideAt] =
        [
            "{then} {B!} hid {S}.",
            "{B!} ran off and hid {S}.",
            "{S}, {B!} found a place to hide.",
            "“Nobody will find me {S},” {B!} thought and hid there.",
            "There was room {S}, so {B!} hid there.",
            "{B!} wanted to hide {S} and did it without a sound.",
            "The place that {B!} found was {S}.",
        ],
        [StoryEventKind.SeekWrong] =
        [
            "{A} looked for {B!} {R}, but nobody was there.",
            "“{B!} must be {R},” {A} thought, but that was wrong.",
            "{A} hoped to find {B!} {R}, but nobody was there.",
            "“I have found you, {B!}!” {A} called, but there was nobody {R}.",
            "There was no {B!} {R} when {A!} looked.",
            "{A} looked {R} but could not find {B!}.",
            "{R}, {A} looked for {B!}, but that was the wrong place.",
        ],
        [StoryEventKind.FindPerson] =
        [
            "{then} {A} found {B!} {S}.",
            "“I can see you {S}, {B!}!” {A} called.",
            "{A} looked {S}, and there {B!} was.",
            "{B!} was {S}, and {A!} found {B.him!}.",
            "“Here you are, {B!}!” {A} called when {A.he} looked {S}.",
            "{A} heard a sound {S} and found {B!}.",
            "{S}, {A} found {B!} at last.",
        ],
    };
}
