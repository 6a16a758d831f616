namespace LlmFromScratch.Notebooks.Documents;

/// <summary>The cell tags that the runner knows.</summary>
public static class CellTags
{
    /// <summary>Skipped unless asked for: a longer run.</summary>
    public const string Optional = "optional";

    /// <summary>Its output may differ from run to run, as a time does: it is not compared.</summary>
    public const string Volatile = "volatile";

    /// <summary>Needs a package that an earlier cell asks for: skipped where the package cannot be had.</summary>
    public const string NeedsPackage = "needs-package";

    /// <summary>Expected to throw, and shows that it does. The name is Jupyter's own.</summary>
    public const string RaisesException = "raises-exception";
}
