using System.Text.Json.Serialization;

namespace MarketoSync.Records;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RejectedRecord))]
internal sealed partial class RejectedRecordJson : JsonSerializerContext;
