using LlmFromScratch.Notebooks.Jupyter;

namespace LlmFromScratch.Notebooks.Tests.Jupyter;

public class CellHistoryTests
{
    private static CellHistory History(params string[] inputs)
    {
        var history = new CellHistory();
        for (var i = 0; i < inputs.Length; i++)
            history.Add(new HistoryEntry(i + 1, inputs[i], null));
        return history;
    }

    [Theory]
    [InlineData(null, null, "a b c d")]
    [InlineData(2L, null, "b c d")]
    [InlineData(2L, 4L, "b c")]
    [InlineData(2L, 2L, "")]
    [InlineData(-2L, null, "c d")]
    [InlineData(-3L, -1L, "b c")]
    [InlineData(0L, 99L, "a b c d")]
    [InlineData(3L, 1L, "")]
    [InlineData(long.MinValue, long.MaxValue, "a b c d")]
    public void Range_takes_cells_by_their_numbers(long? start, long? stop, string expected) =>
        Assert.Equal(expected, Inputs(History("a", "b", "c", "d").Range(start, stop)));

    [Theory]
    [InlineData(null, "a b c")]
    [InlineData(2L, "b c")]
    [InlineData(0L, "")]
    [InlineData(-1L, "")]
    [InlineData(long.MaxValue, "a b c")]
    public void Tail_takes_the_last(long? n, string expected) => Assert.Equal(expected, Inputs(History("a", "b", "c").Tail(n)));

    [Fact]
    public void Search_finds_whole_cells_and_the_last_of_the_same()
    {
        var history = History("1+2", "x", "1-2", "1+2", "12+2");

        Assert.Equal("1+2 1-2 1+2", Inputs(history.Search("1?2", null, unique: false)));
        Assert.Equal("1-2 1+2", Inputs(history.Search("1?2", null, unique: true)));
        Assert.Equal("1+2", Inputs(history.Search("1?2", 1, unique: true)));
        Assert.Equal("1-2 1+2 12+2", Inputs(history.Search("1*", 3, unique: false)));
        Assert.Equal("", Inputs(history.Search("2", null, unique: false)));
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("*", "", true)]
    [InlineData("?", "", false)]
    [InlineData("a*b*c", "a--b--c", true)]
    [InlineData("a*b*c", "a--b--", false)]
    [InlineData("*.Train(*", "model.Train(5);", true)]
    [InlineData("a*", "b", false)]
    [InlineData("*a", "aba", true)]
    public void Matches_knows_stars_and_question_marks(string pattern, string text, bool expected) =>
        Assert.Equal(expected, CellHistory.Matches(pattern, text));

    [Fact]
    public void Matches_is_not_slow_on_a_pattern_made_to_be() =>
        Assert.False(CellHistory.Matches(string.Concat(Enumerable.Repeat("*a", 200)) + "b", new string('a', 5_000)));

    [Fact]
    public void The_oldest_go_when_there_are_too_many_or_they_are_too_long()
    {
        var few = new CellHistory(maxEntries: 2);
        var small = new CellHistory(maxChars: 10);
        foreach (var (number, text) in new[] { (1L, "aaaa"), (2L, "bbbb"), (3L, "cccc") })
        {
            few.Add(new HistoryEntry(number, text, null));
            small.Add(new HistoryEntry(number, text, "x"));
        }

        Assert.Equal("bbbb cccc", Inputs(few.Tail(null)));
        Assert.Equal("bbbb cccc", Inputs(small.Tail(null)));
        Assert.Equal("cccc", Inputs(few.Range(3, null)));
    }

    private static string Inputs(IEnumerable<HistoryEntry> entries) => string.Join(' ', entries.Select(entry => entry.Input));
}
