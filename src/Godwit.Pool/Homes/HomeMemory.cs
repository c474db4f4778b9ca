using System.Collections.Immutable;
using Godwit.Pool.BackEnds;
using Godwit.Pool.Contacts;
using Godwit.Pool.Presence;
using Godwit.Pool.Users;

namespace Godwit.Pool.Homes;

/// <summary>
/// What one home remembers of its user's data, loaded when first needed: the single values for a sign-in, everything for the rest.
/// When a save fails all of it is forgotten and loaded anew: memory is never ahead of the back end for longer than a save takes.
/// Used by one grain in its turns only; what <see cref="Contents"/> gives is good until the next await.
/// </summary>
internal sealed class HomeMemory
{
    private readonly HomeSurroundings _pool;
    private SaveQueue? _saves;
    private HomeContents? _contents;
    private Task? _loading;
    private DirectoryUser? _seen;
    private int _forgotten;

    public HomeMemory(SipAddress address, HomeSurroundings pool)
    {
        _pool = pool;
        Address = address;
    }

    public SipAddress Address { get; }

    public ActiveHome Active { get; set; } = new();

    /// <summary>Null until loaded.</summary>
    public UserAccount? Account { get; private set; }

    /// <summary>Only while <see cref="IsLoaded"/>.</summary>
    public HomeContents Contents => _contents!;

    public bool IsLoaded => _contents is not null;

    public bool IsSaving => _saves is { IsIdle: false };

    /// <summary>Lasting ones of the back end and, whether that is loaded or not, those that live only here.</summary>
    public ImmutableArray<Publication> Publications { get; set; } = [];

    /// <summary>
    /// The user as the directory has her now; throws <see cref="MovedException"/> when she is not homed here. Every change of hers in the directory
    /// makes this forget what it loaded: she may have been away and come back with other data. Not while a save is under way: it holds the gate,
    /// so she can't have left, and what is said after it needs the data.
    /// </summary>
    public DirectoryUser AtHome()
    {
        var user = _pool.Forest.Find(Address);
        if (!ReferenceEquals(user, _seen) && !IsSaving)
        {
            if (_seen is not null) Forget();
            _seen = user;
        }

        if (user is null || !string.Equals(user.HomePool, _pool.Pool.Fqdn, StringComparison.OrdinalIgnoreCase)) throw new MovedException();
        return user;
    }

    /// <summary>One attempt; the caller looks at <see cref="Account"/> again in its own turn.</summary>
    public async Task LoadAccount()
    {
        if (_saves is not null) await _saves.WaitUntilIdle();
        var epoch = _forgotten;
        var account = await _pool.Store.LoadAccount(Address, CancellationToken.None) ?? UserAccount.New;
        // Another turn may have loaded meanwhile and gone on from there: what is known stays.
        if (epoch == _forgotten) Know(account);
    }

    /// <summary>One attempt, shared by all who wait; the caller looks at <see cref="IsLoaded"/> again in its own turn.</summary>
    public async Task Load()
    {
        var loading = _loading ??= LoadAll();
        try
        {
            await loading;
        }
        finally
        {
            if (ReferenceEquals(_loading, loading)) _loading = null;
        }
    }

    /// <summary>The contact list, in the caller's own turn: good until the next await.</summary>
    public async Task<ContactList> LoadContacts()
    {
        while (true)
        {
            AtHome();
            if (!IsLoaded) await Load();
            else if (Contents.Contacts is { } list) return list;
            else await Reload();
        }
    }

    /// <summary>Changes the single values in memory; the caller saves them.</summary>
    public UserAccount SetAccount(Func<UserAccount, UserAccount> change)
    {
        Account = change(Account ?? UserAccount.New);
        _pool.Modes.Learn(_seen, Account.RichMode);
        return Account;
    }

    /// <summary>Makes the changes durable, then does <paramref name="then"/>, each in the order of the calls.</summary>
    public Task Save(IReadOnlyList<UserChange> changes, Action? then = null) => (_saves ??= new SaveQueue(Address, SaveFailed)).Save(_pool.Store, changes, then);

    /// <summary>What lives only in memory stays.</summary>
    public void Forget()
    {
        _forgotten++;
        _contents = null;
        Active.Permissions = null;
        Account = null;
        Publications = Publications.RemoveAll(PublicationRules.IsLasting);
    }

    private async Task LoadAll()
    {
        if (_saves is not null) await _saves.WaitUntilIdle();
        var epoch = _forgotten;
        var loaded = await _pool.Store.Load(Address, CancellationToken.None) ?? UserData.Empty(Address);
        if (epoch != _forgotten) return;
        Know(loaded.Account);
        Publications = [.. loaded.Publications.Where(p => !ForeignData.Is(p) && !Publications.Any(q => IsSame(p, q))), .. Publications];
        _contents = new HomeContents(loaded, Active);
    }

    /// <summary>Contacts that were let go; everything else stays as it is known. What is read before a save that came meanwhile does not count.</summary>
    private async Task Reload()
    {
        if (_saves is not null) await _saves.WaitUntilIdle();
        var loaded = await _pool.Store.Load(Address, CancellationToken.None) ?? UserData.Empty(Address);
        if (!IsSaving && IsLoaded && Contents.Contacts is null && loaded.Account.ContactsDelta == Account!.ContactsDelta) Contents.Contacts = HomeContents.ContactsOf(loaded);
    }

    private void Know(UserAccount loaded)
    {
        if (Account is not null) return;
        Account = loaded;
        _pool.Modes.Learn(_seen, loaded.RichMode);
    }

    private void SaveFailed(Exception fault)
    {
        Forget();
        _pool.Modes.Forget(Address);
        HomeGrain.LogSaveFailed(_pool.Logger, Address, fault);
    }

    private static bool IsSame(Publication one, Publication other) =>
        one.Category == other.Category && one.Instance == other.Instance && one.Container == other.Container;
}
