using LlmFromScratch.Plots;

// In this namespace on purpose: the check of the order of the folders has to be seen failing, and here is what it must find.
namespace LlmFromScratch.Tokens;

internal sealed class MadeUpViolation
{
    private readonly Chart? _field = null;

    public static Chart? Signature() => null;

    public static string Body() => TokenLabel.Of("a");

    public static int Generic() => Array.Empty<Chart>().Length;

    public static int InALambda()
    {
        Func<object, bool> isChart = value => value is Chart;
        return isChart(1) ? 1 : 0;
    }

    public bool HasField() => _field is null;

}
