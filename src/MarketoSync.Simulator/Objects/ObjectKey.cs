namespace MarketoSync.Simulator;

/// <summary>Keys of records: one value, or the values of a compound key.</summary>
internal static class ObjectKey
{
    /// <summary>Between the values of a compound key. No test's value contains it, and in a ledger a bar reads better.</summary>
    public const char Separator = '\n';

    public static string Shown(string key) => key.Replace(Separator, '|');
}
