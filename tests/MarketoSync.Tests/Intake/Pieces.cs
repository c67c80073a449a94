namespace MarketoSync.Tests.Intake;

/// <summary>A stream that gives no more at a time than the sizes say, over and over.</summary>
internal sealed class Pieces(byte[] bytes, int[] sizes) : MemoryStream(bytes)
{
    private int _read;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, sizes[_read++ % sizes.Length])]);
}
