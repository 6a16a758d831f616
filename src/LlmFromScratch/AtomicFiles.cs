namespace LlmFromScratch;

/// <summary>Writes several files of one folder so that they appear together or not at all.</summary>
/// <remarks>
/// They are written in a folder of their own inside the target folder and moved to their names by <see cref="Commit"/>. Disposed of without
/// that, nothing of them is left, nor of a folder that was made for them. <see cref="AtomicFile"/> is for a single file.
/// </remarks>
public sealed class AtomicFiles : IDisposable
{
    private readonly List<(string Name, FileStream Stream)> _files = [];
    private readonly string? _firstMade; // The uppermost folder that was not there before.
    private readonly string _unfinished;
    private bool _committed, _keepUnfinished;

    /// <summary>Makes sure that the folder can be written.</summary>
    /// <param name="folder">The folder; it is made if it is missing.</param>
    /// <exception cref="IOException">It is a file, or cannot be made or written; the message says which.</exception>
    public AtomicFiles(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        for (string? at = Folder; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
        {
            if (File.Exists(at))
                throw new IOException(at == Folder ? $"'{folder}' is a file; expected a folder to write into"
                    : $"the folder '{folder}' cannot be made: '{at}' is a file, not a folder");
            _firstMade = at;
        }
        _unfinished = Path.Combine(Folder, $".{Environment.ProcessId}-{Guid.NewGuid():N}.partial");
        try
        {
            Directory.CreateDirectory(_unfinished);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw new IOException($"the folder '{folder}' cannot be written ({e.Message.TrimEnd('.')})", e);
        }
    }

    /// <summary>The folder, as a full path.</summary>
    public string Folder { get; }

    /// <summary>Begins a file. The stream is closed by <see cref="Commit"/> or <see cref="Dispose"/>.</summary>
    /// <param name="name">Its name in the folder, another one for each file.</param>
    /// <exception cref="ArgumentException">It is a path, not a name.</exception>
    /// <exception cref="IOException">There is a folder of that name, or the disk is full.</exception>
    public Stream Create(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (Path.GetFileName(name) != name || name is "." or "..")
            throw new ArgumentException($"expected the name of a file in the folder, got '{name}'", nameof(name));
        if (Directory.Exists(Path.Combine(Folder, name)))
            throw new IOException($"'{Path.Combine(Folder, name)}' is a folder; expected to write a file of that name");
        var stream = new FileStream(Path.Combine(_unfinished, name), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        _files.Add((name, stream));
        return stream;
    }

    /// <summary>Gives the files their names; those that were there before are replaced. If that fails for one, all is as it was before.</summary>
    /// <exception cref="IOException">A file cannot be completed or replaced.</exception>
    public void Commit()
    {
        foreach ((_, FileStream stream) in _files)
            stream.Dispose();
        var undo = new Stack<Action>();
        try
        {
            foreach ((string name, _) in _files)
            {
                string target = Path.Combine(Folder, name), written = Path.Combine(_unfinished, name), before = written + ".before";
                if (File.Exists(target))
                {
                    File.Move(target, before);
                    undo.Push(() => File.Move(before, target, overwrite: true));
                }
                File.Move(written, target);
                undo.Push(() => File.Delete(target));
            }
            _committed = true;
        }
        catch
        {
            while (undo.TryPop(out Action? step))
            {
                try
                {
                    step();
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    _keepUnfinished = true; // What was there before may now lie only here.
                }
            }
            throw;
        }
    }

    /// <summary>Takes away what was written, unless it was committed.</summary>
    public void Dispose()
    {
        foreach ((_, FileStream stream) in _files)
        {
            try
            {
                stream.Dispose();
            }
            catch (IOException)
            {
                // The disk is full: what was still to be written is lost, as is wanted. The handle is closed all the same.
            }
        }
        if (Directory.Exists(_unfinished) && !_keepUnfinished)
            try
            {
                Directory.Delete(_unfinished, recursive: true);
            }
            catch (IOException) when (_committed)
            {
                // On Windows somebody may still be reading an old file. The new ones are in place: that is no failure.
            }
        if (_committed || _firstMade is null)
            return;
        // Folders that were made for the files go too, from the innermost outwards, as long as nobody has put anything into them.
        for (string folder = Folder; folder.Length >= _firstMade.Length; folder = Path.GetDirectoryName(folder)!)
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
    }
}
