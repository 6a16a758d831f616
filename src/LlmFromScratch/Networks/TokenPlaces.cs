namespace LlmFromScratch.Networks;

/// <summary>Where each token of a batch stands in its text, and how far back it may look: to the last start of a text in its row.</summary>
/// <param name="rows">Rows that are read side by side.</param>
/// <param name="time">Tokens in a row.</param>
internal sealed class TokenPlaces(int rows, int time)
{
    public int Rows { get; } = rows;

    public int Time { get; } = time;

    /// <summary>For each token the first place of its row that it sees, <c>[rows, time]</c>.</summary>
    public int[] Firsts { get; } = new int[rows * time];

    /// <summary>For each token how many of its text came before it, <c>[rows, time]</c>.</summary>
    public int[] Positions { get; } = new int[rows * time];

    /// <summary>The places of a batch.</summary>
    /// <param name="ids">Ids, <c>[rows, time]</c>.</param>
    /// <param name="start">The id of a start; null where there is none, and a row is one text.</param>
    public void Fill(ReadOnlySpan<int> ids, int? start)
    {
        for (int i = 0; i < ids.Length; i++)
        {
            int place = i % Time;
            Firsts[i] = place == 0 || ids[i] == start ? place : Firsts[i - 1];
            Positions[i] = place - Firsts[i];
        }
    }
}
