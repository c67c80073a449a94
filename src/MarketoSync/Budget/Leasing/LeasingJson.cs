using System.Text.Json.Serialization;

namespace MarketoSync.Budget.Leasing;

/// <summary>How the book is kept and asked.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(CallBook))]
[JsonSerializable(typeof(CallRequest))]
public sealed partial class LeasingJson : JsonSerializerContext;
