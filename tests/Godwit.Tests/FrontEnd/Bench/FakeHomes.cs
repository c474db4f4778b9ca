using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Godwit.Pool.Homes;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;
using Orleans;

namespace Godwit.Tests.FrontEnd.Bench;

/// <summary>What a test makes of one user's home: who is signed in, who is blocked, whether it answers.</summary>
internal sealed class FakeHome
{
    public ConcurrentDictionary<EndpointKey, Endpoint> Endpoints { get; } = new();

    public HashSet<SipAddress> Blocked { get; } = [];

    public ConcurrentQueue<(EndpointKey Endpoint, string? Connection)> SignedOut { get; } = new();

    /// <summary>Calls wait for this.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>So many calls still answer that the user has moved; what happens with the last of them is the action's.</summary>
    public int Moved { get; set; }

    public Action? OnMoved { get; set; }

    public Exception? Fault { get; set; }

    /// <summary>What watchers are shown; null: nothing yet.</summary>
    public PresenceView? View { get; set; }

    public ConcurrentDictionary<EndpointKey, string> Watchers { get; } = new();

    /// <summary>Who said that she was put on his list, as often as it was said.</summary>
    public ConcurrentQueue<string> Added { get; } = new();

    /// <summary>By which watchers are told.</summary>
    public IEndpointDoor Door { get; set; } = null!;

    /// <summary>Watchers see this from now on.</summary>
    public void Show(PresenceView view)
    {
        View = view;
        Door.Deliver([.. Watchers.Keys], new HomeNotification.PresenceChanged(view with { IsWhole = false }));
    }

    public async Task<PresenceView?> Watch(EndpointKey watcher, string name, bool added, bool tell)
    {
        await Pass();
        Watchers[watcher] = name;
        if (added) Added.Enqueue(name);
        if (!tell || View is not { } view) return View;
        Door.Deliver(watcher, new HomeNotification.PresenceChanged(view));
        return null;
    }

    private async Task Pass()
    {
        await Gate;
        if (Fault is not null) throw Fault;
        if (Moved <= 0) return;
        Moved--;
        OnMoved?.Invoke();
        throw new MovedException();
    }

    public async Task<ImmutableArray<Endpoint>> Reach()
    {
        await Pass();
        return [.. Endpoints.Values.OrderBy(e => e.ExpiresAt)];
    }

    public async Task<bool> MayCommunicate(SipAddress caller)
    {
        await Pass();
        return !Blocked.Contains(caller);
    }

    public Task SignOut(EndpointKey endpoint, string? connection)
    {
        SignedOut.Enqueue((endpoint, connection));
        return Task.CompletedTask;
    }
}

/// <summary>The grains of a pool, one <see cref="FakeHome"/> a user.</summary>
internal sealed class FakeHomes
{
    private readonly ConcurrentDictionary<string, FakeHome> _homes = new();

    public FakeHomes()
    {
        Factory = DispatchProxy.Create<IGrainFactory, FactoryProxy>();
        ((FactoryProxy)(object)Factory).Homes = this;
    }

    public IGrainFactory Factory { get; }

    public FakeHome Of(string user) => _homes.GetOrAdd(SipAddress.Parse(user.Contains('@', StringComparison.Ordinal) ? user : user + "@godwit.test").Value, _ => new FakeHome());

#pragma warning disable CA1852 // DispatchProxy derives from these
    public class FactoryProxy : DispatchProxy
    {
        internal FakeHomes Homes { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod?.Name != "GetGrain" || args?[0] is not string key) throw new NotSupportedException(targetMethod?.ToString());
            var grain = Create<IHomeGrain, HomeProxy>();
            ((HomeProxy)(object)grain).Home = Homes.Of(key);
            return grain;
        }
    }

    public class HomeProxy : DispatchProxy
    {
        internal FakeHome Home { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name switch
        {
            nameof(IHomeGrain.Reach) => Home.Reach(),
            nameof(IHomeGrain.MayCommunicate) => Home.MayCommunicate((SipAddress)args![0]!),
            nameof(IHomeGrain.Watch) => Home.Watch((EndpointKey)args![0]!, (string)args[1]!, (bool)args[2]!, (bool)args[4]!),
            nameof(IHomeGrain.Unwatch) => Task.FromResult(Home.Watchers.TryRemove((EndpointKey)args![0]!, out _)),
            nameof(IHomeGrain.SignOut) => Home.SignOut((EndpointKey)args![0]!, (string?)args[1]),
            _ => throw new NotSupportedException(targetMethod?.ToString()),
        };
    }
}
