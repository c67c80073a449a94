using MarketoSync.Records;

namespace MarketoSync.Reports;

/// <summary>What we add to a record that is written out. Intake drops every name that begins so, but for <see cref="Raw"/>.</summary>
internal static class RejectAnnotation
{
    public const string Prefix = "marketosync.";
    public const string Status = Prefix + "status";
    public const string Code = Prefix + "code";
    public const string Reason = Prefix + "reason";
    public const string Line = Prefix + "line";

    /// <summary>The <see cref="Mapping.FieldMapping.Mark"/> of the mapping that made the record. The same one is not applied to it again.</summary>
    public const string Map = Prefix + "map";

    /// <summary>Source text that is no record yet. Intake rejects it again until somebody has made fields of it.</summary>
    public const string Raw = Prefix + "raw";

    public static string Codes(RecordResult result) => string.Join(", ", (result.Reasons ?? []).Select(reason => reason.Code));

    public static string Messages(RecordResult result) => string.Join("; ", (result.Reasons ?? []).Select(reason => reason.Message));
}
