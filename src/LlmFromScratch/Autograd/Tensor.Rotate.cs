using LlmFromScratch.Kernels;

namespace LlmFromScratch.Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Rotary positions: in each head, number i and number i + d/2 are turned, as a point in the plane, by position · base^(-2i/d).
    /// A query and a key so turned have a dot product that depends on their distance. Source: Su and others, "RoFormer" (2021).
    /// </summary>
    /// <remarks>The gradient is turned back by the same angles.</remarks>
    /// <param name="heads">Heads; this is [batch, time, heads · d] with an even d.</param>
    /// <param name="positions">The position of each place, [batch · time], from 0 to 2²⁰ - 1.</param>
    /// <param name="base">Above 1; 10,000 in the paper. The larger, the slower the slowest pair turns.</param>
    /// <exception cref="ArgumentException">The heads do not divide the last dimension into even parts, the number of positions is another, or one is out of range.</exception>
    public Tensor Rotate(int heads, ReadOnlySpan<int> positions, double @base = 10000)
    {
        int width = LastLength("rotate"), places = Count / width;
        if (heads < 1 || width % heads != 0 || width / heads % 2 != 0)
            throw new ArgumentException($"rotate: expected {heads} heads of an even number of numbers each in {Shapes.Text(_shape)}, whose last dimension is {width}", nameof(heads));
        if (positions.Length != places)
            throw new ArgumentException($"rotate: expected a position for each of the {places} places of {Shapes.Text(_shape)}, got {positions.Length}", nameof(positions));
        int d = width / heads;
        int[] kept = TensorPool.CopyOf(positions);
        Tensor y = UnsetResult("rotate", _shape, this);
        Rotary.Apply(Values, kept, y.Values, d, @base);
        if (IsExact)
            PlainRotary.Apply(Exact, kept, y.Exact, d, @base);
        return y.WithGradient(() =>
        {
            if (TakeGradient(out bool isFirst) is { } dx)
                Rotary.AddGradient(y.GradientData, kept, dx, d, @base, isFirst);
        });
    }
}
