using System.Reflection;
using System.Reflection.Emit;

namespace LlmFromScratch.Notebooks.Tests.Hosting;

/// <summary>
/// Stand-ins for Plotly.NET's types, since the package cannot be had everywhere the tests run. They have the names, nesting and members
/// of those parts of Plotly.NET 5.1.0 that a notebook reads, as its F# compiles: a union is an abstract class with a nested class for each
/// case, its functions static methods, a case without fields a static property.
/// </summary>
internal static class PlotlyNetStandIn
{
    public const string Figure = """{"data":[{"type":"bar","y":[0.375,0.146]}],"layout":{"title":{"text":"Next word"}},"config":{"responsive":true}}""";

    public const string Source = """"
        using System;
        namespace Plotly.NET
        {
            public abstract class GenericChart : IEquatable<GenericChart>
            {
                internal GenericChart() { }
                public class Chart : GenericChart { internal string data; internal DisplayOptions displayOpts; }
                public class MultiChart : GenericChart { }
                public static GenericChart NewChart(string data, DisplayOptions displayOpts) => new Chart { data = data, displayOpts = displayOpts };
                public static GenericChart NewMultiChart() => new MultiChart();
                public static string toJson(GenericChart gChart) => gChart is Chart chart ? chart.data : throw new InvalidOperationException("no such value");
                public static string toFigureJson(GenericChart gChart) => "{\"data\":[],\"layout\":{},\"frames\":[]}";
                public static DisplayOptions getDisplayOptions(GenericChart gChart) => ((Chart)gChart).displayOpts;
                public static GenericChart mapConfig<b>(Func<string, b> f, GenericChart gChart) => gChart;
                public bool Equals(GenericChart other) => ReferenceEquals(this, other);
            }

            public class DisplayOptions
            {
                internal PlotlyJSReference reference;
                public static DisplayOptions init(PlotlyJSReference PlotlyJSReference) => new DisplayOptions { reference = PlotlyJSReference };
                public static PlotlyJSReference getPlotlyReference(DisplayOptions displayOpts) => displayOpts.reference;
            }

            public class PlotlyJSReference
            {
                internal int tag;
                public class CDN : PlotlyJSReference { internal string item; public string Item => item; }
                public class Require : PlotlyJSReference { internal string item; public string Item => item; }
                public static PlotlyJSReference NewCDN(string item) => new CDN { tag = 0, item = item };
                public static PlotlyJSReference Full => new PlotlyJSReference { tag = 1 };
                public static PlotlyJSReference NewRequire(string item) => new Require { tag = 2, item = item };
                public static PlotlyJSReference NoReference => new PlotlyJSReference { tag = 3 };
                public int Tag => tag;
                public bool IsCDN => tag == 0;
                public bool IsFull => tag == 1;
                public bool IsRequire => tag == 2;
                public bool IsNoReference => tag == 3;
            }
        }
        """";

    /// <summary>A chart type without the functions.</summary>
    public const string SourceOfAnother = "namespace Plotly.NET { public class GenericChart { public int Value => 5; public static int toJson(GenericChart chart) => 5; } }";

    /// <summary>
    /// As in Plotly.NET 4.2.0: the type is nested in a module of the same name, which has the functions. C# has no words for a type in
    /// another of its own name, so this is written without a compiler.
    /// </summary>
    /// <param name="folder">Where it goes, as Plotly.NET.dll.</param>
    public static void WriteVersion4(string folder)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Plotly.NET"), typeof(object).Assembly);
        var module = assembly.DefineDynamicModule("Plotly.NET").DefineType("Plotly.NET.GenericChart", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
        var chart = module.DefineNestedType("GenericChart", TypeAttributes.NestedPublic);
        chart.DefineDefaultConstructor(MethodAttributes.Public);
        var toJson = module.DefineMethod("toJson", MethodAttributes.Public | MethodAttributes.Static, typeof(string), [chart]).GetILGenerator();
        toJson.Emit(OpCodes.Ldstr, """{"data":[{"type":"pie"}],"layout":{},"config":{}}""");
        toJson.Emit(OpCodes.Ret);
        module.CreateType();
        chart.CreateType();
        assembly.Save(Path.Combine(folder, "Plotly.NET.dll"));
    }
}
