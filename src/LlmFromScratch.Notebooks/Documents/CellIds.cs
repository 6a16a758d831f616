using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace LlmFromScratch.Notebooks.Documents;

/// <summary>Gives an id to cells without one. nbformat 4.5: 1 to 64 of letters, digits, '-' and '_', unique in the notebook.</summary>
internal static partial class CellIds
{
    /// <summary>Ids are made from position and source, not drawn: the same file gets the same ids every time.</summary>
    public static void FillIn(IReadOnlyList<NotebookCell> cells)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var without = new List<NotebookCell>();
        foreach (var cell in cells)
        {
            if (cell.Id is not { } id || !Valid().IsMatch(id) || !taken.Add(id))
                without.Add(cell);
        }

        foreach (var cell in without)
        {
            for (var attempt = 0; ; attempt++)
            {
                var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{cell.Number}/{attempt}/{cell.Source}"));
                var id = Convert.ToHexStringLower(hash)[..8];
                if (!taken.Add(id))
                    continue;
                cell.Id = id;
                break;
            }
        }
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$")]
    private static partial Regex Valid();
}
