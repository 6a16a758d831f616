using System.Globalization;
using LlmFromScratch.Autograd;
using LlmFromScratch.Corpora;
using LlmFromScratch.Counts;
using LlmFromScratch.Networks;
using LlmFromScratch.Plots;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;
using LlmFromScratch.Training;
using Microsoft.DotNet.Interactive.Formatting;

namespace LlmFromScratch.Interactive;

/// <summary>How the library's types show in a notebook: charts as pictures, a prediction as its chart, lists as small tables.</summary>
/// <remarks>
/// A chart is shown as image/svg+xml, and as text/plain for readers and front ends without pictures. Not as text/html: JupyterLab takes pictures
/// out of HTML in a notebook that it was not told to trust, as one that was just cloned, and would show nothing; of the two forms here it then shows the text. VS Code sets the SVG
/// into the page, so that it follows the theme. The Plotly figure is there to be asked for, by <c>Setup(plotly: true)</c> or
/// <c>display(chart, PlotlyFigure.MimeType)</c>: front ends that can draw it prefer it to everything else, and it doubles what is saved.
/// </remarks>
public static class LlmNotebook
{
    /// <summary>The types of output that charts give, besides <see cref="PlotlyFigure.MimeType"/>.</summary>
    public const string Svg = "image/svg+xml";

    private const string Html = "text/html", Plain = "text/plain";

    /// <summary>
    /// Call it once, in the first cell. It teaches the notebook to show the library's types and writes numbers as 0.375 in every country. Calling it again does no harm.
    /// </summary>
    /// <param name="plotly">Whether charts also come as Plotly figures, which VS Code draws with zooming and tooltips where it has its notebook renderers. The course's kernel sends them as Jupyter expects; .NET Interactive sends them as text, which JupyterLab does not draw.</param>
    public static void Setup(bool plotly = false)
    {
        WriteNumbersAlike();

        Show<Chart>(chart => chart);
        Show<Table>(table => table);
        Show<Prediction>(prediction => NextTokenChart.Of(prediction));
        Show<Evaluation>(TableViews.Of);
        Show<Probabilities>(TableViews.Of);
        Show<Logits>(TableViews.Of);
        Show<Vocabulary>(TableViews.Of);
        Show<IEnumerable<Token>>(TableViews.Of);
        Show<BytePairVocabulary>(vocabulary => MergeTable.Of(vocabulary));
        Show<BytePairTokenizer>(tokenizer => MergeTable.Of(tokenizer.BytePairs));
        Show<IEnumerable<BytePairStep>>(steps => MergeTable.Of(steps));
        Show<Corpus>(TableViews.Of);
        Show<NGramCounts>(counts => counts.Order > 1 ? CountCharts.BigramHeatmap(counts) : CountCharts.MostFrequent(counts));
        Show<NGramModel>(TableViews.Of);
        Show<IModule>(network => ParameterTable.Of(network));
        Show<TrainingHistory>(history => TrainingChart.Of(history));
        Show<Filmstrip>(film => film.Frames.Count > 0 ? FilmstripChart.Of(film) : new TableChart("A film without frames: it watches a training", ["step"], []));
        ShowText<Value>();
        ShowText<Tensor>();
        ShowText<GradientCheckReport>();

        // A number is shown as a number. The kernel's own way wraps it in HTML and a style sheet, twenty lines of them in the saved notebook.
        foreach (Type number in (Type[])[typeof(int), typeof(long), typeof(double), typeof(float), typeof(bool), typeof(string)])
            Formatter.SetPreferredMimeTypesFor(number, Plain);

        if (plotly)
            Formatter.SetPreferredMimeTypesFor(typeof(Chart), Svg, PlotlyFigure.MimeType, Plain);
    }

    /// <remarks>
    /// What a cell sets as the current culture is gone with that cell: the next one starts from the kernel's own. In VS Code that is a culture the kernel
    /// made itself, from the language of the editor, and the default for threads does not reach it. So the object itself is changed as well.
    /// </remarks>
    private static void WriteNumbersAlike()
    {
        CultureInfo hosts = CultureInfo.CurrentCulture;
        if (!hosts.IsReadOnly)
        {
            hosts.NumberFormat = NumberFormatInfo.InvariantInfo;
            hosts.DateTimeFormat = DateTimeFormatInfo.InvariantInfo;
        }
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
    }

    /// <summary>Teaches the notebook to show a type, and those derived from it, as a chart: <c>LlmNotebook.Show&lt;Corpus&gt;(c => ZipfChart.Of(...))</c>.</summary>
    /// <param name="view">Makes the chart of a value.</param>
    public static void Show<T>(Func<T, Chart> view)
    {
        ArgumentNullException.ThrowIfNull(view);
        Formatter.Register<T>((value, writer) => writer.Write(SvgRenderer.Render(view(value))), Svg);
        Formatter.Register<T>((value, writer) => writer.Write(SvgRenderer.Render(view(value))), Html); // for a chart inside of something else
        Formatter.Register<T>((value, writer) => writer.Write(TextRenderer.Render(view(value))), Plain);
        Formatter.Register<T>((value, writer) => writer.Write(PlotlyFigure.ToJson(view(value))), PlotlyFigure.MimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(T), Svg, Plain);
    }

    /// <summary>
    /// Watches a training while its cell runs: <c>trainer.Run(LlmNotebook.Live())</c> shows its chart, which grows; at the end it is the chart of all of it.
    /// In a host that cannot show it nothing happens.
    /// </summary>
    /// <param name="references">Horizontal lines to compare with, such as the truth's score.</param>
    public static LiveTraining Live(params ReferenceLine[] references)
    {
        ArgumentNullException.ThrowIfNull(references);
        return new LiveTraining(HostDisplay.Show, [.. references]);
    }

    /// <summary>Shows a type as it writes itself: for numbers with a history, where a list of all their properties would bury them.</summary>
    private static void ShowText<T>()
    {
        Formatter.Register<T>((value, writer) => writer.Write(value?.ToString()?.TrimEnd('\n')), Plain);
        Formatter.SetPreferredMimeTypesFor(typeof(T), Plain);
    }

    /// <summary>Teaches the notebook to show a type, and those derived from it, as a table.</summary>
    /// <param name="view">Makes the table of a value.</param>
    public static void Show<T>(Func<T, Table> view)
    {
        ArgumentNullException.ThrowIfNull(view);
        Formatter.Register<T>((value, writer) => writer.Write(view(value).ToHtml()), Html);
        Formatter.Register<T>((value, writer) => writer.Write(view(value).ToString()), Plain);
        Formatter.SetPreferredMimeTypesFor(typeof(T), Html, Plain);
    }
}
