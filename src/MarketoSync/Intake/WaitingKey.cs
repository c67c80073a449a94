namespace MarketoSync.Intake;

/// <summary>The records of one key that wait for a later batch, oldest first.</summary>
/// <param name="hash">The key.</param>
internal sealed class WaitingKey(ulong hash)
{
    public ulong Hash => hash;

    public Queue<WaitingRecord> Records { get; } = new(1);

    /// <summary>Whether it has a record in the open batch.</summary>
    public bool IsServed { get; set; }

    /// <summary>Its place among the <see cref="KeysByCount"/>.</summary>
    public LinkedListNode<WaitingKey>? ByCount { get; set; }

    /// <summary>Of its place among the <see cref="HeldKeys"/>; zero without one.</summary>
    public long Ticket { get; set; }
}
