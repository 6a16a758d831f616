using System.Text.Encodings.Web;
using System.Text.Json;
using LlmFromScratch.Notebooks.Jupyter;

namespace LlmFromScratch.Notebooks.Tests.Jupyter;

public class MimeBundleTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void JSON_goes_out_as_JSON_and_text_as_text()
    {
        var bundle = MimeBundle.Write(new Dictionary<string, string>
        {
            ["text/plain"] = "{\"a\": 1}",
            ["application/json"] = "{\"a\": 1}",
            ["application/vnd.plotly.v1+json"] = "{\"data\": []}",
            ["image/svg+xml"] = "<svg/>",
        });

        Assert.Equal("""{"text/plain":"{\"a\": 1}","application/json":{"a":1},"application/vnd.plotly.v1+json":{"data":[]},"image/svg+xml":"<svg/>"}""", bundle.ToJsonString(Relaxed));
    }

    [Fact]
    public void What_claims_to_be_JSON_and_is_not_goes_out_as_text() =>
        Assert.Equal("""{"application/json":"NaN"}""", MimeBundle.Write(new Dictionary<string, string> { ["application/json"] = "NaN" }).ToJsonString());
}
