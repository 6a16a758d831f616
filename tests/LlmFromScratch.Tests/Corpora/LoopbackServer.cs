using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LlmFromScratch.Tests.Corpora;

/// <summary>A web server on this machine that answers every request as a test wants it: well, wrongly, slowly, for ever.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Stream, CancellationToken, Task> _answer;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private int _requests;

    public LoopbackServer(Func<Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = AcceptAsync();
    }

    public Uri Address(string path) => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/{path}");

    public int Requests => _requests;

    /// <summary>Answers 200 with a body; <paramref name="announced"/> is its Content-Length, left out if null.</summary>
    public static LoopbackServer Sending(byte[] body, long? announced) => new(async (stream, stop) =>
    {
        await stream.WriteAsync(Head("200 OK", announced), stop);
        await stream.WriteAsync(body, stop);
    });

    public static byte[] Head(string status, long? length) => Encoding.ASCII.GetBytes(
        $"HTTP/1.1 {status}\r\n{(length is null ? "" : $"Content-Length: {length}\r\n")}Connection: close\r\n\r\n");

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _loop.Wait();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _requests);
                try
                {
                    using NetworkStream stream = client.GetStream();
                    using var reader = new StreamReader(stream, leaveOpen: true);
                    while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
                    {
                    }
                    await _answer(stream, _stop.Token);
                }
                catch (IOException)
                {
                    // The client hung up, as it should on an endless answer.
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
