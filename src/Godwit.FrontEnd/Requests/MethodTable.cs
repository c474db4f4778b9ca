using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Godwit.Sip.Messages;

namespace Godwit.FrontEnd.Requests;

/// <summary>The methods this server takes, each with what it does. Fixed once it is made.</summary>
public sealed class MethodTable(IEnumerable<ISipMethodHandler> handlers)
{
    private readonly FrozenDictionary<string, ISipMethodHandler> _handlers = handlers.ToFrozenDictionary(h => h.Method.Name, StringComparer.Ordinal);
    private string? _allow;

    /// <summary>The value of the Allow header (RFC 3261 §20.5).</summary>
    public string Allow => _allow ??= string.Join(", ", _handlers.Keys.Order(StringComparer.Ordinal));

    public bool TryFind(SipMethod method, [NotNullWhen(true)] out ISipMethodHandler? handler) => _handlers.TryGetValue(method.Name, out handler);
}
