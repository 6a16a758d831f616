namespace LlmFromScratch.Plots;

/// <summary>A token of a text, with its number.</summary>
/// <param name="Start">Where it starts, in UTF-16 units from the start of the text.</param>
/// <param name="Length">How long it is, in UTF-16 units; 1 or more.</param>
/// <param name="Value">Its number, such as its surprisal. Not-a-number: it has none and stays plain. Infinite: beyond the scale.</param>
public readonly record struct ValuedToken(int Start, int Length, double Value)
{
    /// <summary>The first position after it.</summary>
    public int End => Start + Length;
}

/// <summary>A text whose tokens are shaded by a number: the more surprising, the deeper.</summary>
public sealed record TokenTextChart : Chart
{
    private readonly double _largest;

    /// <summary>A shaded text.</summary>
    /// <param name="title">What the picture shows.</param>
    /// <param name="text">The whole text; what stands between tokens stays plain.</param>
    /// <param name="tokens">First to last, not overlapping.</param>
    /// <exception cref="ArgumentException">A token lies outside the text, overlaps the one before, or has the value negative infinity.</exception>
    public TokenTextChart(string title, string text, IReadOnlyList<ValuedToken> tokens) : base(title)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(tokens);
        int end = 0;
        for (int i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Start < end || tokens[i].Length < 1 || tokens[i].Length > text.Length - tokens[i].Start)
                throw new ArgumentException($"expected tokens in order, without overlap, in a text of {text.Length} units; got token {i} from {tokens[i].Start} "
                    + $"with length {tokens[i].Length} after one that ends at {end}: were they cut from this very text?", nameof(tokens));
            if (double.IsNegativeInfinity(tokens[i].Value))
                throw new ArgumentException($"expected values above negative infinity, got it for token {i}", nameof(tokens));
            end = tokens[i].End;
        }
        Text = text;
        Tokens = [.. tokens];
        _largest = Tokens.Select(token => token.Value).Where(double.IsFinite).DefaultIfEmpty(0).Max();
    }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>Its tokens, first to last. `[token]`</summary>
    public IReadOnlyList<ValuedToken> Tokens { get; }

    /// <summary>What the shades mean, with its unit: "surprisal, bits".</summary>
    public string ValueAxis { get; init; } = "";

    /// <summary>A numeric format of the values, such as "0.0"; empty for about four digits.</summary>
    public string ValueFormat { get; init; } = "0.0";

    /// <summary>The value of the deepest shade; by default the largest finite value.</summary>
    public double? Maximum { get; init; }

    /// <summary>Whether each token's value stands below it; null for where the tokens are few.</summary>
    public bool? ShowValues { get; init; }

    /// <summary>The text of a token, with spaces and line ends made visible.</summary>
    internal string LabelOf(ValuedToken token) => TokenLabel.Of(Text.Substring(token.Start, token.Length));

    internal string ValueOf(ValuedToken token) => double.IsNaN(token.Value) ? "" : double.IsInfinity(token.Value) ? "∞" : Numbers.Format(token.Value, ValueFormat);

    internal double ScaleEnd => Maximum ?? _largest;

    /// <summary>How deep the shade of a token is, from 0 to 1; null for a token without a value.</summary>
    internal double? Shade(ValuedToken token)
    {
        double end = ScaleEnd;
        return double.IsNaN(token.Value) ? null : double.IsInfinity(token.Value) ? 1 : end > 0 ? Math.Clamp(token.Value / end, 0, 1) : 0;
    }

    private protected override string Describe()
    {
        IEnumerable<string> deepest = Tokens.Where(token => !double.IsNaN(token.Value)).OrderByDescending(token => token.Value).Take(5)
            .Select(token => $"{LabelOf(token)} {ValueOf(token)}");
        string list = string.Join(", ", deepest);
        return $"Text of {Tokens.Count} tokens, shaded by {(ValueAxis.Length > 0 ? ValueAxis : "value")}. {ChartData.Sentence(Title)}"
            + (list.Length == 0 ? "No values." : $"The largest: {list}.");
    }
}
