using System.Security.Cryptography;
using System.Text;
using LlmFromScratch.Corpora;

namespace LlmFromScratch.Tests.Corpora;

public sealed class DatasetStoreTests : IDisposable
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("what the catalogue promises");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private DatasetStore Store(bool withOfflineFolder = true) =>
        new(withOfflineFolder ? _folder.File("offline") : null, _folder.File("cache"));

    private static Dataset Example => new("example", "an example", "MIT", "here", false,
        [new("sub/a.txt", Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content)), new Uri("http://127.0.0.1:9/a.txt"))]);

    [Fact]
    public void Read_FileInOfflineFolder_ComesFromThere()
    {
        _folder.Write("offline/sub/a.txt", Content);
        _folder.Write("cache/sub/a.txt", "something else"u8);
        DatasetStore store = Store();
        Assert.Equal(Content, store.Read(Example, Example.Files[0]));
        Assert.Equal(DatasetPlace.OfflineFolder, store.Locate(Example, Example.Files[0])!.Place);
        Assert.Equal(DatasetState.Good, Assert.Single(store.Verify(Example)).State);
    }

    [Fact]
    public void Read_FileInCacheOnly_ComesFromThere()
    {
        string path = _folder.Write("cache/sub/a.txt", Content);
        Assert.Equal(Content, Store().Read(Example, Example.Files[0]));
        Assert.Equal(new DatasetLocation(DatasetPlace.Cache, path), Store().Locate(Example, Example.Files[0]));
    }

    [Fact]
    public void Read_FileNowhere_TeachesHowToGetIt()
    {
        var error = Assert.Throws<FileNotFoundException>(() => Store().Read(Example, Example.Files[0]));
        Assert.Contains("llm data get example", error.Message);
        Assert.Contains(DatasetStore.OfflineFolderVariable, error.Message);
        Assert.Contains("there is no folder", error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Contains("is not set", Assert.Throws<FileNotFoundException>(() => Store(false).Read(Example, Example.Files[0])).Message);
        Assert.Equal(DatasetState.Missing, Assert.Single(Store().Verify(Example)).State);
    }

    [Theory]
    [InlineData("what the catalogue promised")] // The same length, so that only the checksum tells.
    [InlineData("what the")]
    [InlineData("")]
    public void Read_AnotherContent_SaysExpectedAndActual(string content)
    {
        foreach (string place in new[] { "cache", "offline" })
        {
            _folder.Write($"{place}/sub/a.txt", Encoding.UTF8.GetBytes(content));
            var error = Assert.Throws<InvalidDataException>(() => Store().Read(Example, Example.Files[0]));
            Assert.Contains($"expected 27 bytes with SHA-256 {Example.Files[0].Sha256}, got {content.Length} bytes", error.Message);
            Assert.Contains(place == "cache" ? "llm data get example" : "Replace or remove it", error.Message);
            DatasetCheck check = Assert.Single(Store().Verify(Example));
            Assert.Equal((DatasetState.Different, (long)content.Length), (check.State, check.ActualBytes));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))), check.ActualSha256);
        }
    }

    [Fact]
    public void Read_UnknownNames_ListTheKnownOnes()
    {
        Assert.Contains("tiny-shakespeare", Assert.Throws<ArgumentException>(() => Store().Read("nothing", "a")).Message);
        Assert.Contains("gpt2/vocab.bpe", Assert.Throws<ArgumentException>(() => Store().Read("gpt2", "a")).Message);
    }

    [Fact]
    public void Locate_NoFiles_NeverMakesTheCacheFolder()
    {
        Store().Verify(Example);
        Assert.False(Directory.Exists(_folder.File("cache")));
    }

    [Theory]
    [InlineData("override", "xdg", "local", "override")]
    [InlineData("", "xdg", "local", "xdg/llm-from-scratch")]
    [InlineData(null, "", "local", "local/llm-from-scratch")]
    [InlineData(null, null, "local", "local/llm-from-scratch")]
    public void FromEnvironment_Variables_AreTakenInOrder(string? cache, string? xdg, string local, string expected)
    {
        string? Variable(string name) => name switch
        {
            DatasetStore.CacheFolderVariable => cache,
            "XDG_CACHE_HOME" => xdg,
            DatasetStore.OfflineFolderVariable => "offline",
            _ => null,
        };
        DatasetStore store = DatasetStore.FromEnvironment(Variable, local);
        Assert.Equal(Path.GetFullPath(expected), store.CacheFolder);
        Assert.Equal(Path.GetFullPath("offline"), store.OfflineFolder);
        Assert.Null(DatasetStore.FromEnvironment(_ => "", "").OfflineFolder);
        Assert.True(Path.IsPathFullyQualified(DatasetStore.FromEnvironment(_ => null, "").CacheFolder));
    }

    [Fact]
    public void Catalogue_EveryDataset_IsComplete()
    {
        Assert.Equal(DatasetCatalogue.All.Count, DatasetCatalogue.All.Select(dataset => dataset.Name).Distinct().Count());
        Assert.All(DatasetCatalogue.All, dataset =>
        {
            Assert.All([dataset.Name, dataset.What, dataset.Licence, dataset.Source], Assert.NotEmpty);
            Assert.All(dataset.Files, file =>
            {
                Assert.Matches("^[0-9a-f]{64}$", file.Sha256);
                Assert.True(file.Bytes > 0);
                Assert.Equal(dataset.IsEmbedded, file.Address is null);
                Assert.True(file.Address is null || file.Address.Scheme == Uri.UriSchemeHttps);
            });
        });
    }

    [DataFact("tinyshakespeare.txt", "names.txt", "stories260K.bin", "tok512.bin", "gpt2/encoder.json", "gpt2/vocab.bpe")]
    public void Verify_OfflineFolder_HasEveryExternalFile()
    {
        DatasetStore store = DatasetStore.FromEnvironment();
        IEnumerable<DatasetCheck> checks = DatasetCatalogue.All.SelectMany(store.Verify);
        Assert.All(checks, check => Assert.Equal(DatasetState.Good, check.State));
    }
}
