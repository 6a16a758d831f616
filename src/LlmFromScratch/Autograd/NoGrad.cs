namespace LlmFromScratch.Autograd;

/// <summary>While one is open on a thread, tensors computed there remember nothing: less memory and time where no gradient is wanted.</summary>
/// <example><c>using (new NoGrad()) { float loss = model.Loss(batch).Item(); }</c></example>
public sealed class NoGrad : IDisposable
{
    [ThreadStatic]
    private static int t_open;

    private bool _closed;

    /// <summary>Opens the scope. Scopes may be nested.</summary>
    public NoGrad() => t_open++;

    /// <summary>Is one open on this thread?</summary>
    public static bool IsOn => t_open > 0;

    /// <summary>Closes the scope, on the thread that opened it.</summary>
    public void Dispose()
    {
        if (!_closed)
            t_open--;
        _closed = true;
    }
}
