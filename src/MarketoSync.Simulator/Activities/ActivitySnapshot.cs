namespace MarketoSync.Simulator;

/// <summary>One custom activity that was added.</summary>
/// <param name="Attributes">By API name: string, int, double or bool.</param>
public sealed record ActivitySnapshot(
    string MarketoGuid, long LeadId, long ActivityTypeId, string ActivityDate, object PrimaryAttributeValue,
    IReadOnlyDictionary<string, object> Attributes);
