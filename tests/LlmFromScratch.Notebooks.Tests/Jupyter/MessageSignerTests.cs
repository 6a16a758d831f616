using System.Text;
using LlmFromScratch.Notebooks.Jupyter;

namespace LlmFromScratch.Notebooks.Tests.Jupyter;

public class MessageSignerTests
{
    private static readonly byte[][] Parts = [.. new[] { "what do ", "ya want ", "for ", "nothing?" }.Select(Encoding.ASCII.GetBytes)];

    // RFC 4231, test case 2: the key is "Jefe", the text "what do ya want for nothing?".
    [Theory]
    [InlineData("hmac-sha256", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    [InlineData("hmac-sha384", "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649")]
    [InlineData("hmac-sha512", "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737")]
    public void Sign_gives_the_codes_of_RFC_4231(string scheme, string expected)
    {
        using var signer = new MessageSigner(scheme, "Jefe"u8);

        Assert.Equal(expected, Encoding.ASCII.GetString(signer.Sign(Parts)));
        Assert.Equal(expected, Encoding.ASCII.GetString(signer.Sign(Parts))); // nothing is left over from the first
        Assert.True(signer.IsRight(Encoding.ASCII.GetBytes(expected), Parts));
    }

    [Fact]
    public void IsRight_is_false_for_any_other_signature()
    {
        using var signer = new MessageSigner("hmac-sha256", "Jefe"u8);
        var right = signer.Sign(Parts);

        Assert.False(signer.IsRight([], Parts));
        Assert.False(signer.IsRight(right.AsSpan(1), Parts));
        Assert.False(signer.IsRight([.. right, (byte)'0'], Parts));
        Assert.False(signer.IsRight(Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(right).ToUpperInvariant()), Parts));
        for (var i = 0; i < right.Length; i++)
        {
            var wrong = right.ToArray();
            wrong[i] ^= 1;
            Assert.False(signer.IsRight(wrong, Parts));
        }
    }

    [Fact]
    public void IsRight_is_false_with_another_key()
    {
        using var signer = new MessageSigner("hmac-sha256", "Jefe"u8);
        using var other = new MessageSigner("hmac-sha256", "Jeff"u8);

        Assert.False(other.IsRight(signer.Sign(Parts), Parts));
    }

    [Fact]
    public void An_empty_key_means_no_signatures()
    {
        using var signer = new MessageSigner("hmac-sha256", []);

        Assert.False(signer.IsOn);
        Assert.Empty(signer.Sign(Parts));
        Assert.True(signer.IsRight("anything"u8, Parts));
    }

    [Fact]
    public void An_unknown_scheme_is_refused()
    {
        Assert.False(MessageSigner.Knows("hmac-md5"));
        Assert.Throws<ArgumentException>(() => new MessageSigner("hmac-md5", "Jefe"u8));
    }

    [Fact]
    public void Sign_from_many_threads_gives_the_same_codes()
    {
        using var signer = new MessageSigner("hmac-sha256", "Jefe"u8);

        var codes = Enumerable.Range(0, 2_000).AsParallel().Select(_ => Encoding.ASCII.GetString(signer.Sign(Parts))).Distinct().ToList();

        Assert.Equal(["5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"], codes);
    }
}
