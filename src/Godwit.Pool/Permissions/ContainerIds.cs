using System.Collections.Immutable;

namespace Godwit.Pool.Permissions;

/// <summary>The containers of the 2007 model by number ([MS-PRES]): access levels of watchers, and the user's own.</summary>
public static class ContainerIds
{
    public const int Blocked = 32000;
    public const int Personal = 400;
    public const int Team = 300;
    public const int Company = 200;
    public const int Public = 100;

    /// <summary>Aggregated for <see cref="Public"/>, <see cref="Company"/> and <see cref="Personal"/>.</summary>
    public const int ForMost = 2;

    /// <summary>Aggregated for <see cref="Team"/>, whose members may interrupt.</summary>
    public const int ForTeam = 3;

    /// <summary>The levels in the order in which a watcher is looked for.</summary>
    public static readonly ImmutableArray<int> SearchOrder = [Blocked, Personal, Team, Company, Public];

    /// <summary>The user's own container that a level's state is aggregated from.</summary>
    public static int AggregationOf(int level) => level == Team ? ForTeam : ForMost;
}

/// <summary>The kinds of member of a container, as they stand on the wire.</summary>
public static class MemberTypes
{
    public const string User = "user";
    public const string Domain = "domain";
    public const string SameEnterprise = "sameEnterprise";
    public const string Federated = "federated";
    public const string PublicCloud = "publicCloud";
    public const string Everyone = "everyone";
}
