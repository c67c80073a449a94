using System.Text.Json.Serialization;

namespace MarketoSync.Records;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RejectedRecord))]
internal sealed partial class RejectedRecordJson : JsonSerializerContext;
