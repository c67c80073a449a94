namespace MarketoSync.Intake;

/// <summary>The records of one key that wait for a later batch, oldest first.</summary>
/// <param name="hash">The key.</param>
/// <param name="since">A number that grows from key to key.</param>
internal sealed class WaitingKey(ulong hash, long since)
{
    public ulong Hash => hash;

    public long Since => since;

    public Queue<WaitingRecord> Records { get; } = new(1);

    /// <summary>Whether it has a record in the open batch.</summary>
    public bool IsServed { get; set; }

    /// <summary>Of its place among the <see cref="HeldKeys"/>; zero without one.</summary>
    public long Ticket { get; set; }
}
