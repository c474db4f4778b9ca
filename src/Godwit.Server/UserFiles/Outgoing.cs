using System.Buffers;

namespace Godwit.Server.UserFiles;

/// <summary>Takes what is written without waiting, until it is sent. Only forwards: a zip is then written so that nothing of it is changed later.</summary>
internal sealed class Outgoing : Stream
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public async Task Send(Stream to, CancellationToken cancel)
    {
        await to.WriteAsync(_bytes.WrittenMemory, cancel);
        await to.FlushAsync(cancel);
        _bytes.ResetWrittenCount();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => _bytes.Write(buffer);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
