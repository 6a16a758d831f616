using System.Globalization;
using LlmFromScratch.Networks;

namespace LlmFromScratch.Plots;

/// <summary>What a network consists of: each parameter with its shape and count.</summary>
public static class ParameterTable
{
    /// <summary>The table of a network.</summary>
    public static TableChart Of(IModule network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new TableChart("Parameters", ["parameter", "shape", "numbers"],
            [.. network.Parameters.Select(one => (string[])[one.Name, $"[{string.Join(", ", one.Tensor.Shape)}]", Number(one.Count)])])
        {
            Subtitle = $"{Number(network.CountParameters())} numbers in all",
        };
    }

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
