namespace Godwit.Files.Xml;

/// <summary>Passes on so many bytes at a time: who reads says between two values that there may be more. So one value can't fill the memory.</summary>
internal sealed class GuardedStream : Stream
{
    private readonly Stream _inner;
    private readonly long _allowance;
    private long _left;

    public GuardedStream(Stream inner, long allowance)
    {
        (_inner, _allowance) = (inner, allowance);
        Refill();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void Refill() => _left = _allowance;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_left <= 0) throw new ValueTooLongException(_allowance);
        var read = _inner.Read(buffer.Length > _left ? buffer[..(int)_left] : buffer);
        _left -= read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

internal sealed class ValueTooLongException(long allowance) : Exception($"Something in it is longer than {allowance} bytes");
