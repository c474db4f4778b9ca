namespace Godwit.Pool.Users;

/// <summary>The directory can't be asked now; what was read of it before stands.</summary>
public sealed class DirectoryUnavailableException() : Exception("The directory is not available");
