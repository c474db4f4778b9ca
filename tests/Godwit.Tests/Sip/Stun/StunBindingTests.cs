using System.Net;
using Godwit.Sip.Stun;

namespace Godwit.Tests.Sip.Stun;

public class StunBindingTests
{
    private const string Id = "B7E7A701BC34D686FA87DFAE";
    private const string Bare = "000100002112A442" + Id;

    /// <summary>The mapped addresses are those of RFC 5769 §2.2 and §2.3.</summary>
    [Theory]
    [InlineData("192.0.2.1", "0101000C2112A442" + Id + "002000080001A147E112A643")]
    [InlineData("::ffff:192.0.2.1", "0101000C2112A442" + Id + "002000080001A147E112A643")]
    [InlineData("2001:db8:1234:5678:11:2233:4455:6677", "010100182112A442" + Id + "002000140002A1470113A9FAA5D3F179BC25F4B5BED2B9D9")]
    public void A_Binding_Request_is_answered_with_the_address_it_came_from(string address, string answer) =>
        Assert.Equal(answer, Answer(Bare, address));

    [Theory]
    [InlineData("0006000461626364")]
    [InlineData("80220005746573743100000080280004DEADBEEF")]
    public void Attributes_that_may_be_passed_over_are(string attributes)
    {
        var length = (attributes.Length / 2).ToString("X4", null);
        Assert.StartsWith("0101000C2112A442", Answer("0001" + length + "2112A442" + Id + attributes), StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_that_must_be_understood_and_are_not_are_named_with_420()
    {
        // CHANGE-REQUEST and PRIORITY.
        Assert.Equal(
            "011100102112A442" + Id + "0009000400000414" + "000A000400030024",
            Answer("000100102112A442" + Id + "0003000400000006" + "0024000400000001"));
        Assert.Equal(
            "011100102112A442" + Id + "0009000400000414" + "000A000200030000",
            Answer("000100082112A442" + Id + "0003000400000006"));
    }

    [Theory]
    [InlineData("001100002112A442" + Id)]
    [InlineData("010100002112A442" + Id)]
    [InlineData("000100042112A442" + Id)]
    [InlineData("000100032112A442" + Id + "000300")]
    [InlineData("000100042112A442" + Id + "00030004")]
    public void What_is_no_sound_Binding_Request_is_not_answered(string datagram) => Assert.Equal("", Answer(datagram));

    [Theory]
    [InlineData("0D0A0D0A")]
    [InlineData("00000000")]
    [InlineData("000100002112A443" + Id)]
    [InlineData("4F5054494F4E53207369703A6578616D706C652E6F7267")]
    public void Other_datagrams_are_not_taken_for_STUN(string datagram) => Assert.False(StunBinding.Is(Convert.FromHexString(datagram)));

    [Fact]
    public void No_octets_at_all_make_it_fail()
    {
        var dice = new Random(5389);
        var answer = new byte[StunBinding.MostOctets];
        var from = new IPEndPoint(IPAddress.Loopback, 5060);
        for (var i = 0; i < 20_000; i++)
        {
            var datagram = new byte[20 + (4 * dice.Next(0, 400))];
            dice.NextBytes(datagram.AsSpan(20));
            if (dice.Next(2) == 0)
                for (var at = 22; at < datagram.Length; at += 4) datagram[at] = datagram[at + 1] = 0;
            Convert.FromHexString(Bare).CopyTo(datagram, 0);
            (datagram[2], datagram[3]) = ((byte)((datagram.Length - 20) >> 8), (byte)(datagram.Length - 20));
            Assert.InRange(StunBinding.Answer(datagram, from, answer), 0, StunBinding.MostOctets);
        }
    }

    private static string Answer(string datagram, string address = "192.0.2.1")
    {
        var (bytes, answer) = (Convert.FromHexString(datagram), new byte[StunBinding.MostOctets]);
        Assert.True(StunBinding.Is(bytes));
        return Convert.ToHexString(answer.AsSpan(0, StunBinding.Answer(bytes, new IPEndPoint(IPAddress.Parse(address), 32853), answer)));
    }
}
