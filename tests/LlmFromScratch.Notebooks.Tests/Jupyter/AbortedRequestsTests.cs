using System.Globalization;
using System.Text.Json;
using LlmFromScratch.Notebooks.Jupyter;
using LlmFromScratch.Notebooks.Zmtp;

namespace LlmFromScratch.Notebooks.Tests.Jupyter;

public class AbortedRequestsTests
{
    [Fact]
    public void Requests_that_waited_when_a_cell_failed_are_aborted_and_no_later_ones()
    {
        var aborted = new AbortedRequests();
        Assert.False(aborted.Includes(Request(1, Now(0))));

        aborted.Start(Request(5, Now(0)), messagesWaiting: 3);

        Assert.True(aborted.Includes(Request(6, Now(0))));
        Assert.True(aborted.Includes(Request(8, null))); // 7 was dropped: its signature was wrong
        Assert.False(aborted.Includes(Request(9, Now(0))));
        Assert.False(aborted.Includes(Request(10, null)));
    }

    [Fact]
    public void A_request_that_arrives_soon_after_with_a_date_from_before_is_aborted()
    {
        var aborted = new AbortedRequests();

        aborted.Start(Request(5, Now(0)), messagesWaiting: 0);

        Assert.False(aborted.Includes(Request(6, "yesterday")));
        Assert.False(aborted.Includes(Request(6, Now(seconds: 5))));
        Thread.Sleep(150);
        Assert.False(aborted.Includes(Request(6, Now(seconds: -5)))); // its clock is wrong
    }

    private static string Now(int seconds) => DateTime.UtcNow.AddSeconds(seconds).ToString("O", CultureInfo.InvariantCulture);

    private static KernelRequest Request(long number, string? date)
    {
        var nothing = JsonSerializer.SerializeToElement(new { });
        return new KernelRequest(new JupyterMessage("1", "execute_request", [], JsonSerializer.SerializeToElement(new { date }), nothing, nothing, nothing, []), number, new PeerIdentity("a"u8));
    }
}
