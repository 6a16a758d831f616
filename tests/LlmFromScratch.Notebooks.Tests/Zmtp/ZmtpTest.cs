using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using LlmFromScratch.Notebooks.Zmtp;

namespace LlmFromScratch.Notebooks.Tests.Zmtp;

/// <summary>What the tests of all sockets need.</summary>
public abstract class ZmtpTest
{
    /// <summary>Only against hanging: nothing is measured.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Why peers were refused or dropped.</summary>
    protected ConcurrentQueue<string> Log { get; } = new();

    private protected ZmtpOptions Options(ZmtpLimits? limits = null) => new() { Log = Log.Enqueue, Limits = limits ?? new ZmtpLimits() };

    protected static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    protected static byte[][] Frames(params string[] frames) => [.. frames.Select(Bytes)];

    private protected static string[] Texts(RoutedMessage message) => [.. message.Frames.Select(Encoding.Latin1.GetString)];

    private protected static async Task<RoutedMessage> NextAsync(RouterSocket router) => await router.Messages.ReadAsync().AsTask().WaitAsync(Patience);

    protected static async Task UntilAsync(Func<bool> condition, Func<string>? otherwise = null)
    {
        var end = DateTime.UtcNow + Patience;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < end, otherwise?.Invoke() ?? "It did not happen in time.");
            await Task.Delay(5);
        }
    }

    protected Task LoggedAsync(string text) =>
        UntilAsync(() => Log.Any(line => line.Contains(text, StringComparison.Ordinal)), () => $"Expected \"{text}\" in the log, got:\n{string.Join('\n', Log)}");

    /// <summary>Sends every message back to where it came from.</summary>
    private protected static async Task EchoAsync(RouterSocket router, CancellationToken stop)
    {
        try
        {
            await foreach (var message in router.Messages.ReadAllAsync(stop))
                router.Send(message.Identity, message.Frames);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
