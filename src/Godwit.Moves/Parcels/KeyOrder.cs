using System.Text;

namespace Godwit.Moves.Parcels;

/// <summary>The order of texts in keys: by their UTF-8 bytes; contacts with A–Z taken for a–z, as they are compared without case.</summary>
internal sealed class KeyOrder(bool foldCase) : IComparer<string>
{
    public static readonly KeyOrder Exact = new(false);
    public static readonly KeyOrder Folded = new(true);

    public int Compare(string? x, string? y)
    {
        if (Ascii.IsValid(x) && Ascii.IsValid(y)) return string.CompareOrdinal(Fold(x), Fold(y));
        return Encoding.UTF8.GetBytes(Fold(x)).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(Fold(y)));
    }

    private string Fold(string? text)
    {
        if (!foldCase || text is null) return text ?? "";
        return string.Create(text.Length, text, static (folded, source) =>
        {
            for (var i = 0; i < folded.Length; i++) folded[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
        });
    }
}
