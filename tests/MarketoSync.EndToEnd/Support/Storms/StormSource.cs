using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MarketoSync.EndToEnd.Support.Storms;

/// <summary>Writes the records of a storm as a user has them.</summary>
internal static class StormSource
{
    public static string Write(string path, Storm storm, StormWorld world)
    {
        var file = path + (storm.IsCsv ? ".csv" : ".ndjson");
        File.WriteAllText(file, storm.IsCsv ? Csv(world.Records) : Ndjson(world.Records), new UTF8Encoding(false));
        return file;
    }

    private static string Ndjson(IReadOnlyList<StormRecord> records)
    {
        var text = new StringBuilder();
        foreach (var record in records)
            text.Append(JsonSerializer.Serialize(record.Fields.ToDictionary(field => field.Field, field => field.Value))).Append('\n');
        return text.ToString();
    }

    private static string Csv(IReadOnlyList<StormRecord> records)
    {
        string[] names = [.. records.SelectMany(record => record.Fields).Select(field => field.Field).Distinct()];
        var text = new StringBuilder(string.Join(',', names)).Append('\n');
        foreach (var record in records)
        {
            var values = record.Fields.ToDictionary(field => field.Field, field => Convert.ToString(field.Value, CultureInfo.InvariantCulture));
            text.AppendJoin(',', names.Select(name => values.GetValueOrDefault(name) ?? "")).Append('\n');
        }

        return text.ToString();
    }
}
