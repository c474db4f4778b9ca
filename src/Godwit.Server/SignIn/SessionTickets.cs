using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Security.Cryptography;

namespace Godwit.Server.SignIn;

/// <summary>
/// Bearers for the console, which asks the API in the name of whoever looks at a page: each is made for one request, good once and for a minute, and never leaves this
/// process but over its own loopback.
/// </summary>
internal sealed class SessionTickets(TimeProvider time)
{
    private const string Mark = "ticket_";
    private const int Many = 1_000;
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(1);

    /// <summary>Since when a page is open. A session that nobody refreshes ends, and so does what is asked in its name.</summary>
    private readonly ConditionalWeakTable<ClaimsPrincipal, StrongBox<DateTimeOffset>> _since = [];

    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, ClaimsPrincipal Person)> _open = new();

    /// <summary>One that opens nothing once the page has been open for as long as a session lasts.</summary>
    public string Mint(ClaimsPrincipal person)
    {
        if (_open.Count > Many) DropOld();
        var now = time.GetUtcNow();
        var since = _since.GetValue(person, _ => new StrongBox<DateTimeOffset>(now)).Value;
        var ticket = Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        if (now - since < SessionCookie.Lasts) _open[ticket] = (now + Holds, person);
        return ticket;
    }

    /// <summary>Whose ticket it was; from now on it is nobody's.</summary>
    public ClaimsPrincipal? Take(string ticket) =>
        ticket.StartsWith(Mark, StringComparison.Ordinal) && _open.TryRemove(ticket, out var taken) && taken.Until > time.GetUtcNow() ? taken.Person : null;

    private void DropOld()
    {
        var now = time.GetUtcNow();
        foreach (var (ticket, open) in _open)
            if (open.Until <= now) _open.TryRemove(ticket, out _);
    }
}
