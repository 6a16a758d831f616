namespace LlmFromScratch.Kernels;

/// <summary>
/// One step of a recurrent layer for one sequence, as the papers write it, in float64: what to read, and what the fast version is held against.
/// </summary>
/// <remarks>
/// h is the width of the hidden state. gates are x·W + b of this step, in the order of the gates; weight is the recurrent one, <c>[h, gates]</c>.
/// The states are replaced by those after the step. A gradient method gets the state before the step again, and turns the gradient of
/// the state after it into that of the state before it; that of the recurrent weight is hidden[k] · dSums[j] for each k and j.
/// </remarks>
public static class PlainRecurrence
{
    /// <summary>h' = tanh(gates + h·W).</summary>
    /// <param name="gates"><c>[h]</c></param>
    /// <param name="weight"><c>[h, h]</c></param>
    /// <param name="hidden"><c>[h]</c>; replaced.</param>
    public static void Rnn(ReadOnlySpan<double> gates, ReadOnlySpan<double> weight, Span<double> hidden)
    {
        double[] sums = Sums(hidden, weight, gates.Length);
        for (int j = 0; j < hidden.Length; j++)
            hidden[j] = Math.Tanh(gates[j] + sums[j]);
    }

    /// <summary>c' = f·c + i·g; h' = o·tanh c', with (i, f, g, o) = (σ, σ, tanh, σ)(gates + h·W).</summary>
    /// <param name="gates"><c>[4h]</c></param>
    /// <param name="weight"><c>[h, 4h]</c></param>
    /// <param name="hidden"><c>[h]</c>; replaced.</param>
    /// <param name="cell"><c>[h]</c>; replaced.</param>
    public static void Lstm(ReadOnlySpan<double> gates, ReadOnlySpan<double> weight, Span<double> hidden, Span<double> cell)
    {
        int h = hidden.Length;
        double[] sums = Sums(hidden, weight, gates.Length);
        for (int j = 0; j < h; j++)
        {
            double input = Sigmoid(gates[j] + sums[j]);
            double forget = Sigmoid(gates[h + j] + sums[h + j]);
            double candidate = Math.Tanh(gates[2 * h + j] + sums[2 * h + j]);
            double output = Sigmoid(gates[3 * h + j] + sums[3 * h + j]);
            cell[j] = forget * cell[j] + input * candidate;
            hidden[j] = output * Math.Tanh(cell[j]);
        }
    }

    /// <summary>h' = (1 - z)·n + z·h, with (r, z) = σ(gates + h·W) and n = tanh(gates + r·(h·W + candidateBias)).</summary>
    /// <param name="gates"><c>[3h]</c></param>
    /// <param name="weight"><c>[h, 3h]</c></param>
    /// <param name="candidateBias"><c>[h]</c></param>
    /// <param name="hidden"><c>[h]</c>; replaced.</param>
    public static void Gru(ReadOnlySpan<double> gates, ReadOnlySpan<double> weight, ReadOnlySpan<double> candidateBias, Span<double> hidden)
    {
        int h = hidden.Length;
        double[] sums = Sums(hidden, weight, gates.Length);
        for (int j = 0; j < h; j++)
        {
            double reset = Sigmoid(gates[j] + sums[j]);
            double update = Sigmoid(gates[h + j] + sums[h + j]);
            double candidate = Math.Tanh(gates[2 * h + j] + reset * (sums[2 * h + j] + candidateBias[j]));
            hidden[j] = (1 - update) * candidate + update * hidden[j];
        }
    }

    /// <summary>The gradient of <see cref="Rnn"/>: dSums is that of the gates too.</summary>
    /// <param name="gates"><c>[h]</c></param>
    /// <param name="weight"><c>[h, h]</c></param>
    /// <param name="hidden"><c>[h]</c>, before the step.</param>
    /// <param name="dHidden"><c>[h]</c>; replaced.</param>
    /// <param name="dSums"><c>[h]</c>; overwritten.</param>
    public static void RnnGradient(ReadOnlySpan<double> gates, ReadOnlySpan<double> weight, ReadOnlySpan<double> hidden, Span<double> dHidden, Span<double> dSums)
    {
        double[] sums = Sums(hidden, weight, gates.Length);
        for (int j = 0; j < hidden.Length; j++)
        {
            double after = Math.Tanh(gates[j] + sums[j]);
            dSums[j] = dHidden[j] * (1 - after * after);
            dHidden[j] = 0;
        }
        AddThroughWeight(dSums, weight, dHidden);
    }

