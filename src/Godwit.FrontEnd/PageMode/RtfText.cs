using System.Globalization;
using System.Text;

namespace Godwit.FrontEnd.PageMode;

/// <summary>Rich text as the text a reader sees. Pure; knows as much of RTF as stands in instant messages, and passes over the rest.</summary>
public static class RtfText
{
    /// <summary>0x80 to 0x9F of Windows-1252; above that it is ISO 8859-1.</summary>
    private const string Middle = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    public static string Of(string rtf)
    {
        var text = new StringBuilder(rtf.Length);
        var groups = new Stack<Group>();
        var group = new Group(IsSeen: true, FallbackLength: 1);
        var passOver = 0;
        for (var i = 0; i < rtf.Length; i++)
        {
            var c = rtf[i];
            if (c == '{')
            {
                groups.Push(group);
            }
            else if (c == '}')
            {
                passOver = 0;
                if (groups.Count > 0) group = groups.Pop();
            }
            else if (c == '\\')
            {
                if (i + 1 == rtf.Length) break;
                var control = Control.Read(rtf, ref i);
                if (control.Word == "*" || IsUnseen(control.Word)) group = group with { IsSeen = false };
                else if (control is { Word: "uc", Number: >= 0 and < 16 }) group = group with { FallbackLength = control.Number.Value };
                else if (control.Character is { } character)
                {
                    // Behind \u stands what is shown by those who don't know it.
                    if (passOver > 0 && control.Word == "'") passOver--;
                    else if (group.IsSeen) text.Append(character);
                    if (control.Word == "u") passOver = group.FallbackLength;
                }
            }
            else if (c is not ('\r' or '\n'))
            {
                if (passOver > 0) passOver--;
                else if (group.IsSeen) text.Append(c);
            }
        }

        return text.ToString().Trim('\n');
    }

    private static bool IsUnseen(string word) => word is "fonttbl" or "colortbl" or "stylesheet" or "info" or "pict" or "object" or "header" or "footer" or "generator";

    private readonly record struct Group(bool IsSeen, int FallbackLength);

    /// <summary>A control word or symbol, and the character it stands for.</summary>
    private readonly record struct Control(string Word, int? Number, char? Character)
    {
        /// <summary>From the backslash on; afterwards <paramref name="at"/> is at its last character.</summary>
        public static Control Read(string rtf, ref int at)
        {
            var first = rtf[++at];
            if (first == '\'') return Hex(rtf, ref at);
            if (!char.IsAsciiLetter(first)) return new(first.ToString(), null, Symbol(first));
            var end = at;
            while (end < rtf.Length && char.IsAsciiLetter(rtf[end])) end++;
            var word = rtf[at..end];
            var digits = end;
            if (digits < rtf.Length && rtf[digits] == '-') digits++;
            while (digits < rtf.Length && char.IsAsciiDigit(rtf[digits])) digits++;
            int? number = int.TryParse(rtf.AsSpan(end, digits - end), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var read) ? read : null;
            // One blank belongs to the word.
            at = digits < rtf.Length && rtf[digits] == ' ' ? digits : digits - 1;
            return new(word, number, word == "u" ? (char?)number : Named(word));
        }

        private static Control Hex(string rtf, ref int at)
        {
            if (at + 2 >= rtf.Length || !byte.TryParse(rtf.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) return new("'", null, null);
            at += 2;
            return new("'", code, code is >= 0x80 and < 0xA0 ? Middle[code - 0x80] : (char)code);
        }

        private static char? Symbol(char symbol) => symbol switch
        {
            '\\' or '{' or '}' => symbol,
            '~' => ' ',
            '_' => '-',
            '\r' or '\n' => '\n',
            _ => null,
        };

        private static char? Named(string word) => word switch
        {
            "par" or "line" or "sect" or "page" => '\n',
            "tab" => '\t',
            "emdash" => '—',
            "endash" => '–',
            "lquote" => '‘',
            "rquote" => '’',
            "ldblquote" => '“',
            "rdblquote" => '”',
            "bullet" => '•',
            _ => null,
        };
    }
}
