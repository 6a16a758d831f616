using System.Security.Cryptography;
using LlmFromScratch.Corpora;

namespace LlmFromScratch.Tests.Corpora;

/// <summary>Downloads from a server on this machine; the network is never used.</summary>
public sealed class DatasetDownloadTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31 >> 3))];
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    private readonly List<WorkProgress> _reports = [];

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Get_GoodServer_CachesTheFileAndReportsBytes()
    {
        using LoopbackServer server = LoopbackServer.Sending(Content, Content.Length);
        DatasetLocation location = Assert.Single(await GetAsync(server));
        Assert.Equal(new DatasetLocation(DatasetPlace.Cache, _folder.File("cache/sub/data.bin")), location);
        Assert.Equal(Content, File.ReadAllBytes(location.Path));
        Assert.Equal(["data.bin"], CachedFiles());
        Assert.Equal(new WorkProgress("downloading sub/data.bin", 0, Content.Length, "bytes"), _reports[0]);
        Assert.Equal(new WorkProgress("downloading sub/data.bin", Content.Length, Content.Length, "bytes"), _reports[^1]);
        Assert.Equal(_reports.OrderBy(report => report.Done), _reports);
    }

    [Fact]
    public async Task Get_LengthNotAnnounced_Works()
    {
        using LoopbackServer server = LoopbackServer.Sending(Content, announced: null);
        Assert.Single(await GetAsync(server));
        Assert.Equal(["data.bin"], CachedFiles());
    }

    [Fact]
    public async Task Get_FileThereAlready_AsksNobody()
    {
        using LoopbackServer server = LoopbackServer.Sending(Content, Content.Length);
        await GetAsync(server);
        await GetAsync(server);
        Assert.Equal(1, server.Requests);
        Directory.Delete(_folder.File("cache"), recursive: true);
        _folder.Write("offline/sub/data.bin", Content);
        Assert.Equal(DatasetPlace.OfflineFolder, Assert.Single(await GetAsync(server)).Place);
        Assert.Equal(1, server.Requests);
        Assert.False(Directory.Exists(_folder.File("cache")));
    }

    [Fact]
    public async Task Get_WrongFileInCache_IsReplaced()
    {
        _folder.Write("cache/sub/data.bin", "old"u8);
        using LoopbackServer server = LoopbackServer.Sending(Content, Content.Length);
        Assert.Equal(Content, File.ReadAllBytes(Assert.Single(await GetAsync(server)).Path));
    }

    [Fact]
    public async Task Get_WrongFileInOfflineFolder_ThrowsAndLeavesIt()
    {
        string path = _folder.Write("offline/sub/data.bin", "mine"u8);
        using LoopbackServer server = LoopbackServer.Sending(Content, Content.Length);
        await Assert.ThrowsAsync<InvalidDataException>(() => GetAsync(server));
        Assert.Equal("mine", File.ReadAllText(path));
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task Get_WrongContent_SaysBothChecksumsAndKeepsNothing()
    {
        byte[] wrong = [.. Content[..^1], 99];
        using LoopbackServer server = LoopbackServer.Sending(wrong, wrong.Length);
        string message = await FailAsync<InvalidDataException>(server);
        Assert.Contains($"SHA-256 {Convert.ToHexStringLower(SHA256.HashData(Content))}", message);
        Assert.Contains($"SHA-256 {Convert.ToHexStringLower(SHA256.HashData(wrong))}", message);
    }

    [Fact]
    public async Task Get_TruncatedBody_SaysHowMuchCame()
    {
        using LoopbackServer announcing = LoopbackServer.Sending(Content[..1000], Content.Length);
        Assert.Contains("after 1,000 of 300,000 bytes", await FailAsync<IOException>(announcing));
        using LoopbackServer silent = LoopbackServer.Sending(Content[..1000], announced: null);
        Assert.Contains("sent only 1,000 bytes", await FailAsync<InvalidDataException>(silent));
    }

    [Fact]
    public async Task Get_OtherLengthAnnounced_StopsBeforeTheBody()
    {
        using LoopbackServer server = LoopbackServer.Sending([1, 2, 3], announced: 3);
        Assert.Contains("announced 3 bytes", await FailAsync<InvalidDataException>(server));
        Assert.Empty(_reports);
    }

    [Fact]
    public async Task Get_EndlessBody_StopsAtTheExpectedSize()
    {
        using var server = new LoopbackServer(async (stream, stop) =>
        {
            await stream.WriteAsync(LoopbackServer.Head("200 OK", null), stop);
            while (true)
                await stream.WriteAsync(Content, stop);
        });
        Assert.Contains("more than 300,000 bytes", await FailAsync<InvalidDataException>(server));
        Assert.True(_reports[^1].Done <= Content.Length);
    }

    [Theory]
    [InlineData("404 Not Found", "404 Not Found")]
    [InlineData("500 Internal Server Error", "500")]
    [InlineData("204 No Content", "sent only 0 bytes")]
    public async Task Get_ErrorStatus_SaysIt(string status, string expected)
    {
        using var server = new LoopbackServer(async (stream, stop) => await stream.WriteAsync(LoopbackServer.Head(status, null), stop));
        Assert.Contains(expected, await FailAsync<Exception>(server));
    }

    [Fact]
    public async Task Get_NotAWebServer_SaysTheDownloadFailed()
    {
        using var server = new LoopbackServer(async (stream, stop) => await stream.WriteAsync("220 ready\r\n"u8.ToArray(), stop));
        Assert.Contains("failed", await FailAsync<IOException>(server));
    }

    [Fact]
    public async Task Get_NobodyListens_SaysWhatToDoWithoutANetwork()
    {
        Uri address;
        using (var server = new LoopbackServer((_, _) => Task.CompletedTask))
            address = server.Address("data.bin");
        Assert.Contains(DatasetStore.OfflineFolderVariable, await FailAsync<IOException>(address));
    }

    [Fact]
    public async Task Get_CancelledHalfWay_LeavesNothing()
    {
        using var cancellation = new CancellationTokenSource();
        using LoopbackServer server = Stalling();
        var progress = new Reports(report =>
        {
            if (report.Done > 0)
                cancellation.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store().GetAsync(Example(server.Address("data.bin")), progress, cancellation.Token));
        Assert.Empty(CachedFiles());
    }

    [Fact]
    public async Task Get_ServerFallsSilent_GivesUp()
    {
        using LoopbackServer server = Stalling();
        var store = new DatasetStore(null, _folder.File("cache")) { Client = _client, Patience = TimeSpan.FromMilliseconds(200) };
        var error = await Assert.ThrowsAsync<IOException>(() => store.GetAsync(Example(server.Address("data.bin"))));
        Assert.Contains("no byte came for 0.2 seconds", error.Message);
        Assert.Empty(CachedFiles());
    }

    [Fact]
    public async Task Get_CacheCannotBeWritten_SaysSoBeforeAnyRequest()
    {
        _folder.Write("cache", "a file where the folder should be"u8);
        using LoopbackServer server = LoopbackServer.Sending(Content, Content.Length);
        var error = await Assert.ThrowsAsync<IOException>(() => GetAsync(server));
        Assert.Contains("cannot be written", error.Message);
        Assert.Contains(DatasetStore.CacheFolderVariable, error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task Get_PartsOfKilledDownloads_AreClearedAfterADay()
    {
        string old = _folder.Write("cache/sub/data.bin.1-abc.partial", "half"u8);
        string fresh = _folder.Write("cache/sub/data.bin.2-def.partial", "half"u8);
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-2));
        using LoopbackServer server = LoopbackServer.Sending(Content, Content.Length);
        await GetAsync(server);
        Assert.Equal(["data.bin", Path.GetFileName(fresh)], CachedFiles().Order());
    }

    [Fact]
    public async Task Get_EmbeddedSet_NeedsNoServer() =>
        Assert.All(await Store().GetAsync("names"), location => Assert.Equal(DatasetPlace.Embedded, location.Place));

    /// <summary>Sends the first half and then nothing.</summary>
    private static LoopbackServer Stalling() => new(async (stream, stop) =>
    {
        await stream.WriteAsync(LoopbackServer.Head("200 OK", Content.Length), stop);
        await stream.WriteAsync(Content.AsMemory(0, Content.Length / 2), stop);
        await Task.Delay(Timeout.Infinite, stop);
    });

    private static Dataset Example(Uri address) => new("example", "an example", "MIT", "here", false,
        [new("sub/data.bin", Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content)), address)]);

    private DatasetStore Store() => new(_folder.File("offline"), _folder.File("cache")) { Client = _client };

    private Task<IReadOnlyList<DatasetLocation>> GetAsync(LoopbackServer server) =>
        Store().GetAsync(Example(server.Address("data.bin")), new Reports(_reports.Add));

    private Task<string> FailAsync<T>(LoopbackServer server) where T : Exception =>
        FailAsync<T>(server.Address("data.bin"));

    private async Task<string> FailAsync<T>(Uri address) where T : Exception
    {
        T error = await Assert.ThrowsAnyAsync<T>(() => Store().GetAsync(Example(address), new Reports(_reports.Add)));
        Assert.DoesNotContain('\n', error.Message);
        Assert.Empty(CachedFiles());
        return error.Message;
    }

    private IEnumerable<string> CachedFiles() => Directory.Exists(_folder.File("cache"))
        ? Directory.GetFiles(_folder.File("cache"), "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)) : [];

    /// <summary>Unlike Progress{T}, tells at once and on the same thread.</summary>
    private sealed class Reports(Action<WorkProgress> told) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => told(value);
    }
}
