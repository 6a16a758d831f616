using System.Text;

namespace LlmFromScratch.Cli.Bench;

/// <summary>Words to measure speed with where no text is given: the same on every machine, and about as repetitive as prose.</summary>
internal static class BenchText
{
    private const int DifferentWords = 13_000, Followers = 12;

    /// <summary>Lines of 8 to 30 words. Each word is drawn by Zipf's law, or from the few that like to follow the one before.</summary>
    /// <param name="bytes">About how large it is to be.</param>
    public static IEnumerable<string> Lines(long bytes)
    {
        var random = new SeededRandom(1, "bench text");
        var cumulated = new double[DifferentWords];
        double sum = 0;
        for (int rank = 0; rank < DifferentWords; rank++)
            cumulated[rank] = sum += 1.0 / (rank + 2.7);
        int ByZipf()
        {
            int found = Array.BinarySearch(cumulated, random.NextDouble() * sum);
            return Math.Min(DifferentWords - 1, found < 0 ? ~found : found);
        }
        var followers = new int[DifferentWords][];
        for (int word = 0; word < DifferentWords; word++)
            followers[word] = [.. Enumerable.Range(0, Followers).Select(_ => ByZipf())];

        for (long written = 0; written < bytes;)
        {
            var line = new StringBuilder();
            int words = 8 + random.NextInt(23), word = ByZipf();
            for (int i = 0; i < words; i++)
            {
                line.Append(i == 0 ? "" : " ").Append(Spelled(word));
                word = random.NextInt(10) < 7 ? followers[word][Math.Min(random.NextInt(Followers), random.NextInt(Followers))] : ByZipf();
            }
            written += line.Length + 1;
            yield return line.ToString();
        }
    }

    /// <summary>A number as syllables: frequent words are short, as in prose.</summary>
    private static string Spelled(int number)
    {
        var word = new StringBuilder();
        for (number++; number > 0; number /= 60)
            word.Append("bdfghklmnprt"[number % 12]).Append("aeiou"[number / 12 % 5]);
        return word.ToString();
    }
}
