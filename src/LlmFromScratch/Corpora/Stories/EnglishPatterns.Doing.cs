namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Doing = new()
    {
        [StoryEventKind.Do] =
        [
            "{then} {A} {V.past}.",
            "{A} {V.past} just for fun.",
            "{then} {A} began to {V.base}.",
            "{A} wanted to {V.base}, so {A.he} did.",
            "“I will {V.base} now,” {A} said, and so {A.he} did.",
            "To pass the time, {A} {V.past}.",
            "{A} {V.past} all by {A.himself}.",
            "It was fun for {A.him} to {V.base}.",
            "There was enough time to {V.base}, so {A} did just that.",
            "{A} took {A.his} time and {V.past}.",
            "{A} had an idea and {V.past}.",
            "{A} {V.past}, and it was (good|great) fun.",
            "{A} was looking for something to do and {V.past}.",
        ],
        [StoryEventKind.DoBoth] =
        [
            "{then} {AB} {V.past} (together|).",
            "{AB} {V.past} just for fun.",
            "{then} {AB} began to {V.base}.",
            "“Let us {V.base}!” {A!} said to {B!}, and so they did.",
            "{A!} {V.past}, and {B!} joined in.",
            "{A!} {V.past} with {B!}.",
            "{AB} {V.past}, and it was (good|great) fun.",
            "To pass the time, {AB} {V.past}.",
            "{AB} had the same idea and {V.past}.",
            "First {AB} only talked, but then they {V.past}.",
            "{AB} wanted to {V.base}, so they did.",
            "There was enough time to {V.base}, so {AB} did just that.",
            "{A!} asked if they could {V.base}, and {B!} liked the idea.",
        ],
        [StoryEventKind.Joke] =
        [
            "{B!} told {A.him} a joke, and they both laughed.",
            "{B!} made a (funny|silly) face, and {A!} had to laugh.",
            "{A} laughed because {B!} (danced in a funny way|walked like a bear|sang like a frog).",
            "{B!} said something (funny|silly), and {A!} laughed and laughed.",
            "{then} {B!} made {A.him} laugh with a (funny|silly) joke.",
            "{A} could not stop laughing, so funny were the jokes of {B!}.",
            "“I am a (bear|frog|king)!” said {B!}, which made {A.him} laugh.",
        ],
    };

    private static readonly Dictionary<StoryEventKind, string[]> Feeling = new()
    {
        [StoryEventKind.Feel] =
        [
            "{A} felt {D}.",
            "{A} was (very|rather|quite) {D}.",
            "“I feel {D} today,” {A} said.",
            "{A} did not know why, but {A.he} felt {D}.",
            "{A} smiled, for {A.he} felt {D}.",
            "“I am so {D},” {A} thought.",
            "{A} took a deep breath and felt {D}.",
            "All at once, {A} felt {D}.",
            "Anyone could tell that {A} was {D}.",
            "It was a moment when {A} felt {D}.",
            "{A} looked around and felt {D}.",
            "{A} was as {D} as could be.",
        ],
        [StoryEventKind.Glad] =
        [
            "{A} was (very|really) {D} now.",
            "Now everything was fine, and {A} was {D}.",
            "{A} laughed (with joy|out loud|) because {A.he} was so {D}.",
            "“I am so {D}!” {A} cried (with joy|).",
            "All the trouble was over, and {A} felt {D}.",
            "How {D} {A} was!",
            "{A} had never been so {D}.",
            "With a (big|great|happy) smile, {A} said that {A.he} was {D}.",
        ],
        [StoryEventKind.Upset] =
        [
            "{A} was (very|rather|quite|so) {D}.",
            "{A} sighed because {A.he} felt {D}.",
            "“I am (very|really) {D},” {A} said (with a sigh|in a low voice).",
            "{A} sat down and felt {D}.",
            "This made {A.him} (very|rather|quite) {D}.",
            "{A} had tears in {A.his} eyes and felt {D}.",
            "{A} looked down at {A.his} feet, for {A.he} was {D}.",
            "It was no wonder that {A} felt {D}.",
            "Poor {A!} felt {D}.",
        ],
        [StoryEventKind.Comfort] =
        [
            "{B!} put an arm around {A.him} (and smiled|).",
            "“Do not worry,” {B!} said to {A.him}.",
            "{B!} gave {A.him} a hug (and a smile|).",
            "“Everything will be fine,” {B!} told {A.him} (in a low voice|).",
            "{B!} sang a little song to cheer {A.him} up.",
            "{A} felt better when {B!} held {A.his} hand.",
            "{B!} sat down with {A.him} and said a few kind words.",
            "“I am here with you,” {B!} said to {A.him}.",
        ],
    };
}
