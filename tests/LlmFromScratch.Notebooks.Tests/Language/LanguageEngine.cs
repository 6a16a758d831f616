using LlmFromScratch.Notebooks.Engine;
using LlmFromScratch.Notebooks.Tests.Engine;

namespace LlmFromScratch.Notebooks.Tests.Language;

/// <summary>One child for the tests of a class, with a few cells run: starting one for each question would take longer than the questions.</summary>
public sealed class LanguageEngine : IAsyncLifetime
{
    private const string Cell = """
        using System.IO;
        int count = 3;
        string[] lines = ["a", "b"];
        var pairs = new Dictionary<(string Before, string Word), int>();
        int? perhaps = null;
        var 词 = "word";

        /// <summary>A dog. See <see cref="Bark"/> and <paramref name="name"/>.</summary>
        public class Dog(string name) : IComparable<Dog>
        {
            private int hidden;
            [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)] public void NotForReaders() { }
            public static Dog Default { get; } = new("Rex");
            public string Name { get; init; } = name;
            public int Age { get; set; }
            public readonly int Legs = 4;
            public event Action Barked;
            /// <summary>Makes a noise.</summary>
            /// <param name="times">How often.</param>
            /// <param name="loud">Or not.</param>
            /// <returns>How many heard it.</returns>
            /// <exception cref="ArgumentException">Too often.</exception>
            public int Bark(int times, bool loud = false) => times;
            public int Bark() => 1;
            public int CompareTo(Dog other) => 0;
            public static bool operator ==(Dog a, Dog b) => true;
            public static bool operator !=(Dog a, Dog b) => false;
        }
        class Cat : Dog { public Cat() : base("Tom") { } /// <inheritdoc/>
            public override string ToString() => "cat"; }
        static string Shout(this Dog dog, int times) => "!";
        void Paint(ConsoleColor colour, int times = 1) { }
        """;

    internal CellEngine Engine { get; private set; } = null!;

    public string Folder { get; } = Directory.CreateTempSubdirectory("language-test-").FullName;

    public async Task InitializeAsync()
    {
        Engine = new CellEngine(new CellEngineOptions { Folder = Folder, AllowDownload = false });
        Assert.Null(await RunAsync("var count = \"an earlier one\";"));
        Assert.Null(await RunAsync(Cell));
    }

    public async Task DisposeAsync()
    {
        await Engine.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    internal Task<CellError?> RunAsync(string code) => Engine.RunAsync(code, "1", new RecordedEvents(), allowInput: false);

    /// <summary>The completions where <c>|</c> stands.</summary>
    internal Task<Completions> CompleteAsync(string code) => Engine.CompleteAsync(code.Remove(Cursor(code), 1), Cursor(code));

    internal async Task<IReadOnlyList<string>> WordsAsync(string code) => [.. (await CompleteAsync(code)).Items.Select(item => item.Text)];

    /// <summary>The hover help where <c>|</c> stands, as plain text.</summary>
    internal async Task<string?> InspectAsync(string code) => (await Engine.InspectAsync(code.Remove(Cursor(code), 1), Cursor(code)))?["text/plain"];

    private static int Cursor(string code) => code.LastIndexOf('|');
}
