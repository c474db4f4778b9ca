using System.Text;
using Godwit.FrontEnd.Authentication.Ntlm;

namespace Godwit.Tests.FrontEnd.Authentication.Ntlm;

/// <summary>The worked numbers of [MS-NLMP] §4.2.4: user "User", domain "Domain", password "Password".</summary>
public class NtlmVectorTests
{
    private const string Authenticate =
        "4e544c4d53535000" + "03000000" + "180018006c000000" + "5400540084000000" + "0c000c0048000000" + "0800080054000000" + "100010005c000000" +
        "10001000d8000000" + "358288e2" + "0501280a0000000f" + "44006f006d00610069006e00" + "5500730065007200" + "43004f004d0050005500540045005200" +
        "86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa" + "68cd0ab851e51c96aabc927bebef6a1c" + "0101000000000000" + "0000000000000000" +
        "aaaaaaaaaaaaaaaa" + "00000000" + "02000c0044006f006d00610069006e00" + "01000c00530065007200760065007200" + "00000000" + "00000000" +
        "c5dad2544fc9799094ce1ce90bc9d03e";

    private static readonly byte[] Nonce = Convert.FromHexString("0123456789abcdef");

    [Fact]
    public void The_hash_of_the_password_is_the_published_one() =>
        Assert.Equal("a4f49c406510bdcab6824ee7c30fd852", Convert.ToHexStringLower(NtlmProof.NtHash("Password")));

    [Fact]
    public void The_response_key_is_the_published_one() =>
        Assert.Equal("0c868a403bfd7a93a3001ef22ef02e3f", Convert.ToHexStringLower(NtlmProof.ResponseKey(NtlmProof.NtHash("Password"), "User", "Domain")));

    [Fact]
    public void The_published_message_is_read()
    {
        Assert.True(NtlmAuthenticate.TryParse(Convert.FromHexString(Authenticate), out var message, out _));
        Assert.Equal(("Domain", "User", "COMPUTER"), (message.Domain, message.User, message.Workstation));
        Assert.Equal("68cd0ab851e51c96aabc927bebef6a1c", Convert.ToHexStringLower(message.Proof));
        Assert.Equal("c5dad2544fc9799094ce1ce90bc9d03e", Convert.ToHexStringLower(message.SessionKey));
    }

    [Fact]
    public void The_published_proof_is_accepted_and_its_key_is_the_published_random_one()
    {
        Assert.True(NtlmAuthenticate.TryParse(Convert.FromHexString(Authenticate), out var message, out _));
        var keys = NtlmProof.Verify(NtlmProof.NtHash("Password"), Nonce, message);
        Assert.NotNull(keys);

        // Same keys as those derived from 55…55, the RandomSessionKey of §4.2.1.
        var expected = new NtlmKeys(Enumerable.Repeat((byte)0x55, 16).ToArray(), message.Flags);
        Assert.Equal(expected.Sign("x"u8), keys.Sign("x"u8));
    }

    [Fact]
    public void Another_password_or_nonce_is_refused()
    {
        Assert.True(NtlmAuthenticate.TryParse(Convert.FromHexString(Authenticate), out var message, out _));
        Assert.Null(NtlmProof.Verify(NtlmProof.NtHash("password"), Nonce, message));
        Assert.Null(NtlmProof.Verify(NtlmProof.NtHash("Password"), new byte[8], message));
    }

    /// <summary>Signing and sealing key are those of §4.2.4.4; sequence number 100 and fresh RC4 were computed apart, with another language's library.</summary>
    [Theory]
    [InlineData("4788dc861b4782f35d43fd98fe1a2d39", "59f600973cc4960a25480a7c196e4c58", "01000000426978e12efb9edc64000000")]
    public void A_datagram_signature_is_the_one_computed_apart(string sign, string seal, string expected)
    {
        const string Buffer = "<NTLM><EA97C6EF><2><SIP Communications Service><pool1.example.test><880B><1><SUBSCRIBE><sip:alice@example.test>" +
            "<2003625789><sip:alice@example.test><5083BCC6003F><><><3600><200>";
        var signature = NtlmSignature.Compute(Convert.FromHexString(sign), Convert.FromHexString(seal), Encoding.ASCII.GetBytes(Buffer));
        Assert.Equal(expected, Convert.ToHexStringLower(signature));

        var keys = new NtlmKeys(Enumerable.Repeat((byte)0x55, 16).ToArray(), NtlmFlags.Offered);
        Assert.True(keys.Verify(Encoding.ASCII.GetBytes(Buffer), signature));
        Assert.Equal("01000000867676040086814764000000", Convert.ToHexStringLower(keys.Sign(Encoding.ASCII.GetBytes(Buffer))));
    }
}
