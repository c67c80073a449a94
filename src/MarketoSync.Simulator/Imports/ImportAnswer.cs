using System.Globalization;
using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>Writes what calls tell of a job. Custom objects have other members than leads and program members.</summary>
internal static class ImportAnswer
{
    public static void WriteStatus(Utf8JsonWriter writer, ImportSnapshot job, DateTimeOffset now)
    {
        var isObject = job.Kind is ImportKind.CustomObjects;
        writer.WriteStartArray("result"u8);
        writer.WriteStartObject();
        WriteIds(writer, job);
        if (isObject) writer.WriteString("operation"u8, "import"u8);
        writer.WriteString("status"u8, job.Status.ToString());
        WriteObject(writer, job);
        writer.WriteNumber(isObject ? "numOfObjectsProcessed"u8 : "numOfLeadsProcessed"u8, job.Imported);
        writer.WriteNumber("numOfRowsFailed"u8, job.Failed);
        writer.WriteNumber("numOfRowsWithWarning"u8, job.Warned);
        if (isObject) writer.WriteString("importTime"u8, TimeText(job, now));
        writer.WriteString("message"u8, job.Message);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    public static void WriteIds(Utf8JsonWriter writer, ImportSnapshot job)
    {
        writer.WriteNumber("batchId"u8, job.Id);
        if (job.Kind is not ImportKind.CustomObjects) writer.WriteString("importId"u8, job.Id.ToString(CultureInfo.InvariantCulture));
    }

    public static void WriteObject(Utf8JsonWriter writer, ImportSnapshot job)
    {
        if (job.Kind is ImportKind.CustomObjects)
            writer.WriteString("objectApiName"u8, job.Object[SimulatedObjectType.CustomPrefix.Length..]);
    }

    private static string TimeText(ImportSnapshot job, DateTimeOffset now)
    {
        var time = job.StartedAt is { } start ? (job.EndedAt ?? now) - start : TimeSpan.Zero;
        return string.Create(CultureInfo.InvariantCulture, $"{(long)Math.Ceiling(time.TotalSeconds)} second(s)");
    }
}
