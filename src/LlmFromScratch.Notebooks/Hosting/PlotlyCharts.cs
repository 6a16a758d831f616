using System.Reflection;
using LlmFromScratch.Notebooks.Documents;
using Microsoft.DotNet.Interactive.Formatting;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>
/// Charts of Plotly.NET show by themselves: as the figure that VS Code and JupyterLab draw, as HTML, and as a line of text. They are
/// recognised by the name of their type and asked by reflection, so that nothing here needs the package.
/// </summary>
/// <remarks>
/// In Plotly.NET 5 the type is <c>Plotly.NET.GenericChart</c>, an F# union with its functions as static methods; in version 4 it was
/// nested in a module of that name, which had the functions (read in the source of 4.2.0, 5.0.0 and 5.1.0). Plotly.NET.CSharp makes
/// charts of the same type. What Plotly.NET.Interactive does in .NET Interactive, this does here; its extension is not loaded, and if a
/// cell registers a formatter of its own, that one is used, because it comes later.
/// </remarks>
internal static class PlotlyCharts
{
    private static readonly string[] ChartTypes = ["Plotly.NET.GenericChart+GenericChart", "Plotly.NET.GenericChart"];

    /// <summary>From now on, charts show as soon as an assembly that has their type is loaded.</summary>
    public static void ShowWhenLoaded() => AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) =>
    {
        if (loaded.LoadedAssembly.GetName().Name == "Plotly.NET")
            ShowFrom(loaded.LoadedAssembly);
    };

    /// <summary>The assembly's charts show. One that has none, or none that give their figure, changes nothing: its types show as any others do.</summary>
    /// <returns>Whether it has such charts.</returns>
    public static bool ShowFrom(Assembly assembly)
    {
        try
        {
            if (ChartTypes.Select(name => assembly.GetType(name)).FirstOrDefault(found => found is not null) is not { } type)
                return false;
            var functions = type.DeclaringType ?? type;

            // toJson has the chart's configuration, too.
            if ((Function(functions, "toJson", type) ?? Function(functions, "toFigureJson", type)) is not { } toJson || toJson.ReturnType != typeof(string))
                return false;

            var script = PlotlyScriptSource(functions, type);
            Formatter.Register(type, (chart, writer) => writer.Write(Figure(chart).Json), PlotlyFigureData.MimeType);
            Formatter.Register(type, (chart, writer) => writer.Write(PlotlyHtml.Write(Figure(chart), script(chart))), MimeTypes.Html);
            Formatter.Register(type, (chart, writer) => writer.Write(Figure(chart).ToString()), MimeTypes.PlainText);
            Formatter.SetPreferredMimeTypesFor(type, PlotlyFigureData.MimeType, MimeTypes.Html);
            return true;

            PlotlyFigureData Figure(object chart) => PlotlyFigureData.Parse((string?)Call(toJson, chart));
        }
        catch (Exception e) when (e is ReflectionTypeLoadException or TypeLoadException or IOException or BadImageFormatException or AmbiguousMatchException)
        {
            return false; // an assembly without the ones that it needs: what a cell does with it will say so
        }
    }

    /// <summary>What tells where a chart wants plotly.js from; the default place wherever that cannot be found out.</summary>
    private static Func<object, PlotlyScript> PlotlyScriptSource(Type functions, Type type)
    {
        var options = Function(functions, "getDisplayOptions", type);
        var reference = options is null ? null : Function(options.ReturnType, "getPlotlyReference", options.ReturnType);
        if (reference is null)
            return _ => PlotlyScript.Default;
        return chart => Call(options!, chart) is { } given && Call(reference, given) is { } found
            ? PlotlyScript.From(found, type.Assembly)
            : PlotlyScript.Default;
    }

    private static MethodInfo? Function(Type type, string name, Type argument) =>
        type.GetMethod(name, BindingFlags.Public | BindingFlags.Static, [argument]) is { ContainsGenericParameters: false } method ? method : null;

    private static object? Call(MethodInfo function, object argument) =>
        function.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [argument], culture: null);
}
