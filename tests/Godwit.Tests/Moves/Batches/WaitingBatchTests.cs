using Godwit.Moves.Batches;
using Godwit.Pool.Users;

namespace Godwit.Tests.Moves.Batches;

public class WaitingBatchTests
{
    private static readonly SipAddress[] Users = [SipAddress.Parse("alice@godwit.test"), SipAddress.Parse("bob@godwit.test")];

    [Theory]
    [InlineData(null)]
    [InlineData("an-earlier-move")]
    public void A_new_batch_that_waited_is_the_batch_it_would_have_been(string? joins)
    {
        Batch Made(IEnumerable<SipAddress> users) => Batch.New("m", 7, "lcs01.godwit.test", "lcs01.godwit.test", "r2pool.godwit.test", true, users) with { Joins = joins };

        var waiting = WaitingBatch.New(Made([]), [.. Users]);

        Assert.Equal(BatchJson.Write(Made(Users)), BatchJson.Write(waiting.Batch));
        Assert.Equal(joins, waiting.Joins);
        Assert.True(waiting.Batch.IsUntouched);
    }

    [Fact]
    public void A_batch_of_the_journal_is_kept_as_it_is()
    {
        var batch = Batch.New("m", 7, null, null, "r2pool.godwit.test", true, Users) with { Restarts = 2 };
        Assert.Same(batch, WaitingBatch.Of(batch).Batch);
    }
}
