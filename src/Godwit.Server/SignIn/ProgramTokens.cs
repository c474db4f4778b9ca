using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Godwit.Storage.Accounts;

namespace Godwit.Server.SignIn;

/// <summary>Tokens of programs. Shown once when they are made; kept as hashes, all in memory, written through.</summary>
internal sealed class ProgramTokens(AccountStore store, TimeProvider time) : IDisposable
{
    public const int MostDays = 3_650;

    private const string Mark = "gwt_";

    /// <summary>A use is written down as seldom as that.</summary>
    private static readonly TimeSpan UseIsKept = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _one = new(1);
    private volatile ImmutableDictionary<string, TokenRow> _byHash = store.Tokens().ToImmutableDictionary(t => Convert.ToHexStringLower(t.Hash.Span));

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<TokenRow> All => [.. _byHash.Values.OrderBy(t => t.Created)];

    public TokenRow? Find(string id) => _byHash.Values.FirstOrDefault(t => t.Id == id);

    /// <summary>Null: no token of ours, or its time is over.</summary>
    public async ValueTask<TokenRow?> Check(string text, CancellationToken cancel)
    {
        if (!text.StartsWith(Mark, StringComparison.Ordinal)) return null;
        var now = time.GetUtcNow();
        var key = KeyOf(text);
        if (!_byHash.TryGetValue(key, out var token) || token.Expires <= now) return null;
        if (token.LastUsed is null || now - token.LastUsed > UseIsKept) await Alone(async () =>
        {
            // It may have been revoked meanwhile: then it is not to come back.
            if (!_byHash.ContainsKey(key)) return;
            await store.Put(token with { LastUsed = now }, cancel);
            _byHash = _byHash.SetItem(key, token with { LastUsed = now });
        }, cancel);
        return token;
    }

    public async Task<(TokenRow Token, string Text)> Add(string name, Role role, int days, string by, CancellationToken cancel)
    {
        var text = Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var (key, now) = (KeyOf(text), time.GetUtcNow());
        var token = new TokenRow(key[..12], name, RoleWords.Of(role), Convert.FromHexString(key), by, now, now.AddDays(days), null);
        await Alone(async () =>
        {
            await store.Put(token, cancel);
            _byHash = _byHash.Add(key, token);
        }, cancel);
        return (token, text);
    }

    public Task Revoke(TokenRow token, CancellationToken cancel) => Alone(async () =>
    {
        await store.DropToken(token.Id, cancel);
        _byHash = _byHash.Remove(Convert.ToHexStringLower(token.Hash.Span));
    }, cancel);

    public void Dispose() => _one.Dispose();

    private static string KeyOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private async Task Alone(Func<Task> act, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            await act();
        }
        finally
        {
            _one.Release();
        }
    }
}
