namespace Godwit.Admin.Files;

/// <summary>What an export wrote.</summary>
public sealed record ExportView(string Format, string File, long Users, long Bytes);

/// <summary>Whose data is to be written: of all users, those homed on a pool, or these.</summary>
public sealed record ExportOrder(string Format, string Pool, IReadOnlyList<string> Users);
