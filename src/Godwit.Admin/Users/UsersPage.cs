namespace Godwit.Admin.Users;

/// <summary>A part of a list of users, and how long the list is.</summary>
public sealed record UsersPage(int Total, IReadOnlyList<UserView> Users);
