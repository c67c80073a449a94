using System.Text;

namespace MarketoSync.Benchmarks.Intake;

/// <summary>Leads as a stream that is never in memory as a whole.</summary>
internal sealed class LeadStream(int count) : Stream
{
    private readonly Random _random = new(7);
    private readonly StringBuilder _text = new();
    private byte[] _bytes = [];
    private int _at;
    private int _made;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (_at == _bytes.Length)
        {
            _text.Clear();
            for (var i = 0; i < 256 && _made < count; i++)
                Leads.Append(_text, _made++, _random.Next());
            _bytes = Encoding.UTF8.GetBytes(_text.ToString());
            _at = 0;
        }

        var length = Math.Min(buffer.Length, _bytes.Length - _at);
        _bytes.AsSpan(_at, length).CopyTo(buffer);
        _at += length;
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
