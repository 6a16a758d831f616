using System.Text;

namespace LlmFromScratch.Plots.Terminal;

/// <summary>The cells of a plot: each empty, a mark, a label's character, or up to eight Braille dots; and whose they are.</summary>
internal sealed class CellGrid(int columns, int rows)
{
    private readonly string?[,] _cells = new string?[rows, columns]; // "" where the right half of a wide character stands
    private readonly int[,] _braille = new int[rows, columns];
    private readonly int[,] _series = new int[rows, columns];

    public void Put(int x, int y, char mark, int series)
    {
        x = Math.Clamp(x, 0, columns - 1);
        (_cells[y, x], _series[y, x]) = (mark.ToString(), series);
    }

    /// <summary>Sets one of the 2 × 4 dots of a Braille character; places from 0 to 1, from the lower left.</summary>
    public void Dot(double placeX, double placeY, int series)
    {
        int x = Math.Clamp(Numbers.Nearest(placeX * (columns * 2 - 1)), 0, columns * 2 - 1);
        int y = Math.Clamp(Numbers.Nearest((1 - placeY) * (rows * 4 - 1)), 0, rows * 4 - 1);
        // Bits of U+2800: left column 0 1 2 6 from above, right column 3 4 5 7.
        int bit = (x % 2, y % 4) switch { (0, 3) => 6, (1, 3) => 7, (0, int row) => row, (_, int row) => row + 3 };
        _braille[y / 4, x / 2] |= 1 << bit;
        _cells[y / 4, x / 2] = null;
        _series[y / 4, x / 2] = series;
    }

    /// <summary>Writes a label to the right of a place, else to its left, else in the row above; nowhere if it would hide something.</summary>
    public void TryWrite(int x, int y, string text)
    {
        int width = TextWidth.Of(text);
        foreach ((int startX, int startY) in new[] { (x + 2, y), (x + 1, y - 1), (x - 1 - width, y), (x - width, y + 1), (x + 1, y + 1), (x - width, y - 1) })
        {
            if (startY < 0 || startY >= rows || startX < 0 || startX + width > columns
                || Enumerable.Range(startX, width).Any(at => _cells[startY, at] is not null || _braille[startY, at] != 0))
                continue;
            int column = startX;
            for (int at = 0; at < text.Length;)
            {
                int length = System.Globalization.StringInfo.GetNextTextElementLength(text, at);
                string character = text.Substring(at, length);
                int wide = TextWidth.Of(character);
                if (wide > 0)
                    (_cells[startY, column], _series[startY, column]) = (character, -1);
                for (int half = 1; half < wide; half++)
                    _cells[startY, column + half] = "";
                column += wide;
                at += length;
            }
            return;
        }
    }

    public string Row(int y, TextPage page)
    {
        var line = new StringBuilder();
        for (int x = 0; x < columns;)
        {
            // Neighbours of one colour share their escape code.
            int series = _series[y, x];
            var run = new StringBuilder();
            bool empty = IsEmpty(x);
            for (; x < columns && IsEmpty(x) == empty && (empty || _series[y, x] == series); x++)
                run.Append(_cells[y, x] ?? (_braille[y, x] == 0 ? " " : ((char)(0x2800 + _braille[y, x])).ToString()));
            line.Append(empty || series < 0 ? run.ToString() : page.InSeriesColor(run.ToString(), series));
        }
        return line.ToString().TrimEnd(' ');

        bool IsEmpty(int x) => _cells[y, x] is null && _braille[y, x] == 0;
    }
}
