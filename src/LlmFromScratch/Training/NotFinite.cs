using LlmFromScratch.Autograd;
using LlmFromScratch.Networks;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace LlmFromScratch.Training;

/// <summary>Finds where NaN or infinity came from.</summary>
internal static class NotFinite
{
    /// <summary>The first place on the way to a loss whose numbers are not all finite, or null. The graph must not have gone backward yet.</summary>
    public static string? FirstPlace(Tensor loss)
    {
        // Inputs before what is made of them, without recursion.
        var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
        var path = new Stack<(Tensor Node, int Next)>([(loss, 0)]);
        string layer = "";
        while (path.TryPop(out (Tensor Node, int Next) top))
        {
            if (top.Next < top.Node.Inputs.Count)
            {
                path.Push((top.Node, top.Next + 1));
                if (seen.Add(top.Node.Inputs[top.Next]))
                    path.Push((top.Node.Inputs[top.Next], 0));
                continue;
            }
            if (top.Node.Operation == "" && top.Node.Label != "")
                layer = top.Node.Label;
            if (!IsFinite(top.Node.Data))
                return top.Node.Operation == "" ? $"a number of {Name(top.Node)} itself" : $"the result of {top.Node.Operation}{(layer == "" ? "" : $", after {layer}")}";
        }
        return null;
    }

    /// <summary>The last parameter, in the order of the network, whose gradient is not finite: backward goes from the end.</summary>
    public static string? GradientPlace(IReadOnlyList<Parameter> parameters) =>
        parameters.LastOrDefault(parameter => parameter.Tensor.Grad is { } gradient && !IsFinite(gradient.Data)) is { Tensor: not null } found
            ? $"the gradient of {found.Name}" : null;

    /// <summary>Are all of them finite? Every weight is looked at before each save, so by vectors.</summary>
    public static bool IsFinite(ReadOnlySpan<float> numbers) => numbers.IsEmpty || TensorPrimitives.IsFiniteAll(numbers);

    private static string Name(Tensor tensor) => tensor.Label == "" ? "an input" : tensor.Label;
}
