namespace LlmFromScratch.Networks;

/// <summary>What follows from <see cref="IModule"/> for every part of a network.</summary>
public static class Modules
{
    /// <summary>The parameters of a part under its name in the whole: "weight" of "hidden" is "hidden.weight".</summary>
    public static IEnumerable<Parameter> Within(this IModule part, string name)
    {
        ArgumentNullException.ThrowIfNull(part);
        foreach (Parameter parameter in part.Parameters)
        {
            string full = $"{name}.{parameter.Name}";
            parameter.Tensor.Label = full; // for messages and drawings
            yield return parameter with { Name = full };
        }
    }

    /// <summary>The same parameters, the matrices among them marked as tables, as for the output, which has a column for each token.</summary>
    public static IEnumerable<Parameter> AsTables(this IEnumerable<Parameter> parameters) => parameters.Select(parameter => parameter with { IsTable = parameter.Tensor.Rank == 2 });

    /// <summary>How many numbers are learnt.</summary>
    public static long CountParameters(this IModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return module.Parameters.Sum(parameter => (long)parameter.Count);
    }

    /// <summary>Sets all gradients to 0, as before each step.</summary>
    public static void ZeroGrad(this IModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        foreach (Parameter parameter in module.Parameters)
            parameter.Tensor.ZeroGrad();
    }
}
