namespace LlmFromScratch.Tests.Architecture;

/// <summary>The order in which the folders of the library may use each other, and what breaks it.</summary>
internal static class NamespaceOrder
{
    public const string Root = "LlmFromScratch";

    /// <summary>A folder may use itself, those to its left, and the root types. The root types use no folder.</summary>
    public static readonly string[] Folders =
    [
        "Tokens", "Predictions", "Corpora", "Counts", "Formats", "Kernels", "Autograd", "Networks", "Training", "Sampling", "Plots",
    ];

    /// <summary>Is code in one namespace of the library allowed to use another?</summary>
    /// <param name="user">"LlmFromScratch" or "LlmFromScratch.Counts".</param>
    /// <param name="used">The same; what is not of the library is always allowed.</param>
    public static bool Allows(string user, string used)
    {
        if (used == Root || used == user || !used.StartsWith(Root + ".", StringComparison.Ordinal))
            return true;
        return user != Root && Place(used) <= Place(user);
    }

    private static int Place(string name)
    {
        int place = Array.IndexOf(Folders, name.Split('.')[1]); // a folder in a folder has the place of the outer one
        return place >= 0 ? place : throw new InvalidOperationException(
            $"{name} is not in the table of folders: give it its place there, and in DESIGN.md");
    }
}

/// <summary>One type or file uses another namespace.</summary>
/// <param name="User">The namespace that uses.</param>
/// <param name="Used">The namespace that is used.</param>
/// <param name="Where">The member or file in which it happens.</param>
internal readonly record struct NamespaceUse(string User, string Used, string Where)
{
    public bool IsAllowed => NamespaceOrder.Allows(User, Used);

    public override string ToString() => $"{Where}: {User} may not use {Used}";
}
