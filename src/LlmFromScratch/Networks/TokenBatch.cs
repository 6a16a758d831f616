namespace LlmFromScratch.Networks;

/// <summary>What a network sees in one step of training: rows of tokens, and which token came after.</summary>
/// <remarks>The arrays are filled anew for each step.</remarks>
/// <param name="rows">Rows that are read side by side.</param>
/// <param name="time">Tokens in a row.</param>
/// <param name="targetsPerRow">How many places of a row are predicted: <paramref name="time"/>, or 1 for the place after the row.</param>
public sealed class TokenBatch(int rows, int time, int targetsPerRow)
{
    /// <summary>A target that does not count: the start of a sentence, which is never predicted.</summary>
    public const int Ignored = -100;

    /// <summary>Rows that are read side by side.</summary>
    public int Rows { get; } = rows;

    /// <summary>Tokens in a row.</summary>
    public int Time { get; } = time;

    /// <summary>Ids, <c>[rows, time]</c>.</summary>
    public int[] Inputs { get; } = new int[checked(rows * time)];

    /// <summary>The ids that came next, or <see cref="Ignored"/>: <c>[rows, time]</c>, or <c>[rows]</c> where each row is followed by one.</summary>
    public int[] Targets { get; } = new int[checked(rows * targetsPerRow)];

    /// <summary>Does each row go on where it ended in the batch before? Then a recurrent network keeps what it remembers.</summary>
    public bool Continues { get; set; }
}
