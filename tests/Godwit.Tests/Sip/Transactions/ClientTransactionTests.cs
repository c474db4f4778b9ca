using Godwit.Sip.Messages;
using Godwit.Sip.Transactions;
using static Godwit.Sip.Transactions.TransactionActions;
using static Godwit.Sip.Transactions.TransactionState;

namespace Godwit.Tests.Sip.Transactions;

public sealed class ClientTransactionTests
{
    private static ClientTransaction Invite(bool reliable) => ClientTransaction.Start(SipMethod.Invite, reliable).Next;

    private static ClientTransaction Notify(bool reliable) => ClientTransaction.Start(SipMethod.Notify, reliable).Next;

    private static List<double> Pauses(ClientTransaction transaction, int count)
    {
        List<double> pauses = [];
        for (var i = 0; i < count; i++)
        {
            var step = transaction.Fire(TransactionTimer.Retransmit);
            Assert.Equal(SendAgain, step.Actions);
            pauses.Add(step.First!.Value.After.TotalSeconds);
            transaction = step.Next;
        }

        return pauses;
    }

    [Fact]
    public void It_starts_by_sending_and_repeats_only_over_datagrams()
    {
        var step = ClientTransaction.Start(SipMethod.Invite, false);
        Assert.Equal(Send, step.Actions);
        Assert.Equal(new TimerStart(TransactionTimer.Timeout, TimeSpan.FromSeconds(32)), step.First);
        Assert.Equal(new TimerStart(TransactionTimer.Retransmit, TimeSpan.FromSeconds(0.5)), step.Second);
        Assert.Null(ClientTransaction.Start(SipMethod.Invite, true).Second);
        Assert.Equal(None, Invite(true).Fire(TransactionTimer.Retransmit).Actions);
    }

    [Fact]
    public void An_invite_is_repeated_at_doubled_pauses_until_any_response()
    {
        Assert.Equal([1, 2, 4, 8, 16, 32], Pauses(Invite(false), 6));
        Assert.Equal(None, Invite(false).Receive(100).Next.Fire(TransactionTimer.Retransmit).Actions);
    }

    [Fact]
    public void Other_requests_are_repeated_at_pauses_up_to_four_seconds_even_after_a_provisional_response()
    {
        Assert.Equal([1, 2, 4, 4, 4], Pauses(Notify(false), 5));
        Assert.Equal([4, 4], Pauses(Notify(false).Receive(100).Next, 2));
    }

    [Fact]
    public void Silence_is_told_and_a_ringing_invite_waits_on()
    {
        Assert.Equal((Terminated, TellTimeout), State(Invite(true).Fire(TransactionTimer.Timeout)));
        Assert.Equal((Terminated, TellTimeout), State(Notify(true).Receive(100).Next.Fire(TransactionTimer.Timeout)));
        Assert.Equal((Proceeding, None), State(Invite(true).Receive(180).Next.Fire(TransactionTimer.Timeout)));
        Assert.Equal((Completed, None), State(Notify(false).Receive(200).Next.Fire(TransactionTimer.Timeout)));
    }

    [Fact]
    public void A_refusal_of_an_invite_is_acknowledged_each_time_it_comes_and_told_once()
    {
        var step = Invite(false).Receive(486);
        Assert.Equal((Completed, PassUp | SendAck), State(step));
        Assert.Equal(new TimerStart(TransactionTimer.Linger, TimeSpan.FromSeconds(32)), step.First);
        Assert.Equal(SendAck, step.Next.Receive(486).Actions);
        Assert.Equal(Terminated, step.Next.Fire(TransactionTimer.Linger).Next.State);
        Assert.Equal((Terminated, PassUp | SendAck), State(Invite(true).Receive(486)));
    }

    [Fact]
    public void Every_acceptance_of_an_invite_goes_to_the_user_for_a_while()
    {
        var accepted = Invite(true).Receive(180).Next.Receive(200);
        Assert.Equal((Accepted, PassUp), State(accepted));
        Assert.Equal(PassUp, accepted.Next.Receive(200).Actions);
        Assert.Equal(None, accepted.Next.Receive(486).Actions);
        Assert.Equal(Terminated, accepted.Next.Fire(TransactionTimer.Linger).Next.State);
    }

    [Fact]
    public void A_repeated_final_response_to_another_request_is_swallowed()
    {
        var step = Notify(false).Receive(200);
        Assert.Equal((Completed, PassUp), State(step));
        Assert.Equal(new TimerStart(TransactionTimer.Linger, TimeSpan.FromSeconds(5)), step.First);
        Assert.Equal(None, step.Next.Receive(200).Actions);
        Assert.Equal(Terminated, Notify(true).Receive(481).Next.State);
    }

    [Fact]
    public void A_broken_transport_ends_it_with_word_to_the_user()
    {
        Assert.Equal((Terminated, TellTransportFailure), State(Invite(true).FailTransport()));
        Assert.Equal((Terminated, TellTransportFailure), State(Notify(false).FailTransport()));
        Assert.Equal((Accepted, None), State(Invite(true).Receive(200).Next.FailTransport()));
    }

    private static (TransactionState State, TransactionActions Actions) State(TransactionStep<ClientTransaction> step) => (step.Next.State, step.Actions);
}
