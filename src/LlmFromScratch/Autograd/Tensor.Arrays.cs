using LlmFromScratch.Kernels;

namespace LlmFromScratch.Autograd;

// Where the numbers of a tensor and of its gradient are kept: without clearing what is overwritten anyway, and in float64 for a gradient check.
public sealed partial class Tensor
{
    /// <summary>Changes with every <see cref="Edit"/>, so that a copy of the numbers can tell whether it is still right.</summary>
    internal int Version => _storage.Version;

    /// <summary>As <see cref="ZeroGrad"/>, but the zeros are only written if somebody reads them: the first who adds to the gradient writes what it adds.</summary>
    internal void ZeroGradLater() => _gradientIsUnset = _gradient is not null;

    /// <summary>The gradient's array, made of zeros when it is first asked for. That of a leaf outlives the step, for the optimizer.</summary>
    private float[] GradientData
    {
        get
        {
            float[] gradient = UnsetGradient(out bool isFirst);
            if (isFirst)
                gradient.AsSpan().Clear();
            return gradient;
        }
    }

    // In the step of a pool the gradient of a result in between has done its work once it was passed on. All of them together do not fit into a
    // cache; few that are used again and again do.
    private void GiveGradientBack()
    {
        if (_gradient is not { IsOfAPool: true })
            return;
        _gradient.GiveBack();
        (_gradient, _grad) = (null, null);
    }

    /// <summary>The gradient's array if one is wanted.</summary>
    private float[]? WantedGradient => RequiresGrad ? GradientData : null;

    /// <summary>The gradient's array if one is wanted, for an operation that can also write what it has to add.</summary>
    /// <param name="isFirst">Write: any numbers stand in it, and count as zeros. The caller must write all of them.</param>
    private float[]? TakeGradient(out bool isFirst)
    {
        isFirst = false;
        return RequiresGrad ? UnsetGradient(out isFirst) : null;
    }

    private float[] UnsetGradient(out bool isFirst)
    {
        if (_gradient is null)
        {
            _gradientIsUnset = Operation != "";
            _gradient = _gradientIsUnset ? new Storage(Count, isCleared: false) : new Storage(new float[Count]);
        }
        isFirst = _gradientIsUnset;
        _gradientIsUnset = false;
        return _gradient.Data;
    }

    private float[] Values => _storage.Data;

    /// <summary>A gradient check's float64 numbers; a tensor that has no such numbers gives its own.</summary>
    private double[] Exact => _storage.Exact ?? Array.ConvertAll(_storage.Data, x => (double)x);

    /// <summary>Is this computed in float64 too?</summary>
    private bool IsExact => _storage.Exact is not null;

    /// <summary>The float64 result of a gradient check; as many numbers as there are elements.</summary>
    internal double[] ExactValues => Exact;

    /// <summary>A leaf that has float64 numbers, so that all that is computed from it has them too.</summary>
    internal static Tensor WithExact(double[] exact, int[] shape) =>
        new(new Storage(Array.ConvertAll(exact, x => (float)x)) { Exact = exact }, shape);

    /// <summary>The tensor of an operation that writes every number of it: any numbers stand there.</summary>
    private static Tensor UnsetResult(string operation, int[] shape, params ReadOnlySpan<Tensor> inputs) =>
        Result(operation, new Storage(Shapes.Count(shape), isCleared: false), shape, inputs);

    /// <summary>The same numbers with a gradient that is wrong by a factor: to show that a gradient check sees it.</summary>
    internal Tensor WithScaledGradient(float factor)
    {
        Tensor y = Result("a wrong gradient", _storage, _shape, [this]);
        return y.WithGradient(() =>
        {
            float[] dx = GradientData, dy = y.GradientData;
            for (int i = 0; i < dx.Length; i++)
                dx[i] += dy[i] * factor;
        });
    }
}
