using System.Collections.Immutable;
using Godwit.Pool.Presence;

namespace Godwit.Tests.Pool.Presence;

public class PresenceAggregationTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static Publication State(string type, int number, long instance, int container = 2, int minute = 0, string inside = "") => new(
        "state", instance, container, 1, ExpireType.Endpoint, null, Now.AddMinutes(minute),
        $"<state xmlns=\"http://schemas.microsoft.com/2006/09/sip/state\" manual=\"false\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"{type}\"><availability>{number}</availability>{inside}</state>",
        "e1");

    private static PresenceState Of(params Publication[] publications) => PresenceAggregation.Of([.. publications], 2, true, null);

    [Fact]
    public void Nobody_is_online_without_an_endpoint_or_without_a_state()
    {
        Assert.Equal(PresenceState.Offline with { LastActive = Now }, PresenceAggregation.Of([State("userState", 3500, 1)], 2, false, Now));
        Assert.Equal(PresenceState.Offline, Of());
    }

    [Fact]
    public void What_the_user_set_holds() => Assert.Equal(9500, Of(State("machineState", 3500, 1), State("userState", 9500, 2)).Number);

    [Fact]
    public void Of_several_machines_the_most_active_one_counts() =>
        Assert.Equal(3500, Of(State("machineState", 15500, 1), State("machineState", 3500, 2), State("machineState", 18500, 3)).Number);

    [Fact]
    public void A_call_makes_busy_and_its_word_goes_along()
    {
        var state = Of(State("machineState", 15500, 1), State("phoneState", 6500, 2, inside: "<activity token=\"on-the-phone\"/>"));
        Assert.Equal((6500, "on-the-phone"), (state.Number, state.Activity));
        Assert.Contains("token=\"on-the-phone\"", state.ToXml(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_meeting_makes_busy_who_is_at_her_machine()
    {
        Assert.Equal(6500, Of(State("machineState", 3500, 1), State("calendarState", 6500, 2)).Number);
        Assert.Equal(15500, Of(State("machineState", 15500, 1), State("calendarState", 6500, 2)).Number);
        Assert.Equal(3500, Of(State("machineState", 3500, 1), State("calendarState", 3500, 2)).Number);
    }

    [Fact]
    public void Each_container_is_aggregated_by_itself()
    {
        var states = ImmutableArray.Create(State("userState", 9500, 1, 2), State("userState", 3500, 1, 3));
        Assert.Equal(9500, PresenceAggregation.Of(states, 2, true, null).Number);
        Assert.Equal(3500, PresenceAggregation.Of(states, 3, true, null).Number);
    }

    [Fact]
    public void Who_is_away_was_last_active_when_her_machine_said_so() =>
        Assert.Equal(Now.AddMinutes(5), Of(State("machineState", 15500, 1, minute: 5)).LastActive);

    [Theory]
    [InlineData("")]
    [InlineData("no xml")]
    [InlineData("<state><availability>3500</availability></state>")]
    [InlineData("<!DOCTYPE x [<!ENTITY e \"3500\">]><state xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"userState\"><availability>&e;</availability></state>")]
    public void What_cannot_be_read_counts_for_nothing(string content) => Assert.Equal(PresenceState.Offline, Of(State("userState", 3500, 1) with { Content = content }));

    [Fact]
    public void The_aggregate_stands_alone() => Assert.Equal(
        "<state xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"aggregateState\" lastActive=\"2026-11-23T09:00:00Z\" xmlns=\"http://schemas.microsoft.com/2006/09/sip/state\"><availability>15500</availability></state>",
        Of(State("machineState", 15500, 1)).ToXml());

    [Theory]
    [InlineData(3500, 300, 400)]
    [InlineData(5000, 300, 200)]
    [InlineData(6500, 300, 600)]
    [InlineData(9500, 300, 600)]
    [InlineData(12500, 300, 300)]
    [InlineData(15500, 300, 100)]
    [InlineData(18500, 0, 0)]
    public void A_state_of_2007_is_shown_to_2005(int number, int availability, int activity) =>
        Assert.Equal((availability, activity), Availability.ToLegacy(new PresenceState(number, null, null, null)));

    [Theory]
    [InlineData(0, 0, 18500, null)]
    [InlineData(0, 400, 18500, null)]
    [InlineData(300, 100, 15500, null)]
    [InlineData(300, 150, 15500, "out-to-lunch")]
    [InlineData(300, 200, 5000, null)]
    [InlineData(300, 300, 12500, null)]
    [InlineData(300, 400, 3500, null)]
    [InlineData(300, 500, 6500, "on-the-phone")]
    [InlineData(300, 600, 6500, null)]
    [InlineData(300, 700, 15500, null)]
    [InlineData(300, 800, 3500, null)]
    public void A_state_of_2005_is_shown_to_2007(int availability, int activity, int number, string? token) =>
        Assert.Equal((number, token), Availability.FromLegacy(availability, activity));

    [Fact]
    public void There_and_back_a_state_of_2005_says_the_same()
    {
        foreach (var activity in new[] { 100, 150, 200, 300, 400, 500, 600 })
        {
            var (number, token) = Availability.FromLegacy(300, activity);
            Assert.Equal((300, activity), Availability.ToLegacy(new PresenceState(number, token, null, null)));
        }
    }
}
