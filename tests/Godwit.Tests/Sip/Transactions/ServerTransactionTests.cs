using CsCheck;
using Godwit.Sip.Messages;
using Godwit.Sip.Transactions;
using static Godwit.Sip.Transactions.TransactionActions;
using static Godwit.Sip.Transactions.TransactionState;

namespace Godwit.Tests.Sip.Transactions;

public sealed class ServerTransactionTests
{
    private static ServerTransaction Invite(bool reliable) => ServerTransaction.Start(SipMethod.Invite, reliable).Next;

    private static ServerTransaction Register(bool reliable) => ServerTransaction.Start(SipMethod.Register, reliable).Next;

    [Fact]
    public void A_new_request_goes_to_its_user()
    {
        Assert.Equal(PassUp, ServerTransaction.Start(SipMethod.Invite, false).Actions);
        Assert.Equal(Proceeding, Invite(false).State);
        Assert.Equal(Trying, Register(false).State);
    }

    [Fact]
    public void A_retransmission_gets_the_last_response_and_never_the_user()
    {
        Assert.Equal(None, Register(false).RequestAgain().Actions);
        Assert.Equal(SendAgain, Register(false).Respond(100).Next.RequestAgain().Actions);
        Assert.Equal(SendAgain, Register(false).Respond(200).Next.RequestAgain().Actions);
        Assert.Equal(SendAgain, Invite(false).RequestAgain().Actions);
        Assert.Equal(SendAgain, Invite(false).Respond(486).Next.RequestAgain().Actions);
        Assert.Equal(None, Invite(false).Respond(200).Next.RequestAgain().Actions);
        Assert.Equal(None, Invite(false).Respond(486).Next.Acknowledge().Next.RequestAgain().Actions);
    }

    [Fact]
    public void Over_a_stream_an_answered_request_is_over()
    {
        Assert.Equal((Terminated, Send), State(Register(true).Respond(200)));
        var completed = Register(false).Respond(200);
        Assert.Equal((Completed, Send), State(completed));
        Assert.Equal(new TimerStart(TransactionTimer.Linger, TimeSpan.FromSeconds(32)), completed.First);
        Assert.Equal(Terminated, completed.Next.Fire(TransactionTimer.Linger).Next.State);
    }

    [Fact]
    public void A_refused_invite_is_repeated_until_its_ack_ever_slower()
    {
        var step = Invite(false).Respond(486);
        Assert.Equal(new TimerStart(TransactionTimer.Timeout, TimeSpan.FromSeconds(32)), step.First);
        Assert.Equal(new TimerStart(TransactionTimer.Retransmit, TimeSpan.FromMilliseconds(500)), step.Second);
        List<double> pauses = [];
        for (var i = 0; i < 5; i++)
        {
            step = step.Next.Fire(TransactionTimer.Retransmit);
            Assert.Equal(SendAgain, step.Actions);
            pauses.Add(step.First!.Value.After.TotalSeconds);
        }

        Assert.Equal([1, 2, 4, 4, 4], pauses);
        step = step.Next.Acknowledge();
        Assert.Equal((Confirmed, None), State(step));
        Assert.Equal(new TimerStart(TransactionTimer.Linger, TimeSpan.FromSeconds(5)), step.First);
        Assert.Equal(None, step.Next.Fire(TransactionTimer.Retransmit).Actions);
        Assert.Equal(Terminated, step.Next.Fire(TransactionTimer.Linger).Next.State);
    }

    [Fact]
    public void Without_its_ack_a_refused_invite_ends_with_word_to_the_user()
    {
        Assert.Equal((Terminated, TellTimeout), State(Invite(true).Respond(486).Next.Fire(TransactionTimer.Timeout)));
        Assert.Null(Invite(true).Respond(486).Second);
        Assert.Equal((Terminated, None), State(Invite(true).Respond(486).Next.Acknowledge()));
    }

    [Fact]
    public void An_accepted_invite_lets_its_ack_and_more_acceptances_through()
    {
        var accepted = Invite(true).Respond(200);
        Assert.Equal((Accepted, Send), State(accepted));
        Assert.Equal(PassUp, accepted.Next.Acknowledge().Actions);
        Assert.Equal(Send, accepted.Next.Respond(200).Actions);
        Assert.Equal(None, accepted.Next.Respond(486).Actions);
        Assert.Equal(Terminated, accepted.Next.Fire(TransactionTimer.Linger).Next.State);
    }

    [Fact]
    public void Only_the_first_final_response_counts()
    {
        Assert.Equal(None, Register(false).Respond(200).Next.Respond(500).Actions);
        Assert.Equal(None, Invite(false).Respond(486).Next.Respond(200).Actions);
        Assert.Equal(None, Register(false).Respond(200).Next.Respond(180).Actions);
    }

    [Fact]
    public void Whatever_happens_a_transaction_sends_one_final_response_waits_for_ever_for_none_and_stays_dead() =>
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[0, 8].Array[0, 40]).Sample((invite, reliable, events) =>
        {
            var now = invite ? Invite(reliable) : Register(reliable);
            var finals = 0;
            foreach (var e in events)
            {
                var before = now.State;
                var step = e switch
                {
                    0 => now.RequestAgain(),
                    1 => now.Respond(180),
                    2 => now.Respond(200),
                    3 => now.Respond(486),
                    4 => now.Acknowledge(),
                    5 => now.Fire(TransactionTimer.Retransmit),
                    6 => now.Fire(TransactionTimer.Timeout),
                    7 => now.Fire(TransactionTimer.Linger),
                    _ => now.Respond(100),
                };
                if (before == Terminated && (step.Actions != None || step.Next.State != Terminated || step.First is not null)) return false;
                if (e is 3 && step.Actions.HasFlag(Send)) finals++;
                if (step.First is { } first && first.After <= TimeSpan.Zero) return false;
                // Each state that is to be left by time alone has its timer from the step that entered it.
                if (step.Next.State != before && step.Next.State is Accepted or Completed or Confirmed && step.First is null) return false;
                now = step.Next;
            }

            return finals <= 1;
        });

    private static (TransactionState State, TransactionActions Actions) State(TransactionStep<ServerTransaction> step) => (step.Next.State, step.Actions);
}
