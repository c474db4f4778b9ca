using System.Text.Json;

namespace Godwit.Real.Tests.Clients;

/// <summary>One line of sipe-probe's output, or a SIP message that the client sent or received (<see cref="Sent"/>, <see cref="Received"/>).</summary>
public sealed class ProbeEvent
{
    public const string Sent = "SIP sent";

    public const string Received = "SIP received";

    private readonly JsonElement _root;

    private ProbeEvent(string name, string text, JsonElement root) => (Name, Text, _root) = (name, text, root);

    public string Name { get; }

    /// <summary>The line or the message as it was.</summary>
    public string Text { get; }

    public static ProbeEvent OfLine(string line)
    {
        var root = JsonDocument.Parse(line).RootElement;
        return new ProbeEvent(root.GetProperty("event").GetString()!, line, root);
    }

    public static ProbeEvent OfMessage(string name, string message) => new(name, message, JsonDocument.Parse("{}").RootElement);

    /// <summary>The buddy that the event is about; the event itself when it is about none.</summary>
    public ProbeBuddy Buddy => new(_root.GetProperty("buddy"));

    /// <summary>A value as text; "" when it is missing or null.</summary>
    public string this[string key] => _root.TryGetProperty(key, out var value) ? value.ToString() : "";

    public bool IsTrue(string key) => _root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.True;

    public IReadOnlyList<ProbeBuddy> Buddies => [.. _root.GetProperty("buddies").EnumerateArray().Select(b => new ProbeBuddy(b))];

    public IReadOnlyList<string> Groups => [.. _root.GetProperty("groups").EnumerateArray().Select(g => g.GetString()!)];

    public IReadOnlyList<string> Deny => [.. _root.GetProperty("deny").EnumerateArray().Select(g => g.GetString()!)];

    public override string ToString() => Text;
}

/// <summary>A line of the client's buddy list. <see cref="Who"/> is without <c>sip:</c>.</summary>
public sealed class ProbeBuddy(JsonElement buddy)
{
    public string Who => Text("who").Replace("sip:", "", StringComparison.Ordinal);

    public string Alias => Text("alias");

    public string Group => Text("group");

    /// <summary>libpurple's status id: <c>available</c>, <c>busy</c>, <c>away</c>, <c>offline</c> …</summary>
    public string Status => Text("status");

    public bool Online => buddy.GetProperty("online").GetBoolean();

    public bool Blocked => buddy.GetProperty("blocked").GetBoolean();

    /// <summary>Status text with the note.</summary>
    public string Note => Text("text");

    private string Text(string key) => buddy.TryGetProperty(key, out var value) ? value.ToString() : "";
}
