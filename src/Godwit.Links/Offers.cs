namespace Godwit.Links;

/// <summary>The names under which the ends of a connection offer their doors; a pool's stand behind its FQDN.</summary>
internal static class Offers
{
    public const string Orders = "orders";
    public const string BackEnd = "back-end";
    public const string Agent = "agent";
    public const string Desk = "desk";
    public const string Users = "users";
    public const string Groups = "groups";
    public const string Secrets = "secrets";
}
