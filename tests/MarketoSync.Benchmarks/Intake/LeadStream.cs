namespace MarketoSync.Benchmarks.Intake;

/// <summary>Leads as a stream that is never in memory as a whole.</summary>
internal sealed class LeadStream(int count) : Stream
{
    private readonly Random _random = new(7);
    private int _made;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var length = 0;
        while (_made < count && buffer.Length - length >= Leads.MostBytes)
            length += Leads.Write(buffer[length..], _made++, _random.Next());
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
