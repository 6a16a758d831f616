using System.Globalization;
using System.Security.Cryptography;

namespace LlmFromScratch.Corpora;

/// <summary>Downloads one file of known size and SHA-256: all of it, or nothing and one clear line.</summary>
internal sealed class FileDownload(HttpClient client, DatasetFile file, string target, TimeSpan patience)
{
    private readonly Uri _address = file.Address ??
        throw new ArgumentException($"File {file.Name} has no address to download it from.", nameof(file));

    public async Task RunAsync(IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        string partial = $"{target}.{Environment.ProcessId}-{Guid.NewGuid():N}.partial";
        try
        {
            // The file is made before the server is asked: a cache that cannot be written costs no download.
            await using (FileStream output = Create(partial))
                await ReceiveAsync(output, progress, cancellation).ConfigureAwait(false);
            File.Move(partial, target, overwrite: true);
        }
        finally
        {
            if (File.Exists(partial))
                File.Delete(partial);
        }
    }

    private FileStream Create(string partial)
    {
        string folder = Path.GetDirectoryName(target)!;
        try
        {
            Directory.CreateDirectory(folder);
            DeleteAbandoned(folder);
            return new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The cache folder '{folder}' cannot be written ({e.Message.TrimEnd('.')}). " +
                $"Name a folder that can be in {DatasetStore.CacheFolderVariable}.", e);
        }
    }

    /// <summary>A process that was killed leaves its part behind; after a day nobody is writing it any more.</summary>
    private void DeleteAbandoned(string folder)
    {
        foreach (string old in Directory.EnumerateFiles(folder, $"{Path.GetFileName(target)}.*.partial"))
            if (File.GetLastWriteTimeUtc(old) < DateTime.UtcNow.AddDays(-1))
                File.Delete(old);
    }

    private async Task ReceiveAsync(Stream output, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(patience);
        try
        {
            using HttpResponseMessage response = await client
                .GetAsync(_address, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw new IOException(string.Create(CultureInfo.InvariantCulture,
                    $"Downloading {_address} failed: the server answered {(int)response.StatusCode} {response.ReasonPhrase}."));
            if (response.Content.Headers.ContentLength is { } announced && announced != file.Bytes)
                throw Wrong(string.Create(CultureInfo.InvariantCulture, $"the server announced {announced:N0} bytes"));
            await using Stream body = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
            await CopyAsync(body, output, progress, silence).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture,
                $"Downloading {_address} failed: no byte came for {patience.TotalSeconds:0.#} seconds. Try again later."));
        }
        catch (HttpRequestException e)
        {
            throw new IOException($"Downloading {_address} failed: {e.Message.TrimEnd('.')}. Is there a network? " +
                $"Without one, put the file {file.Name} into a folder and name that in {DatasetStore.OfflineFolderVariable}.", e);
        }
    }

    private async Task CopyAsync(Stream body, Stream output, IProgress<WorkProgress>? progress, CancellationTokenSource silence)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        long received = 0;
        progress?.Report(new WorkProgress($"downloading {file.Name}", 0, file.Bytes, "bytes"));
        while (await ReadAsync(body, buffer, received, silence.Token).ConfigureAwait(false) is > 0 and int count)
        {
            silence.CancelAfter(patience);
            received += count;
            if (received > file.Bytes) // A body without end must not fill the disk.
                throw Wrong(string.Create(CultureInfo.InvariantCulture, $"the server sent more than {file.Bytes:N0} bytes"));
            hash.AppendData(buffer, 0, count);
            await output.WriteAsync(buffer.AsMemory(0, count), silence.Token).ConfigureAwait(false);
            progress?.Report(new WorkProgress($"downloading {file.Name}", received, file.Bytes, "bytes"));
        }
        if (received < file.Bytes)
            throw Wrong(string.Create(CultureInfo.InvariantCulture, $"the server sent only {received:N0} bytes"));
        string actual = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (actual != file.Sha256)
            throw Wrong($"got SHA-256 {actual}");
    }

    private async Task<int> ReadAsync(Stream body, byte[] buffer, long received, CancellationToken cancellation)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellation).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture,
                $"Downloading {_address} failed after {received:N0} of {file.Bytes:N0} bytes: the connection broke off. Try again."), e);
        }
    }

    private InvalidDataException Wrong(string actual) => new(string.Create(CultureInfo.InvariantCulture,
        $"Downloading {_address} failed: expected {file.Bytes:N0} bytes with SHA-256 {file.Sha256}, but {actual}. Nothing was kept."));
}
