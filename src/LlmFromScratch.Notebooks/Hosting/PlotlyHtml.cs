using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>A Plotly figure as HTML: its title in words, until plotly.js is there and draws over them.</summary>
/// <remarks>
/// Plotly.NET's own HTML for notebooks needs requirejs from the network, is blank without a connection, and has a new random id each time,
/// so that no two runs of a notebook would be equal. Here the element is found by a hash of the figure. Where the page has requirejs, as
/// pages of nbconvert have, the script must come through it: plotly.js would not announce itself to anybody else.
/// </remarks>
internal static class PlotlyHtml
{
    public static string Write(PlotlyFigureData figure, PlotlyScript script)
    {
        // In a script, only "<" could end it; in JSON that stands only in texts.
        var json = figure.Json.Replace("<", "\\u003c", StringComparison.Ordinal);
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(figure.Json)))[..16];
        var title = figure.Title.Length == 0 ? "" : $"<strong>{WebUtility.HtmlEncode(figure.Title)}</strong> ";
        var kinds = WebUtility.HtmlEncode((figure with { Title = "" }).ToString());
        var from = script.Address is null ? "" : $" from {script.Address}";
        const string Otherwise = "Front ends that draw the output's form application/vnd.plotly.v1+json need no connection; neither does "
            + "HTML of a chart with PlotlyJSReference.Full, which serves the other charts of its page, too.";
        return $$"""
            <div data-plotly-chart="{{mark}}"><p>{{title}}({{kinds}})</p><p>A script of this page draws it, with plotly.js{{WebUtility.HtmlEncode(from)}}.</p></div>
            <script>
            {{Library(script)}}(function () {
              var address = {{Text(script.Address)}};
              function figure() { return {{json}}; }
              function each(action) { document.querySelectorAll('[data-plotly-chart="{{mark}}"]').forEach(action); }
              function draw(Plotly) {
                each(function (place) {
                  if (place.plotlyDrawn) return;
                  place.plotlyDrawn = true;
                  var words = place.innerHTML, parts = figure();
                  place.textContent = '';
                  Plotly.newPlot(place, parts.data, parts.layout || {}, parts.config || {}).catch(function (error) {
                    place.innerHTML = words;
                    say(place, 'plotly.js could not draw this chart: ' + error);
                  });
                });
              }
              function say(place, text) { place.lastElementChild.textContent = text; }
              function fail() {
                delete loading[address];
                each(function (place) { if (!place.plotlyDrawn) say(place, {{Text($"plotly.js could not be loaded{from}. {Otherwise}")}}); });
              }
              var loading = window.llmPlotlyLoading = window.llmPlotlyLoading || {};
              if (window.Plotly) { draw(window.Plotly); return; }
              if (!address) { fail(); return; }
              loading[address] = loading[address] || new Promise(function (resolve, reject) {
                if (typeof requirejs === 'function' && typeof requirejs.config === 'function') {
                  var load = requirejs.config({ context: 'llm-plotly', paths: { plotly: address.replace(/\.js$/, '') } });
                  load(['plotly'], resolve, function (error) { load.undef('plotly'); reject(error); });
                  return;
                }
                var script = document.createElement('script');
                script.src = address;
                script.onload = function () { if (window.Plotly) resolve(window.Plotly); else reject(); };
                script.onerror = reject;
                document.head.appendChild(script);
              });
              loading[address].then(draw, fail);
            })();
            </script>
            """.ReplaceLineEndings("\n");
    }

    // The three names are how plotly.js sees a loader of modules; without one it becomes the page's Plotly.
    private static string Library(PlotlyScript script) => script.Text is null
        ? ""
        : $"window.Plotly || (function (define, exports, module) {{\n{script.Text.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase)}\n}}).call(window);\n";

    private static string Text(string? text) => JsonSerializer.Serialize(text);
}
