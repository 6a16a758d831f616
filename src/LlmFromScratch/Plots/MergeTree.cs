using System.Text;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Plots;

/// <summary>Shows which merges build the tokens of a word, and in which order.</summary>
public static class MergeTree
{
    /// <summary>The tree of a word. A space before it belongs to it: " apple" is another word than "apple".</summary>
    /// <param name="vocabulary">The merges.</param>
    /// <param name="word">A word of 1 to 64 bytes. If the splitter cuts it, each piece has trees of its own.</param>
    /// <param name="splitter">Cuts as the vocabulary's tokenizer does; as GPT-2 does if not given.</param>
    /// <exception cref="ArgumentException">The word is empty or too long.</exception>
    public static MergeTreeChart Of(BytePairVocabulary vocabulary, string word, ISplitter? splitter = null)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentException.ThrowIfNullOrEmpty(word);
        int bytes = Encoding.UTF8.GetByteCount(word);
        if (bytes > MergeTreeChart.MostLeaves)
            throw new ArgumentException($"expected a word of at most {MergeTreeChart.MostLeaves} bytes, got one of {bytes}: take a shorter one", nameof(word));
        var rounds = new BytePairRounds(vocabulary);
        List<MergeNode> nodes = [.. Encoding.UTF8.GetBytes(word).Select(value => new MergeNode(TokenLabel.OfBytes([value]), vocabulary.IdOf(value)))];
        int leaves = 0;
        foreach (string piece in (splitter ?? new Gpt2Splitter()).Split(word))
        {
            byte[] content = Encoding.UTF8.GetBytes(piece);
            List<int> row = [.. Enumerable.Range(leaves, content.Length)]; // the nodes that are tokens at present
            leaves += content.Length;
            foreach (BytePairRound round in rounds.Of(content))
            {
                BytePairMerge merge = vocabulary.Merges[round.Rank];
                for (int i = 0; i + 1 < row.Count; i++)
                    if (nodes[row[i]].Id == merge.Left && nodes[row[i + 1]].Id == merge.Right)
                    {
                        nodes.Add(new MergeNode(TokenLabel.OfBytes(vocabulary.BytesOf(merge.Result)), merge.Result, round.Rank + 1, row[i], row[i + 1]));
                        row[i] = nodes.Count - 1;
                        row.RemoveAt(i + 1);
                    }
            }
        }
        int merges = nodes.Count - bytes;
        string One(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
        return new MergeTreeChart($"How merges build “{TokenLabel.Of(word)}”", nodes)
        {
            Subtitle = $"{One(bytes, "byte")}, {One(merges, "merge")}, {One(bytes - merges, "token")}. #1 was learnt first; the smallest number is done first",
        };
    }
}
