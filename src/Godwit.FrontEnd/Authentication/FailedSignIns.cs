using System.Net;
using System.Net.Sockets;

namespace Godwit.FrontEnd.Authentication;

/// <summary>
/// Wrong passwords, counted in memory of bounded size. Three limits: one account from one address (after <see cref="FreeTries"/>
/// the wait doubles up to <see cref="LongestWait"/>), one address over all accounts, one account over all addresses. The latter two do
/// not touch a user at an address from which the account signed in before: guessing elsewhere does not lock the owner out.
/// </summary>
public sealed class FailedSignIns(TimeProvider time)
{
    public const int FreeTries = 5;

    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private const int MaxEntries = 20_000;
    private const int TriesPerAddress = 60;
    private const int TriesPerAccount = 50;

    private readonly Lock _gate = new();
    private readonly RecentEntries<(string Account, IPAddress Address), (int Count, DateTimeOffset Until)> _pairs = new(MaxEntries, TimeSpan.FromMinutes(15), time);
    private readonly RecentEntries<(string Account, IPAddress Address), bool> _known = new(MaxEntries, TimeSpan.FromDays(7), time);
    private readonly RecentEntries<IPAddress, double> _addresses = new(MaxEntries, TimeSpan.FromMinutes(10), time);
    private readonly RecentEntries<string, double> _accounts = new(MaxEntries, TimeSpan.FromMinutes(10), time);

    /// <summary>How long this account must wait before its password is looked at again; null when it need not.</summary>
    public TimeSpan? WaitFor(string account, EndPoint? remote)
    {
        var key = (Account: account.ToUpperInvariant(), Address: AddressOf(remote));
        lock (_gate)
        {
            var wait = _pairs.TryGet(key, out var pair, out _) ? pair.Until - time.GetUtcNow() : TimeSpan.Zero;
            if (!_known.TryGet(key, out _, out _))
            {
                wait = Longer(wait, Wait(_addresses, key.Address, TriesPerAddress, TimeSpan.FromSeconds(1)));
                wait = Longer(wait, Wait(_accounts, key.Account, TriesPerAccount, TimeSpan.FromSeconds(5)));
            }

            return wait > TimeSpan.Zero ? wait : null;
        }
    }

    public void Failed(string account, EndPoint? remote)
    {
        var key = (Account: account.ToUpperInvariant(), Address: AddressOf(remote));
        lock (_gate)
        {
            _pairs.TryGet(key, out var pair, out _);
            var count = pair.Count + 1;
            var seconds = count < FreeTries ? 0 : Math.Min(LongestWait.TotalSeconds, Math.Pow(2, Math.Min(count - FreeTries, 16)));
            _pairs.Set(key, (count, time.GetUtcNow().AddSeconds(seconds)));
            Count(_addresses, key.Address, TimeSpan.FromSeconds(1));
            Count(_accounts, key.Account, TimeSpan.FromSeconds(5));
        }
    }

    public void Succeeded(string account, EndPoint? remote)
    {
        var key = (Account: account.ToUpperInvariant(), Address: AddressOf(remote));
        lock (_gate)
        {
            _pairs.Remove(key);
            _known.Set(key, true);
        }
    }

    /// <summary>A leaky bucket: so many tries at once, then one each interval.</summary>
    private TimeSpan Wait<TKey>(RecentEntries<TKey, double> buckets, TKey key, int capacity, TimeSpan interval)
        where TKey : notnull
    {
        var over = Level(buckets, key, interval) - (capacity - 1);
        return over > 0 ? over * interval : TimeSpan.Zero;
    }

    private void Count<TKey>(RecentEntries<TKey, double> buckets, TKey key, TimeSpan interval)
        where TKey : notnull => buckets.Set(key, Level(buckets, key, interval) + 1);

    private double Level<TKey>(RecentEntries<TKey, double> buckets, TKey key, TimeSpan interval)
        where TKey : notnull =>
        buckets.TryGet(key, out var level, out var since) ? Math.Max(0, level - ((time.GetUtcNow() - since) / interval)) : 0;

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    /// <summary>The address without port; of IPv6 the network of 64 bits that one customer has.</summary>
    private static IPAddress AddressOf(EndPoint? remote)
    {
        if (remote is not IPEndPoint { Address: var address }) return IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var octets = address.GetAddressBytes();
        octets.AsSpan(8).Clear();
        return new IPAddress(octets);
    }
}
