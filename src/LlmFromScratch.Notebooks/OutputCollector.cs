using System.Text;
using LlmFromScratch.Notebooks.Documents;
using LlmFromScratch.Notebooks.Hosting;

namespace LlmFromScratch.Notebooks;

/// <summary>The outputs of one cell, in the order in which they came.</summary>
internal sealed class OutputCollector
{
    private readonly List<CellOutput> outputs = [];
    private readonly Dictionary<int, int> indexOfDisplay = [];
    private readonly StringBuilder stream = new();
    private string streamName = "stdout";
    private int streamChars;

    public IReadOnlyList<CellOutput> Outputs
    {
        get
        {
            EndStream();
            return outputs;
        }
    }

    public void Add(HostMessage message)
    {
        switch (message.Kind)
        {
            case "stream":
                AddStream(message.Name ?? "stdout", message.Text ?? "");
                break;
            case "display":
                EndStream();
                indexOfDisplay[message.Id] = outputs.Count;
                outputs.Add(new DisplayOutput(message.Data!, message.IsResult));
                break;
            case "update" when indexOfDisplay.TryGetValue(message.Id, out var index):
                outputs[index] = ((DisplayOutput)outputs[index]) with { Data = message.Data! };
                break;
        }
    }

    public void Add(CellOutput output)
    {
        EndStream();
        outputs.Add(output);
    }

    private void AddStream(string name, string text)
    {
        // The child keeps to the limit, with a note. What was printed past it, by a native library, is held to it here.
        if (streamChars > OutputLimits.StreamChars + OutputLimits.StreamNote.Length)
            return;
        streamChars += text.Length;
        if (name != streamName)
            EndStream();
        streamName = name;
        stream.Append(text);
    }

    private void EndStream()
    {
        if (stream.Length > 0)
            outputs.Add(new StreamOutput(streamName, stream.ToString()));
        stream.Clear();
    }
}
