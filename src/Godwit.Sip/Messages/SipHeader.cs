using System.Text;

namespace Godwit.Sip.Messages;

/// <summary>
/// One header line. <paramref name="Name"/> is the canonical spelling where <see cref="HeaderNames"/> has one, else as it came.
/// <paramref name="Value"/> is UTF-8 without line folds or surrounding blanks, often a slice of the message's own bytes:
/// whoever keeps a value longer than the message takes <see cref="Text"/>.
/// </summary>
public readonly record struct SipHeader(string Name, ReadOnlyMemory<byte> Value)
{
    public string Text => Encoding.UTF8.GetString(Value.Span);

    public bool Is(string name) => ReferenceEquals(Name, name) || Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
