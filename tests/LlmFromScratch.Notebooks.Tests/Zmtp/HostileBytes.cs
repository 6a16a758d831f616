namespace LlmFromScratch.Notebooks.Tests.Zmtp;

/// <summary>What a broken or a hostile client might send: conversations that begin well and go wrong somewhere.</summary>
internal sealed class HostileBytes(int seed)
{
    private static readonly string[] SocketTypes = ["DEALER", "REQ", "ROUTER", "SUB", "XSUB", "PAIR", "", "dealer\0"];
    private static readonly string[] Commands = ["READY", "ERROR", "PING", "PONG", "SUBSCRIBE", "CANCEL", "JOIN", "", "\u00FF"];
    private static readonly ulong[] Lengths = [0, 1, 255, 256, 65_536, 65_537, 1 << 20, int.MaxValue, 1UL << 31, 1UL << 32, 1UL << 62, long.MaxValue, 1UL << 63, ulong.MaxValue];

    private readonly Random random = new(seed);

    /// <summary>A greeting, a READY and some frames, as one piece.</summary>
    public byte[] Conversation(int frames)
    {
        var greeting = Chance(10) ? Mutate(RawPeer.Greeting((byte)random.Next(5), (byte)random.Next(3))) : RawPeer.Greeting();
        var ready = RawPeer.Ready(Chance(8) ? Pick(SocketTypes) : Pick(SocketTypes[..5]), Chance(2) ? "" : $"{random.Next(1_000_000)}");
        List<byte> bytes = [.. greeting, .. Chance(10) ? Mutate(ready) : ready];
        for (var i = 0; i < frames; i++)
            bytes.AddRange(Frame());
        return Chance(4) ? [.. bytes[..random.Next(bytes.Count)]] : [.. bytes];
    }

    // Good ones are the most: only so does the rest get far.
    private byte[] Frame()
    {
        var flags = (byte)random.Next(2);
        switch (random.Next(40))
        {
            case 0:
                return Random(random.Next(1, 300));
            case 1:
                return RawPeer.Long((byte)random.Next(256), Pick(Lengths), Random(random.Next(20)));
            case 2:
                return RawPeer.Long(flags, Pick(Lengths), Random(random.Next(20)));
            case 3:
                return Mutate(RawPeer.Short(flags, Random(random.Next(100))));
            case 4:
                return Mutate(Command());
            case 5:
                var body = Random(random.Next(256, 30_000));
                return RawPeer.Long(flags, (ulong)body.Length, body);
            case < 12:
                return Command();
            case < 20:
                return RawPeer.Short(0, [(byte)random.Next(3), .. Random(random.Next(3))]);
            default:
                return RawPeer.Short(flags, Random(random.Next(50)));
        }
    }

    private byte[] Command() => RawPeer.Command(Pick(Commands), Random(random.Next(20)));

    private byte[] Mutate(byte[] bytes)
    {
        List<byte> changed = [.. bytes];
        for (var i = random.Next(1, 4); i > 0 && changed.Count > 0; i--)
        {
            var at = random.Next(changed.Count);
            switch (random.Next(4))
            {
                case 0:
                    changed[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    changed[at] = (byte)random.Next(256);
                    break;
                case 2:
                    changed.RemoveAt(at);
                    break;
                default:
                    changed.Insert(at, (byte)random.Next(256));
                    break;
            }
        }

        return [.. changed];
    }

    private byte[] Random(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];
}
