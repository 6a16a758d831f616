using System.Numerics.Tensors;

namespace LlmFromScratch.Sampling;

/// <summary>
/// Finds the tokens that top-k, top-p and min-p keep without sorting all of them: of a vocabulary of 32,000 words only some hundred matter.
/// Keeps its memory from one token to the next.
/// </summary>
internal sealed class MostLikelyTokens
{
    private double[] _sizes = []; // probabilities with a minus sign, so that an ascending sort puts the largest first
    private int[] _ids = [];

    /// <summary>Sets the probabilities of all other tokens to 0. Of equal ones those with the lowest ids stay.</summary>
    public void Keep(Span<double> p, SamplingOptions options)
    {
        int most = Math.Min(options.TopK ?? p.Length, p.Length);
        if (most == p.Length && options.TopP == 1)
        {
            double least = Least(options, TensorPrimitives.Max<double>(p));
            foreach (ref double one in p)
                one = one < least ? 0 : one;
            return;
        }
        double all = 0;
        if (most == p.Length)
        {
            foreach (double one in p)
                all += one;
            // What is smaller than this has together less than top-p leaves out.
            most = Gather(p, (1 - options.TopP) * all / p.Length * (1 - 1e-9));
        }
        else
        {
            most = GatherLargest(p, most);
            for (int i = 0; i < most; i++)
                all -= _sizes[i];
        }
        int keep = CountForTopP(most, options.TopP, all);
        double smallest = Least(options, -_sizes[0]);
        while (keep > 1 && -_sizes[keep - 1] < smallest)
            keep--;
        p.Clear();
        for (int i = 0; i < keep; i++)
            p[_ids[i]] = -_sizes[i];
    }

    private static double Least(SamplingOptions options, double largest) => options.MinP * largest * (1 - 1e-12); // 0.1 times 0.1 is not quite 0.01

    private int CountForTopP(int most, double topP, double all)
    {
        if (topP == 1)
            return most;
        double sum = 0;
        for (int count = 0; count < most; count++)
        {
            sum -= _sizes[count];
            if (sum >= topP * all - 1e-12) // 0.1 + 0.2 is not quite 0.3
                return count + 1;
        }
        return most;
    }

    // All that are at least so large, the largest first.
    private int Gather(ReadOnlySpan<double> p, double least)
    {
        MakeRoom(p.Length);
        int count = 0;
        for (int id = 0; id < p.Length; id++)
            if (p[id] >= least)
                (_sizes[count], _ids[count++]) = (-p[id], id);
        Sort(count);
        return count;
    }

    // The most largest, the largest first: gathered in a list twice as long, whose smaller half is thrown away whenever it is full.
    private int GatherLargest(ReadOnlySpan<double> p, int most)
    {
        int room = Math.Min(p.Length, Math.Max(2 * most, 64)), count = 0;
        double above = double.NegativeInfinity;
        MakeRoom(room);
        for (int id = 0; id < p.Length; id++)
        {
            if (!(p[id] > above)) // an equal one has the higher id
                continue;
            if (count == room)
            {
                Sort(count);
                count = most;
                above = -_sizes[most - 1];
                if (!(p[id] > above))
                    continue;
            }
            (_sizes[count], _ids[count++]) = (-p[id], id);
        }
        Sort(count);
        return Math.Min(count, most);
    }

    private void Sort(int count)
    {
        Array.Sort(_sizes, _ids, 0, count);
        for (int first = 0, end; first < count; first = end)
        {
            for (end = first + 1; end < count && _sizes[end] == _sizes[first]; end++)
            {
            }
            if (end - first > 1)
                Array.Sort(_ids, first, end - first); // the sort by size leaves equal ones in any order
        }
    }

    private void MakeRoom(int count)
    {
        if (_sizes.Length < count)
            (_sizes, _ids) = (new double[count], new int[count]);
    }
}
