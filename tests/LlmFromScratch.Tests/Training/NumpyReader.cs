using System.Diagnostics;
using System.Text.Json;
using LlmFromScratch.Tests.Architecture;

namespace LlmFromScratch.Tests.Training;

/// <summary>What tests/Python/read_export.py says of an exported folder.</summary>
internal sealed class NumpyReader
{
    /// <summary>"F32 [13, 16]" by name.</summary>
    public Dictionary<string, string> Tensors { get; } = new(StringComparer.Ordinal);

    /// <summary>The texts of __metadata__.</summary>
    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>For each text the logits after it.</summary>
    public List<double[]> Logits { get; } = [];

    /// <summary>Reads a folder and runs its model on some texts.</summary>
    public static NumpyReader Run(string folder, params int[][] texts)
    {
        var start = new ProcessStartInfo(NumpyFactAttribute.Python!, [Path.Combine(SourceTree.Repository, "tests", "Python", "read_export.py"), folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process python = Process.Start(start)!;
        Task<string> output = python.StandardOutput.ReadToEndAsync(), errors = python.StandardError.ReadToEndAsync();
        foreach (int[] ids in texts)
            python.StandardInput.Write(JsonSerializer.Serialize(new { ids }) + "\n");
        python.StandardInput.Close();
        python.WaitForExit();
        Assert.True(python.ExitCode == 0, errors.Result);
        string[] lines = output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var reader = new NumpyReader();
        using JsonDocument header = JsonDocument.Parse(lines[0]);
        foreach (JsonProperty tensor in header.RootElement.GetProperty("tensors").EnumerateObject())
            reader.Tensors[tensor.Name] = $"{tensor.Value[0].GetString()} [{string.Join(", ", tensor.Value[1].EnumerateArray())}]";
        foreach (JsonProperty text in header.RootElement.GetProperty("metadata").EnumerateObject())
            reader.Metadata[text.Name] = text.Value.GetString()!;
        foreach (string line in lines.Skip(1))
        {
            using JsonDocument answer = JsonDocument.Parse(line);
            reader.Logits.Add([.. answer.RootElement.GetProperty("logits").EnumerateArray().Select(logit => logit.GetDouble())]);
        }
        return reader;
    }
}
