namespace Godwit.Files.Merging;

/// <summary>Replace: the kinds of data that the file has take the place of the user's. Merge: the file adds and updates, nothing is taken away.</summary>
public enum ImportMode { Replace, Merge }
