using Godwit.Sip.Messages;

namespace Godwit.Sip.Headers;

/// <summary>
/// The values of one line as they lie there, one after the other: no text is made but what is asked for. For what is read most and kept least, the Contact of a REGISTER.
/// </summary>
public ref struct NameAddressValues(ReadOnlySpan<char> line)
{
    private ReadOnlySpan<char> _rest = line;
    private ReadOnlySpan<char> _parameters;

    /// <summary>As <see cref="NameAddress.Uri"/>.</summary>
    public ReadOnlySpan<char> Uri { get; private set; }

    /// <summary>False when a malformed value was met: there is no value then, and what follows is not read.</summary>
    public bool IsSound { get; private set; } = true;

    /// <summary>As <see cref="NameAddress.Parameter"/>.</summary>
    public readonly string? Parameter(string name) => HeaderParameters.Find(_parameters, name);

    /// <summary>Goes on to the next value; false when there is none. Empty ones are passed over.</summary>
    public bool Next()
    {
        while (IsSound && !_rest.IsEmpty)
        {
            var end = HeaderValues.EndOfFirst(_rest);
            var one = _rest[..end].Trim(" \t");
            _rest = end < _rest.Length ? _rest[(end + 1)..] : default;
            if (one.IsEmpty) continue;
            IsSound = NameAddress.TrySplit(one, out _, out var uri, out _parameters) && HeaderParameters.AreSound(_parameters);
            Uri = uri;
            return IsSound;
        }

        return false;
    }
}
