using System.Runtime.CompilerServices;

namespace LlmFromScratch.Kernels;

/// <summary>
/// How two arrays are gone through side by side: four nested loops, with the step that one turn of each loop makes in either array.
/// A step of 0 uses the same number again (broadcasting) or adds to the same sum (a reduction).
/// </summary>
/// <remarks>
/// Loops that can be one loop are made one, so that the inner loop is long: [2, 3, 4] with [2, 3, 4] is one loop of 24;
/// [2, 3, 4] with a bias [4] is a loop of 6 around one of 4, with the steps 4, 1 and 0, 1.
/// </remarks>
internal readonly struct PairWalk
{
    private const int Loops = 4, Inner = 3;

    private readonly Four _lengths, _stepsA, _stepsB;

    /// <summary>A walk.</summary>
    /// <param name="lengths">The turns of each loop, the outermost first; four at most.</param>
    /// <param name="stepsA">The step of each in the first array.</param>
    /// <param name="stepsB">The step of each in the second array.</param>
    public PairWalk(ReadOnlySpan<int> lengths, ReadOnlySpan<int> stepsA, ReadOnlySpan<int> stepsB)
    {
        for (int i = 0; i < Loops; i++)
            _lengths[i] = 1;
        int at = Loops;
        for (int i = lengths.Length - 1; i >= 0; i--)
        {
            if (lengths[i] == 1)
                continue;
            bool goesOn = at < Loops && stepsA[i] == _stepsA[at] * _lengths[at] && stepsB[i] == _stepsB[at] * _lengths[at];
            if (goesOn)
            {
                _lengths[at] *= lengths[i];
                continue;
            }
            at--;
            (_lengths[at], _stepsA[at], _stepsB[at]) = (lengths[i], stepsA[i], stepsB[i]);
        }
    }

    /// <summary>One loop over two arrays of equal lengths.</summary>
    public static PairWalk Same(int count) => new([count], [1], [1]);

    /// <summary>Turns of the three outer loops together.</summary>
    public int Rows => _lengths[0] * _lengths[1] * _lengths[2];

    /// <summary>Turns of the inner loop.</summary>
    public int Length => _lengths[Inner];

    /// <summary>The inner loop's step in the first array.</summary>
    public int StepA => _stepsA[Inner];

    /// <summary>The inner loop's step in the second array.</summary>
    public int StepB => _stepsB[Inner];

    /// <summary>Does an outer loop come to the same places of the second array again?</summary>
    public bool RepeatsB => (_lengths[0] > 1 && _stepsB[0] == 0) || (_lengths[1] > 1 && _stepsB[1] == 0) || (_lengths[2] > 1 && _stepsB[2] == 0);

    /// <summary>Where a row begins in the two arrays.</summary>
    public (nint A, nint B) Start(nint row)
    {
        int rest = (int)row, i2 = rest % _lengths[2];
        rest /= _lengths[2];
        int i1 = rest % _lengths[1], i0 = rest / _lengths[1];
        return (i0 * _stepsA[0] + i1 * _stepsA[1] + i2 * _stepsA[2], i0 * _stepsB[0] + i1 * _stepsB[1] + i2 * _stepsB[2]);
    }

    [InlineArray(Loops)]
    private struct Four
    {
        private int _first;
    }
}
