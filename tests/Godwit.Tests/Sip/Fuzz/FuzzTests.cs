using System.Globalization;
using System.Security.Cryptography;

namespace Godwit.Tests.Sip.Fuzz;

/// <summary>
/// Mutated messages, another million each time. A failure names the seed of its one trial: <c>GODWIT_SEED=n GODWIT_FUZZ=1</c> repeats it.
/// <c>GODWIT_FUZZ</c> is how many to try; a debug build tries a tenth.
/// </summary>
public sealed class FuzzTests
{
#if DEBUG
    private const int Usual = 100_000;
#else
    private const int Usual = 1_000_000;
#endif

    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("GODWIT_FUZZ"), CultureInfo.InvariantCulture, out var count) ? count : Usual;

    private static readonly ulong FirstSeed = ulong.TryParse(Environment.GetEnvironmentVariable("GODWIT_SEED"), CultureInfo.InvariantCulture, out var seed)
        ? seed
        : BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) >> 1;

    [Fact]
    public void Mutated_messages_are_read_or_refused_and_what_is_accepted_survives_the_way_through() => Try(Count, (bytes, dice) => dice.Below(2) == 0 ? Trial.Stream(bytes) : Trial.Datagram(bytes));

    [Fact]
    public void However_a_stream_is_cut_it_holds_the_same_messages() => Try(Math.Max(1, Count / 100), (bytes, dice) => Trial.Pieces([.. bytes, .. Corpus.Seeds[dice.Below(Corpus.Seeds.Count)]], ref dice));

    private static void Try(int count, Func<byte[], Dice, string?> trial)
    {
        string? failure = null;
        Parallel.For(0, count, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken }, () => new List<byte>(), (i, loop, buffer) =>
        {
            var seed = FirstSeed + (ulong)i;
            var dice = new Dice(seed);
            Mutator.Make(ref dice, buffer);
            var bytes = buffer.ToArray();
            string? complaint;
            try
            {
                complaint = trial(bytes, dice);
            }
            catch (Exception fault)
            {
                complaint = fault.ToString();
            }

            if (complaint is not null && Interlocked.CompareExchange(ref failure, $"GODWIT_SEED={seed} GODWIT_FUZZ=1: {complaint}\n{Convert.ToBase64String(bytes)}", null) is null) loop.Stop();
            return buffer;
        }, _ => { });
        if (failure is not null) Assert.Fail(failure);
    }
}
