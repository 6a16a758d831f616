namespace LlmFromScratch.Notebooks.Engine;

/// <summary>Told what a running cell shows, in order. Whoever runs cells gives one: a file's outputs, a front end's messages.</summary>
internal interface ICellEvents
{
    /// <summary>Text on <c>stdout</c> or <c>stderr</c>.</summary>
    void Stream(string name, string text);

    /// <summary>A value, in several forms.</summary>
    /// <param name="data">Text by mime type.</param>
    /// <param name="isResult">Whether it is the value of the cell's last expression.</param>
    /// <param name="id">Names it, for <see cref="Update"/>; unique among all that this engine shows.</param>
    void Display(IReadOnlyDictionary<string, string> data, bool isResult, string id);

    /// <summary>Another value in the place of one shown before, perhaps by an earlier cell.</summary>
    void Update(IReadOnlyDictionary<string, string> data, string id);

    /// <summary>Takes away what the cell has shown; at once, or when the next output comes.</summary>
    void Clear(bool wait);

    /// <summary>Asks the reader for a line.</summary>
    /// <returns>What was typed; null if nobody is there to type.</returns>
    Task<string?> ReadInputAsync(string prompt, bool password, CancellationToken cancellation);
}
