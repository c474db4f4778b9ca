namespace Godwit.Admin.Access;

/// <summary>A program's token, without its text.</summary>
public sealed record TokenView(string Id, string Name, string Role, string CreatedBy, DateTimeOffset Created, DateTimeOffset Expires, DateTimeOffset? LastUsed);

/// <param name="Days">1 to 3,650; null = 90.</param>
public sealed record AddToken(string Name, string Role, int? Days = null);

/// <summary>A token just made. <paramref name="Text"/> is shown this once.</summary>
public sealed record NewTokenView(TokenView Token, string Text)
{
    public override string ToString() => $"token {Token.Name}";
}
