using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Godwit.Sip.Messages;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace Godwit.Tests.FrontEnd.Authentication;

/// <summary>The client's side of NTLM in SIP, written from [MS-NLMP] and [MS-SIPAE] without the server's code, so that one checks the other.</summary>
internal sealed partial class NtlmClient(string login, string password, int version, string domain = "", uint flags = 0x62988255)
{
    private const string Realm = "SIP Communications Service";

    private byte[] _clientSign = [], _clientSeal = [], _serverSign = [], _serverSeal = [];
    private string _target = "", _opaque = "";
    private uint _count;

    public string Opaque => _opaque;

    /// <summary>The empty token that asks for a challenge.</summary>
    public string Ask(string target) =>
        $"NTLM qop=\"auth\", realm=\"{Realm}\", targetname=\"{target}\", gssapi-data=\"\"{VersionText}";

    /// <summary>Answers a challenge: puts the third leg's Authorization on the request.</summary>
    public void Answer(string challenge, SipRequest request)
    {
        _target = Parameter(challenge, "targetname");
        _opaque = Parameter(challenge, "opaque");
        var token = Convert.ToBase64String(Token(Convert.FromBase64String(Parameter(challenge, "gssapi-data"))));
        var text = $"NTLM qop=\"auth\", opaque=\"{_opaque}\", realm=\"{Realm}\", targetname=\"{_target}\", gssapi-data=\"{token}\"{VersionText}";
        request.Headers.Set(HeaderNames.Authorization, version > 3 ? $"{text}, {Signature(request)}" : text);
    }

    public void Sign(SipMessage message) =>
        message.Headers.Set(HeaderNames.Authorization, $"NTLM qop=\"auth\", opaque=\"{_opaque}\", realm=\"{Realm}\", targetname=\"{_target}\", {Signature(message)}");

    /// <summary>Is the server's signature right?</summary>
    public bool Verify(SipMessage message)
    {
        if (message.Headers.Get(HeaderNames.AuthenticationInfo) is not { } given || !given.StartsWith("NTLM ", StringComparison.Ordinal)) return false;
        var buffer = Buffer(message, Parameter(given, "srand"), Parameter(given, "snum"), Parameter(given, "realm"), Parameter(given, "targetname"));
        return Parameter(given, "rspauth").Equals(Mac(_serverSign, _serverSeal, buffer), StringComparison.OrdinalIgnoreCase) && Parameter(given, "opaque") == _opaque;
    }

