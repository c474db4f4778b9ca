using Godwit.FrontEnd.Authentication.Ntlm;

namespace Godwit.Tests.FrontEnd.Authentication.Ntlm;

public class NtlmAuthenticateTests
{
    private static readonly byte[] Challenge = new NtlmChallenge([1, 2, 3, 4, 5, 6, 7, 8], "GODWIT", "R2POOL", "godwit.test", "r2pool.godwit.test").ToBytes();

    [Theory]
    [InlineData("alice", "")]
    [InlineData("alice", "GODWIT")]
    [InlineData("alice@godwit.test", "")]
    [InlineData("Ünal", "GODWIT")]
    public void Names_are_read_as_sent_and_the_proof_holds(string user, string domain)
    {
        var token = new NtlmClient(user, "secret", 4, domain).Token(Challenge);
        Assert.True(NtlmAuthenticate.TryParse(token, out var message, out _));
        Assert.Equal((user, domain), (message.User, message.Domain));
        Assert.NotNull(NtlmProof.Verify(NtlmProof.NtHash("secret"), [1, 2, 3, 4, 5, 6, 7, 8], message));
    }

    [Theory]
    [InlineData(0, 0x4f, "not an NTLM message")]
    [InlineData(8, 1, "not an AUTHENTICATE message")]
    [InlineData(60, 0, "not in Unicode")]
    [InlineData(16, 0xff, "points outside")]
    [InlineData(44, 0xff, "points outside")]
    [InlineData(20, 8, "not NTLMv2")]
    [InlineData(36, 0, "names no user")]
    [InlineData(36, 3, "not UTF-16")]
    [InlineData(52, 8, "session key")]
    [InlineData(62, 0, "session security")]
    public void A_broken_message_is_refused_with_a_reason(int at, byte value, string reason)
    {
        var token = new NtlmClient("alice", "secret", 4).Token(Challenge);
        token[at] = value;
        if (at is 16 or 44) token[at + 1] = 0xff;
        Assert.False(NtlmAuthenticate.TryParse(token, out var message, out var problem));
        Assert.Null(message);
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_cut_anywhere_is_refused_and_never_throws()
    {
        var token = new NtlmClient("alice", "secret", 4, "GODWIT").Token(Challenge);
        for (var length = 0; length < token.Length; length++)
            Assert.False(NtlmAuthenticate.TryParse(token.AsSpan(0, length), out _, out _), $"length {length}");
    }

    [Fact]
    public void Mutated_messages_throw_nothing_and_never_prove_a_password()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var hash = NtlmProof.NtHash("secret");
        byte[] nonce = [1, 2, 3, 4, 5, 6, 7, 8];
        for (var round = 0; round < 50_000; round++)
        {
            var token = new NtlmClient("alice", "wrong", 4).Token(Challenge);
            for (var i = random.Next(1, 8); i > 0; i--) token[random.Next(token.Length)] = (byte)random.Next(256);
            if (NtlmAuthenticate.TryParse(token.AsSpan(0, random.Next(4) == 0 ? random.Next(token.Length) : token.Length), out var message, out _))
                Assert.Null(NtlmProof.Verify(hash, nonce, message));
        }
    }
}
