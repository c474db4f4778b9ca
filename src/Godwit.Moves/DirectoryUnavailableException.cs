namespace Godwit.Moves;

/// <summary>The directory could not be read, or not be written. What was asked of it may be asked again.</summary>
public sealed class DirectoryUnavailableException(Exception inner) : Exception("The directory is not available", inner);
