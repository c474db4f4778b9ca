namespace Godwit.Sip.Dialogs;

/// <summary>RFC 3261 §12: Call-ID, our tag, the other side's tag ("" when it has none: RFC 2543).</summary>
public readonly record struct DialogId(string CallId, string LocalTag, string RemoteTag);
