// Stand-ins for the few types of Plotly.NET 5.1.0 (and DynamicObj 2.0.0, below it) that notebooks/plotly-net.csx uses, with the same names and
// parameters, so that the script is compiled and run where the package cannot be restored. They keep what they are given.
#pragma warning disable SA1402, CA1050, IDE0130, IDE1006

namespace DynamicObj
{
    public class DynamicObj
    {
        public Dictionary<string, object?> Properties { get; } = [];

        public void SetValue(string name, object? value) => Properties[name] = value;
    }
}

namespace Plotly.NET
{
    public class Trace(string traceTypeName) : DynamicObj.DynamicObj
    {
        public string type { get; set; } = traceTypeName;
    }

    public class Layout : DynamicObj.DynamicObj;

    public class Line : DynamicObj.DynamicObj;

    public class Title : DynamicObj.DynamicObj;

    public class ColorBar : DynamicObj.DynamicObj;

    /// <summary>Here as in Plotly.NET, a name that our own Chart must not be confused with.</summary>
    public class Chart;

    public class GenericChart
    {
        public required IReadOnlyList<Trace> Traces { get; init; }

        public Layout Layout { get; private set; } = new();

        public static GenericChart ofTraceObjects<T>(bool useDefaults, T traces) where T : IEnumerable<Trace> =>
            useDefaults ? new GenericChart { Traces = [.. traces] } : throw new ArgumentException("the script asks for the defaults");

        public static GenericChart addLayout(Layout layout, GenericChart gChart)
        {
            gChart.Layout = layout;
            return gChart;
        }
    }
}

namespace Plotly.NET.LayoutObjects
{
    public class LinearAxis : DynamicObj.DynamicObj;
}

namespace Plotly.NET.TraceObjects
{
    public class Marker : DynamicObj.DynamicObj;

    public class TableCells : DynamicObj.DynamicObj;
}
