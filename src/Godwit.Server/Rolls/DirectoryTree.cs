using System.Collections.Concurrent;
using Godwit.Pool.Users;

namespace Godwit.Server.Rolls;

/// <summary>An account as a directory shows it; <paramref name="User"/> null: not enabled for communications.</summary>
internal sealed record TreeAccount(string Dn, string Login, string DisplayName, string Mail, DirectoryUser? User);

/// <summary>A container, and the accounts directly in it, by display name.</summary>
internal sealed class TreeContainer(string dn, string key, TreeContainer? parent)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<TreeAccount>> _sorted = new();

    public string Dn => dn;

    public string Key => key;

    public TreeContainer? Parent => parent;

    public List<TreeContainer> Below { get; } = [];

    public List<TreeAccount> Accounts { get; } = [];

    /// <summary>The accounts in that order; sorted once, for as long as nothing changes. Null: there is no order of that name.</summary>
    public IReadOnlyList<TreeAccount>? SortedBy(string order) => order == AccountOrder.Name ? Accounts :
        AccountOrder.By(order) is { } by ? _sorted.GetOrAdd(order, _ => [.. Accounts.OrderBy(by, StringComparer.OrdinalIgnoreCase)]) : null;

    public int AccountsBelow => Accounts.Count + Below.Sum(c => c.AccountsBelow);
}

/// <summary>The directory as containers with accounts, as of one moment.</summary>
internal sealed class DirectoryTree
{
    private readonly Dictionary<string, TreeContainer> _byKey = [];
    private readonly Dictionary<string, TreeContainer> _byText = [];
    private readonly TreeContainer _root;

    /// <param name="users">By display name.</param>
    public DirectoryTree(string root, DirectoryObjects objects, DirectoryUser[] users)
    {
        var name = DistinguishedName.Parse(root);
        _byKey[name.Key] = _byText[root] = _root = new TreeContainer(root, name.Key, null);
        foreach (var unit in objects.Units) Container(unit);
        var known = _byText.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var user in users) Put(new TreeAccount(user.Dn, user.Login, user.DisplayName, user.Mail ?? "", user));
        foreach (var account in objects.Accounts) Put(new TreeAccount(account.Dn, account.Login, account.DisplayName, account.Mail ?? "", null));
        foreach (var container in _byKey.Values)
        {
            container.Below.Sort((a, b) => string.Compare(a.Dn, b.Dn, StringComparison.OrdinalIgnoreCase));
            container.Accounts.Sort((a, b) => string.Compare(a.DisplayName, b.DisplayName, StringComparison.OrdinalIgnoreCase) is not 0 and var order ? order : string.CompareOrdinal(a.Login, b.Login));
        }

        void Put(TreeAccount account)
        {
            var above = UnitNames.ContainerOf(account.Dn);
            (known.TryGetValue(above, out var container) ? container : Container(above.ToString())).Accounts.Add(account);
        }
    }

    public TreeContainer? Find(string dn) => _byKey.GetValueOrDefault(DistinguishedName.Parse(dn).Key);

    /// <summary>The container and all below it, each after the one above.</summary>
    public static IEnumerable<TreeContainer> From(TreeContainer top) => top.Below.SelectMany(From).Prepend(top);

    public IEnumerable<TreeContainer> All => From(_root);

    private TreeContainer Container(string dn)
    {
        if (_byText.TryGetValue(dn, out var known)) return known;
        var name = DistinguishedName.Parse(dn);
        if (!_byKey.TryGetValue(name.Key, out var container))
        {
            // What is not below the root stands below it all the same: nothing is left out.
            var above = UnitNames.ContainerOf(dn).ToString();
            var parent = above.Length == 0 || !name.IsUnder(DistinguishedName.Parse(_root.Dn)) ? _root : Container(above);
            _byKey[name.Key] = container = new TreeContainer(dn, name.Key, parent);
            parent.Below.Add(container);
        }

        return _byText[dn] = container;
    }
}
