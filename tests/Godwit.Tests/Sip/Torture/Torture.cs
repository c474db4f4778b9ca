using System.Buffers;
using Godwit.Sip.Checks;
using Godwit.Sip.Messages;
using Godwit.Sip.Wire;

namespace Godwit.Tests.Sip.Torture;

/// <summary>The messages of RFC 4475, octet for octet; each file is named by its section and the RFC's own name for it.</summary>
internal static class Torture
{
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Sip", "Torture");

    public static IReadOnlyList<string> Files { get; } =
        [.. System.IO.Directory.GetFiles(Folder, "*.sip", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')[..^4]).Order(StringComparer.Ordinal)];

    public static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(Folder, file + ".sip"));

    public static byte[] Named(string name) => Bytes(Files.Single(f => f.EndsWith("-" + name, StringComparison.Ordinal)));

    public static (SipReadStatus Status, SipMessage? Message, SipRejection? Rejection) Datagram(byte[] bytes)
    {
        var status = new SipMessageReader(new SipLimits()).ReadDatagram(bytes, out var message, out var rejection);
        return (status, message, rejection);
    }

    public static (SipReadStatus Status, SipMessage? Message, SipRejection? Rejection) Stream(byte[] bytes)
    {
        var input = new ReadOnlySequence<byte>(bytes);
        var status = new SipMessageReader(new SipLimits()).Read(ref input, out var message, out var rejection);
        return (status, message, rejection);
    }

    /// <summary>What the reader and the checks together make of it, in words.</summary>
    public static string Verdict((SipReadStatus Status, SipMessage? Message, SipRejection? Rejection) read)
    {
        if (read.Status == SipReadStatus.NeedMore) return "waits";
        if (read.Rejection is { Status: 0 }) return $"dropped {read.Rejection.Reason}";
        if (read.Rejection is not null) return read.Message is null ? "unanswerable" : $"{read.Rejection.Status} {read.Rejection.Reason}";
        if (read.Message is SipResponse response) return ResponseCheck.Find(response) is { } why ? $"dropped {why}" : "accepted";
        var fault = RequestCheck.Find((SipRequest)read.Message!, new HashSet<string>());
        return fault is null ? "accepted" : $"{fault.Status} {fault.Text}";
    }
}
