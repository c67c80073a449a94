namespace MarketoSync.Simulator;

/// <summary>A file as sent.</summary>
internal sealed class ImportFile
{
    public ImportFile(ReadOnlyMemory<byte> bytes, byte delimiter)
    {
        (Bytes, Delimiter) = (bytes, delimiter);
        var reader = new DelimitedReader(bytes, delimiter);
        reader.Read();
        Columns = [.. Enumerable.Range(0, reader.Count).Select(reader.Text)];
        HeaderLength = reader.Position;
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    public byte Delimiter { get; }

    /// <summary>The names in the first row; none in an empty file.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Bytes of the first row and of what is before it.</summary>
    public int HeaderLength { get; }

    /// <summary>A reader before the first row under the header.</summary>
    public DelimitedReader Open()
    {
        var reader = new DelimitedReader(Bytes, Delimiter);
        reader.Read();
        return reader;
    }
}
