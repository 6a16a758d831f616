using System.Globalization;
using System.Text;

namespace LlmFromScratch.Autograd;

/// <summary>The gradient of one input beside the slopes that were measured, at the place where they differ most.</summary>
/// <param name="Name">The input's label, or its number.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Worst">The place of the largest difference, counted row by row from 0.</param>
/// <param name="Gradient">The gradient there.</param>
/// <param name="Slope">The slope measured there.</param>
/// <param name="Error">Their difference, relative to the largest slope of this input.</param>
public sealed record GradientCheckRow(string Name, IReadOnlyList<int> Shape, int Worst, double Gradient, double Slope, double Error);

/// <summary>What a gradient check found.</summary>
/// <param name="Operation">What computed the result last.</param>
/// <param name="Count">How many numbers the result has; where there are several, the slopes are those of their sum with random weights.</param>
/// <param name="Rows">One for each input.</param>
/// <param name="ForwardError">The largest difference between the float32 and float64 results, relative to the largest result.</param>
/// <param name="Tolerance">The largest error of a gradient that is allowed.</param>
public sealed record GradientCheckReport(string Operation, int Count, IReadOnlyList<GradientCheckRow> Rows, double ForwardError, double Tolerance)
{
    /// <summary>Are all gradients, and the result itself, right within the tolerance?</summary>
    public bool Passed => Rows.All(row => row.Error <= Tolerance) && ForwardError <= GradientCheck.ForwardTolerance;

    /// <summary>Does nothing if the check was passed.</summary>
    /// <exception cref="InvalidOperationException">It was not; the message is the whole report.</exception>
    public void ThrowIfFailed()
    {
        if (!Passed)
            throw new InvalidOperationException(ToString());
    }

    /// <summary>A table for people: a line for each input.</summary>
    public override string ToString()
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        var text = new StringBuilder();
        text.Append(invariant, $"gradient check of {(Operation == "" ? "a leaf" : Operation)}: {(Passed ? "passed" : "FAILED")} (allowed: {Tolerance:0.#e+0})\n");
        if (Count > 1)
            text.Append(invariant, $"  slopes of the sum of the result's {Count:N0} numbers, each times a random weight\n");
        text.Append(invariant, $"  result, float32 against float64: {(ForwardError <= GradientCheck.ForwardTolerance ? "ok" : "WRONG")}, largest error {ForwardError:0.0e+0}\n");
        foreach (GradientCheckRow row in Rows)
        {
            text.Append(invariant, $"  {row.Name} {Shapes.Text([.. row.Shape])}: {(row.Error <= Tolerance ? "ok" : "WRONG")}, largest error {row.Error:0.0e+0}");
            text.Append(invariant, $" at number {row.Worst}, gradient {row.Gradient:0.######}, measured slope {row.Slope:0.######}\n");
        }
        return text.ToString();
    }
}
