using LlmFromScratch.Notebooks.Tests.Support;

namespace Notebooks.Tests.Clients;

/// <summary>A test with one of Jupyter's own programs, skipped where there is no Python that has it.</summary>
internal sealed class ClientFactAttribute : FactAttribute
{
    /// <param name="modules">The Python modules that are needed, with commas between them.</param>
    /// <param name="packages">The Debian packages that have them.</param>
    public ClientFactAttribute(string modules, string packages) => Skip = Clients.WhyNot(modules, packages);
}

/// <summary>Such a test for each of several cases.</summary>
internal sealed class ClientTheoryAttribute : TheoryAttribute
{
    /// <inheritdoc cref="ClientFactAttribute(string, string)"/>
    public ClientTheoryAttribute(string modules, string packages) => Skip = Clients.WhyNot(modules, packages);
}

/// <summary>The Pythons of this machine.</summary>
internal static class Clients
{
    private static readonly Dictionary<string, string?> Found = [];

    /// <summary>A Python that has all of the modules; null if there is none.</summary>
    public static string? Python(string modules)
    {
        lock (Found)
        {
            if (!Found.TryGetValue(modules, out var python))
                Found[modules] = python = PythonModule.Find(modules);
            return python;
        }
    }

    /// <summary>Why a test that needs them cannot run here; null if it can.</summary>
    public static string? WhyNot(string modules, string packages)
    {
        if (OperatingSystem.IsWindows())
            return "The scripts use pseudo-terminals and look for processes as Unix has them.";
        return Python(modules) is null ? $"There is no Python with {modules} here; on Debian: apt-get install --no-install-recommends {packages}." : null;
    }
}
