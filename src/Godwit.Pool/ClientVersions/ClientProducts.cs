namespace Godwit.Pool.ClientVersions;

/// <summary>
/// The products of a User-Agent header, one after the other: <c>UCCP/2.0.6362.0 OC/2.0.6362.0 (Microsoft Office Communicator)</c> has two.
/// What stands in comments is none (RFC 3261 §20.41).
/// </summary>
public ref struct ClientProducts(ReadOnlySpan<char> userAgent)
{
    private ReadOnlySpan<char> _rest = userAgent;

    /// <summary>The product's name.</summary>
    public ReadOnlySpan<char> Name { get; private set; }

    /// <summary>What stands behind its slash; empty when there is none.</summary>
    public ReadOnlySpan<char> Version { get; private set; }

    public bool Next()
    {
        while (true)
        {
            _rest = _rest.TrimStart(" \t");
            if (_rest.IsEmpty) return false;
            if (_rest[0] == '(')
            {
                SkipComment();
                continue;
            }

            var end = _rest.IndexOfAny(" \t(");
            var product = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? [] : _rest[end..];
            var slash = product.IndexOf('/');
            Name = slash < 0 ? product : product[..slash];
            Version = slash < 0 ? [] : product[(slash + 1)..];
            return true;
        }
    }

    private void SkipComment()
    {
        var depth = 0;
        for (var i = 0; i < _rest.Length; i++)
        {
            if (_rest[i] == '(') depth++;
            if (_rest[i] == ')' && --depth == 0)
            {
                _rest = _rest[(i + 1)..];
                return;
            }
        }

        _rest = [];
    }
}
