using System.Text.Json;
using System.Text.Json.Serialization;
using MarketoSync.Orchestration;

namespace MarketoSync.Functions.Orchestrations;

/// <summary>What an orchestration instance shows as its custom status. Counts and names only: no record, no text of Marketo's.</summary>
/// <param name="Progress">How far the run is, where the instance sends batches.</param>
/// <param name="Child">The instance that sends batches for this one.</param>
/// <param name="IsStopped">Whether the run stopped and waits for word that what it stopped for was mended.</param>
/// <param name="Fault">The kind of fault for which a step failed as often as it was tried; it waits for the same word.</param>
public sealed record InstanceStatus(RunProgress? Progress = null, string? Child = null, bool IsStopped = false, string? Fault = null)
{
    public static InstanceStatus Read(string? customStatus) => customStatus is null
        ? new InstanceStatus()
        : JsonSerializer.Deserialize(customStatus, InstanceStatusJson.Default.InstanceStatus) ?? new InstanceStatus();

    public JsonElement Write() => JsonSerializer.SerializeToElement(this, InstanceStatusJson.Default.InstanceStatus);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(InstanceStatus))]
internal sealed partial class InstanceStatusJson : JsonSerializerContext;
