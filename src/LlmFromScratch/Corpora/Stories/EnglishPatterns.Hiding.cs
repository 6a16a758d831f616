namespace LlmFromScratch.Corpora.Stories;

internal static partial class EnglishPatterns
{
    private static readonly Dictionary<StoryEventKind, string[]> Hiding = new()
    {
        [StoryEventKind.PlayHide] =
        [
            "{AB} began to play hide and seek, and {A!} (was the one to|had to) seek.",
            "“Let us play hide and seek!” (said|called) {B!}, and {A!} (had to|was to) seek.",
            "“I will (seek|look for) you,” {A!} (told|said to) {B!}, and the game of hide and seek began.",
            "{A!} played hide and seek with {B!} and was the (first|one) to seek.",
            "{AB} (wanted|wished) to play hide and seek, and {A!} (said|called), “I will (seek|look for you|seek you)!”",
            "It was time for hide and seek: {A!} had to seek, {B!} had to hide.",
            "{B!} wanted to hide, so {A!} (was the one to|had to) seek.",
            "“(You hide, I seek|Hide well, I will seek you|Now hide, I will find you),” {A!} (told|said to) {B!}, and they began to play.",
            "In a game of hide and seek, {A!} had to (look for|find) {B!}.",
        ],
        [StoryEventKind.PlayHideThree] =
        [
            "{ABC} all began to play hide and seek, and {A!} (was the one to|had to) seek.",
            "“Let us play hide and seek!” said {B!} and {C!}, and {A!} (had to|was to) seek.",
            "“I will (seek|look for) you both,” {A!} (told|said to) {B!} and {C!}, and the game of hide and seek began.",
            "{A!} played hide and seek with {B!} and {C!} and was the (first|one) to seek.",
            "{ABC} all wanted to play hide and seek, and {A!} (said|called), “I will seek.”",
            "It was time for hide and seek: {A!} had to seek, {B!} and {C!} had to hide.",
            "{B!} and {C!} wanted to hide, so {A!} (was the one to|had to) seek.",
            "“You two hide, I seek,” {A!} (told|said to) {B!} and {C!}, and they began to play.",
            "In a game of hide and seek, {A!} had to (look for|find) {B!} and {C!}.",
        ],
        [StoryEventKind.CountTo] =
        [
            "{then} {A} closed {A.his} eyes and counted (slowly|out loud|) to {N}.",
            "With closed eyes, {A} counted (slowly|quickly|out loud|) to {N}.",
            "“I will count to {N},” {A} (said|called) and closed {A.his} eyes.",
            "{then} {A} turned around and counted (slowly|quickly|out loud|) to {N}.",
            "{then} {A} counted to {N} with both hands over {A.his} eyes.",
            "“Hide (well|now)!” {A} called and counted (slowly|quickly|) to {N}.",
            "{A} did not look but counted to {N} (in a low voice|with a smile|).",
            "(From one to|One, two, and so on to) {N}, {A} counted with closed eyes.",
            "{then} {A} stood still and counted (slowly|out loud) until {A.he} came to {N}.",
        ],
        [StoryEventKind.HideAt] =
        [
            "{B!} (quickly|quietly|) hid {S}.",
            "{B!} (ran|went|hurried) off and hid {S}.",
            "{S}, {B!} found a (good|) place to hide.",
            "“(Nobody|No one) (will|can) (find|see) me {S},” {B!} thought and hid there.",
            "There was (room|a place) {S}, so {B!} hid there.",
            "{B!} (wanted|chose) to hide {S} and (did it|did so|went there) without a (sound|word).",
            "The place that {B!} (found|chose) was {S}.",
            "Without a (sound|word), {B!} hid {S}.",
            "“{S} is a good place,” {B!} (thought|whispered) and hid there.",
            "{B!} looked around (quickly|once more|) and hid {S}.",
        ],
        [StoryEventKind.SeekWrong] =
        [
            "{then} {A} looked for {B!} {R}, but (nobody|no one) was there.",
            "“{B!} must be {R},” {A} thought, but that was wrong.",
            "{A} (hoped|wanted) to find {B!} {R}, but nobody was there.",
            "“I have found you, {B!}!” {A} called, but there was nobody {R}.",
            "There was no {B!} {R} when {A!} looked.",
            "{then} {A} (looked|searched) {R} but could not (find|see) {B!}.",
            "{R}, {A} (looked|searched) for {B!}, but that was the wrong place.",
            "“Are you {R}, {B!}?” {A} called, but nobody answered.",
            "{A} did not (find|see) {B!} {R}.",
        ],
        [StoryEventKind.FindPerson] =
        [
            "{then} {A} (found|saw) {B!} {S}.",
            "“I can see you {S}, {B!}!” {A} (called|cried) (happily|with joy|).",
            "{then} {A} looked {S}, and there {B!} was.",
            "{B!} was {S}, and {A!} found {B.him!} (quickly|soon|at last).",
            "“Here you are, {B!}!” {A} (called|cried) when {A.he} looked {S}.",
            "{then} {A} heard a (small|) sound {S} and (found|saw) {B!}.",
            "{S}, {A} found {B!} (at last|).",
            "“I (have found|found) you {S}, {B!}!” {A} (called|cried) (happily|with joy|).",
            "Something moved {S}, and {A} (saw|found) {B!}.",
            "{then} {B!} laughed, and so {A!} found {B.him!} {S}.",
        ],
    };
}
