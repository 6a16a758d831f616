using LlmFromScratch.Notebooks.Engine;

namespace LlmFromScratch.Notebooks.Tests.Engine;

/// <summary>Keeps what a cell shows, and answers its questions with the lines given.</summary>
internal sealed class RecordedEvents(params string[] input) : ICellEvents
{
    private readonly Queue<string> input = new(input);
    private readonly Lock gate = new();
    private readonly List<string> all = [];

    /// <summary>In order: <c>stdout: text</c>, <c>result: text</c>, <c>display: text</c>, <c>update: text</c>, <c>clear</c>, <c>asked: prompt</c>.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            lock (gate)
                return [.. all];
        }
    }

    public string Text(string kind) => string.Concat(All.Where(one => one.StartsWith(kind + ": ", StringComparison.Ordinal)).Select(one => one[(kind.Length + 2)..]));

    public List<string> Ids { get; } = [];

    public List<IReadOnlyDictionary<string, string>> Displayed { get; } = [];

    public void Stream(string name, string text) => Add($"{name}: {text}");

    public void Display(IReadOnlyDictionary<string, string> data, bool isResult, string id)
    {
        Ids.Add(id);
        Displayed.Add(data);
        Add($"{(isResult ? "result" : "display")}: {Plain(data)}");
    }

    public void Update(IReadOnlyDictionary<string, string> data, string id) => Add($"update {Ids.IndexOf(id)}: {Plain(data)}");

    public void Clear(bool wait) => Add(wait ? "clear later" : "clear");

    public Task<string?> ReadInputAsync(string prompt, bool password, CancellationToken cancellation)
    {
        Add($"{(password ? "password" : "asked")}: {prompt}");
        return Task.FromResult(input.TryDequeue(out var line) ? line : null);
    }

    private static string Plain(IReadOnlyDictionary<string, string> data) => data.GetValueOrDefault("text/plain") ?? data.Values.First();

    private void Add(string what)
    {
        lock (gate)
            all.Add(what);
    }
}
