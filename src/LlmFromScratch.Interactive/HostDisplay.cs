using System.Reflection;

namespace LlmFromScratch.Interactive;

/// <summary>Shows a value in the cell that is running, so that it can be replaced later, where the host can do that.</summary>
/// <remarks>
/// By reflection, so that nothing needs the hosts' packages. In .NET Interactive the way is <c>KernelInvocationContext.Current.Display(value)</c>: what its
/// <c>display(value)</c> gives cannot be updated since June 2025. In the course's own runner it is the runner's <c>display</c>.
/// </remarks>
internal static class HostDisplay
{
    /// <summary>Shows a value.</summary>
    /// <returns>Replaces it by another; null where nothing can be shown, as in a program or a test.</returns>
    public static Action<object>? Show(object value) => InDotNetInteractive(value) ?? InOwnRunner(value);

    private static Action<object>? InDotNetInteractive(object value)
    {
        const string Space = "Microsoft.DotNet.Interactive";
        if (Loaded(Space) is not { } host
            || host.GetType(Space + ".KernelInvocationContext")?.GetProperty("Current", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is not { } context)
            return null;
        MethodInfo? display = host.GetType(Space + ".KernelInvocationContextExtensions")?.GetMethod("Display", [context.GetType(), typeof(object), typeof(string[])]);
        return Updater(display?.Invoke(null, [context, value, Array.Empty<string>()]));
    }

    private static Action<object>? InOwnRunner(object value)
    {
        const string Space = "LlmFromScratch.Notebooks";
        Type? helpers = Loaded(Space)?.GetType(Space + ".Hosting.CellHelpers");
        if (helpers?.GetProperty("Sink", BindingFlags.NonPublic | BindingFlags.Static)?.GetValue(null) is null)
            return null; // loaded, but no cell is running
        return Updater(helpers.GetMethod("Display", [typeof(object), typeof(string[])])?.Invoke(null, [value, Array.Empty<string>()]));
    }

    private static Assembly? Loaded(string name) => AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => assembly.GetName().Name == name);

    private static Action<object>? Updater(object? shown) =>
        shown?.GetType().GetMethod("Update", [typeof(object)]) is { } update ? value => update.Invoke(shown, [value]) : null;
}
