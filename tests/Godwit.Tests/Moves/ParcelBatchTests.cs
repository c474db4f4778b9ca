using System.Buffers;
using System.Runtime.InteropServices;
using Godwit.Moves;
using Godwit.Moves.Parcels;
using Godwit.Pool.Users;

namespace Godwit.Tests.Moves;

/// <summary>Parcels in memory that is used again: nobody's bytes may get into another's.</summary>
public class ParcelBatchTests
{
    [Theory]
    [InlineData(6, new[] { 100, 100, 100, 100, 100, 100 })]
    [InlineData(6, new[] { 0, 3, 700_000, 700_000, 1, 2_000_000 })]
    [InlineData(1, new[] { 10, 5_000, 10, 90_000 })]
    public void Parcels_of_any_size_come_out_as_they_went_in_also_more_than_were_announced(int announced, int[] sizes)
    {
        using var batch = new ParcelBatch(announced);
        var parcels = sizes.Select(Parcel).ToList();
        foreach (var parcel in parcels) batch.Add(parcel);

        Assert.Equal(parcels.Count, batch.Count);
        for (var i = 0; i < parcels.Count; i++)
        {
            Assert.Equal((parcels[i].User, parcels[i].Digest), (batch[i].User, batch[i].Digest));
            Assert.True(batch[i].Content.Span.SequenceEqual(parcels[i].Content.Span), $"Parcel {i} is another");
        }
        Assert.Equal(parcels.Select(p => p.User), batch.Select(p => p.User));
    }

    [Fact]
    public void Batch_has_bytes_of_its_own()
    {
        using var batch = new ParcelBatch(1);
        var content = new byte[] { 1, 2, 3 };
        batch.Add(new UserParcel(User(0), content, new byte[32]));
        content[0] = 9;
        Assert.Equal([1, 2, 3], batch[0].Content.ToArray());
    }

    [Fact]
    public void Parcels_of_a_batch_lie_side_by_side_and_two_batches_never_in_the_same_memory()
    {
        using var one = new ParcelBatch(2);
        using var other = new ParcelBatch(2);
        foreach (var batch in new[] { one, other })
            for (var i = 0; i < 2; i++) batch.Add(Parcel(500, i));

        Assert.Same(Memory(one[0]).Array, Memory(one[1]).Array);
        Assert.Equal(Memory(one[0]).Offset + 500, Memory(one[1]).Offset);
        Assert.NotSame(Memory(one[0]).Array, Memory(other[0]).Array);
    }

    [Fact]
    public void Memory_is_used_again_once_the_batch_is_disposed_and_given_back_once_only()
    {
        // Of a size that no other test's memory has: the pool of a thread has at most one of it.
        var batch = new ParcelBatch(1);
        batch.Add(Parcel(40_000, 0));
        var memory = Memory(batch[0]).Array!;
        batch.Dispose();
        batch.Dispose();
        Assert.Empty(batch);

        var (next, afterThat) = (ArrayPool<byte>.Shared.Rent(40_000), ArrayPool<byte>.Shared.Rent(40_000));
        Assert.Same(memory, next);
        Assert.NotSame(memory, afterThat);
        ArrayPool<byte>.Shared.Return(next);
        ArrayPool<byte>.Shared.Return(afterThat);
    }

    private static ArraySegment<byte> Memory(UserParcel parcel) => MemoryMarshal.TryGetArray(parcel.Content, out var memory) ? memory : throw new InvalidOperationException("It is no array");

    private static SipAddress User(int number) => SipAddress.Parse($"user{number}@godwit.test");

    private static UserParcel Parcel(int size, int number)
    {
        var content = new byte[size];
        new Random(number).NextBytes(content);
        return new UserParcel(User(number), content, new byte[32]);
    }
}
