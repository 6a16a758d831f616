using System.Globalization;
using System.Text;
using LlmFromScratch.Notebooks.Jupyter;

namespace LlmFromScratch.Notebooks.Tests.Jupyter;

public class ReplayGuardTests
{
    [Fact]
    public void A_signature_is_new_once()
    {
        var guard = new ReplayGuard();

        Assert.True(guard.IsNew(Signature(1)));
        Assert.True(guard.IsNew(Signature(2)));
        Assert.False(guard.IsNew(Signature(1)));
        Assert.False(guard.IsNew(Signature(2)));
    }

    [Fact]
    public void The_oldest_is_forgotten_when_it_is_full()
    {
        var guard = new ReplayGuard(capacity: 100);

        for (var i = 0; i < 101; i++)
            Assert.True(guard.IsNew(Signature(i)));

        Assert.False(guard.IsNew(Signature(1)));
        Assert.False(guard.IsNew(Signature(100)));
        Assert.True(guard.IsNew(Signature(0)));
    }

    private static byte[] Signature(int i) => Encoding.ASCII.GetBytes(i.ToString("x32", CultureInfo.InvariantCulture) + new string('0', 32));
}
