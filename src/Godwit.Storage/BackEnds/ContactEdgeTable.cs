using System.Collections.Immutable;
using Godwit.Pool.Users;
using Godwit.Storage.Sqlite;

namespace Godwit.Storage.BackEnds;

/// <summary>Who has whom on her contact list.</summary>
internal static class ContactEdgeTable
{
    private const string Sql = "SELECT uri FROM contacts WHERE user_id = (SELECT user_id FROM users WHERE address = ?1)";

    public static ImmutableArray<SipAddress>[] Of(SqliteSession session, IReadOnlyList<SipAddress> users, CancellationToken cancel)
    {
        var edges = new ImmutableArray<SipAddress>[users.Count];
        var contacts = ImmutableArray.CreateBuilder<SipAddress>();
        using var row = session.Use(Sql);
        for (var i = 0; i < edges.Length; i++)
        {
            cancel.ThrowIfCancellationRequested();
            row.Bind(1, users[i].Value);
            while (row.Step())
                if (SipAddress.TryParse(row.Text(0), out var contact)) contacts.Add(contact);
            row.Reset();
            edges[i] = contacts.DrainToImmutable();
        }

        return edges;
    }
}
