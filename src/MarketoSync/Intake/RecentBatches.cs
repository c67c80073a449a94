namespace MarketoSync.Intake;

/// <summary>Where the last few batches start, the open one among them.</summary>
internal sealed class RecentBatches(int most)
{
    private readonly uint[] _starts = new uint[most];

    /// <summary>Batches so far, which is the number of the open one.</summary>
    public long Count { get; private set; }

    /// <summary>Position of the open batch's first record.</summary>
    public uint Start { get; private set; }

    /// <summary>Position of the first record of the oldest batch that is recent.</summary>
    public uint EarliestStart { get; private set; }

    public void Open(uint start)
    {
        Count++;
        _starts[Count % most] = Start = start;

        // Zero as long as there were fewer.
        EarliestStart = _starts[(Count + 1) % most];
    }

    /// <summary>The number of the batch that holds a position, which is in none before the recent ones.</summary>
    public long NumberOf(uint position)
    {
        var number = Count;
        while (_starts[number % most] > position) number--;
        return number;
    }
}
