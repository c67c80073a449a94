using System.Text.Json.Serialization;

namespace MarketoSync.Importing;

/// <summary>How far an import is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImportState>))]
public enum ImportState
{
    /// <summary>It is taken, and waits for those before it.</summary>
    Queued,

    Importing,

    /// <summary>It is over. Rows may have failed all the same.</summary>
    Complete,

    /// <summary>It broke down as a whole.</summary>
    Failed,
}
