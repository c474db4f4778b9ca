namespace Godwit.Admin.Access;

/// <summary>Who the caller is. Role: <c>reader</c>, <c>user-administrator</c>, <c>server-administrator</c>. How: <c>account</c>, <c>token</c>, <c>admin-token</c>, <c>openid-connect</c>, <c>negotiate</c>, <c>loopback</c>.</summary>
public sealed record SessionView(string Name, string Role, string How)
{
    /// <summary>Ways in which a person may sign in here: <c>account</c>, <c>openid-connect</c>, <c>negotiate</c>.</summary>
    public IReadOnlyList<string> Ways { get; init; } = [];
}

/// <param name="First">There is no account yet: the link that the start has printed makes the first one.</param>
public sealed record SignInWaysView(IReadOnlyList<string> Ways, bool First);

/// <summary>A sign-in with a local account.</summary>
public sealed record SignIn(string Name, string Password)
{
    public override string ToString() => $"sign in as {Name}";
}
