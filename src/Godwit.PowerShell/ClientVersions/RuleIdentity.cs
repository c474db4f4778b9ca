using System.Globalization;

namespace Godwit.PowerShell.ClientVersions;

/// <summary>A pool's rules, or one of them: <c>r2pool.godwit.test</c>, <c>r2pool.godwit.test/3</c>, or either behind <c>service:Registrar:</c>.</summary>
internal sealed record RuleIdentity(string Pool, int? Rule)
{
    private const string Service = "service:Registrar:";

    /// <summary>Null: the text is none.</summary>
    public static RuleIdentity? Of(string text)
    {
        if (text.StartsWith(Service, StringComparison.OrdinalIgnoreCase)) text = text[Service.Length..];
        return text.Split('/') switch
        {
            [{ Length: > 0 } pool] => new RuleIdentity(pool, null),
            [{ Length: > 0 } pool, var number] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var rule) => new RuleIdentity(pool, rule),
            _ => null,
        };
    }

    public static string Problem(string text) => $"'{text}' is neither a pool nor a rule of one, like r2pool.godwit.test/3.";
}
