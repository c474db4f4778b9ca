using System.Collections.Immutable;
using System.Security.Cryptography;
using Godwit.Storage.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Godwit.Server.SignIn;

/// <summary>The local accounts of people. All in memory, written through; one change at a time.</summary>
internal sealed class Administrators : IDisposable
{
    private readonly AccountStore _store;
    private readonly TimeProvider _time;
    private readonly PasswordHasher<AccountRow> _hasher = new();
    private readonly SemaphoreSlim _one = new(1);
    private readonly AccountRow _nobody;
    private volatile ImmutableDictionary<string, AccountRow> _accounts;

    public Administrators(AccountStore store, TimeProvider time)
    {
        (_store, _time) = (store, time);
        _accounts = store.Accounts().ToImmutableDictionary(a => a.Name, StringComparer.OrdinalIgnoreCase);
        _nobody = new AccountRow("", "", "", "", default, null);
        _nobody = _nobody with { PasswordHash = _hasher.HashPassword(_nobody, NewStamp()) };
    }

    public bool None => _accounts.IsEmpty;

    public IReadOnlyList<AccountRow> All => [.. _accounts.Values.OrderBy(a => a.Name, StringComparer.OrdinalIgnoreCase)];

    public AccountRow? Find(string name) => _accounts.GetValueOrDefault(name);

    /// <summary>Null: there is no such account, or that is not its password. Both take as long.</summary>
    public async Task<AccountRow?> Check(string name, string password, CancellationToken cancel)
    {
        var account = Find(name);
        var result = await Task.Run(() => _hasher.VerifyHashedPassword(account ?? _nobody, (account ?? _nobody).PasswordHash, password), cancel);
        if (account is null || result == PasswordVerificationResult.Failed) return null;
        await Change(name, now => now.Stamp != account.Stamp ? null : now with
        {
            LastSignIn = _time.GetUtcNow(),
            PasswordHash = result == PasswordVerificationResult.SuccessRehashNeeded ? _hasher.HashPassword(now, password) : now.PasswordHash,
        }, cancel);
        return Find(name);
    }

    /// <summary>Null when it was done; else one sentence.</summary>
    /// <param name="first">Only when there is no account yet.</param>
    public async Task<string?> Add(string name, Role role, string password, bool first, CancellationToken cancel)
    {
        if (AccountRules.NameProblem(name) is { } noName) return noName;
        if (AccountRules.PasswordProblem(name, password) is { } noPassword) return noPassword;
        var account = new AccountRow(name, RoleWords.Of(role), "", NewStamp(), _time.GetUtcNow(), null);
        account = account with { PasswordHash = await Task.Run(() => _hasher.HashPassword(account, password), cancel) };
        return await Alone<string?>(async () =>
        {
            if (first && !None) return "There is an account already; sign in with it";
            if (Find(name) is not null) return $"There is an account {name} already";
            await _store.Put(account, cancel);
            _accounts = _accounts.Add(name, account);
            return null;
        }, cancel);
    }

    /// <summary>Another role or password ends the account's sessions. Null when it was done; else one sentence.</summary>
    public async Task<string?> Set(string name, Role? role, string? password, CancellationToken cancel)
    {
        if (password is not null && AccountRules.PasswordProblem(name, password) is { } noPassword) return noPassword;
        if (role is not null and not Role.ServerAdministrator && IsLast(name)) return LastOne(name);
        await Change(name, now => now with
        {
            Role = role is { } set ? RoleWords.Of(set) : now.Role,
            PasswordHash = password is null ? now.PasswordHash : _hasher.HashPassword(now, password),
            Stamp = NewStamp(),
        }, cancel);
        return null;
    }

    /// <summary>Null when it was done; else one sentence.</summary>
    public Task<string?> Remove(string name, CancellationToken cancel) => Alone<string?>(async () =>
    {
        if (IsLast(name)) return LastOne(name);
        await _store.DropAccount(name, cancel);
        _accounts = _accounts.Remove(name);
        return null;
    }, cancel);

    public void Dispose() => _one.Dispose();

    private static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static string LastOne(string name) => $"{name} is the last server administrator with an account; give somebody else that role first";

    private bool IsLast(string name)
    {
        var highest = RoleWords.Of(Role.ServerAdministrator);
        return Find(name)?.Role == highest && _accounts.Values.Count(a => a.Role == highest) == 1;
    }

    /// <param name="change">Null: no change after all.</param>
    private Task<bool> Change(string name, Func<AccountRow, AccountRow?> change, CancellationToken cancel) => Alone(async () =>
    {
        if (Find(name) is not { } now || change(now) is not { } after) return false;
        await _store.Put(after, cancel);
        _accounts = _accounts.SetItem(name, after);
        return true;
    }, cancel);

    private async Task<T> Alone<T>(Func<Task<T>> act, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            return await act();
        }
        finally
        {
            _one.Release();
        }
    }
}
