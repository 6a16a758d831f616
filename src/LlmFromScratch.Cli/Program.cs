using System.Globalization;
using System.Runtime.InteropServices;
using LlmFromScratch.Cli;
using LlmFromScratch.Cli.Output;

// Numbers and messages are the same on every machine, whatever its language.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

// The first Ctrl+C asks the work to stop, so that nothing is left half written; a second one ends the process at once.
using var stop = new CancellationTokenSource();
int stoppedBy = 0;
void Stop(PosixSignalContext context)
{
    if (Interlocked.CompareExchange(ref stoppedBy, ExitCode.OfSignal(context.Signal), 0) != 0)
        return;
    context.Cancel = true;
    stop.Cancel();
}
using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

using CommandConsole console = CommandConsole.OfThisProcess();
int code = await LlmCommand.RunAsync(args, console, stop.Token);
return code == ExitCode.Cancelled ? stoppedBy : code;
