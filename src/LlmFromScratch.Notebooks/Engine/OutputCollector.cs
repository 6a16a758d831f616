using System.Text;
using LlmFromScratch.Notebooks.Documents;
using LlmFromScratch.Notebooks.Hosting;

namespace LlmFromScratch.Notebooks.Engine;

/// <summary>The outputs of one cell, in the order in which they came, as a file keeps them.</summary>
internal sealed class OutputCollector : ICellEvents
{
    private readonly Lock gate = new();
    private readonly List<CellOutput> outputs = [];
    private readonly Dictionary<string, int> indexOfDisplay = [];
    private readonly StringBuilder stream = new();
    private string streamName = "stdout";
    private int streamChars;
    private bool clearing;

    public IReadOnlyList<CellOutput> Outputs
    {
        get
        {
            lock (gate)
            {
                EndStream();
                return [.. outputs];
            }
        }
    }

    public void Stream(string name, string text)
    {
        lock (gate)
        {
            // The child keeps to the limit, with a note. What was printed past it, by a native library, is held to it here.
            if (streamChars > OutputLimits.StreamChars + OutputLimits.StreamNote.Length)
                return;
            ClearIfAsked();
            streamChars += text.Length;
            if (name != streamName)
                EndStream();
            streamName = name;
            stream.Append(text);
        }
    }

    public void Display(IReadOnlyDictionary<string, string> data, bool isResult, string id)
    {
        lock (gate)
        {
            ClearIfAsked();
            EndStream();
            indexOfDisplay[id] = outputs.Count;
            outputs.Add(new DisplayOutput(data, isResult));
        }
    }

    public void Update(IReadOnlyDictionary<string, string> data, string id)
    {
        lock (gate)
        {
            if (indexOfDisplay.TryGetValue(id, out var index))
                outputs[index] = ((DisplayOutput)outputs[index]) with { Data = data };
        }
    }

    public void Clear(bool wait)
    {
        lock (gate)
        {
            clearing = true;
            if (!wait)
                ClearIfAsked();
        }
    }

    /// <summary>Nobody is there to type.</summary>
    public Task<string?> ReadInputAsync(string prompt, bool password, CancellationToken cancellation) => Task.FromResult<string?>(null);

    public void Add(CellOutput output)
    {
        lock (gate)
        {
            EndStream();
            outputs.Add(output);
        }
    }

    private void ClearIfAsked()
    {
        if (!clearing)
            return;
        clearing = false;
        stream.Clear();
        outputs.Clear();
        indexOfDisplay.Clear();
    }

    private void EndStream()
    {
        if (stream.Length > 0)
            outputs.Add(new StreamOutput(streamName, stream.ToString()));
        stream.Clear();
    }
}
