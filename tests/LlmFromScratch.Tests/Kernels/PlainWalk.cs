using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Kernels;

/// <summary>A recurrent layer forward and backward through time made of <see cref="PlainRecurrence"/>, sequence by sequence.</summary>
internal sealed class PlainWalk(RecurrentArrays arrays)
{
    private readonly int _h = arrays.Width, _gates = arrays.Gates.Length / arrays.States.Length;
    private readonly double[] _weight = Exact(arrays.Weight), _bias = Exact(arrays.CandidateBias);

    public double[] States { get; } = new double[arrays.States.Length];

    public double[] DSums { get; } = new double[arrays.Gates.Length];

    public double[] DCandidate { get; } = new double[arrays.States.Length];

    public double[] DHidden { get; } = new double[arrays.Batch * arrays.Width];

    public double[] DCell { get; } = new double[arrays.Batch * arrays.Width];

    public void Run()
    {
        for (int b = 0; b < arrays.Batch; b++)
            Run(b);
    }

    private void Run(int b)
    {
        double[] hidden = Row(arrays.Hidden, b, _h), cell = Row(arrays.Cells, b, _h);
        var before = new List<(double[] Hidden, double[] Cell)>();
        for (int t = 0; t < arrays.Time; t++)
        {
            if (IsStart(t, b))
            {
                Array.Clear(hidden);
                Array.Clear(cell);
            }
            before.Add(([.. hidden], [.. cell]));
            double[] gates = GatesAt(t, b);
            if (_gates == 1)
                PlainRecurrence.Rnn(gates, _weight, hidden);
            else if (_gates == 3)
                PlainRecurrence.Gru(gates, _weight, _bias, hidden);
            else
                PlainRecurrence.Lstm(gates, _weight, hidden, cell);
            hidden.CopyTo(States, (t * arrays.Batch + b) * _h);
        }

        Span<double> dHidden = DHidden.AsSpan(b * _h, _h), dCell = DCell.AsSpan(b * _h, _h);
        for (int t = arrays.Time - 1; t >= 0; t--)
        {
            int row = t * arrays.Batch + b;
            for (int j = 0; j < _h; j++)
                dHidden[j] += arrays.DStates![row * _h + j];
            Span<double> dSums = DSums.AsSpan(row * _gates * _h, _gates * _h);
            if (_gates == 1)
                PlainRecurrence.RnnGradient(GatesAt(t, b), _weight, before[t].Hidden, dHidden, dSums);
            else if (_gates == 3)
                PlainRecurrence.GruGradient(GatesAt(t, b), _weight, _bias, before[t].Hidden, dHidden, dSums, DCandidate.AsSpan(row * _h, _h));
            else
                PlainRecurrence.LstmGradient(GatesAt(t, b), _weight, before[t].Hidden, before[t].Cell, dHidden, dCell, dSums);
            if (IsStart(t, b))
            {
                dHidden.Clear();
                dCell.Clear();
            }
        }
    }

    private bool IsStart(int t, int b) => arrays.Starts is { } starts && starts[t * arrays.Batch + b] != 0;

    private double[] GatesAt(int t, int b) => Row(arrays.Gates, t * arrays.Batch + b, _gates * _h);

    private static double[] Row(float[]? from, int row, int length) => from is null ? [] : Exact(from[(row * length)..((row + 1) * length)]);

    private static double[] Exact(float[]? numbers) => numbers is null ? [] : Array.ConvertAll(numbers, x => (double)x);
}
