using System.Text;

namespace LlmFromScratch.Notebooks.Language;

/// <summary>A file of XML documentation. Only where each member's text begins is kept: 12 bytes a member, where the framework's largest
/// file has 7 MB.</summary>
internal sealed class XmlDocFile
{
    private const int LongestMember = 1 << 19;

    private static readonly byte[] Opening = "<member name=\""u8.ToArray();
    private static readonly byte[] Closing = "</member>"u8.ToArray();

    private readonly string path;
    private ulong[] hashes = [];
    private int[] offsets = [];
    private DateTime written;

    public XmlDocFile(string path) => this.path = path;

    /// <summary>Of the file, without its extension.</summary>
    public string Name => Path.GetFileNameWithoutExtension(path);

    /// <summary>The element of a member.</summary>
    /// <param name="id">Such as <c>M:System.Math.Max(System.Int32,System.Int32)</c>.</param>
    /// <returns>XML; null if the file has nothing about it, or cannot be read.</returns>
    public string? Find(string id)
    {
        try
        {
            var now = File.GetLastWriteTimeUtc(path);
            if (now != written)
                Index(now); // the first time, and after a build
            var at = Array.BinarySearch(hashes, Hash(Encoding.UTF8.GetBytes(id)));
            return at < 0 ? null : Read(offsets[at], id);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Index(DateTime now)
    {
        var found = new List<(ulong Hash, int Offset)>();
        using var stream = Open();
        var buffer = new byte[1 << 16];
        int filled = 0, before = 0;
        for (int read; (read = stream.Read(buffer, filled, buffer.Length - filled)) > 0;)
        {
            filled += read;
            var text = buffer.AsSpan(0, filled);
            var done = 0;
            while (true)
            {
                var at = text[done..].IndexOf(Opening);
                if (at < 0)
                {
                    done = Math.Max(done, filled - Opening.Length + 1);
                    break;
                }

                at += done;
                var name = text[(at + Opening.Length)..];
                var length = name.IndexOf((byte)'"');
                if (length < 0)
                {
                    done = at == 0 && filled == buffer.Length ? Opening.Length : at; // no name is so long
                    break;
                }

                found.Add((Hash(name[..length]), before + at));
                done = at + Opening.Length + length;
            }

            text[done..].CopyTo(buffer);
            before += done;
            filled -= done;
        }

        found.Sort((a, b) => a.Hash.CompareTo(b.Hash));
        hashes = [.. found.Select(one => one.Hash)];
        offsets = [.. found.Select(one => one.Offset)];
        written = now;
    }

    private string? Read(int offset, string id)
    {
        using var stream = Open();
        stream.Position = offset;
        var buffer = new byte[4096];
        for (var filled = 0; ;)
        {
            var read = stream.Read(buffer, filled, buffer.Length - filled);
            filled += read;
            var end = buffer.AsSpan(0, filled).IndexOf(Closing);
            if (end >= 0)
            {
                var text = Encoding.UTF8.GetString(buffer, 0, end + Closing.Length);
                return text.AsSpan(Opening.Length).StartsWith(id, StringComparison.Ordinal) ? text : null;
            }

            if (read == 0 || filled > LongestMember)
                return null;
            if (filled == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 4);
        }
    }

    // A build may write it meanwhile.
    private FileStream Open() => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    // FNV-1a, 64 bits.
    private static ulong Hash(ReadOnlySpan<byte> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var value in text)
            hash = (hash ^ value) * 1099511628211UL;
        return hash;
    }
}
