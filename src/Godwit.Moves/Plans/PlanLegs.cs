using Godwit.Moves.Forecasts;
using Godwit.Moves.Planning;

namespace Godwit.Moves.Plans;

/// <summary>Who goes from where, and how much they bring, added up user by user while a plan is made: numbers only.</summary>
internal sealed class PlanLegs
{
    private readonly Dictionary<(string? Home, string? Source), int> _numbers = [];
    private readonly List<Leg> _legs = [];

    /// <summary>Of each user the leg that she belongs to; −1: she does not go.</summary>
    public List<int> Groups { get; } = [];

    public int SignedIn { get; private set; }

    /// <summary>The pools where those who go are homed.</summary>
    public IEnumerable<string> Homes => _numbers.Keys.Select(k => k.Home).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);

    public void Add(PlanEntry entry, UserSurvey? survey)
    {
        if (!entry.Goes)
        {
            Groups.Add(-1);
            return;
        }

        if (!_numbers.TryGetValue((entry.Home, entry.Source), out var number))
        {
            number = _numbers[(entry.Home, entry.Source)] = _legs.Count;
            _legs.Add(new Leg { Source = entry.Source });
        }

        var leg = _legs[number];
        leg.Users++;
        if (survey is not null) leg.Rows += 1 + survey.Contacts + survey.Groups + survey.Aces + survey.Members + survey.Publications + survey.Meetings;
        if (entry.SignedIn) SignedIn++;
        Groups.Add(number);
    }

    /// <summary>The size of one user's data stands for that of others.</summary>
    public void Sample(PlanEntry entry, int octets)
    {
        var leg = _legs[_numbers[(entry.Home, entry.Source)]];
        leg.Sampled++;
        leg.SampledOctets += octets;
    }

    public async Task<IReadOnlyList<ForecastLeg>> Forecast(string target, Paces paces, int batchSize, CancellationToken cancel)
    {
        var legs = new List<ForecastLeg>(_legs.Count);
        foreach (var leg in _legs)
            legs.Add(new ForecastLeg(
                leg.Source, leg.Users, leg.Rows, leg.Sampled == 0 ? 0 : leg.SampledOctets / leg.Sampled * leg.Users, (leg.Users + batchSize - 1) / batchSize,
                await paces.Find(PaceOf.Move(leg.Source, target), cancel)));
        return legs;
    }

    private sealed class Leg
    {
        public string? Source;
        public int Users;
        public long Rows;
        public int Sampled;
        public long SampledOctets;
    }
}
