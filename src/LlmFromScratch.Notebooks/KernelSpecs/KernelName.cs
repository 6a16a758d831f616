namespace LlmFromScratch.Notebooks.KernelSpecs;

/// <summary>The names of kernels: what notebooks refer to, and the names of folders.</summary>
internal static class KernelName
{
    /// <summary>Our kernel's own name.</summary>
    public const string Own = "llm-csharp";

    /// <summary>The name that the course's notebooks ask for: that of .NET Interactive's C# kernel, for which they were written too.</summary>
    public const string OfNotebooks = ".net-csharp";

    private const int Longest = 100;

    /// <summary>The name as Jupyter has it: in small letters.</summary>
    /// <exception cref="ArgumentException">It cannot be the name of a kernel; the message says what can.</exception>
    public static string Checked(string name)
    {
        const string rule = "expected letters from a to z, digits, '-', '.' and '_', such as my-csharp";
        if (name.Length == 0)
            throw new ArgumentException($"the name of a kernel is empty; {rule}");
        foreach (var rune in name.EnumerateRunes())
        {
            if (!rune.IsAscii || !(char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '-' or '.' or '_'))
                throw new ArgumentException($"'{name}' cannot be the name of a kernel, because of its '{rune}'; {rule}");
        }

        // "." and ".." are folders, and Windows drops a dot at the end.
        if (name.EndsWith('.') || !name.Any(char.IsAsciiLetterOrDigit))
            throw new ArgumentException($"'{name}' cannot be the name of a kernel: it needs a letter or digit, and no dot at its end; {rule}");
        return name.Length <= Longest
            ? name.ToLowerInvariant()
            : throw new ArgumentException($"the name of a kernel has at most {Longest} characters, got {name.Length}");
    }
}
