using System.Globalization;
using System.Text;

namespace Godwit.Admin.Users;

/// <summary>Which users, in what order, and which part of the list. What is null or empty does not choose.</summary>
public sealed record UserQuery
{
    /// <summary>Wildcards <c>*</c> and <c>?</c> against address (with or without <c>sip:</c>), display name and login: <c>sip:a*</c>, <c>*smith*</c>. Without any it may stand anywhere.</summary>
    public string Search { get; init; } = "";

    /// <summary>FQDN of their home.</summary>
    public string Pool { get; init; } = "";

    /// <summary>A container by its distinguished name, its canonical one (<c>example.org/Sales</c>), or its plain name when no other has it; those below it, too.</summary>
    public string Ou { get; init; } = "";

    /// <summary>True: only Unassigned Users. False: only others.</summary>
    public bool? Unassigned { get; init; }

    public bool? Enabled { get; init; }

    /// <summary>Whether they are enabled for enhanced presence.</summary>
    public bool? Enhanced { get; init; }

    /// <summary>A part of the User-Agent of any client that they were seen with.</summary>
    public string Client { get; init; } = "";

    /// <summary><c>signed-in</c>, <c>signed-out</c> or <c>moving</c>.</summary>
    public string State { get; init; } = "";

    /// <summary><c>address</c>, <c>name</c> or <c>pool</c>; with <c>-</c> before it backwards.</summary>
    public string Sort { get; init; } = "address";

    public int Offset { get; init; }

    /// <summary>1 to 1,000.</summary>
    public int Limit { get; init; } = 100;

    internal string Path()
    {
        var query = new StringBuilder("/api/v1/users?sort=").Append(Uri.EscapeDataString(Sort));
        query.Append(CultureInfo.InvariantCulture, $"&offset={Offset}&limit={Limit}");
        Add("search", Search);
        Add("pool", Pool);
        Add("ou", Ou);
        Add("unassigned", Word(Unassigned));
        Add("enabled", Word(Enabled));
        Add("enhanced", Word(Enhanced));
        Add("client", Client);
        Add("state", State);
        return query.ToString();

        void Add(string name, string value)
        {
            if (value.Length > 0) query.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    private static string Word(bool? value) => value switch { true => "true", false => "false", null => "" };
}
