using LlmFromScratch.Notebooks.KernelSpecs;

namespace LlmFromScratch.Notebooks.Tests.KernelSpecs;

public sealed class KernelSpecTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void ToJson_Read_IsTheSame()
    {
        var spec = new KernelSpec
        {
            Argv = [@"C:\Programme\dotnet.exe", "/家/\"a\" b.dll", "{connection_file}"],
            DisplayName = "C# (我的)",
            Language = "C#",
            InterruptMode = "message",
            Env = new Dictionary<string, string> { ["A"] = "b" },
            IsOurs = true,
        };
        File.WriteAllText(file, spec.ToJson());

        var read = KernelSpec.Read(file);

        Assert.Equal(spec.Argv, read.Argv);
        Assert.Equal((spec.DisplayName, spec.Language, spec.InterruptMode, spec.IsOurs), (read.DisplayName, read.Language, read.InterruptMode, read.IsOurs));
        Assert.Equal(spec.Env, read.Env);
        Assert.Equal(spec.ToJson(), read.ToJson());
    }

    [Fact]
    public void Read_AsLittleAsJupyterNeeds_HasJupytersDefaults()
    {
        File.WriteAllText(file, """{ "argv": ["python"], "display_name": "P" }""");

        var read = KernelSpec.Read(file);

        Assert.Equal(("signal", "", false), (read.InterruptMode, read.Language, read.IsOurs));
    }

    [Theory]
    [InlineData("", "is no kernel spec")]
    [InlineData("[]", "a JSON object")]
    [InlineData("null", "a JSON object")]
    [InlineData("{ \"argv\": [\"a\"]", "is no kernel spec")]
    [InlineData("{}", "expected argv")]
    [InlineData("{ \"argv\": \"python\", \"display_name\": \"P\" }", "expected argv")]
    [InlineData("{ \"argv\": [], \"display_name\": \"P\" }", "expected argv")]
    [InlineData("{ \"argv\": [1], \"display_name\": \"P\" }", "expected argv")]
    [InlineData("{ \"argv\": [\"a\"], \"argv\": [\"b\"], \"display_name\": \"P\" }", "is no kernel spec")]
    [InlineData("{ \"argv\": [\"a\"] }", "no display_name")]
    public void Read_WhatIsNone_SaysWhy(string text, string says)
    {
        File.WriteAllText(file, text);

        var refused = Assert.Throws<InvalidDataException>(() => KernelSpec.Read(file));

        Assert.Contains(says, refused.Message);
        Assert.Contains(file, refused.Message);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Theory]
    [InlineData("\"x\"")]
    [InlineData("[]")]
    [InlineData("{ \"llm_from_scratch\": true }")]
    [InlineData("{ \"llm_from_scratch\": { \"by\": \"somebody\" } }")]
    [InlineData("{ \"llm_from_scratch\": { \"by\": 1 } }")]
    public void Read_OddMetadata_IsNotOurs(string metadata)
    {
        File.WriteAllText(file, $$"""{ "argv": ["a"], "display_name": "A", "env": { "B": 1 }, "metadata": {{metadata}} }""");

        Assert.False(KernelSpec.Read(file).IsOurs);
    }

    [Fact]
    public void Read_TooMuch_IsRefusedUnread()
    {
        File.WriteAllText(file, new string(' ', 1_000_001));

        Assert.Contains("at most", Assert.Throws<InvalidDataException>(() => KernelSpec.Read(file)).Message);
    }
}
