using CsCheck;
using Godwit.Receipts;

namespace Godwit.Tests.Receipts;

/// <summary>Receipts of any kind.</summary>
internal static class AnyReceipt
{
    private static readonly string[] KindNames = ["account", "groups", "contacts", "aces", "containers", "members", "publications", "subscribers", "meetings"];

    private static readonly Gen<string> Text = Gen.String[Gen.OneOf(Gen.Char[' ', '~'], Gen.Const('é'), Gen.Const('日')), 0, 20];

    private static readonly Gen<DateTimeOffset> Time = Gen.Long[0, 3_000_000_000_0000000].Select(ticks => DateTimeOffset.UnixEpoch.AddTicks(ticks));

    private static readonly Gen<DateTimeOffset?> MaybeTime = Gen.Select(Time, Gen.Bool, (time, there) => there ? time : (DateTimeOffset?)null);

    private static readonly Gen<string> Digest = Gen.Byte.Array[32].Select(Convert.ToHexStringLower);

    private static readonly Gen<ReceiptData> Data = Gen.Select(Digest, Gen.Select(Gen.Int[0, 2000], Digest).Array[KindNames.Length], (digest, kinds) =>
        new ReceiptData(digest, [.. kinds.Select((k, i) => new KindDigest(KindNames[i], k.Item1, k.Item1 == 0 ? "" : k.Item2))]));

    private static readonly Gen<ReceiptTimes> Times = Gen.Select(MaybeTime, MaybeTime, MaybeTime, MaybeTime, MaybeTime, (a, b, c, d, e) => new ReceiptTimes(a, b, c, d, e));

    public static readonly Gen<Receipt> One = Gen.Select(
        Gen.Select(Text, Text, Gen.Bool, Time, (id, by, forced, at) => new ReceiptMove(id, by, forced, at)),
        Gen.Select(Text, Text, Text, (address, from, to) => new ReceiptUser(address, from, to)),
        Times,
        Gen.Select(Data, Data, Gen.Int[0, 3]),
        Gen.Select(Text, Text.Array[0, 3], (data, lost) => new ReceiptOutcome(data, lost)),
        (move, user, times, data, outcome) => new Receipt(
            move, user, times, data.Item3 == 0 ? null : data.Item1, data.Item3 switch { 1 => null, 2 => data.Item1, _ => data.Item2 }, outcome));

    public static readonly Gen<Receipt[]> Some = One.Array[1, 9];
}