    /// <summary>The gradient of <see cref="Lstm"/>: dSums is that of the gates too.</summary>
    /// <param name="gates"><c>[4h]</c></param>
    /// <param name="weight"><c>[h, 4h]</c></param>
    /// <param name="hidden"><c>[h]</c>, before the step.</param>
    /// <param name="cell"><c>[h]</c>, before the step.</param>
    /// <param name="dHidden"><c>[h]</c>; replaced.</param>
    /// <param name="dCell"><c>[h]</c>; replaced.</param>
    /// <param name="dSums"><c>[4h]</c>; overwritten.</param>
    public static void LstmGradient(ReadOnlySpan<double> gates, ReadOnlySpan<double> weight, ReadOnlySpan<double> hidden, ReadOnlySpan<double> cell,
        Span<double> dHidden, Span<double> dCell, Span<double> dSums)
    {
        int h = hidden.Length;
        double[] sums = Sums(hidden, weight, gates.Length);
        for (int j = 0; j < h; j++)
        {
            double input = Sigmoid(gates[j] + sums[j]), forget = Sigmoid(gates[h + j] + sums[h + j]);
            double candidate = Math.Tanh(gates[2 * h + j] + sums[2 * h + j]), output = Sigmoid(gates[3 * h + j] + sums[3 * h + j]);
            double tanh = Math.Tanh(forget * cell[j] + input * candidate);

            dCell[j] += dHidden[j] * output * (1 - tanh * tanh);
            dSums[j] = dCell[j] * candidate * input * (1 - input);
            dSums[h + j] = dCell[j] * cell[j] * forget * (1 - forget);
            dSums[2 * h + j] = dCell[j] * input * (1 - candidate * candidate);
            dSums[3 * h + j] = dHidden[j] * tanh * output * (1 - output);
            dCell[j] *= forget;
            dHidden[j] = 0;
        }
        AddThroughWeight(dSums, weight, dHidden);
    }

    /// <summary>The gradient of <see cref="Gru"/>. The candidate's part of dSums is that of its bias too, but not that of its gates, which comes apart.</summary>
    /// <param name="gates"><c>[3h]</c></param>
    /// <param name="weight"><c>[h, 3h]</c></param>
    /// <param name="candidateBias"><c>[h]</c></param>
    /// <param name="hidden"><c>[h]</c>, before the step.</param>
    /// <param name="dHidden"><c>[h]</c>; replaced.</param>
    /// <param name="dSums"><c>[3h]</c>; overwritten.</param>
    /// <param name="dCandidate">The gradient of the candidate's gates, <c>[h]</c>; overwritten.</param>
    public static void GruGradient(ReadOnlySpan<double> gates, ReadOnlySpan<double> weight, ReadOnlySpan<double> candidateBias, ReadOnlySpan<double> hidden,
        Span<double> dHidden, Span<double> dSums, Span<double> dCandidate)
    {
        int h = hidden.Length;
        double[] sums = Sums(hidden, weight, gates.Length);
        for (int j = 0; j < h; j++)
        {
            double reset = Sigmoid(gates[j] + sums[j]), update = Sigmoid(gates[h + j] + sums[h + j]), product = sums[2 * h + j] + candidateBias[j];
            double candidate = Math.Tanh(gates[2 * h + j] + reset * product);

            dCandidate[j] = dHidden[j] * (1 - update) * (1 - candidate * candidate);
            dSums[j] = dCandidate[j] * product * reset * (1 - reset);
            dSums[h + j] = dHidden[j] * (hidden[j] - candidate) * update * (1 - update);
            dSums[2 * h + j] = dCandidate[j] * reset;
            dHidden[j] *= update;
        }
        AddThroughWeight(dSums, weight, dHidden);
    }

    // hidden·weight
    private static double[] Sums(ReadOnlySpan<double> hidden, ReadOnlySpan<double> weight, int count)
    {
        var sums = new double[count];
        for (int k = 0; k < hidden.Length; k++)
            for (int j = 0; j < count; j++)
                sums[j] += hidden[k] * weight[k * count + j];
        return sums;
    }

    // dHidden += dSums·weightᵀ
    private static void AddThroughWeight(ReadOnlySpan<double> dSums, ReadOnlySpan<double> weight, Span<double> dHidden)
    {
        for (int k = 0; k < dHidden.Length; k++)
            for (int j = 0; j < dSums.Length; j++)
                dHidden[k] += dSums[j] * weight[k * dSums.Length + j];
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
