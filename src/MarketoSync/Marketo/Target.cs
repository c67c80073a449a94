namespace MarketoSync.Marketo;

/// <summary>What Marketo object is written: a row of the table in <see cref="TargetTable"/>.</summary>
/// <param name="Name">As users give it, such as <c>leads</c> or <c>customobjects/car_c</c>.</param>
/// <param name="IdField">The field that holds Marketo's own id.</param>
/// <param name="DedupeFields">
/// The fields that together tell its objects apart, unless the user names others. Empty if only Marketo knows them.
/// </param>
/// <param name="Operations">The ways to write it. The first is the default.</param>
/// <param name="ReadBack">Null if its objects cannot be found again.</param>
public sealed record Target(
    string Name, string IdField, IReadOnlyList<string> DedupeFields, IReadOnlyList<Operation> Operations, ReadBack? ReadBack = null)
{
    /// <summary>Null if it takes no files.</summary>
    public BulkImport? Import { get; init; }

    /// <summary>Its place among the targets where several are written: what its records name stands before it.</summary>
    public int Rank { get; init; }

    /// <summary>Null if Marketo describes no fields that records of it have.</summary>
    public Description? Description { get; init; }

    /// <summary>Fields that Adobe says can be written, and does not name in its samples of the description.</summary>
    public IReadOnlyList<string> Undescribed { get; init; } = [];

    /// <summary>Fields that cannot be cleared, besides those that tell its objects apart.</summary>
    public IReadOnlyList<string> NeverNull { get; init; } = [];

    public static Target Leads { get; } = Find("leads")!;

    /// <summary>What users may name, with <c>NAME</c> and <c>ID</c> where something of theirs stands.</summary>
    public static IReadOnlyList<string> Patterns => TargetTable.Patterns;

    /// <summary>How long Marketo works on any call of any target before it gives up.</summary>
    public static TimeSpan LongestServerTimeout => TargetTable.LongestServerTimeout;

    /// <summary>Null if there is no such target.</summary>
    public static Target? Find(string name) => TargetTable.Find(name);

    public Operation Default => Operations[0];

    /// <summary>Null if the target cannot be written in this way.</summary>
    public Operation? By(SyncAction action) => Operations.FirstOrDefault(operation => operation.Action == action);
}
