using System.Collections.Concurrent;
using LlmFromScratch.Notebooks.Engine;
using LlmFromScratch.Notebooks.Language;

namespace LlmFromScratch.Notebooks.Hosting;

/// <summary>Does what the parent asks: cells one after another on one thread, questions about code on another, interrupts and input at
/// once.</summary>
internal sealed class HostWorker
{
    private static readonly TimeSpan UntilRest = TimeSpan.FromSeconds(10);

    private readonly CSharpSession session;
    private readonly OutputSink sink;
    private readonly CodeQuestions questions;
    private readonly BlockingCollection<(HostRequest Request, CellInterrupt Interrupt)> cells = [];
    private readonly BlockingCollection<(HostRequest Request, CellInterrupt Interrupt)> asked = [];
    private readonly Thread cellThread;
    private readonly Timer resting;
    private int busy;
    private CellInterrupt newest = new(); // of the last request: only the thread that takes requests uses it

    public HostWorker(CSharpSession session, OutputSink sink)
    {
        this.session = session;
        this.sink = sink;
        questions = new CodeQuestions(session);
        resting = new Timer(_ => Rest());
        cellThread = new Thread(() => Work(cells)) { IsBackground = true, Name = "cells" };
        cellThread.Start();
        new Thread(() => Work(asked)) { IsBackground = true, Name = "questions" }.Start();
    }

    public void Take(HostRequest request)
    {
        switch (request.Kind)
        {
            case "run" or "evaluate":
                cells.Add((request, newest = new CellInterrupt()));
                break;
            case "input":
                InputRequests.Answer(request.Id, request.Text);
                break;
            case "interrupt":
                newest.Request();
                break;
            default:
                asked.Add((request, newest));
                break;
        }
    }

    public void Complete() => cells.CompleteAdding();

    public void WaitForEnd(TimeSpan patience) => cellThread.Join(patience);

    private void Work(BlockingCollection<(HostRequest Request, CellInterrupt Interrupt)> requests)
    {
        foreach (var (request, interrupt) in requests.GetConsumingEnumerable())
        {
            HostMessage answer;
            Interlocked.Increment(ref busy);
            try
            {
                answer = Answer(request, interrupt);
            }
            catch (Exception e) // our own mistake: the parent must hear of it, or it would wait for ever
            {
                answer = new HostMessage("answer", Error: new CellError(CellErrorKind.Threw, e.GetType().FullName!, e.Message, null, [e.ToString()]));
            }

            if (request.Kind is "run" or "evaluate")
                CellInterrupt.Forget();
            sink.Send(answer with { Id = request.Id });
            Interlocked.Decrement(ref busy);
            resting.Change(UntilRest, Timeout.InfiniteTimeSpan);
        }
    }

    // A notebook is open for hours, and its reader mostly reads: what the compiler and the cells have left lying is given back to the system.
    private void Rest()
    {
        if (Volatile.Read(ref busy) == 0)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private HostMessage Answer(HostRequest request, CellInterrupt interrupt)
    {
        var code = request.Code ?? "";
        switch (request.Kind)
        {
            case "run":
                sink.StartCell();
                InputRequests.Allowed = request.AllowInput;
                return new HostMessage("answer", Error: request.Magic is { } magic
                    ? SessionMagics.Run(magic, session, sink)
                    : session.Run(request.Label ?? "", code, request.References ?? [], interrupt));
            case "evaluate":
                var evaluated = session.Evaluate(code, interrupt);
                return new HostMessage("answer", Error: evaluated.Error, Answer: new HostAnswer(Data: evaluated.Data));
            case "complete":
                return new HostMessage("answer", Answer: new HostAnswer(Completions: questions.Complete(code, request.Cursor)));
            case "inspect":
                return new HostMessage("answer", Answer: new HostAnswer(Data: questions.Inspect(code, request.Cursor)));
            case "completeness":
                return new HostMessage("answer", Answer: new HostAnswer(Completeness: questions.IsComplete(code)));
            case "diagnose":
                return new HostMessage("answer", Answer: new HostAnswer(Diagnostics: questions.Diagnose(code)));
            default:
                throw new InvalidOperationException($"The child was asked for {request.Kind}, which it does not know.");
        }
    }
}
