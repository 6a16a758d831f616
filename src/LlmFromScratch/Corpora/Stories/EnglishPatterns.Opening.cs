namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Opening = new()
    {
        [StoryEventKind.OpenAlone] =
        [
            "One {T}, {A!} was {P.in}.",
            "One (quiet|fine|lovely) {T}, {A!} sat (alone|all alone) {P.in}.",
            "It was {T}, and {A!} was {P.in}.",
            "{A!} was {P.in} one {T}.",
            "Once upon a time, on a (quiet|fine|lovely) {T}, {A!} was {P.in}.",
            "This is the story of {A!}, who was {P.in} one {T}.",
            "Nobody but {A!} was {P.in} that {T}.",
            "There was somebody {P.in} one {T}, and it was {A!}.",
            "It all began one {T} when {A!} was {P.in}.",
            "{A!} spent a (quiet|fine|lovely) {T} {P.in}.",
            "One {T} like any other, {A!} was (alone|all alone) {P.in}.",
            "{A!} liked to be {P.in}, and there {A.he} was one {T}.",
        ],
        [StoryEventKind.OpenTwo] =
        [
            "One {T}, {A!} and {B!} were {P.in}.",
            "It was {T}, and {A!} was {P.in} with {B!}.",
            "One (quiet|fine|lovely) {T}, {A!} met {B!} {P.in}.",
            "{A!} and {B!} spent a (quiet|fine|lovely) {T} {P.in}.",
            "Once upon a time, on a (quiet|fine|lovely) {T}, {A!} and {B!} were {P.in}.",
            "It all began one {T} when {A!} and {B!} were {P.in}.",
            "This is the story of {A!} and {B!}, who were {P.in} one {T}.",
            "Nobody but {A!} and {B!} was {P.in} that {T}.",
            "{A!} was not alone {P.in} that {T}, for {B!} was there too.",
            "One {T} like any other, {A!} was {P.in}, and so was {B!}.",
            "{A!} and {B!} liked to be together, and one {T} they were {P.in}.",
            "There were two people {P.in} one {T}, and they were {A!} and {B!}.",
        ],
        [StoryEventKind.Weather] =
        [
            "It was a {E} day.",
            "The day was {E}.",
            "It was {E} that day.",
            "The weather was {E} (today|that day).",
            "What a {E} day it was!",
            "It was a (quiet|fine|lovely) and {E} day.",
            "Everyone talked about the {E} weather.",
            "Everyone said that it was a {E} day.",
            "There had not been such a {E} day for a long time.",
            "Some days are {E}, and this was one of them.",
            "Anyone could tell that it was a {E} day.",
            "That day was (rather|really|quite) {E}.",
        ],
        [StoryEventKind.Arrive] =
        [
            "{then} {B!} came along.",
            "{then} {B!} came to {P} too.",
            "Just then, {B!} came to join {A.him}.",
            "“May I join you?” asked {B!}, who had just come.",
            "“Here I am!” called {B!}, who had just come.",
            "Somebody came closer, and it was {B!}.",
            "{A} looked up and saw {B!} coming.",
            "{A} heard a voice, and it was {B!}, who had come to {P}.",
        ],
        [StoryEventKind.TimePasses] =
        [
            "Soon it was {T}.",
            "The time passed, and it was {T}.",
            "Now it was {T}.",
            "It was {T} before anyone thought of it.",
            "Before anyone knew it, {T} had come.",
            "Time flew, and {T} came.",
            "Slowly, very slowly, it became {T}.",
            "“Is it {T} already?” somebody asked far away.",
            "The hours passed until it was {T}.",
            "Far away, a voice called that it was {T}.",
            "And so {T} came.",
            "Nobody looked at the time, but it was {T} now.",
        ],
    };
}
