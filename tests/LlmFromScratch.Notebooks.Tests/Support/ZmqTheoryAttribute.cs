namespace LlmFromScratch.Notebooks.Tests.Support;

/// <summary>Tests against libzmq, skipped where there is no Python that has it.</summary>
internal sealed class ZmqTheoryAttribute : TheoryAttribute
{
    public ZmqTheoryAttribute()
    {
        if (Python is null)
            Skip = "There is no Python with ZeroMQ here: pip install pyzmq, or apt-get install python3-zmq.";
    }

    /// <summary>A Python that has zmq; null if none was found.</summary>
    public static string? Python { get; } = PythonModule.Find("zmq");
}
