namespace LlmFromScratch.Corpora.Stories;

/// <summary>One story: a line of the corpus.</summary>
/// <param name="Number">Which story of its seed it is, from 0.</param>
/// <param name="Kind">What it is about: "losing", "trick", "present", …; "meals" for a sentence of the meals.</param>
/// <param name="Sentences">Its sentences in order.</param>
public sealed record Story(long Number, string Kind, IReadOnlyList<StorySentence> Sentences)
{
    /// <summary>The whole story in one line, as it stands in the corpus.</summary>
    public string Text => string.Concat(Sentences.Select(sentence => sentence.Text));

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>One sentence of a story, and what the storyteller chose to get there.</summary>
/// <param name="Event">What happens.</param>
/// <param name="Pattern">The sentence pattern, with its gaps.</param>
/// <param name="Text">The sentence, with the space that comes before it.</param>
/// <param name="EventNats">Surprisal of what happens, given the story so far, in nats.</param>
/// <param name="WordingNats">Surprisal of how it is said, given what happens, in nats.</param>
/// <param name="EntropyNats">
/// How surprising the two are on average, in nats: the entropy of what may happen here, and of how that which happened may be said.
/// Its mean over many sentences is the entropy of the language, with less noise than the mean of the surprisals.
/// </param>
public sealed record StorySentence(StoryEvent Event, string Pattern, string Text, double EventNats, double WordingNats, double EntropyNats)
{
    /// <summary>Surprisal of the sentence, in nats.</summary>
    public double Nats => EventNats + WordingNats;
}
