namespace LlmFromScratch.Tests;

/// <summary>A test about Unicode's normal forms, skipped where .NET runs without the ICU library that knows them.</summary>
internal sealed class IcuFactAttribute : FactAttribute
{
    public IcuFactAttribute() => Skip = Reason;

    /// <summary>Null where ICU is there.</summary>
    public static string? Reason { get; } = "e\u0301".Normalize() == "\u00E9" ? null
        : ".NET runs without ICU here: install libicu, and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT if it is set.";
}

/// <summary>The same for a theory.</summary>
internal sealed class IcuTheoryAttribute : TheoryAttribute
{
    public IcuTheoryAttribute() => Skip = IcuFactAttribute.Reason;
}
