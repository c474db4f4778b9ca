using Godwit.Moves.Notices;

namespace Godwit.Server.Configuration;

internal static class WebhookValidator
{
    private const int LeastSecret = 16;

    public static IReadOnlyList<WebhookSettings> Check(IReadOnlyList<WebhookConfig?>? hooks, ConfigProblems problems)
    {
        var good = new List<WebhookSettings>();
        foreach (var (i, hook) in (hooks ?? []).Index())
        {
            var member = $"management.webhooks[{i}]";
            var url = Url(hook?.Url, $"{member}.url", problems);
            if (url is not null && good.Any(h => h.Url == url)) problems.Add($"{member}.url", hook!.Url, "is there twice", "name each receiver once");

            // The secret itself is never shown.
            if (hook?.Secret is not { Length: >= LeastSecret }) problems.Add($"{member}.secret", null, "is missing or too short", $"write at least {LeastSecret} characters that nobody can guess");
            var events = Events(hook?.Events, member, problems);
            if (url is not null && hook?.Secret is { Length: >= LeastSecret } secret) good.Add(new WebhookSettings(url, secret, events));
        }

        return good;
    }

    private static Uri? Url(string? text, string member, ConfigProblems problems)
    {
        if (text is null) problems.Missing(member, "say where notices are posted, e.g. \"https://hooks.example.org/godwit\"");
        else if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.UserInfo.Length == 0 && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))) return url;
        else problems.Add(member, text, "is not an https URL", "write https://…, or http://… on this host's loopback, without a user name");
        return null;
    }

    private static HashSet<MoveEvent> Events(IReadOnlyList<string?>? names, string member, ConfigProblems problems)
    {
        var known = Enum.GetValues<MoveEvent>().ToDictionary(e => e.ToString(), StringComparer.OrdinalIgnoreCase);
        if (names is null) return [.. known.Values];
        var events = new HashSet<MoveEvent>();
        foreach (var (i, name) in names.Index())
        {
            if (name is not null && known.TryGetValue(name, out var found)) events.Add(found);
            else problems.Add($"{member}.events[{i}]", name, "is not an event of a move", "write started, suspended, resumed, finished, cancelled or failed");
        }

        return events;
    }
}
