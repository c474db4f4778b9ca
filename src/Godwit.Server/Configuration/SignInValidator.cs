namespace Godwit.Server.Configuration;

internal static class SignInValidator
{
    private const string Member = "management.signIn";

    public static SignInSettings Check(SignInConfig? signIn, ConfigProblems problems)
    {
        if (signIn is null) return new SignInSettings();
        var provider = signIn.OpenIdConnect is { } asked ? Provider(asked, problems) : null;
        var roles = new SignInRoles(
            Names(signIn.Roles?.Reader, "reader", problems), Names(signIn.Roles?.UserAdministrator, "userAdministrator", problems), Names(signIn.Roles?.ServerAdministrator, "serverAdministrator", problems));
        var others = signIn.OpenIdConnect is not null || signIn.Negotiate is true;
        if (others && roles.None) problems.Missing($"{Member}.roles", "name at least one person or group, or nobody who signs in may do anything, e.g. { \"serverAdministrator\": [\"admins\"] }");
        if (!others && !roles.None) problems.Add($"{Member}.roles", null, "gives roles to nobody", "local accounts have their own; write openIdConnect or negotiate beside it, or leave it out");
        return new SignInSettings { OpenIdConnect = provider, Negotiate = signIn.Negotiate ?? false, Roles = roles };
    }

    private static OpenIdConnectSettings? Provider(OpenIdConnectConfig asked, ConfigProblems problems)
    {
        const string member = $"{Member}.openIdConnect";
        var authority = Authority(asked.Authority, $"{member}.authority", problems);
        if (string.IsNullOrWhiteSpace(asked.ClientId)) problems.Missing($"{member}.clientId", "write the name under which the other server knows this one");
        var scopes = asked.Scopes is null ? ["openid", "profile"] : asked.Scopes.OfType<string>().ToList();
        if (!scopes.Contains("openid")) problems.Add($"{member}.scopes", null, "is without openid", "write [\"openid\", …], or leave it out");
        return authority is null || string.IsNullOrWhiteSpace(asked.ClientId)
            ? null
            : new OpenIdConnectSettings(authority, asked.ClientId, asked.ClientSecret, string.IsNullOrWhiteSpace(asked.RoleClaim) ? "groups" : asked.RoleClaim, scopes);
    }

    private static Uri? Authority(string? text, string member, ConfigProblems problems)
    {
        if (text is null) problems.Missing(member, "say which server people sign in with, e.g. \"https://login.example.org/realms/staff\"");
        else if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.UserInfo.Length == 0 && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))) return url;
        else problems.Add(member, text, "is not an https URL", "write https://…, or http://… on this host's loopback, without a user name");
        return null;
    }

    private static List<string> Names(IReadOnlyList<string?>? names, string role, ConfigProblems problems)
    {
        foreach (var (i, name) in (names ?? []).Index())
            if (string.IsNullOrWhiteSpace(name)) problems.Add($"{Member}.roles.{role}[{i}]", name, "names nobody", "write a person's or a group's name");
        return [.. (names ?? []).OfType<string>().Where(n => !string.IsNullOrWhiteSpace(n)).Select(n => n.Trim())];
    }
}
