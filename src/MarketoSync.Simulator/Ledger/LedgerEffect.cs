namespace MarketoSync.Simulator;

/// <summary>What a call did with a record.</summary>
public enum LedgerEffect
{
    Created,
    Updated,
    Skipped,
}
