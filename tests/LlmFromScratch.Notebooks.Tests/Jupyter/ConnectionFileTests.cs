using System.Net;
using System.Text;
using LlmFromScratch.Notebooks.Jupyter;

namespace LlmFromScratch.Notebooks.Tests.Jupyter;

public class ConnectionFileTests
{
    private const string Key = "a0436f6c-1916-498b-8eb9-e81ab9368e84";

    // The example of Jupyter's documentation.
    private const string Good = $$"""
        {
          "control_port": 50160, "shell_port": 57503, "transport": "tcp", "signature_scheme": "hmac-sha256",
          "stdin_port": 52597, "hb_port": 42540, "ip": "127.0.0.1", "iopub_port": 40885, "key": "{{Key}}", "kernel_name": "llm-csharp"
        }
        """;

    [Fact]
    public void Read_gives_what_the_file_says()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Good, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

            var connection = ConnectionFile.Read(path);

            Assert.Equal(IPAddress.Loopback, connection.Address);
            Assert.Equal((57503, 50160, 40885, 52597, 42540), (connection.ShellPort, connection.ControlPort, connection.IopubPort, connection.StdinPort, connection.HeartbeatPort));
            Assert.Equal(Key, Encoding.UTF8.GetString(connection.Key));
            Assert.Equal("hmac-sha256", connection.SignatureScheme);
            Assert.Equal("llm-csharp", connection.KernelName);
            Assert.Empty(connection.Warnings);
            Assert.DoesNotContain(Key, connection.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("\"shell_port\": 57503", "\"shell_port\": 0", "has 0 as its shell_port")]
    [InlineData("\"shell_port\": 57503", "\"shell_port\": 65536", "has 65536 as its shell_port")]
    [InlineData("\"shell_port\": 57503", "\"shell_port\": -1", "has -1 as its shell_port")]
    [InlineData("\"shell_port\": 57503", "\"shell_port\": 1.5", "has 1.5 as its shell_port")]
    [InlineData("\"shell_port\": 57503", "\"shell_port\": 1e99", "has 1e99 as its shell_port")]
    [InlineData("\"shell_port\": 57503", "\"shell_port\": \"57503\"", "has a text as its shell_port")]
    [InlineData("\"hb_port\": 42540, ", "", "has no hb_port")]
    [InlineData("\"tcp\"", "\"ipc\"", "transport \"ipc\"")]
    [InlineData("hmac-sha256", "hmac-md5", "\"hmac-md5\"")]
    [InlineData("127.0.0.1", "localhorst", "\"localhorst\", which is no address")]
    [InlineData("\"127.0.0.1\"", "[]", "has a list as its ip")]
    [InlineData("\"ip\"", "\"curve_publickey\": \"x\", \"ip\"", "CurveZMQ")]
    [InlineData("\"ip\"", "\"registration_port\": 5, \"ip\"", "registration file")]
    [InlineData("kernel_name\": \"llm", "kernel_name\": \"\\ud800", "not valid Unicode")]
    public void Parse_says_what_is_wrong(string was, string becomes, string expected)
    {
        Assert.Contains(was, Good, StringComparison.Ordinal);

        var error = Assert.Throws<ConnectionFileException>(() => Parse(Good.Replace(was, becomes, StringComparison.Ordinal)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("some.json", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON " + Key)]
    [InlineData("{\"key\": \"" + Key + "\", \"shell_port\": 5")]
    [InlineData("{\"key\": " + Key + "}")]
    [InlineData("[\"" + Key + "\"]")]
    [InlineData("\"" + Key + "\"")]
    [InlineData("null")]
    public void Parse_refuses_what_is_no_connection_file_and_does_not_quote_it(string text)
    {
        var error = Assert.Throws<ConnectionFileException>(() => Parse(text));

        Assert.DoesNotContain("a0436f6c", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_says_so_when_there_is_no_file_or_it_is_a_folder_or_huge()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var huge = Path.Combine(folder.FullName, "huge.json");
            File.WriteAllBytes(huge, new byte[1_000_000]);

            Assert.Contains("There is no connection file", Error(Path.Combine(folder.FullName, "none.json")), StringComparison.Ordinal);
            Assert.Contains("could not be read", Error(folder.FullName), StringComparison.Ordinal);
            Assert.Contains("could not be read", Error(""), StringComparison.Ordinal);
            Assert.Contains("1000000 bytes", Error(huge), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static string Error(string path) => Assert.Throws<ConnectionFileException>(() => ConnectionFile.Read(path)).Message;
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("*")]
    [InlineData("192.168.1.5")]
    [InlineData("::")]
    public void An_address_that_others_reach_is_warned_about_and_refused_without_a_key(string ip)
    {
        var open = Good.Replace("127.0.0.1", ip, StringComparison.Ordinal);

        Assert.Contains("other machines may reach", Assert.Single(Parse(open).Warnings), StringComparison.Ordinal);
        var error = Assert.Throws<ConnectionFileException>(() => Parse(open.Replace(Key, "", StringComparison.Ordinal)));
        Assert.Contains("has no key", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Without_a_key_an_address_of_this_machine_is_only_warned_about(string ip)
    {
        var connection = Parse(Good.Replace(Key, "", StringComparison.Ordinal).Replace("127.0.0.1", ip, StringComparison.Ordinal));

        Assert.Empty(connection.Key);
        Assert.Contains("has no key", Assert.Single(connection.Warnings), StringComparison.Ordinal);
    }

    private static ConnectionFile Parse(string text) => ConnectionFile.Parse(Encoding.UTF8.GetBytes(text), "some.json");
}
