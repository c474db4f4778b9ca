using System.Buffers;
using Godwit.Sip.Checks;
using Godwit.Sip.Dialogs;
using Godwit.Sip.Headers;
using Godwit.Sip.Messages;
using Godwit.Sip.Transactions;
using Godwit.Sip.Uris;
using Godwit.Sip.Wire;

namespace Godwit.Tests.Sip.Fuzz;

/// <summary>What must hold for any bytes. Each method gives a complaint, or null.</summary>
internal static class Trial
{
    private static readonly SipLimits Limits = new();
    private static readonly SipMessageReader Reader = new(Limits);

    // What was accepted may be a little longer when it is written: "a:b" becomes "Accept-Contact: b".
    private static readonly SipMessageReader Generous = new(new SipLimits { MaxLine = 64 * 1024, MaxHead = 256 * 1024, MaxHeaders = 1024 });

    static Trial()
    {
        // What is allocated once and for all must not be counted with the first trial.
        foreach (var bytes in Corpus.Seeds)
        {
            var input = new ReadOnlySequence<byte>(bytes);
            Reader.Read(ref input, out _, out _);
            Reader.ReadDatagram(bytes, out _, out _);
        }
    }

    /// <summary>The bytes as a stream: read to its end, every message judged.</summary>
    public static string? Stream(byte[] bytes, List<string>? log = null)
    {
        var input = new ReadOnlySequence<byte>(bytes);
        // Each turn takes at least two octets away.
        for (var turns = bytes.Length / 2 + 2; turns > 0; turns--)
        {
            var before = input.Length;
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var status = Reader.Read(ref input, out var message, out var rejection);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            var taken = before - input.Length;
            if (taken < 0) return "gave back more than it was given";
            if (status == SipReadStatus.NeedMore) return message is null && rejection is null && taken == 0 ? null : "took or gave something while it needs more";
            if (taken == 0) return $"{status} without taking anything";
            if (allocated > 4 * taken + 10_000) return $"allocated {allocated} octets for {taken}";
            if (rejection is { Fatal: true } && input.Length > 0) return "goes on after a fatal refusal";
            log?.Add($"{status} {rejection?.Reason} {(message is null ? "" : Convert.ToHexString(SipMessageWriter.ToBytes(message)))}");
            if ((Consistent(status, message, rejection) ?? Judge(status, message)) is { } complaint) return complaint;
        }

        return "never comes to an end";
    }

    public static string? Datagram(byte[] bytes)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var status = Reader.ReadDatagram(bytes, out var message, out var rejection);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (allocated > 4 * bytes.Length + 10_000) return $"allocated {allocated} octets for {bytes.Length}";
        if (status == SipReadStatus.NeedMore) return "a datagram cannot need more";
        return Consistent(status, message, rejection) ?? Judge(status, message);
    }

    /// <summary>The bytes as they come over a network, in any pieces: the same messages and refusals.</summary>
    public static string? Pieces(byte[] bytes, ref Dice dice)
    {
        List<string> whole = [];
        if (Stream(bytes, whole) is { } complaint) return complaint;
        List<string> pieces = [];
        var start = 0;
        for (var end = 0; end < bytes.Length;)
        {
            end = Math.Min(bytes.Length, end + 1 + dice.Below(dice.Below(3) == 0 ? 400 : 9));
            while (true)
            {
                // Where the pipe's own segments end is as random as where the network's do.
                var cut = start + dice.Below(end - start);
                var input = Wire.Streams.Sequence(bytes[start..end], cut - start, cut - start + dice.Below(end - cut));
                var status = Reader.Read(ref input, out var message, out var rejection);
                start = end - (int)input.Length;
                if (status == SipReadStatus.NeedMore) break;
                pieces.Add($"{status} {rejection?.Reason} {(message is null ? "" : Convert.ToHexString(SipMessageWriter.ToBytes(message)))}");
                if (rejection is { Fatal: true })
                {
                    end = bytes.Length;
                    break;
                }
            }
        }

        return whole.SequenceEqual(pieces) ? null : $"whole [{string.Join(", ", whole)}], in pieces [{string.Join(", ", pieces)}]";
    }

    private static string? Consistent(SipReadStatus status, SipMessage? message, SipRejection? rejection) => status switch
    {
        SipReadStatus.Message when message is null || rejection is not null => "a message is missing or refused",
        SipReadStatus.KeepAlive when message is not null || rejection is not null => "a keep-alive carries something",
        SipReadStatus.Refused when rejection is null => "a refusal has no reason",
        SipReadStatus.Refused when rejection.Status != 0 && rejection.Status is < 400 or > 699 => "a refusal has no status of a refusal",
        _ => null,
    };

    private static string? Judge(SipReadStatus status, SipMessage? message)
    {
        if (message is null) return null;
        Use(message);
        if (status != SipReadStatus.Message) return null;
        var written = SipMessageWriter.ToBytes(message);
        var input = new ReadOnlySequence<byte>(written);
        var again = Generous.Read(ref input, out var second, out var rejection);
        if (again != SipReadStatus.Message || input.Length > 0) return $"what is accepted is {again} {rejection?.Reason} when it is written and read again";
        if (!written.AsSpan().SequenceEqual(SipMessageWriter.ToBytes(second!))) return "what is written and read again is another message";
        return SameHead(message, second!) && message.Body.Span.SequenceEqual(second!.Body.Span) ? null : "head or body changed on its way through";
    }

    private static bool SameHead(SipMessage a, SipMessage b)
    {
        var start = (a, b) switch
        {
            (SipRequest x, SipRequest y) => x.Method == y.Method && x.Uri == y.Uri,
            (SipResponse x, SipResponse y) => x.Status == y.Status && x.Reason == y.Reason,
            _ => false,
        };
        if (!start) return false;
        var at = 0;
        for (var i = 0; i < a.Headers.Count; i++)
        {
            if (a.Headers[i].Is(HeaderNames.ContentLength)) continue;
            if (at >= b.Headers.Count || a.Headers[i].Name != b.Headers[at].Name || !a.Headers[i].Value.Span.SequenceEqual(b.Headers[at].Value.Span)) return false;
            at++;
        }

        return true;
    }

    /// <summary>Everything that a front end asks of a message. None of it may throw.</summary>
    private static void Use(SipMessage message)
    {
        foreach (var line in message.Headers)
        {
            if (line.Is(HeaderNames.Via)) _ = Via.TryParse(line.Text, out var via) ? via.With("received", "192.0.2.1").ToString() : null;
            else if (line.Is(HeaderNames.Authorization) || line.Is(HeaderNames.WwwAuthenticate)) _ = AuthParameters.TryParse(line.Text, out var parameters) ? parameters.Scheme : null;
            else if (NameAddress.TryParse(line.Text, out var address)) _ = SipUri.TryParse(address.Uri, out var uri) ? uri.Address + uri : address.ToString();
        }

        if (message is SipRequest request)
        {
            RequestCheck.Find(request, new HashSet<string>());
            TransactionKey.TryOf(request, out _);
            Dialog.Answer(request, "t")?.NewRequest(SipMethod.Notify);
            SipResponse.To(request, 400, toTag: "t");
        }
        else
        {
            ResponseCheck.Find((SipResponse)message);
            TransactionKey.TryOf((SipResponse)message, out _);
        }
    }
}
