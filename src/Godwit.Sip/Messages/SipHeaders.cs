using System.Collections;
using System.Text;

namespace Godwit.Sip.Messages;

/// <summary>The header lines of one message, in their order. Not thread-safe: a message belongs to one flow.</summary>
public sealed class SipHeaders : IEnumerable<SipHeader>
{
    private SipHeader[] _lines;

    public SipHeaders(int capacity = 16) => _lines = new SipHeader[capacity];

    public int Count { get; private set; }

    public SipHeader this[int index] => index < Count ? _lines[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>The first line of that name as text, or null.</summary>
    public string? Get(string name) => IndexOf(name) is >= 0 and var i ? _lines[i].Text : null;

    /// <summary>The first line of that name as bytes; empty when there is none.</summary>
    public ReadOnlyMemory<byte> GetBytes(string name) => IndexOf(name) is >= 0 and var i ? _lines[i].Value : default;

    public bool Has(string name) => IndexOf(name) >= 0;

    /// <summary>Every line of that name, in order, not split at commas.</summary>
    public IEnumerable<string> All(string name)
    {
        for (var i = 0; i < Count; i++)
            if (_lines[i].Is(name)) yield return _lines[i].Text;
    }

    /// <summary>Every value of that name, in order, lines with several split at their commas.</summary>
    public IEnumerable<string> Values(string name)
    {
        foreach (var line in All(name))
            foreach (var value in HeaderValues.Split(line))
                yield return value;
    }

    /// <summary>The first value of the first line of that name, e.g. the topmost Via; null when there is none.</summary>
    public string? FirstValue(string name) => Get(name) is { } line ? HeaderValues.First(line).ToString() : null;

    /// <summary>Takes the first value of that name away, with its line when it was alone there (a Via of ours, a Route used up).</summary>
    public void RemoveFirstValue(string name)
    {
        var at = IndexOf(name);
        if (at < 0) return;
        var line = _lines[at].Text;
        var rest = line.AsSpan(HeaderValues.EndOfFirst(line)).TrimStart(", \t");
        if (rest.IsEmpty) RemoveAt(at);
        else ReplaceAt(at, rest.ToString());
    }

    public int IndexOf(string name)
    {
        for (var i = 0; i < Count; i++)
            if (_lines[i].Is(name)) return i;
        return -1;
    }

    public void Add(string name, ReadOnlyMemory<byte> value) => InsertAt(Count, new SipHeader(name, value));

    public void Add(string name, string value) => Add(name, Encoding.UTF8.GetBytes(value));

    public void Add(SipHeader header) => InsertAt(Count, header);

    /// <summary>Puts a line before the first of its name (a new top Via, Record-Route), or before everything when there is none.</summary>
    public void AddOnTop(string name, string value) => InsertAt(Math.Max(0, IndexOf(name)), new SipHeader(name, Encoding.UTF8.GetBytes(value)));

    /// <summary>Replaces the first line of that name and removes the others; adds it when there was none.</summary>
    public void Set(string name, string value)
    {
        var at = IndexOf(name);
        Remove(name);
        InsertAt(at < 0 ? Count : at, new SipHeader(name, Encoding.UTF8.GetBytes(value)));
    }

    public void ReplaceAt(int index, string value) => _lines[index] = _lines[index] with { Value = Encoding.UTF8.GetBytes(value) };

    public void RemoveAt(int index)
    {
        Array.Copy(_lines, index + 1, _lines, index, --Count - index);
        _lines[Count] = default;
    }

    /// <summary>Removes every line of that name.</summary>
    public void Remove(string name)
    {
        for (var i = Count - 1; i >= 0; i--)
            if (_lines[i].Is(name)) RemoveAt(i);
    }

    public SipHeaders Clone()
    {
        var copy = new SipHeaders(Count + 4);
        Array.Copy(_lines, copy._lines, Count);
        copy.Count = Count;
        return copy;
    }

    public IEnumerator<SipHeader> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return _lines[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void InsertAt(int index, SipHeader header)
    {
        if (Count == _lines.Length) Array.Resize(ref _lines, Math.Max(8, Count * 2));
        Array.Copy(_lines, index, _lines, index + 1, Count - index);
        _lines[index] = header;
        Count++;
    }
}