    /// <summary>AUTHENTICATE_MESSAGE in the order SIPE writes it: domain, user, workstation, LM, NT, key.</summary>
    public byte[] Token(byte[] challenge)
    {
        var info = challenge.AsSpan(BinaryPrimitives.ReadInt32LittleEndian(challenge.AsSpan(44)), BinaryPrimitives.ReadUInt16LittleEndian(challenge.AsSpan(40)));
        var key = HMACMD5.HashData(NtHash(password), Encoding.Unicode.GetBytes(login.ToUpperInvariant() + domain));
        byte[] temp = [1, 1, 0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes(133_500_000_000_000_000L), .. RandomNumberGenerator.GetBytes(8), 0, 0, 0, 0, .. info, 0, 0, 0, 0];
        var proof = HMACMD5.HashData(key, (byte[])[.. challenge.AsSpan(24, 8), .. temp]);
        var exported = RandomNumberGenerator.GetBytes(16);
        var wrapped = Rc4(HMACMD5.HashData(key, proof), exported);
        Derive((flags & 0x4000_0000) != 0 ? exported : HMACMD5.HashData(key, proof));

        byte[][] fields = [new byte[24], [.. proof, .. temp], Encoding.Unicode.GetBytes(domain), Encoding.Unicode.GetBytes(login), Encoding.Unicode.GetBytes("PC"), wrapped];
        int[] order = [2, 3, 4, 0, 1, 5];
        using var message = new MemoryStream();
        message.Write(new byte[72]);
        var head = new byte[72];
        "NTLMSSP\0"u8.CopyTo(head);
        head[8] = 3;
        foreach (var i in order)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(12 + (8 * i)), (ushort)fields[i].Length);
            BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(14 + (8 * i)), (ushort)fields[i].Length);
            BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(16 + (8 * i)), (int)message.Position);
            message.Write(fields[i]);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(60), flags);
        message.Position = 0;
        message.Write(head);
        return message.ToArray();
    }

    private string VersionText => version > 2 ? $", version={version}" : "";

    private string Signature(SipMessage message)
    {
        var salt = RandomNumberGenerator.GetHexString(8, lowercase: true);
        var count = (++_count).ToString(CultureInfo.InvariantCulture);
        return $"crand=\"{salt}\", cnum=\"{count}\", response=\"{Mac(_clientSign, _clientSeal, Buffer(message, salt, count, Realm, _target)).ToLowerInvariant()}\"";
    }

    private string Buffer(SipMessage message, string salt, string count, string realm, string target)
    {
        var headers = message.Headers;
        var cseq = headers.Get(HeaderNames.CSeq)!.Split(' ');
        string from = headers.Get(HeaderNames.From)!, to = headers.Get(HeaderNames.To)!;
        var identity = headers.Get(HeaderNames.PAssertedIdentity) ?? headers.Get(HeaderNames.PPreferredIdentity) ?? "";
        var values = new List<string> { "NTLM", salt, count, realm, target, headers.Get(HeaderNames.CallId)!, cseq[0], cseq[1], Uri(from), Tag(from) };
        if (version > 2) values.Add(Uri(to));
        values.Add(Tag(to));
        if (version > 2) values.AddRange([SipPart().Match(identity).Groups[1].Value, TelPart().Match(identity).Groups[1].Value]);
        values.Add(headers.Get(HeaderNames.Expires) ?? "");
        if (message is SipResponse response) values.Add(response.Status.ToString(CultureInfo.InvariantCulture));
        return string.Concat(values.Select(v => $"<{v}>"));
    }

    private void Derive(byte[] exported)
    {
        var sealing = exported[..((flags & 0x2000_0000) != 0 ? 16 : (flags & 0x8000_0000) != 0 ? 7 : 5)];
        _clientSign = Key(exported, "client-to-server signing");
        _serverSign = Key(exported, "server-to-client signing");
        _clientSeal = Key(sealing, "client-to-server sealing");
        _serverSeal = Key(sealing, "server-to-client sealing");
    }

    private static byte[] Key(byte[] key, string purpose) => MD5.HashData([.. key, .. Encoding.ASCII.GetBytes($"session key to {purpose} key magic constant\0")]);

    private static string Mac(byte[] sign, byte[] seal, string buffer)
    {
        byte[] sequence = [100, 0, 0, 0];
        var sum = HMACMD5.HashData(sign, (byte[])[.. sequence, .. Encoding.UTF8.GetBytes(buffer)])[..8];
        return Convert.ToHexString([1, 0, 0, 0, .. Rc4(MD5.HashData([.. seal, .. sequence]), sum), .. sequence]);
    }

    private static byte[] Rc4(byte[] key, byte[] input)
    {
        var engine = new RC4Engine();
        engine.Init(true, new KeyParameter(key));
        var output = new byte[input.Length];
        engine.ProcessBytes(input, 0, input.Length, output, 0);
        return output;
    }

    private static byte[] NtHash(string password)
    {
        var md4 = new MD4Digest();
        md4.BlockUpdate(Encoding.Unicode.GetBytes(password));
        var hash = new byte[16];
        md4.DoFinal(hash, 0);
        return hash;
    }

    private static string Parameter(string header, string name) => Regex.Match(header, name + "=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;

    private static string Uri(string address) => UriPart().Match(address).Groups[1].Value;

    private static string Tag(string address) => TagPart().Match(address).Groups[1].Value;

    [GeneratedRegex("<([^>]*)>")]
    private static partial Regex UriPart();

    [GeneratedRegex(";tag=([^;]*)")]
    private static partial Regex TagPart();

    [GeneratedRegex("<(sip:[^>]*)>")]
    private static partial Regex SipPart();

    [GeneratedRegex("<(tel:[^>]*)>")]
    private static partial Regex TelPart();
}
