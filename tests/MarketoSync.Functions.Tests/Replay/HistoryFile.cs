using System.Runtime.CompilerServices;
using DurableTask.Core.History;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;

namespace MarketoSync.Functions.Tests.Replay;

/// <summary>A history on disk: an array of events, each with its type.</summary>
internal static class HistoryFile
{
    private const string Type = nameof(HistoryEvent.EventType);

    private static readonly JsonSerializer s_json = JsonSerializer.Create(new JsonSerializerSettings
    {
        NullValueHandling = NullValueHandling.Ignore,
        DefaultValueHandling = DefaultValueHandling.Ignore,
        DateTimeZoneHandling = DateTimeZoneHandling.Utc,
        Converters = { new StringEnumConverter() },
    });

    public static IReadOnlyList<HistoryEvent> Read(string path) => [.. JArray.Parse(File.ReadAllText(path)).Cast<JObject>().Select(Read)];

    public static void Write(string path, IEnumerable<HistoryEvent> history)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, new JArray(history.Select(Write)).ToString(Formatting.Indented) + "\n");
    }

    private static HistoryEvent Read(JObject kept)
    {
        var type = typeof(HistoryEvent).Assembly.GetType($"{typeof(HistoryEvent).Namespace}.{kept[Type]}Event")!;
        var happened = (HistoryEvent)RuntimeHelpers.GetUninitializedObject(type);
        using var reader = kept.CreateReader();
        s_json.Populate(reader, happened);
        return happened;
    }

    /// <summary>Leaves out where the sources were on the machine that wrote it.</summary>
    private static JObject Write(HistoryEvent happened)
    {
        var kept = JObject.FromObject(happened, s_json);
        kept.Remove(nameof(HistoryEvent.IsPlayed));
        kept[Type] = happened.EventType.ToString();
        foreach (var trace in kept.Descendants().OfType<JProperty>().Where(property => property.Name == "StackTrace").ToList()) trace.Value = "";
        return kept;
    }
}
