using System.Globalization;
using System.Text;

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

    /// <summary>How many numbers are learnt.</summary>
    public static long CountParameters(this IModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return module.Parameters.Sum(parameter => (long)parameter.Count);
    }

    /// <summary>A table in text: each parameter's name, shape and count, and the sum.</summary>
    public static string Summary(this IModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        (string Name, string Shape, string Count)[] rows =
        [
            ("parameter", "shape", "numbers"),
            .. module.Parameters.Select(one => (one.Name, $"[{string.Join(", ", one.Tensor.Shape)}]", one.Count.ToString("N0", CultureInfo.InvariantCulture))),
            ("all", "", module.CountParameters().ToString("N0", CultureInfo.InvariantCulture)),
        ];
        int name = rows.Max(row => row.Name.Length), shape = rows.Max(row => row.Shape.Length), count = rows.Max(row => row.Count.Length);
        var text = new StringBuilder();
        foreach (var row in rows)
            text.Append(row.Name.PadRight(name + 2)).Append(row.Shape.PadRight(shape + 2)).Append(row.Count.PadLeft(count)).Append('\n');
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>Sets all gradients to 0, as before each step.</summary>
    public static void ZeroGrad(this IModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        foreach (Parameter parameter in module.Parameters)
            parameter.Tensor.ZeroGrad();
    }
}
