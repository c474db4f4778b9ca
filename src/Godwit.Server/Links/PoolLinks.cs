using Godwit.Moves;

namespace Godwit.Server.Links;

/// <summary>The links to the pools of the forest, retired ones included.</summary>
public sealed class PoolLinks : IPoolLinks
{
    private readonly Lock _lock = new();
    private volatile IReadOnlyList<IPoolLink> _links = [];
    private volatile IReadOnlyList<IPoolLink> _retired = [];

    public IReadOnlyList<IPoolLink> Retired => _retired;

    public IPoolLink? Find(string? fqdn) => Find(_links, fqdn) ?? Find(_retired, fqdn);

    public void Add(IPoolLink link)
    {
        lock (_lock) _links = [.. _links, link];
    }

    /// <summary>A pool that was retired before this process began.</summary>
    public void AddRetired(IPoolLink link)
    {
        lock (_lock) _retired = [link, .. _retired];
    }

    public void Retire(string fqdn, Func<IPoolLink, IPoolLink> retire)
    {
        lock (_lock)
        {
            if (Find(_links, fqdn) is not { } link) return;
            _links = [.. _links.Where(l => l != link)];
            _retired = [retire(link), .. _retired];
        }
    }

    private static IPoolLink? Find(IReadOnlyList<IPoolLink> links, string? fqdn) =>
        links.FirstOrDefault(l => string.Equals(l.Pool.Fqdn, fqdn, StringComparison.OrdinalIgnoreCase));
}
